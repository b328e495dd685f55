use chrono::NaiveDate;

use crate::time::parse_date;

/// A petition's public number, `YYYY-MM-DD-n`: the local date of its publication and its place among those of that day,
/// counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicNumber {
    /// The local date of publication.
    pub date: NaiveDate,
    /// The place within that date, from 1.
    pub n: u32,
}

impl PublicNumber {
    /// Reads a number in exactly the form that it is written in.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, n) = text.split_at_checked(10)?;
        let n = n.strip_prefix('-')?;
        if n.starts_with('0') || !n.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(Self { date: parse_date(date)?, n: n.parse().ok()? })
    }
}

impl std::fmt::Display for PublicNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.date, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::PublicNumber;

    #[test]
    fn a_number_reads_back_as_it_is_written() {
        let number = PublicNumber { date: "2017-03-05".parse().unwrap(), n: 12 };
        assert_eq!(number.to_string(), "2017-03-05-12");
        assert_eq!(PublicNumber::parse("2017-03-05-12"), Some(number));
    }

    #[test]
    fn any_other_form_is_no_number() {
        for wrong in [
            "",
            "2017-03-05",
            "2017-03-05-",
            "2017-03-05-0",
            "2017-03-05-01",
            "2017-03-05-+1",
            "2017-03-05--1",
            "2017-3-5-1",
            "2017-02-29-1",
            "2017-03-05-4294967296",
            "2017-03-05-1 ",
            "2017-03-0ї-1",
            "0190b5a0-0000-7000-8000-000000000000",
        ] {
            assert_eq!(PublicNumber::parse(wrong), None, "{wrong}");
        }
    }
}
