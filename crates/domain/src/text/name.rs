use std::collections::BTreeSet;

use unicode_normalization::is_nfkc;
use unicode_script::{Script, UnicodeScript as _};

use super::{APOSTROPHE, PERSON_NAME, fold, forbidden, line};
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

/// Whether two names can be one person's: as far as both say it, they say the same, in whatever order and letter case. A
/// single word is no name to tell people by, unless it is all that both say.
pub fn same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| fold(name).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    one == other
        || (one.intersection(&other).count() >= 2 && (one.is_subset(&other) || other.is_subset(&one)))
}

fn mixes_scripts(word: &str) -> bool {
    let mut scripts =
        word.chars().map(|c| c.script()).filter(|s| !matches!(s, Script::Common | Script::Inherited));
    let first = scripts.next();
    scripts.any(|script| Some(script) != first)
}
