//! What people may enter, by name. The checks refuse by the same constants; a field of a schema names its limit as its
//! `format`, and the document says what stands here in the place of the name.

use std::ops::RangeInclusive;

use crate::problem::FaultCode;
use crate::{petition::figures, text};

/// What a field may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// Text of so many characters, counted as it is kept.
    Text(RangeInclusive<usize>),
    /// Text of so many characters that has a format of JSON Schema.
    Format(&'static str, RangeInclusive<usize>),
    /// So many characters of a class, as regular expressions write it.
    Token(&'static str, RangeInclusive<usize>),
    /// Text that a regular expression of ECMA-262 matches.
    Pattern(&'static str),
    /// A number that has a format of the OpenAPI registry.
    Number(&'static str, RangeInclusive<i64>),
}

/// Characters of a key under which a request is done once: visible ASCII.
pub const IDEMPOTENCY_KEY: RangeInclusive<usize> = 1..=255;
/// Characters of a client's own number of a request: letters, digits, `-`, `.` and `_`.
pub const REQUEST_ID: RangeInclusive<usize> = 1..=64;

const RNOKPP: &str = "^[0-9]{10}$";
const UNZR: &str = "^[0-9]{8}-[0-9]{5}$";

/// What is wrong with text that a limit's pattern does not match.
pub fn misfit(pattern: &str) -> FaultCode {
    match pattern {
        RNOKPP => FaultCode::BadRnokpp,
        UNZR => FaultCode::BadUnzr,
        _ => FaultCode::Malformed,
    }
}

/// The limit with this name.
pub fn named(name: &str) -> Option<Limit> {
    use Limit::{Format, Number, Pattern, Text, Token};
    Some(match name {
        "title" => Text(text::TITLE),
        "text" => Text(text::BODY),
        "draft_text" => Text(text::DRAFT),
        "explanation" => Text(text::EXPLANATION),
        "note" => Text(text::NOTE),
        "search" => Text(text::SEARCH),
        "document_title" => Text(text::DOCUMENT_TITLE),
        "person_name" => Text(text::PERSON_NAME),
        "place_name" => Text(text::PLACE_NAME),
        "postal_address" => Text(text::POSTAL_ADDRESS),
        "email_address" => Format("email", text::EMAIL),
        "https_url" => Format("uri", text::URL),
        "new_password" => Format("password", text::PASSWORD),
        "idempotency_key" => Token("!-~", IDEMPOTENCY_KEY),
        "request_id" => Token("0-9A-Za-z._-", REQUEST_ID),
        "edrpou" => Pattern("^[0-9]{8}$"),
        "katottg" => Pattern("^UA[0-9]{17}$"),
        "rnokpp" => Pattern(RNOKPP),
        "unzr" => Pattern(UNZR),
        "threshold" => Number("int64", figures::THRESHOLD),
        "window_days" => Number("int32", figures::WINDOW_DAYS),
        "window_months" => Number("int32", figures::WINDOW_MONTHS),
        "working_days" => Number("int32", figures::WORKING_DAYS),
        _ => return None,
    })
}
