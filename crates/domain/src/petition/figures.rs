//! The figures of petitions: how many signatures in what time, who may sign, and the terms of staff.

use std::ops::RangeInclusive;

use chrono::{DateTime, Days, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::person::identity::Level;
use crate::problem::{Fault, FaultCode};
use crate::time::{end_of_day, local_date, months_after};

/// Valid signatures that bring a petition under review.
pub const THRESHOLD: RangeInclusive<i64> = 1..=1_000_000;
/// Calendar days of a window.
pub const WINDOW_DAYS: RangeInclusive<i64> = 1..=366;
/// Calendar months of a window.
pub const WINDOW_MONTHS: RangeInclusive<i64> = 1..=12;
/// What no window is longer than: as many days, or months of 31, and the rest of the first day and an hour more or less.
pub const LONGEST_WINDOW: TimeDelta = {
    let (days, of_months) = (*WINDOW_DAYS.end(), *WINDOW_MONTHS.end() * 31);
    TimeDelta::days(if days > of_months { days } else { of_months } + 2)
};
/// Working days of a term.
pub const WORKING_DAYS: RangeInclusive<i64> = 1..=60;

/// How long signatures are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Calendar days.
    Days(u16),
    /// Calendar months.
    Months(u8),
}

impl Window {
    /// The instant at which signing closes. Publication is day 0; the end is 24:00 Kyiv of the last day, or of the same
    /// date so many months on (a month without that day: its last one).
    pub fn closes_at(self, published_at: DateTime<Utc>) -> DateTime<Utc> {
        let published = local_date(published_at);
        end_of_day(match self {
            Self::Days(days) => published + Days::new(days.into()),
            Self::Months(months) => months_after(published, months),
        })
    }
}

/// How long signatures are collected: exactly one of the two.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SigningWindow {
    /// Calendar days.
    #[cfg_attr(feature = "schema", schema(format = "window_days"))]
    pub days: Option<u16>,
    /// Calendar months.
    #[cfg_attr(feature = "schema", schema(format = "window_months"))]
    pub months: Option<u8>,
}

impl SigningWindow {
    /// The one of the two that is said.
    pub fn window(self) -> Result<Window, Fault> {
        match (self.days, self.months) {
            (Some(days), None) => Ok(Window::Days(days)),
            (None, Some(months)) => Ok(Window::Months(months)),
            _ => Err(Fault::at("/window", FaultCode::OnlyOneOf).with("fields", "days, months")),
        }
    }
}

/// The figures of petitions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Valid signatures that bring a petition under review.
    pub threshold: i64,
    /// How long they are collected.
    #[cfg_attr(feature = "schema", schema(value_type = SigningWindow))]
    pub window: Window,
    /// What signing needs.
    pub level_to_sign: Level,
    /// What submitting needs.
    pub level_to_propose: Level,
    /// Whether signing goes on under review until the window closes.
    pub sign_during_review: bool,
    /// Whether a signature can be withdrawn while the petition collects.
    pub signatures_withdrawable: bool,
    /// Working days from submission to the moderator's decision.
    pub moderation_days: u16,
    /// Working days from the threshold to the announcement of the review.
    pub announcement_days: u16,
    /// Working days from that announcement to the answer.
    pub answer_days: u16,
    /// Working days from an assignment to the department's acceptance.
    // Policies from before there were assignments have the built-in term.
    #[serde(default = "built_in_acceptance_days")]
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub acceptance_days: u16,
    /// What a role of the staff needs beside an e-mail address.
    // Policies from before this was asked have the built-in level.
    #[serde(default = "built_in_level_of_staff")]
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub level_of_staff: Level,
}

const fn built_in_acceptance_days() -> u16 {
    2
}

const fn built_in_level_of_staff() -> Level {
    Level::Email
}

impl crate::policy::Figures for Figures {
    const KIND: &'static str = "petitions";

    /// 250 signatures in 90 days, signers and authors identified, decision on publication in 2 working days,
    /// announcement of the review in 3, answer in 10; a department accepts what is assigned to it in 2.
    fn built_in() -> Self {
        Self {
            threshold: 250,
            window: Window::Days(90),
            level_to_sign: Level::Identified,
            level_to_propose: Level::Identified,
            sign_during_review: true,
            signatures_withdrawable: true,
            moderation_days: 2,
            announcement_days: 3,
            answer_days: 10,
            acceptance_days: built_in_acceptance_days(),
            level_of_staff: built_in_level_of_staff(),
        }
    }

    fn validate(&self) -> Result<(), Vec<Fault>> {
        let (window, length, longest) = match self.window {
            Window::Days(days) => ("/window/days", days.into(), WINDOW_DAYS),
            Window::Months(months) => ("/window/months", months.into(), WINDOW_MONTHS),
        };
        let faults: Vec<_> = [
            ("/threshold", self.threshold, THRESHOLD),
            (window, length, longest),
            ("/moderation_days", self.moderation_days.into(), WORKING_DAYS),
            ("/announcement_days", self.announcement_days.into(), WORKING_DAYS),
            ("/answer_days", self.answer_days.into(), WORKING_DAYS),
            ("/acceptance_days", self.acceptance_days.into(), WORKING_DAYS),
        ]
        .into_iter()
        .filter(|(_, value, allowed)| !allowed.contains(value))
        .map(|(pointer, _, allowed)| {
            let fault = Fault::at(pointer, FaultCode::OutOfRange);
            fault.with("min", *allowed.start()).with("max", *allowed.end())
        })
        .collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests;
