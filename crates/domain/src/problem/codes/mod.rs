//! The table of refusals, one file for each area. Answers, the OpenAPI document and the page of problems all come from
//! it; what a refusal says stands in `messages/{uk,en}/problems/`, in a file for each area too.

#[macro_use]
mod city;
#[macro_use]
mod people;
#[macro_use]
mod petitions;
#[macro_use]
mod request;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::language::Locale;
use crate::messages::Messages;

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| {
    crate::messages!("problems/request", "problems/people", "problems/city", "problems/petitions")
});

macro_rules! table {
    ($($variant:ident, $word:literal, $status:literal;)*) => {
        /// A refusal; stable, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $word, "`, answered with ", $status, ".")] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it stands in `code` and at the end of `type`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

// Each area puts its rows behind those it is given, and hands all of them to the next.
request! { people! city! petitions! table! }

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Code {
    /// What happened, in a few words.
    pub fn title(self, locale: Locale) -> Cow<'static, str> {
        MESSAGES.say(locale, self.as_str(), &[])
    }

    /// What happened and what to do about it, as a sentence.
    pub fn detail(self, locale: Locale) -> Cow<'static, str> {
        MESSAGES.say_part(locale, self.as_str(), "detail", &[])
    }
}
