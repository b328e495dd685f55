//! Believable Ukrainian people, petitions and official replies, all drawn from a seed: the same seed gives
//! the same texts. Every apostrophe is U+02BC and every text is in NFC, as the API stores them.

pub mod people;
pub mod petitions;
pub mod replies;

#[cfg(test)]
mod tests;

pub use people::{People, Person, Sex};
pub use petitions::{PetitionText, petitions};
pub use replies::{answer, refusal, removal, withdrawal};

use rand::{Rng, seq::IndexedRandom};

/// One of the wordings, each as likely as another.
fn one_of<'a>(wordings: &[&'a str], rng: &mut impl Rng) -> &'a str {
    wordings.choose(rng).expect("every list of wordings is written out in this crate and not empty")
}
