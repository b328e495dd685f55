//! Who somebody is: verification levels, the numbers by which Ukraine knows its people, and the keyed hash of them that
//! is all we keep. Nothing here prints a number.

mod document;
mod person_key;
mod rnokpp;
mod unzr;

pub use document::{Document, DocumentKind};
pub use person_key::PersonKey;
pub use rnokpp::Rnokpp;
pub use unzr::Unzr;

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::problem::{Code, Problem};
use crate::words::words;

words! {
    /// How well a person is known; each level includes those before it.
    Level as VerificationLevel {
        /// Not at all.
        None = "none",
        /// By a verified e-mail address.
        Email = "email",
        /// As a human being: `BankID`, a qualified signature, Diia, or a clerk who saw the papers.
        Identified = "identified",
    }
}

impl Level {
    /// Refuses a level below the needed one, saying what to do to get there.
    pub fn require(self, needed: Self) -> Result<(), Problem> {
        match needed {
            _ if self >= needed => Ok(()),
            Self::Identified => Err(Code::IdentificationNeeded.into()),
            Self::Email | Self::None => Err(Code::EmailNotVerified.into()),
        }
    }
}

/// The number that a person is known by: a taxpayer number, else one of the demographic register, else a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityNumber {
    /// РНОКПП.
    Rnokpp(Rnokpp),
    /// УНЗР.
    Unzr(Unzr),
    /// An identity document.
    Document(Document),
}

impl IdentityNumber {
    /// The text that the person's key is made from. It holds the number: never store or log it.
    pub fn key_material(&self) -> String {
        match self {
            Self::Rnokpp(number) => format!("rnokpp:{}", number.digits()),
            Self::Unzr(number) => format!("unzr:{}", number.text()),
            Self::Document(document) => format!("document:{}:{}", document.kind(), document.number()),
        }
    }
}

/// A number without the blanks, hyphens and dashes by which people part it.
fn unparted(text: &str) -> String {
    let parts = |c: char| c.is_whitespace() || get_general_category(c) == GeneralCategory::DashPunctuation;
    text.chars().filter(|c| !parts(*c)).collect()
}

/// The ASCII digits of a text as numbers; `None` where anything else is in it.
fn digits(text: &str) -> Option<Vec<i32>> {
    text.bytes().map(|b| b.is_ascii_digit().then(|| i32::from(b - b'0'))).collect()
}

#[cfg(test)]
mod tests;
