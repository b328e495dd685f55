//! Working days, in which the terms of staff are counted: Monday to Friday, but for the exceptions of a calendar that
//! an administrator keeps.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem};
use crate::time::{end_of_day, local_date, parse_date, strict_date};
use crate::words::words;

words! {
    /// Whether a special date is free or worked.
    DayKind {
        /// A free weekday: a public holiday, or a day off that was moved here.
        Off = "off",
        /// A worked weekend day, for a day off that was moved from here.
        Work = "work",
    }
}

/// A special date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CalendarDay {
    /// The local date.
    pub date: NaiveDate,
    /// Free or worked.
    pub kind: DayKind,
    /// Why.
    pub note: String,
}

/// The dates that the calendar covers, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = CalendarRange))]
pub struct Range {
    /// The first.
    #[serde(deserialize_with = "strict_date")]
    pub from: NaiveDate,
    /// The last.
    #[serde(deserialize_with = "strict_date")]
    pub to: NaiveDate,
}

/// The calendar of working days: a covered range of local dates and the exceptions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    from: NaiveDate,
    to: NaiveDate,
    days: BTreeMap<NaiveDate, DayKind>,
    open_ended: bool,
}

impl Calendar {
    /// A calendar that covers `from` to `to`, both included.
    pub fn new(from: NaiveDate, to: NaiveDate, days: impl IntoIterator<Item = (NaiveDate, DayKind)>) -> Self {
        Self { from, to, days: days.into_iter().collect(), open_ended: false }
    }

    /// The same calendar, with plain weeks beyond its range: for terms that begin by themselves, which can't wait until
    /// somebody has extended it.
    #[must_use]
    pub fn open_ended(&self) -> Self {
        Self { open_ended: true, ..self.clone() }
    }

    /// Whether a local date is a working day; `calendar_out_of_range` where the calendar does not cover it.
    pub fn is_working(&self, date: NaiveDate) -> Result<bool, Problem> {
        if !self.open_ended && (date < self.from || date > self.to) {
            return Err(Problem::new(Code::CalendarOutOfRange).with("date", date));
        }
        Ok(match self.days.get(&date) {
            Some(DayKind::Off) => false,
            Some(DayKind::Work) => true,
            None => date.weekday().num_days_from_monday() < 5,
        })
    }

    /// The `n`-th working day after a local date, which itself does not count.
    pub fn nth_working_day(&self, after: NaiveDate, n: u16) -> Result<NaiveDate, Problem> {
        let mut date = after;
        let mut left = n;
        while left > 0 {
            date = date.succ_opt().ok_or(Code::CalendarOutOfRange)?;
            left -= u16::from(self.is_working(date)?);
        }
        Ok(date)
    }

    /// The end of a term of `n` working days: the day of the event does not count, and the term ends at 24:00 Kyiv of
    /// its `n`-th working day.
    pub fn deadline(&self, event: DateTime<Utc>, n: u16) -> Result<DateTime<Utc>, Problem> {
        self.nth_working_day(local_date(event), n).map(end_of_day)
    }
}

/// The calendar that a new installation starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// The first date covered.
    pub from: NaiveDate,
    /// The last date covered.
    pub to: NaiveDate,
    /// The exceptions, by date.
    pub days: Vec<CalendarDay>,
}

impl BuiltIn {
    /// The same data, ready to count with.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.from, self.to, self.days.iter().map(|day| (day.date, day.kind)))
    }
}

/// Ukraine 2015 to 2027: holidays and moved days until 23 March 2022, then weekends alone (law 2136-IX: holidays are
/// worked under martial law). Sources stand in the data file.
pub fn built_in() -> BuiltIn {
    const DATA: &str = include_str!("../../data/calendar.csv");
    let rows = DATA.lines().filter(|line| !line.starts_with('#')).skip(1);
    BuiltIn {
        from: NaiveDate::from_ymd_opt(2015, 1, 1).expect("a date"),
        to: NaiveDate::from_ymd_opt(2027, 12, 31).expect("a date"),
        days: rows.map(|row| parse_row(row).expect("a row of the embedded calendar")).collect(),
    }
}

fn parse_row(row: &str) -> Option<CalendarDay> {
    let mut fields = row.splitn(3, ',');
    let date = parse_date(fields.next()?)?;
    let kind = fields.next()?.parse().ok()?;
    Some(CalendarDay { date, kind, note: fields.next()?.to_owned() })
}

#[cfg(test)]
mod tests;
