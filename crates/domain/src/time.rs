//! Instants and local dates. Instants are UTC in whole microseconds; local dates are those of Kyiv, clock changes
//! included.

use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, SubsecRound as _, TimeDelta, TimeZone as _,
    Timelike as _, Utc,
};
use chrono_tz::Tz;
use serde::de::{Deserialize as _, Deserializer, Error as _};

/// The zone of every local date.
pub const KYIV: Tz = chrono_tz::Europe::Kyiv;

/// The date in Kyiv at an instant.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&KYIV).date_naive()
}

/// The instant at which a date begins in Kyiv.
pub fn start_of_day(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    // The clock has been put forward at midnight itself (by two hours in 1943, by one in the early 1980s).
    (0..=2)
        .find_map(|hours| KYIV.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest())
        .expect("a clock change never skips more than two hours")
        .to_utc()
}

/// The instant at which a date ends in Kyiv: 24:00, which is the start of the next date.
pub fn end_of_day(date: NaiveDate) -> DateTime<Utc> {
    start_of_day(date + Days::new(1))
}

/// The last local date of a term that ends at `end`: for 24:00 of a day, that day.
pub fn last_day(end: DateTime<Utc>) -> NaiveDate {
    local_date(end - TimeDelta::microseconds(1))
}

/// The same date `months` later; where that month has no such day, its last one (30 November → 28 February).
pub fn months_after(date: NaiveDate, months: u8) -> NaiveDate {
    date + Months::new(months.into())
}

/// The instant without what is finer than a microsecond, since the databases round that differently.
pub fn truncate_to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}

/// A local date written as `YYYY-MM-DD`, with a year of four digits and nothing around it.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if shape { text.parse().ok() } else { None }
}

/// Reads a local date in the form of [`parse_date`] alone, for serde's `deserialize_with`.
pub fn strict_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_date(&text).ok_or_else(|| D::Error::custom("not a date"))
}

/// The years of the instants that people name. RFC 3339 writes them with four digits, whatever the zone, and both databases
/// order them as they stand.
const YEARS: RangeInclusive<i32> = 1900..=9998;

/// An instant as RFC 3339 writes it, cut to microseconds. A leap second is none that a database could keep.
pub fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    let is_leap = instant.nanosecond() >= 1_000_000_000;
    (!is_leap && YEARS.contains(&instant.year())).then(|| truncate_to_micros(instant))
}

/// Reads an instant, if there is one, in the form of [`parse_instant`] alone, for serde's `deserialize_with`.
pub fn strict_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| parse_instant(&text).ok_or_else(|| D::Error::custom("not an instant"))).transpose()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

    use super::{
        end_of_day, last_day, local_date, parse_date, parse_instant, start_of_day, truncate_to_micros,
    };

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_begins_and_ends_at_midnight_in_kyiv() {
        for (day, start, end) in [
            ("2017-01-15", "2017-01-14T22:00:00Z", "2017-01-15T22:00:00Z"),
            ("2017-07-15", "2017-07-14T21:00:00Z", "2017-07-15T21:00:00Z"),
            // 23 and 25 hours long.
            ("2017-03-26", "2017-03-25T22:00:00Z", "2017-03-26T21:00:00Z"),
            ("2017-10-29", "2017-10-28T21:00:00Z", "2017-10-29T22:00:00Z"),
            // The clock went from 0:00 to 1:00.
            ("1981-04-01", "1981-03-31T21:00:00Z", "1981-04-01T20:00:00Z"),
        ] {
            assert_eq!(start_of_day(date(day)), at(start), "{day}");
            assert_eq!(end_of_day(date(day)), at(end), "{day}");
        }
    }

    #[test]
    fn times_finer_than_a_microsecond_are_cut_off_never_rounded_up() {
        assert_eq!(
            truncate_to_micros(at("2026-01-01T00:00:00.123456999Z")),
            at("2026-01-01T00:00:00.123456Z")
        );
        assert_eq!(
            truncate_to_micros(at("1969-12-31T23:59:59.999999999Z")),
            at("1969-12-31T23:59:59.999999Z")
        );
    }

    #[test]
    fn a_date_is_written_in_one_way() {
        assert_eq!(parse_date("2017-02-28"), Some(date("2017-02-28")));
        for wrong in [
            "2017-02-29",
            "2017-2-28",
            "+2017-02-28",
            "02017-02-28",
            " 2017-02-28",
            "2017-02-28T",
            "",
            "20170228",
        ] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_instant_is_one_that_every_database_keeps() {
        let read =
            |text| parse_instant(text).map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        assert_eq!(
            read("2026-03-04T10:00:00.123456789+02:00").as_deref(),
            Some("2026-03-04T08:00:00.123456Z")
        );
        assert_eq!(read("9998-12-31T23:59:59.999999Z").as_deref(), Some("9998-12-31T23:59:59.999999Z"));
        for wrong in [
            "9999-12-31T23:59:60Z",
            "2016-12-31T23:59:60Z",
            "9999-01-01T00:00:00Z",
            "1899-12-31T23:59:59Z",
            "+12345-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-03-04",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_follow_each_other_without_gap_or_overlap() {
        for day in date("1930-01-01").iter_days().take_while(|day| *day < date("2100-01-01")) {
            let (start, end) = (start_of_day(day), end_of_day(day));
            assert_eq!(local_date(start), day);
            assert_eq!(local_date(start - TimeDelta::microseconds(1)), day - TimeDelta::days(1));
            assert_eq!(last_day(end), day);
            assert_eq!(local_date(end), day + TimeDelta::days(1));
        }
    }
}
