//! How numbers and excerpts are written.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::Value;

use super::canonical;

/// How many characters of what a document says are quoted.
const EXCERPT: usize = 60;
/// How many of them are before the first difference.
const BEFORE: usize = 20;

/// A fraction of hundredths, as the document writes it: in whole units and lowest terms.
pub(super) fn fraction(hundredths: &BigRational) -> String {
    let units = hundredths / BigInt::from(100);
    if units.is_integer() {
        units.numer().to_string()
    } else {
        format!("{}/{}", units.numer(), units.denom())
    }
}

/// A value as it stands in a document, cut short if it is long.
pub(super) fn excerpt(value: &Value) -> String {
    cut(&canonical::value(value))
}

/// Two values that differ, as they stand in documents. Of long ones what is before their first difference is cut, so that
/// it shows.
pub(super) fn excerpts(said: &Value, given: &Value) -> [String; 2] {
    let texts = [said, given].map(canonical::value);
    let equal = texts[0].chars().zip(texts[1].chars()).take_while(|(said, given)| said == given).count();
    if equal < EXCERPT / 2 || texts.iter().all(|text| text.chars().count() <= EXCERPT) {
        return texts.map(|text| cut(&text));
    }
    let from = equal - BEFORE;
    texts.map(|text| {
        let rest: String = text.chars().skip(from).collect();
        format!("…{}", cut(&rest))
    })
}

/// A name of a member, for a path.
pub(super) fn name(key: &str) -> String {
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain { cut(key) } else { excerpt(&key.into()) }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
