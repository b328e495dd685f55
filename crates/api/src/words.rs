//! The schemas of the domain's word sets: their names in the document and the words themselves.

use std::borrow::Cow;

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! word_schemas {
    ($($name:ident = $words:path, $word:ident, $description:literal;)*) => {
        $(
            #[doc = $description]
            pub enum $name {}

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .enum_values(Some(<$words>::ALL.iter().map(|word| word.$word())))
                        .description(Some($description))
                        .into()
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    stringify!($name).into()
                }
            }
        )*
    };
}

word_schemas! {
    PetitionState = viche_domain::petition::State, as_str, "Where a petition stands.";
    RefusalReason = viche_domain::petition::RefusalCode, as_str, "Why a moderator refuses a petition.";
    AnswerDecision = viche_domain::petition::Decision, as_str, "What the city decided on a petition.";
    PetitionEvent = viche_domain::petition::EventKind, as_str, "What happened to a petition.";
    StaffDuty = viche_domain::duty::Duty, as_str, "What a petition waits for from the staff.";
    StaffRole = viche_domain::roles::Role, as_str, "A role of the city's staff.";
    VerificationLevel = viche_domain::identity::Level, as_str, "How well a person is known; each level includes those before it.";
    IdentityDocument = viche_domain::identity::DocumentKind, as_str, "A kind of identity document.";
    Language = viche_domain::locale::Locale, tag, "A language of messages and e-mails.";
    DayKind = viche_domain::calendar::DayKind, as_str, "Whether a special date is free or worked.";
}
