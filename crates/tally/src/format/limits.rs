//! Ballots beyond what META allows. They were accepted when they were cast, so they count; but they are reported.

use super::log::Log;
use super::{Code, Position};
use crate::Points;

/// What a limit is about, of one ballot.
#[derive(Clone, Copy)]
enum Measure {
    Length,
    Cost,
    SumOfPoints,
    LeastPoints,
    MostPoints,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
}

/// The keys of META that limit ballots. By `vote_type`, `choose-1` does.
const KEYS: [(&str, Measure, Bound); 9] = [
    ("vote_type", Measure::Length, Bound::AtMost),
    ("min_length", Measure::Length, Bound::AtLeast),
    ("max_length", Measure::Length, Bound::AtMost),
    ("min_sum_cost", Measure::Cost, Bound::AtLeast),
    ("max_sum_cost", Measure::Cost, Bound::AtMost),
    ("min_sum_points", Measure::SumOfPoints, Bound::AtLeast),
    ("max_sum_points", Measure::SumOfPoints, Bound::AtMost),
    ("min_points", Measure::LeastPoints, Bound::AtLeast),
    ("max_points", Measure::MostPoints, Bound::AtMost),
];

struct Limit {
    key: &'static str,
    measure: Measure,
    bound: Bound,
    /// In hundredths, as everything that is measured.
    value: i64,
    /// How many ballots break it, where the first stands, and what was found there.
    broken: u64,
    first: Option<(Position, i64)>,
}

/// What is compared of a ballot, and where it stands.
pub(super) struct Cast<'a> {
    pub(super) projects: Position,
    /// Absent where the vote type has no points of its own.
    pub(super) points: Option<Position>,
    pub(super) listed: usize,
    /// In hundredths.
    pub(super) cost: i64,
    pub(super) given: &'a [Points],
}

impl Cast<'_> {
    fn measured(&self, measure: Measure) -> Option<(Position, i64)> {
        let place =
            if matches!(measure, Measure::Length | Measure::Cost) { self.projects } else { self.points? };
        let points = self.given.iter().map(|points| points.0);
        let value = match measure {
            Measure::Length => 100 * i64::try_from(self.listed).ok()?,
            Measure::Cost => self.cost,
            Measure::SumOfPoints => points.sum(),
            Measure::LeastPoints => points.min()?,
            Measure::MostPoints => points.max()?,
        };
        Some((place, value))
    }
}

/// The limits that META sets.
#[derive(Default)]
pub(super) struct Limits(Vec<Limit>);

impl Limits {
    /// Whether a key of META sets a limit.
    pub(super) fn has(key: &str) -> bool {
        KEYS.iter().any(|(known, ..)| *known == key)
    }

    pub(super) fn set(&mut self, key: &str, hundredths: i64) {
        let known = KEYS.into_iter().find(|(known, ..)| *known == key);
        self.0.extend(known.map(|(key, measure, bound)| {
            let value = hundredths;
            Limit { key, measure, bound, value, broken: 0, first: None }
        }));
    }

    pub(super) fn compare(&mut self, cast: &Cast<'_>) {
        for limit in &mut self.0 {
            let Some((place, found)) = cast.measured(limit.measure) else { continue };
            let is_broken = match limit.bound {
                Bound::AtLeast => found < limit.value,
                Bound::AtMost => found > limit.value,
            };
            if is_broken {
                limit.broken += 1;
                limit.first.get_or_insert((place, found));
            }
        }
    }

    /// One warning for each limit that is broken, at the first ballot that does.
    pub(super) fn report(&self, log: &mut Log) {
        for limit in &self.0 {
            let Some((place, found)) = limit.first else { continue };
            let bound = match limit.bound {
                Bound::AtLeast => "at least",
                Bound::AtMost => "at most",
            };
            let [value, found] = [limit.value, found].map(|value| Points(value).to_string());
            let [value, found] = [&value, &found].map(|text| text.trim_end_matches(".00"));
            let (key, broken) = (limit.key, limit.broken);
            log.warning(place, Code::OutsideLimits, || {
                format!("expected {bound} {value} by {key}, found {found}; ballots that break it: {broken}")
            });
        }
    }
}
