//! Believable Ukrainian people, petitions and official replies, all drawn from a seed: the same seed gives
//! the same texts. What is drawn from stands in files, `texts/` of this crate. Every apostrophe is U+02BC and
//! every text is in NFC, as the API stores them.

/// What the file `texts/….toml` of this crate says, embedded in it.
macro_rules! texts {
    ($file:literal) => {
        $crate::texts::read(
            $file,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/texts/", $file, ".toml")),
        )
    };
}

pub mod people;
pub mod petitions;
pub mod replies;

#[cfg(test)]
mod tests;

pub use people::{People, Person, Sex};
pub use petitions::{PetitionText, petitions};
pub use replies::{answer, refusal, removal, withdrawal};

use rand::{Rng, seq::IndexedRandom};
use serde::de::DeserializeOwned;

/// Tests read every file, so that a malformed one fails there.
fn read<T: DeserializeOwned>(file: &str, toml: &str) -> T {
    toml::from_str(toml).unwrap_or_else(|error| panic!("texts/{file}.toml: {error}"))
}

/// One of the wordings, each as likely as another.
fn one_of<'a>(wordings: &'a [String], rng: &mut impl Rng) -> &'a str {
    wordings.choose(rng).expect("every list of wordings in the files has some")
}
