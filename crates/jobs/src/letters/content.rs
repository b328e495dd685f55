//! What a letter says, whoever gets it: which letter it is, and its facts. The words stand in `messages/`.

use std::sync::LazyLock;

use viche_domain::labels::Labelled;
use viche_domain::language::Locale;
use viche_domain::messages::{Fact, Messages, Value};

static MESSAGES: LazyLock<Messages> =
    LazyLock::new(|| viche_domain::messages!("letters/frame", "letters/account", "letters/petitions"));

macro_rules! kinds {
    ($($variant:ident = $key:literal,)+) => {
        /// Which letter; its messages are the parts `subject` and `body` of its key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind { $($variant,)+ }

        impl Kind {
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }
    };
}

impl Kind {
    /// Whether the letter has a sentence about a term, which is left out once the term is over.
    const fn may_name_a_term(self) -> bool {
        matches!(
            self,
            Self::PetitionAssigned
                | Self::PetitionThresholdReached
                | Self::PetitionReviewAnnounced
                | Self::PetitionLapsed
        )
    }
}

kinds! {
    VerifyEmail = "verify-email",
    AlreadyRegistered = "already-registered",
    ResetPassword = "reset-password",
    PetitionPublished = "petition-published",
    PetitionRefused = "petition-refused",
    PetitionAssigned = "petition-assigned",
    PetitionAssignmentReturned = "petition-assignment-returned",
    PetitionAssignmentReturnedWithoutReason = "petition-assignment-returned-without-reason",
    PetitionThresholdReached = "petition-threshold-reached",
    PetitionReviewAnnounced = "petition-review-announced",
    PetitionAnswered = "petition-answered",
    PetitionReplyRecorded = "petition-reply-recorded",
    PetitionLapsed = "petition-lapsed",
    PetitionRemoved = "petition-removed",
}

/// A letter without its recipient, in no language yet.
pub(super) struct Content {
    kind: Kind,
    facts: Vec<Fact>,
    /// Facts that are said in the language of the letter.
    labels: Vec<(&'static str, Locale, String)>,
}

impl Content {
    pub fn new(kind: Kind) -> Self {
        Self { kind, facts: Vec::new(), labels: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// Names a word of a vocabulary.
    #[must_use]
    pub fn with_label(mut self, name: &'static str, word: &impl Labelled) -> Self {
        self.labels.extend(Locale::ALL.iter().map(|locale| (name, *locale, word.in_a_sentence(*locale))));
        self
    }

    fn facts(&self, locale: Locale) -> Vec<Fact> {
        let labels = self.labels.iter().filter(|(_, of, _)| *of == locale);
        let labels = labels.map(|(name, _, label)| (*name, Value::from(label.as_str())));
        self.facts.iter().cloned().chain(labels).collect()
    }

    pub fn subject(&self, locale: Locale) -> String {
        MESSAGES.say_part(locale, self.kind.key(), "subject", &self.facts(locale)).into_owned()
    }

    /// The facts, with the sentence that names the end of the term, where there is one that still runs.
    fn with_term(&self, locale: Locale) -> Vec<Fact> {
        let mut facts = self.facts(locale);
        if self.kind.may_name_a_term() {
            let runs = facts.iter().any(|(name, _)| *name == "until");
            let sentence = runs.then(|| MESSAGES.say_part(locale, self.kind.key(), "term", &facts));
            let term = sentence.map_or_else(String::new, |sentence| format!(" {sentence}")).into();
            facts.push(("term", term));
        }
        facts
    }

    /// The whole letter, from the greeting to the city's name.
    pub fn text(&self, locale: Locale, name: Option<&str>, city: &str) -> String {
        let body = MESSAGES.say_part(locale, self.kind.key(), "body", &self.with_term(locale)).into_owned();
        let greeting = match name {
            Some(name) => MESSAGES.say(locale, "greeting", &[("name", name.into())]),
            None => MESSAGES.say_part(locale, "greeting", "unnamed", &[]),
        };
        let facts =
            [("greeting", greeting.into_owned().into()), ("body", body.into()), ("city", city.into())];
        MESSAGES.say(locale, "letter", &facts).into_owned() + "\n"
    }
}
