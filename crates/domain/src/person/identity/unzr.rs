use chrono::NaiveDate;

use super::{digits, unparted};
use crate::problem::FaultCode;
use crate::time::parse_date;

/// УНЗР, the number of an entry in the demographic register: `YYYYMMDD-NNNNK`, the birth date, a serial number, and a
/// check digit over the twelve digits before it (weights 7, 3, 1 as in ICAO 9303).
#[derive(Clone, PartialEq, Eq)]
pub struct Unzr {
    text: String,
    birth_date: NaiveDate,
}

impl Unzr {
    /// Reads the number, parted in whatever way; `bad_unzr` where the form, the date or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        Self::read(text).ok_or(FaultCode::BadUnzr)
    }

    fn read(text: &str) -> Option<Self> {
        let text = unparted(text);
        let all = digits(&text).filter(|digits| digits.len() == 13)?;
        let (date_digits, serial_digits) = all.split_at(8);
        let (date, serial) = text.split_at(8);
        let (check, serial_digits) = serial_digits.split_last()?;
        let weights = [7, 3, 1].into_iter().cycle();
        let sum: i32 =
            date_digits.iter().chain(serial_digits).zip(weights).map(|(digit, weight)| digit * weight).sum();
        let birth_date = parse_date(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]))?;
        (sum % 10 == *check).then(|| Self { text: format!("{date}-{serial}"), birth_date })
    }

    /// The birth date that the number carries.
    pub const fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Debug for Unzr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unzr(…)")
    }
}
