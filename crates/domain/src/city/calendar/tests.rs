use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc, Weekday};
use proptest::prelude::*;

use super::{Calendar, DayKind, built_in};
use crate::problem::Code;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The dates of a range that satisfy a condition, as `MM-DD`.
fn dates(from: &str, to: &str, wanted: impl Fn(NaiveDate) -> bool) -> Vec<String> {
    let all = date(from).iter_days().take_while(|day| *day <= date(to));
    all.filter(|day| wanted(*day)).map(|day| day.format("%m-%d").to_string()).collect()
}

#[test]
fn the_year_2017_has_its_free_weekdays_and_worked_saturdays() {
    let calendar = built_in().calendar();
    let free =
        dates("2017-01-01", "2017-12-31", |day| !is_weekend(day) && !calendar.is_working(day).unwrap());
    assert_eq!(
        free,
        [
            "01-02", "01-09", "03-08", "04-17", "05-01", "05-02", "05-08", "05-09", "06-05", "06-28",
            "08-24", "08-25", "10-16", "12-25"
        ]
    );
    let worked =
        dates("2017-01-01", "2017-12-31", |day| is_weekend(day) && calendar.is_working(day).unwrap());
    assert_eq!(worked, ["05-13", "08-19"]);
}

/// The ministry's yearly letters on the norm of working time count the working days.
#[test]
fn each_year_has_its_norm_of_working_days() {
    let calendar = built_in().calendar();
    for (year, norm) in [(2016, 251), (2017, 248), (2018, 250), (2019, 250), (2020, 251), (2021, 250)] {
        let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
        assert_eq!(dates(&from, &to, |day| calendar.is_working(day).unwrap()).len(), norm, "{year}");
    }
}

#[test]
fn holidays_end_with_martial_law() {
    let calendar = built_in().calendar();
    assert_eq!(calendar.is_working(date("2022-03-08")), Ok(false));
    assert_eq!(calendar.is_working(date("2022-03-12")), Ok(true));
    let exceptions =
        dates("2022-03-24", "2027-12-31", |day| calendar.is_working(day).unwrap() == is_weekend(day));
    assert_eq!(exceptions, Vec::<String>::new());
}

#[test]
fn every_built_in_exception_is_one_and_stands_once() {
    let data = built_in();
    assert!(data.days.is_sorted_by(|a, b| a.date < b.date));
    for day in &data.days {
        assert_eq!(day.kind == DayKind::Work, is_weekend(day.date), "{}", day.date);
        assert!(!day.note.is_empty() && (data.from..=data.to).contains(&day.date), "{}", day.date);
    }
}

#[test]
fn a_term_does_not_count_its_first_day_and_ends_at_midnight() {
    let calendar = built_in().calendar();
    for (event, days, end) in [
        // Over a weekend.
        ("2017-02-03T10:00:00Z", 2, "2017-02-07T22:00:00Z"),
        // A Friday before a worked Saturday.
        ("2017-05-12T10:00:00Z", 2, "2017-05-15T21:00:00Z"),
        // Over moved days and holidays: 3, 4, 5, 10 May.
        ("2017-04-30T10:00:00Z", 4, "2017-05-10T21:00:00Z"),
        // Over the night on which the clock goes forward, and back.
        ("2017-03-24T10:00:00Z", 2, "2017-03-28T21:00:00Z"),
        ("2017-10-27T10:00:00Z", 2, "2017-10-31T22:00:00Z"),
        // 23:59 of a Thursday in Kyiv, and 0:00 of the Friday.
        ("2017-02-02T21:59:59.999999Z", 1, "2017-02-03T22:00:00Z"),
        ("2017-02-02T22:00:00Z", 1, "2017-02-06T22:00:00Z"),
        // On a free day.
        ("2017-08-26T10:00:00Z", 1, "2017-08-28T21:00:00Z"),
        // Holidays of martial law are worked.
        ("2024-08-23T10:00:00Z", 1, "2024-08-26T21:00:00Z"),
        ("2024-12-24T10:00:00Z", 1, "2024-12-25T22:00:00Z"),
    ] {
        assert_eq!(calendar.deadline(at(event), days), Ok(at(end)), "{event} + {days}");
    }
}

#[test]
fn nothing_is_guessed_outside_the_calendar() {
    let calendar = built_in().calendar();
    assert_eq!(calendar.nth_working_day(date("2027-12-30"), 1), Ok(date("2027-12-31")));
    for refused in [
        calendar.is_working(date("2014-12-31")).err(),
        calendar.is_working(date("2028-01-01")).err(),
        calendar.nth_working_day(date("2027-12-30"), 2).err(),
        calendar.deadline(at("2027-12-31T10:00:00Z"), 1).err(),
        calendar.nth_working_day(NaiveDate::MAX, 1).err(),
    ] {
        assert_eq!(refused.map(|problem| problem.code), Some(Code::CalendarOutOfRange));
    }
}

/// The slow, obvious model: write down every working day, then count along the list.
fn working_days(from: NaiveDate, length: u64, days: &[(NaiveDate, DayKind)]) -> BTreeSet<NaiveDate> {
    let monday = date("2024-01-01");
    let mut working = BTreeSet::new();
    for offset in 0..length {
        let day = from + Days::new(offset);
        if (day - monday).num_days().rem_euclid(7) < 5 {
            working.insert(day);
        }
    }
    for (day, kind) in days {
        match kind {
            DayKind::Work => working.insert(*day),
            DayKind::Off => working.remove(day),
        };
    }
    working
}

proptest! {
    #[test]
    fn terms_agree_with_a_list_of_working_days(
        first in 0_u64..4000,
        exceptions in prop::collection::btree_map(0_u64..300, any::<bool>(), 0..80),
        after in 0_u64..300,
        n in 1_u16..=60,
    ) {
        let from = date("2018-01-01") + Days::new(first);
        let days: Vec<_> = exceptions
            .into_iter()
            .map(|(offset, work)| (from + Days::new(offset), if work { DayKind::Work } else { DayKind::Off }))
            .collect();
        let calendar = Calendar::new(from, from + Days::new(299), days.clone());
        let working = working_days(from, 300, &days);

        let after = from + Days::new(after);
        prop_assert_eq!(calendar.is_working(after), Ok(working.contains(&after)));
        let expected = working.iter().filter(|day| **day > after).nth(usize::from(n) - 1).copied();
        match calendar.nth_working_day(after, n) {
            Ok(day) => prop_assert_eq!(Some(day), expected),
            Err(problem) => prop_assert_eq!((problem.code, expected), (Code::CalendarOutOfRange, None)),
        }
    }
}

#[test]
fn an_open_ended_calendar_goes_on_in_plain_weeks() {
    let calendar = built_in().calendar().open_ended();
    // 31 December 2027 is a Friday, the last day covered.
    assert_eq!(calendar.nth_working_day(date("2027-12-30"), 1), Ok(date("2027-12-31")));
    assert_eq!(calendar.nth_working_day(date("2027-12-30"), 2), Ok(date("2028-01-03")));
    assert_eq!(calendar.is_working(date("2017-05-13")), Ok(true));
}
