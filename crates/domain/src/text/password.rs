use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use super::{PASSWORD, fold, length};
use crate::problem::{Fault, FaultCode};

/// Words that guessers try first and that the estimate does not know.
const KNOWN: &str = include_str!("../../data/known-words.txt");
/// Characters that are looked at: if they hold, the rest can't make the password worse, and an estimate of many takes long.
const ESTIMATED: usize = 40;
/// Letters and digits that are needed beside known words.
const BESIDE_WORDS: usize = 6;
/// Digits of a password that has no letter.
const NUMBER: usize = 16;
/// Signs for letters that are read in every way.
const SIGNS: usize = 2;
/// Fewer guesses than a hundred million are too few.
const STRONG: Score = Score::Three;

/// A password as it is hashed and compared, whatever keyboard it came from (RFC 8265, 4.2: `OpaqueString`): NFC, and one
/// kind of space.
pub fn typed(password: &str) -> String {
    password.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// Checks a new password: 10 to 128 characters, so many guesses away that it holds (by zxcvbn, Wheeler 2016), and more than
/// known words; `known` are words that a guesser knows of its owner. It takes some milliseconds.
pub fn password(pointer: &str, raw: &str, known: &[&str]) -> Result<(), Fault> {
    let password = typed(raw);
    length(pointer, &password, &PASSWORD)?;
    let words: Vec<_> = KNOWN.lines().chain(known.iter().flat_map(|text| words_of(text))).collect();
    weakness(&password, &words)
        .map_or(Ok(()), |why| Err(Fault::at(pointer, FaultCode::WeakPassword).with("why", why)))
}

fn weakness(password: &str, words: &[&str]) -> Option<&'static str> {
    let beginning: String = password.chars().take(ESTIMATED).collect();
    let beginning = with_few_signs(&beginning);
    // A word is no better for being typed on the other layout of the keyboard.
    for password in [&beginning, &on_latin_keys(&beginning)] {
        let estimate = zxcvbn(password, words);
        if estimate.score() < STRONG {
            return Some(
                estimate.feedback().and_then(zxcvbn::feedback::Feedback::warning).map_or("plain", why),
            );
        }
    }
    let layouts = [password.to_owned(), on_latin_keys(password), on_cyrillic_keys(password)];
    if layouts.iter().any(|typed| beside(typed, words) < BESIDE_WORDS) {
        return Some("words");
    }
    let letters = password.chars().any(char::is_alphabetic);
    (!letters && password.chars().count() < NUMBER).then_some("plain")
}

/// How many letters and digits there are beside the words.
fn beside(password: &str, words: &[&str]) -> usize {
    let mut left = skeleton(password);
    let mut words: Vec<_> = words.iter().map(|word| skeleton(word)).filter(|word| word.len() > 2).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        left = left.replace(&word, " ");
    }
    left.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Letters alone and digits, in small, those that look alike being one.
fn skeleton(text: &str) -> String {
    const ALIKE: [&str; 2] = ["авсенікмортхуї", "abcehikmoptxyi"];
    let one = |c: char| {
        ALIKE[0].chars().zip(ALIKE[1].chars()).find(|(ours, _)| *ours == c).map_or(c, |(_, one)| one)
    };
    fold(text).chars().filter(|c| c.is_alphanumeric()).map(one).collect()
}

/// The password with at most [`SIGNS`] different signs that may stand for letters beside digits, others being the letters: the
/// estimate tries every reading of them.
fn with_few_signs(password: &str) -> String {
    const SIGNS_FOR: [(&str, char); 9] = [
        ("@", 'a'),
        ("({[<", 'c'),
        ("&#", 'g'),
        ("!", 'i'),
        ("|", 'l'),
        ("$", 's'),
        ("+", 't'),
        ("%", 'x'),
        ("/", 'y'),
    ];
    let mut kept = Vec::new();
    let read = |c: char| {
        let Some((_, letter)) = SIGNS_FOR.iter().find(|(signs, _)| signs.contains(c)) else { return c };
        if !kept.contains(&c) {
            if kept.len() == SIGNS {
                return *letter;
            }
            kept.push(c);
        }
        c
    };
    password.chars().map(read).collect()
}

/// A text as a whole, what is before the `@` of an address, and its words.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    [text, text.split('@').next().unwrap_or_default()].into_iter().chain(words)
}

/// What makes a password weak, as its message calls it.
const fn why(warning: Warning) -> &'static str {
    use Warning as W;
    match warning {
        W::StraightRowsOfKeysAreEasyToGuess | W::ShortKeyboardPatternsAreEasyToGuess => "keys",
        W::RepeatsLikeAaaAreEasyToGuess | W::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "repeats",
        W::SequencesLikeAbcAreEasyToGuess => "sequence",
        W::RecentYearsAreEasyToGuess | W::DatesAreOftenEasyToGuess => "dates",
        W::NamesAndSurnamesByThemselvesAreEasyToGuess
        | W::CommonNamesAndSurnamesAreEasyToGuess
        | W::AWordByItselfIsEasyToGuess => "words",
        W::ThisIsATop10Password
        | W::ThisIsATop100Password
        | W::ThisIsACommonPassword
        | W::ThisIsSimilarToACommonlyUsedPassword => "common",
    }
}

/// The rows of the keyboard in both layouts.
const KEYS: [(&str, &str); 3] =
    [("йцукенгшщзхї", "qwertyuiop[]"), ("фівапролджє", "asdfghjkl;'"), ("ячсмитьбю", "zxcvbnm,.")];

/// The same keys on a Latin keyboard.
fn on_latin_keys(password: &str) -> String {
    on_keys(password, |(ours, latin)| (ours, latin))
}

/// The same keys on a Ukrainian keyboard.
fn on_cyrillic_keys(password: &str) -> String {
    on_keys(password, |(ours, latin)| (latin, ours))
}

fn on_keys(password: &str, layouts: fn((char, char)) -> (char, char)) -> String {
    let other = |c: char| {
        let mut keys = KEYS.iter().flat_map(|(ours, latin)| ours.chars().zip(latin.chars())).map(layouts);
        keys.find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
    };
    password.chars().flat_map(char::to_lowercase).map(other).collect()
}
