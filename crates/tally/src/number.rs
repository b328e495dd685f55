//! Amounts and points: decimal numbers of at most two places, kept as whole hundredths.

use std::fmt;

/// Why a text is no decimal number of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotDecimal {
    /// Other characters than digits, one sign and one point.
    Malformed,
    /// A comma stands where the point should, before one or two digits; before three it may part thousands.
    Comma,
    /// More than two places; after a point they may be thousands.
    TooFine,
    /// Beyond what the type holds.
    TooLarge,
}

/// Reads `-12`, `12.5`, `12.50`, `12.` and `.5` as hundredths; `limit` is the greatest absolute value.
pub(crate) fn hundredths(text: &str, limit: i64) -> Result<i64, NotDecimal> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && places.is_empty() || !only_digits(whole) || !only_digits(places) {
        let comma = digits.split_once(',').is_some_and(|(whole, places)| {
            !whole.is_empty() && (1..=2).contains(&places.len()) && only_digits(whole) && only_digits(places)
        });
        return Err(if comma { NotDecimal::Comma } else { NotDecimal::Malformed });
    }
    if places.len() > 2 {
        return Err(NotDecimal::TooFine);
    }
    let mut value = 0_i64;
    let padded = places.bytes().chain(*b"00").take(2);
    for digit in whole.bytes().chain(padded) {
        value = value * 10 + i64::from(digit - b'0');
        if value > limit {
            return Err(NotDecimal::TooLarge);
        }
    }
    Ok(if negative { -value } else { value })
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        let _ = fmt::Write::write_fmt(&mut digits, format_args!("{byte:02x}"));
        digits
    })
}

macro_rules! hundredths {
    ($(#[$doc:meta])* $name:ident, $limit:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub i64);

        impl $name {
            /// The greatest absolute value that is read, in hundredths.
            pub const LIMIT: i64 = $limit;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let sign = if self.0 < 0 { "-" } else { "" };
                let (whole, places) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
                f.pad(&format!("{sign}{whole}.{places:02}"))
            }
        }
    };
}

hundredths!(
    /// An amount in hundredths of the currency unit (kopiykas for UAH).
    Money,
    10_000_000_000_000
);

hundredths!(
    /// Points in hundredths: an approval is 1.00.
    Points,
    100_000_000
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_of_at_most_two_places_are_read_as_hundredths() {
        for (text, value) in [("0", 0), ("12", 1200), ("12.5", 1250), ("-0.05", -5), ("7.", 700), (".5", 50)]
        {
            assert_eq!(hundredths(text, 10_000), Ok(value), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        for text in ["", ".", "-", "+1", "1e3", "1 000", "١", "1.2.3", "--1"] {
            assert_eq!(hundredths(text, 10_000), Err(NotDecimal::Malformed), "{text}");
        }
        assert_eq!(hundredths("1,5", 10_000), Err(NotDecimal::Comma));
        for text in ["1.234", "1.500"] {
            assert_eq!(hundredths(text, 10_000), Err(NotDecimal::TooFine), "{text}");
        }
        assert_eq!(hundredths("101", 10_000), Err(NotDecimal::TooLarge));
        assert_eq!(hundredths(&"9".repeat(100_000), i64::MAX / 100), Err(NotDecimal::TooLarge));
    }

    #[test]
    fn amounts_are_written_with_two_places() {
        assert_eq!(Money(-5).to_string(), "-0.05");
        assert_eq!(Money(123_456).to_string(), "1234.56");
    }
}
