use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Timelike as _, Utc};
use proptest::prelude::*;

use super::{Figures, LONGEST_WINDOW, WINDOW_DAYS, WINDOW_MONTHS, Window};
use crate::policy::Figures as _;
use crate::problem::FaultCode;
use crate::time::{KYIV, local_date};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_window_closes_at_midnight_of_its_last_day() {
    for (published, window, end) in [
        ("2017-03-01T10:00:00Z", Window::Days(90), "2017-05-30T21:00:00Z"),
        ("2017-09-01T10:00:00Z", Window::Days(90), "2017-11-30T22:00:00Z"),
        ("2017-03-01T10:00:00Z", Window::Months(3), "2017-06-01T21:00:00Z"),
        // Months without the day: their last one.
        ("2017-11-30T10:00:00Z", Window::Months(3), "2018-02-28T22:00:00Z"),
        ("2019-11-30T10:00:00Z", Window::Months(3), "2020-02-29T22:00:00Z"),
        ("2017-05-31T10:00:00Z", Window::Months(1), "2017-06-30T21:00:00Z"),
        // One minute before and after midnight in Kyiv.
        ("2017-03-01T21:59:00Z", Window::Days(1), "2017-03-02T22:00:00Z"),
        ("2017-03-01T22:01:00Z", Window::Days(1), "2017-03-03T22:00:00Z"),
        // The clock goes forward, and back, in the last night.
        ("2017-03-25T10:00:00Z", Window::Days(1), "2017-03-26T21:00:00Z"),
        ("2017-10-28T10:00:00Z", Window::Days(1), "2017-10-29T22:00:00Z"),
    ] {
        assert_eq!(window.closes_at(at(published)), at(end), "{published} {window:?}");
    }
}

#[test]
fn the_built_in_figures_are_valid() {
    assert_eq!(Figures::built_in().validate(), Ok(()));
}

#[test]
fn each_figure_out_of_range_is_named() {
    let mut figures = Figures::built_in();
    figures.threshold = 0;
    figures.window = Window::Months(13);
    figures.moderation_days = 61;
    figures.announcement_days = 0;
    let faults = figures.validate().unwrap_err();
    let places: Vec<_> = faults.iter().map(|fault| fault.place.to_string()).collect();
    assert_eq!(places, ["/threshold", "/window/months", "/moderation_days", "/announcement_days"]);
    assert!(faults.iter().all(|fault| fault.code == FaultCode::OutOfRange));

    for (window, valid) in [
        (Window::Days(0), false),
        (Window::Days(1), true),
        (Window::Days(366), true),
        (Window::Days(367), false),
        (Window::Months(0), false),
        (Window::Months(12), true),
    ] {
        let figures = Figures { window, ..Figures::built_in() };
        assert_eq!(figures.validate().is_ok(), valid, "{window:?}");
    }
}

/// The last date of a window by the wording of the rule alone.
fn last_date(published: NaiveDate, window: Window) -> NaiveDate {
    match window {
        Window::Days(days) => published.iter_days().nth(days.into()).unwrap(),
        Window::Months(months) => {
            let month_index = published.month0() + u32::from(months);
            let year = published.year() + i32::try_from(month_index / 12).unwrap();
            let in_month = |day| NaiveDate::from_ymd_opt(year, month_index % 12 + 1, day);
            (1..=published.day()).rev().find_map(in_month).unwrap()
        }
    }
}

proptest! {
    #[test]
    fn a_window_ends_with_its_last_date_in_kyiv(
        minutes in 0_i64..10_000_000,
        window in prop_oneof![WINDOW_DAYS.prop_map(|days| Window::Days(u16::try_from(days).unwrap())), WINDOW_MONTHS.prop_map(|months| Window::Months(u8::try_from(months).unwrap()))],
    ) {
        let published = at("2015-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
        let end = window.closes_at(published);
        prop_assert_eq!(end.with_timezone(&KYIV).num_seconds_from_midnight(), 0);
        prop_assert_eq!(local_date(end).pred_opt().unwrap(), last_date(local_date(published), window));
        prop_assert!(end - published < LONGEST_WINDOW, "lists look no further");
    }
}
