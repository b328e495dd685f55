//! What the words of the closed vocabularies are called in both languages, short enough for a badge or a button.

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

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $words:ty,)+) => {
        /// What the words of each vocabulary are called.
        #[derive(Debug, Clone, Serialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub struct Labels {
            $($(#[$doc])* pub $name: Vec<Named>,)+
        }

        impl Labels {
            /// All of them, in the vocabularies' order.
            pub fn all() -> Self {
                Self { $($name: named(stringify!($name), <$words>::ALL.iter().map(|word| word.as_str())),)+ }
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

fn named(vocabulary: &str, words: impl Iterator<Item = &'static str>) -> Vec<Named> {
    let label = |locale: Locale, word: &str| MESSAGES.say_part(locale, vocabulary, word, &[]).into_owned();
    let named = |word: &str| Named {
        code: word.to_owned(),
        name_uk: label(Locale::Uk, word),
        name_en: label(Locale::En, word),
    };
    words.map(named).collect()
}
