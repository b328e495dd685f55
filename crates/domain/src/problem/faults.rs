//! What can be wrong at one place of a request.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::language::Locale;
use crate::messages::{Fact, Messages, Value};

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| crate::messages!("faults"));

macro_rules! faults {
    ($($variant:ident, $word:literal $(, $fact:ident)*;)*) => {
        /// What is wrong at one place of a request; stable, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FaultCode {
            $(#[doc = concat!("`", $word, "`", $(", with `", stringify!($fact), "`",)* ".")] $variant,)*
        }

        impl FaultCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it stands in `errors[].code`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The names of the facts that its sentence needs.
            pub const fn facts(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$(stringify!($fact)),*],)* }
            }
        }
    };
}

faults! {
    Required, "required";
    UnknownField, "unknown_field";
    WrongType, "wrong_type";
    UnknownValue, "unknown_value";
    Malformed, "malformed";
    TooShort, "too_short", min;
    TooLong, "too_long", max;
    TooMany, "too_many", max;
    OutOfRange, "out_of_range", min, max;
    Blank, "blank";
    ForbiddenCharacter, "forbidden_character", character;
    MixedScripts, "mixed_scripts";
    NotAName, "not_a_name";
    BadEmail, "bad_email";
    WeakPassword, "weak_password", why;
    BadRnokpp, "bad_rnokpp";
    BadUnzr, "bad_unzr";
    BadDocument, "bad_document";
    BirthDateMismatch, "birth_date_mismatch";
    NotFound, "not_found";
    NotAllowedHere, "not_allowed_here";
    InThePast, "in_the_past";
    OnlyOneOf, "only_one_of", fields;
    Repeated, "repeated";
}

impl FaultCode {
    /// The sentence with these facts.
    pub fn message(self, locale: Locale, facts: &[Fact]) -> Cow<'static, str> {
        MESSAGES.say(locale, self.as_str(), facts)
    }

    /// The sentence with the names of its facts in their places: `at most {max} characters`.
    pub fn pattern(self, locale: Locale) -> Cow<'static, str> {
        let names: Vec<Fact> =
            self.facts().iter().map(|name| (*name, Value::Text(format!("{{{name}}}")))).collect();
        self.message(locale, &names)
    }
}

#[cfg(test)]
mod tests {
    use super::FaultCode;
    use crate::language::Locale;

    #[test]
    fn every_fault_has_a_sentence_in_both_languages_that_names_its_facts() {
        for code in FaultCode::ALL {
            for locale in Locale::ALL {
                let sentence = code.pattern(*locale);
                assert!(sentence.ends_with('.'), "{sentence}");
                // What makes a password weak is said in words of its own.
                let named = if *code == FaultCode::WeakPassword { 0 } else { code.facts().len() };
                assert_eq!(sentence.matches('{').count(), named, "{sentence}");
            }
        }
    }

    #[test]
    fn each_weakness_of_a_password_has_its_own_words() {
        let whys = ["keys", "repeats", "sequence", "dates", "words", "common", "plain"];
        for locale in Locale::ALL {
            let told = whys.map(|why| FaultCode::WeakPassword.message(*locale, &[("why", why.into())]));
            let different: std::collections::BTreeSet<_> = told.iter().collect();
            assert_eq!(different.len(), whys.len(), "{told:?}");
        }
    }

    #[test]
    fn a_number_has_the_forms_of_its_language() {
        for (number, uk, en) in [
            (1, "Дозволено щонайбільше 1 символ.", "At most 1 character is allowed."),
            (2, "Дозволено щонайбільше 2 символи.", "At most 2 characters are allowed."),
            (5, "Дозволено щонайбільше 5 символів.", "At most 5 characters are allowed."),
            (11, "Дозволено щонайбільше 11 символів.", "At most 11 characters are allowed."),
            (21, "Дозволено щонайбільше 21 символ.", "At most 21 characters are allowed."),
            (22, "Дозволено щонайбільше 22 символи.", "At most 22 characters are allowed."),
            (25, "Дозволено щонайбільше 25 символів.", "At most 25 characters are allowed."),
            (101, "Дозволено щонайбільше 101 символ.", "At most 101 characters are allowed."),
            (111, "Дозволено щонайбільше 111 символів.", "At most 111 characters are allowed."),
            (20_000, "Дозволено щонайбільше 20000 символів.", "At most 20000 characters are allowed."),
        ] {
            let facts = [("max", number.into())];
            assert_eq!(FaultCode::TooLong.message(Locale::Uk, &facts), uk);
            assert_eq!(FaultCode::TooLong.message(Locale::En, &facts), en);
        }
    }
}
