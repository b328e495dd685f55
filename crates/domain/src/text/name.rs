use unicode_normalization::is_nfkc;
use unicode_script::{Script, UnicodeScript as _};

use super::{APOSTROPHE, PERSON_NAME, forbidden, line};
use crate::problem::{Fault, FaultCode};

/// Words of a name, at most.
const WORDS: usize = 5;

/// Checks a person's full name: 2 to 120 characters in one to five words, each begun by a letter and written in one
/// alphabet (no Latin "I" in Іван), and nothing but letters, apostrophes, hyphens, and a dot behind an initial. Letters
/// that only look like others (𝐈𝐯𝐚𝐧, Ｉｖａｎ) are none.
pub fn person_name(pointer: &str, raw: &str) -> Result<String, Fault> {
    let name = line(pointer, raw, PERSON_NAME)?;
    let is_letter = |c: char| c.is_alphabetic() && is_nfkc(c.encode_utf8(&mut [0; 4]));
    if let Some(character) = name.chars().find(|c| !is_letter(*c) && !matches!(c, ' ' | '-' | '.')) {
        return Err(forbidden(pointer, character));
    }
    let words: Vec<_> = name.split(' ').collect();
    let is_word = |word: &&str| {
        let letters = word.strip_suffix('.').unwrap_or(word);
        !letters.starts_with(['-', APOSTROPHE]) && !letters.is_empty() && !letters.contains('.')
    };
    if words.len() > WORDS || !words.iter().all(is_word) {
        return Err(Fault::at(pointer, FaultCode::NotAName));
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
