//! The section META: which keys there are and what their values must look like.

use std::collections::BTreeMap;

use super::{Code, Position};
use crate::number::{self, NotDecimal};
use crate::{Points, VoteType};

/// The keys and values of META, as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    values: BTreeMap<String, String>,
    places: BTreeMap<String, Position>,
}

impl Meta {
    /// Keys that every file has.
    pub const REQUIRED: [&'static str; 11] = [
        "description",
        "country",
        "unit",
        "instance",
        "num_projects",
        "num_votes",
        "budget",
        "vote_type",
        "rule",
        "date_begin",
        "date_end",
    ];

    /// A value.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// All keys, by code point.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Sets a value, whatever it was.
    pub fn set(&mut self, key: &str, value: &str) {
        self.values.insert(key.to_owned(), value.to_owned());
    }

    /// Takes a value away.
    pub fn remove(&mut self, key: &str) {
        self.values.remove(key);
        self.places.remove(key);
    }

    /// Adds a value; `false` if the key is there already.
    pub fn insert(&mut self, key: &str, value: &str) -> bool {
        let new = !self.values.contains_key(key);
        if new {
            self.values.insert(key.to_owned(), value.to_owned());
        }
        new
    }

    /// Where a key's value stands, if it was read from a file.
    pub fn place(&self, key: &str) -> Option<Position> {
        self.places.get(key).copied()
    }

    pub(super) fn put(&mut self, key: &str, value: &str, place: Position) {
        self.insert(key, value);
        self.places.insert(key.to_owned(), place);
    }

    /// `min_project_score_threshold`, where the file has one that is a number.
    pub fn score_threshold(&self) -> Option<Points> {
        number::hundredths(self.get("min_project_score_threshold")?, Points::LIMIT).ok().map(Points)
    }
}

/// The rules that files name, and those that only we do.
pub(super) const RULES: [&str; 13] = [
    "greedy",
    "greedy-no-skip",
    "greedy-threshold",
    "greedy-exclusive",
    "greedy-custom",
    "equalshares",
    "equalshares-comparison",
    "equalshares/add1",
    "equalshares/add1-comparison",
    "unknown",
    "greedy-per-cost",
    "equal-shares",
    "phragmen",
];

pub(super) fn vote_type(value: &str) -> Option<VoteType> {
    VoteType::ALL.into_iter().find(|kind| kind.name() == value)
}

/// `YYYY` or `DD.MM.YYYY`, a day of the calendar.
pub(super) fn is_date(value: &str) -> bool {
    let number = |text: &str, length: usize| -> Option<u32> {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let parts: Vec<&str> = value.split('.').collect();
    match parts[..] {
        [year] => number(year, 4).is_some(),
        [day, month, year] => {
            let (Some(day), Some(month), Some(year)) = (number(day, 2), number(month, 2), number(year, 4))
            else {
                return false;
            };
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let days = match month {
                2 => 28 + u32::from(leap),
                4 | 6 | 9 | 11 => 30,
                1..=12 => 31,
                _ => 0,
            };
            (1..=days).contains(&day)
        }
        _ => false,
    }
}

/// The fault of a text that isn't a number, with what was expected.
pub(super) fn number_fault(text: &str, error: NotDecimal) -> (Code, String) {
    let text = super::log::excerpt(text);
    match error {
        NotDecimal::Malformed => {
            (Code::InvalidNumber, format!("expected a number such as 1200 or 1200.50, found {text}"))
        }
        NotDecimal::TooFine => (Code::InvalidNumber, format!("expected at most two decimals, found {text}")),
        NotDecimal::Comma => (Code::DecimalComma, format!("expected a decimal point, found {text}")),
        NotDecimal::TooLarge => (Code::NumberTooLarge, format!("expected a smaller number than {text}")),
    }
}
