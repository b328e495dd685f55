use unicode_script::{Script, UnicodeScript as _};

use super::{APOSTROPHE, PERSON_NAME, forbidden, line};
use crate::problem::{Fault, FaultCode};

/// Checks a person's full name: 2 to 120 characters, at least two words, each begun by a letter and written in one
/// alphabet (no Latin "I" in Іван), and nothing but letters, apostrophes, hyphens and dots.
pub fn person_name(pointer: &str, raw: &str) -> Result<String, Fault> {
    let name = line(pointer, raw, PERSON_NAME)?;
    if let Some(character) = name.chars().find(|c| !c.is_alphabetic() && !matches!(c, ' ' | '-' | '.')) {
        return Err(forbidden(pointer, character));
    }
    let words: Vec<_> = name.split(' ').collect();
    if words.len() < 2 || words.iter().any(|word| word.starts_with(['-', '.', APOSTROPHE])) {
        return Err(Fault::at(pointer, FaultCode::IncompleteName));
    }
    if words.iter().any(|word| mixes_scripts(word)) {
        return Err(Fault::at(pointer, FaultCode::MixedScripts));
    }
    Ok(name)
}

fn mixes_scripts(word: &str) -> bool {
    let mut scripts =
        word.chars().map(|c| c.script()).filter(|s| !matches!(s, Script::Common | Script::Inherited));
    let first = scripts.next();
    scripts.any(|script| Some(script) != first)
}
