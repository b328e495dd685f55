//! The schemas of the domain's word sets: their names in the document and the words themselves.

use std::borrow::Cow;

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! word_schemas {
    ($($name:ident = $words:path, $description:literal;)*) => {
        $(
            #[doc = $description]
            pub enum $name {}

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .enum_values(Some(<$words>::ALL.iter().map(|word| word.as_str())))
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
    PetitionState = viche_domain::petition::State, "Where a petition stands.";
    RefusalReason = viche_domain::petition::RefusalCode, "Why a moderator refuses a petition.";
    AnswerDecision = viche_domain::petition::Decision, "What the city decided on a petition.";
    PetitionEvent = viche_domain::petition::EventKind, "What happened to a petition.";
    StaffDuty = viche_domain::petition::Duty, "What a petition waits for from the staff.";
    StaffRole = viche_domain::roles::Role, "A role of the city's staff.";
    VerificationLevel = viche_domain::identity::Level, "How well a person is known; each level includes those before it.";
    IdentityDocument = viche_domain::identity::DocumentKind, "A kind of identity document.";
    DayKind = viche_domain::calendar::DayKind, "Whether a special date is free or worked.";
}
