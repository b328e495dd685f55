//! The registration number of the taxpayer's card (РНОКПП).

use chrono::NaiveDate;
use rand::{Rng, RngExt};

use super::Sex;

/// Weights of the first nine digits in the checksum.
const WEIGHTS: [i32; 9] = [-1, 5, 7, 9, 4, 6, 10, 5, 7];

/// The tenth digit, for the first nine: their weighted sum modulo 11, modulo 10.
pub fn check_digit(digits: [u8; 9]) -> u8 {
    let sum: i32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * i32::from(digit)).sum();
    u8::try_from(sum.rem_euclid(11) % 10).expect("a remainder of ten is a digit")
}

/// A number for somebody born on the day: days since 31 December 1899, three digits by chance, a digit whose
/// parity is the sex, and the check digit.
pub fn draw(birth_date: NaiveDate, sex: Sex, rng: &mut impl Rng) -> String {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 31).expect("31 December is in every year");
    let days = (birth_date - epoch).num_days();
    let serial = rng.random_range(0..1000);
    let parity = 2 * rng.random_range(0..5) + u8::from(sex == Sex::Male);
    let nine = format!("{days:05}{serial:03}{parity}");
    let mut digits = [0; 9];
    for (digit, byte) in digits.iter_mut().zip(nine.bytes()) {
        *digit = byte - b'0';
    }
    format!("{nine}{}", check_digit(digits))
}

#[cfg(test)]
mod tests {
    use super::check_digit;

    #[test]
    fn the_check_digit_follows_the_published_weights() {
        // −3 + 5·1 + 7·8 + 9·4 + 4·7 + 6·0 + 10·6 + 5·9 + 7·2 = 241 = 21·11 + 10, and 10 counts as 0.
        assert_eq!(check_digit([3, 1, 8, 4, 7, 0, 6, 9, 2]), 0);
        // −2 + 5·0 + 7·0 + 9·0 + 4·0 + 6·0 + 10·0 + 5·0 + 7·0 = −2, which is 9 modulo 11.
        assert_eq!(check_digit([2, 0, 0, 0, 0, 0, 0, 0, 0]), 9);
    }
}
