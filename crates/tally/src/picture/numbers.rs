//! Numbers for people: groups of three digits with thin spaces between them, decimals where there are any.

const THIN: char = '\u{2009}';

/// A whole number.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(THIN);
        }
        grouped.push(digit);
    }
    grouped
}

/// Hundredths, as amounts and points are.
pub(super) fn amount(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let whole = count(hundredths.unsigned_abs() / 100);
    match hundredths.unsigned_abs() % 100 {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{places:02}"),
    }
}

/// Part of a whole with so many decimals, rounded to the nearest; `factor` is 100 for percents.
fn ratio(part: i64, whole: i64, factor: i128, decimals: u32) -> String {
    let (part, whole, scale) = (i128::from(part), i128::from(whole), 10_i128.pow(decimals));
    let value = (2 * factor * scale * part + whole) / (2 * whole);
    format!("{}.{:0width$}", value / scale, value % scale, width = decimals as usize)
}

/// A share in percent with one decimal; a dash of nothing.
pub(super) fn share(part: i64, whole: i64) -> String {
    if whole > 0 { format!("{}{THIN}%", ratio(part, whole, 100, 1)) } else { "–".to_owned() }
}

/// A mean with two decimals; a dash of nothing.
pub(super) fn mean(sum: i64, number: i64) -> String {
    if number > 0 { ratio(sum, number, 1, 2) } else { "–".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1000, "1\u{2009}000"), (1_234_567, "1\u{2009}234\u{2009}567")]
        {
            assert_eq!(count(number), text);
        }
        assert_eq!(amount(-123_450), "\u{2212}1\u{2009}234.50");
        assert_eq!(amount(i64::MIN).chars().count(), "-92 233 720 368 547 758.08".len());
    }

    #[test]
    fn shares_are_rounded_to_the_nearest() {
        assert_eq!(share(1, 3), "33.3\u{2009}%");
        assert_eq!(share(2, 3), "66.7\u{2009}%");
        assert_eq!(share(i64::MAX, i64::MAX), "100.0\u{2009}%");
        assert_eq!(mean(7, 6), "1.17");
        assert_eq!([share(0, 0), mean(0, 0)], ["–", "–"]);
    }
}
