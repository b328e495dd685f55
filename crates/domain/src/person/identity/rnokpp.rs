use chrono::{Days, NaiveDate};

use super::{digits, unparted};
use crate::problem::FaultCode;

/// РНОКПП, the number of a taxpayer's card: ten digits, of which the first five count the days of the birth date
/// from 31 December 1899 and the last is a check digit.
#[derive(Clone, PartialEq, Eq)]
pub struct Rnokpp {
    digits: String,
    birth_date: NaiveDate,
}

impl Rnokpp {
    /// Reads ten digits, parted in whatever way; `bad_rnokpp` where the form or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        const WEIGHTS: [i32; 9] = [-1, 5, 7, 9, 4, 6, 10, 5, 7];
        let text = unparted(text);
        let digits = digits(&text).filter(|digits| digits.len() == 10).ok_or(FaultCode::BadRnokpp)?;
        let sum: i32 = WEIGHTS.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        let days = digits[..5].iter().fold(0, |days, digit| days * 10 + digit.unsigned_abs());
        if sum.rem_euclid(11) % 10 != digits[9] || days == 0 {
            return Err(FaultCode::BadRnokpp);
        }
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 31).expect("a date");
        Ok(Self { digits: text, birth_date: epoch + Days::new(days.into()) })
    }

    /// The birth date that the number carries.
    pub const fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    pub(super) fn digits(&self) -> &str {
        &self.digits
    }
}

impl std::fmt::Debug for Rnokpp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rnokpp(…)")
    }
}
