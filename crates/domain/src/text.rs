//! What people write: brought to one form, and refused where it hides or imitates something. Lengths are in characters
//! of the text as it is kept.

mod email;
mod name;
mod password;

pub use email::{Email, email};
pub use name::{person_name, same_name};
pub use password::{password, typed};

use std::ops::RangeInclusive;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization as _;

use crate::problem::{Fault, FaultCode};

/// Characters of a petition's title.
pub const TITLE: RangeInclusive<usize> = 10..=200;
/// Characters of a petition's text.
pub const BODY: RangeInclusive<usize> = 50..=10_000;
/// Characters of the text of a draft, which becomes as long as [`BODY`] asks only when it is submitted.
pub const DRAFT: RangeInclusive<usize> = 0..=*BODY.end();
/// Characters of an excerpt, at most.
pub const EXCERPT: usize = 200;
/// Characters of an explanation: of a refusal, a removal, an answer.
pub const EXPLANATION: RangeInclusive<usize> = 10..=4_000;
/// Characters of a note in the calendar.
pub const NOTE: RangeInclusive<usize> = 1..=200;
/// Characters of a title that can be searched for.
pub const SEARCH: RangeInclusive<usize> = 0..=200;
/// Characters of what a document is called.
pub const DOCUMENT_TITLE: RangeInclusive<usize> = 1..=200;
/// Characters of a document's address.
pub const URL: RangeInclusive<usize> = 9..=2_000;
/// Characters of a person's full name.
pub const PERSON_NAME: RangeInclusive<usize> = 2..=120;
/// Characters of a city's name.
pub const PLACE_NAME: RangeInclusive<usize> = 2..=100;
/// Characters of a council's address.
pub const POSTAL_ADDRESS: RangeInclusive<usize> = 5..=300;
/// Characters of an e-mail address (RFC 5321).
pub const EMAIL: RangeInclusive<usize> = 1..=254;
/// Characters of a new password.
pub const PASSWORD: RangeInclusive<usize> = 10..=128;

/// The one apostrophe that is kept: the letter of U+02BC, as the orthography has it.
const APOSTROPHE: char = 'ʼ';

/// Checks text of one line and brings it to its one form: NFC, one apostrophe, single spaces, none around. Without a letter
/// or digit it is blank.
pub fn line(pointer: &str, raw: &str, length: RangeInclusive<usize>) -> Result<String, Fault> {
    refuse_characters(pointer, raw, |_| false)?;
    let words: Vec<_> = raw.split_whitespace().collect();
    within(pointer, unify(&words.join(" ")), length)
}

/// Checks text of several lines and brings it to its one form: NFC, one apostrophe, lines ended by `\n`, no blanks around.
pub fn body(pointer: &str, raw: &str, length: RangeInclusive<usize>) -> Result<String, Fault> {
    let raw = raw.replace("\r\n", "\n");
    refuse_characters(pointer, &raw, |c| matches!(c, '\n' | '\t'))?;
    within(pointer, unify(raw.trim()), length)
}

/// The form in which text is searched for: lower case, NFC, one apostrophe, single spaces.
pub fn fold(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let plain: String = lower.nfc().map(|c| if is_apostrophe(c) { APOSTROPHE } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text in one line, cut between words. More than [`EXCERPT`] characters of the text make no difference,
/// but that one more shows that it goes on.
pub fn excerpt(text: &str) -> String {
    let head: String = text.chars().take(EXCERPT + 1).collect();
    let words: Vec<_> = head.split_whitespace().collect();
    if head.chars().count() <= EXCERPT {
        return words.join(" ");
    }
    // Room is needed for the mark that the text goes on.
    let fits = |words: &str| words.chars().count() < EXCERPT;
    let joined = words.join(" ");
    let whole = match &words[..] {
        [] => String::new(),
        _ if head.ends_with(char::is_whitespace) && fits(&joined) => joined,
        [word] => word.chars().take(EXCERPT - 1).collect(),
        [whole @ .., _cut] => whole.join(" "),
    };
    format!("{}…", whole.trim_end_matches(['.', ',', ';', ':', '-', '–', '—']))
}

/// NFC, and one apostrophe between letters.
fn unify(text: &str) -> String {
    let mut chars: Vec<char> = text.nfc().collect();
    for i in 1..chars.len().saturating_sub(1) {
        if is_apostrophe(chars[i]) && chars[i - 1].is_alphabetic() && chars[i + 1].is_alphabetic() {
            chars[i] = APOSTROPHE;
        }
    }
    chars.into_iter().collect()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | APOSTROPHE | '`')
}

/// Marks on one letter, at most: a stress, an umlaut and the like.
const MARKS: usize = 2;

/// Refuses by their categories in Unicode what shows nothing, turns the direction of what is around it or has no meaning,
/// and marks that stand on nothing or pile up.
fn refuse_characters(pointer: &str, text: &str, allowed: fn(char) -> bool) -> Result<(), Fault> {
    use GeneralCategory as G;
    let (mut marks, mut has_base) = (0, false);
    for character in text.nfc() {
        let category = get_general_category(character);
        let is_mark = matches!(category, G::NonspacingMark | G::SpacingMark | G::EnclosingMark);
        marks = if is_mark { marks + 1 } else { 0 };
        let refused = match category {
            G::Control => !allowed(character),
            G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator => true,
            _ => shows_nothing(character) || is_mark && (!has_base || marks > MARKS),
        };
        if refused {
            return Err(forbidden(pointer, character));
        }
        has_base = is_mark || !matches!(category, G::SpaceSeparator | G::Control);
    }
    Ok(())
}

fn forbidden(pointer: &str, character: char) -> Fault {
    let code = format!("U+{:04X}", u32::from(character));
    Fault::at(pointer, FaultCode::ForbiddenCharacter).with("character", code)
}

/// Whether it is a letter, mark or symbol that shows nothing: fillers, joiners, selectors of variants, blank Braille.
const fn shows_nothing(c: char) -> bool {
    matches!(c,
        '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2800}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0D}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}')
}

fn within(pointer: &str, text: String, length: RangeInclusive<usize>) -> Result<String, Fault> {
    let has_words = text.chars().any(char::is_alphanumeric);
    if !has_words && *length.start() > 0 {
        return Err(Fault::at(pointer, FaultCode::Blank));
    }
    self::length(pointer, &text, &length).map(|()| text)
}

/// Checks the length of text that is kept as it is.
pub fn length(pointer: &str, text: &str, length: &RangeInclusive<usize>) -> Result<(), Fault> {
    match text.chars().count() {
        n if n < *length.start() => Err(Fault::at(pointer, FaultCode::TooShort).with("min", *length.start())),
        n if n > *length.end() => Err(Fault::at(pointer, FaultCode::TooLong).with("max", *length.end())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
