//! What the words of the closed vocabularies are called in both languages, short enough for a badge or a button.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Serialize;

use crate::city::Named;
use crate::city::calendar::DayKind;
use crate::duty::Duty;
use crate::language::Locale;
use crate::messages::Messages;
use crate::person::identification::IdentificationState;
use crate::person::identity::{DocumentKind, Level};
use crate::person::roles::Role;
use crate::petition::{Decision, EventKind, RefusalCode, State};

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| crate::messages!("labels"));

/// A word of a closed vocabulary.
pub trait Labelled {
    /// What it is called: with a capital, as it stands by itself.
    fn label(&self, locale: Locale) -> Cow<'static, str>;

    /// What it is called within a sentence.
    fn in_a_sentence(&self, locale: Locale) -> String {
        let label = self.label(locale);
        let mut chars = label.chars();
        chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $words:ty,)+) => {
        /// What the words of each vocabulary are called.
        #[derive(Debug, Clone, Serialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub struct Labels {
            $($(#[$doc])* pub $name: Vec<Named>,)+
        }

        $(impl Labelled for $words {
            fn label(&self, locale: Locale) -> Cow<'static, str> {
                MESSAGES.say_part(locale, stringify!($name), self.as_str(), &[])
            }
        })+

        impl Labels {
            /// All of them, in the vocabularies' order.
            pub fn all() -> Self {
                Self { $($name: <$words>::ALL.iter().map(|word| named(word, word.as_str())).collect(),)+ }
            }
        }
    };
}

labels! {
    /// Where a petition stands.
    petition_states: State,
    /// What happened to it.
    petition_events: EventKind,
    /// Why a moderator refuses it.
    refusal_reasons: RefusalCode,
    /// What the city decided on it.
    answer_decisions: Decision,
    /// What it waits for from the staff.
    staff_duties: Duty,
    /// Roles of the staff.
    staff_roles: Role,
    /// How well a person is known.
    verification_levels: Level,
    /// Where an identification stands.
    identification_states: IdentificationState,
    /// Kinds of identity documents.
    identity_documents: DocumentKind,
    /// Kinds of special dates of the calendar.
    day_kinds: DayKind,
}

fn named(word: &impl Labelled, code: &str) -> Named {
    let [name_uk, name_en] = [Locale::Uk, Locale::En].map(|locale| word.label(locale).into_owned());
    Named { code: code.to_owned(), name_uk, name_en }
}
