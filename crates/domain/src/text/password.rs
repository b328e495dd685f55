use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use super::{PASSWORD, length};
use crate::problem::{Fault, FaultCode};

/// Words that guessers try first and that the estimate does not know.
const KNOWN: &str = include_str!("../../data/known-words.txt");
/// Characters that are looked at: if they hold, the rest can't make the password worse, and an estimate of many takes long.
const ESTIMATED: usize = 40;
/// Fewer guesses than a hundred million are too few.
const STRONG: Score = Score::Three;

/// A password as it is hashed and compared, whatever keyboard it came from (RFC 8265, 4.2: `OpaqueString`): NFC, and one
/// kind of space.
pub fn typed(password: &str) -> String {
    password.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// Checks a new password: 10 to 128 characters, and so many guesses away that it holds (by zxcvbn, Wheeler 2016); `known`
/// are words that a guesser knows of its owner.
pub fn password(pointer: &str, raw: &str, known: &[&str]) -> Result<(), Fault> {
    let password = typed(raw);
    length(pointer, &password, &PASSWORD)?;
    let words: Vec<_> = KNOWN.lines().chain(known.iter().flat_map(|text| words_of(text))).collect();
    let beginning: String = password.chars().take(ESTIMATED).collect();
    // A word is no better for being typed on the other layout of the keyboard.
    for password in [&beginning, &on_latin_keys(&beginning)] {
        let estimate = zxcvbn(password, &words);
        if estimate.score() < STRONG {
            let why = estimate.feedback().and_then(zxcvbn::feedback::Feedback::warning).map_or("plain", why);
            return Err(Fault::at(pointer, FaultCode::WeakPassword).with("why", why));
        }
    }
    Ok(())
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

/// The same keys on a Latin keyboard.
fn on_latin_keys(password: &str) -> String {
    const KEYS: [(&str, &str); 3] =
        [("йцукенгшщзхї", "qwertyuiop[]"), ("фівапролджє", "asdfghjkl;'"), ("ячсмитьбю", "zxcvbnm,.")];
    let latin = |c: char| {
        let mut rows = KEYS.iter().flat_map(|(ours, latin)| ours.chars().zip(latin.chars()));
        rows.find(|(ours, _)| *ours == c).map_or(c, |(_, latin)| latin)
    };
    password.chars().flat_map(char::to_lowercase).map(latin).collect()
}
