//! Ballots beyond what META allows. They were accepted when they were cast, so they count; but they are reported.

use super::log::Log;
use super::{Code, Position, Record};
use crate::{Builder, Points};

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

struct BallotLimit {
    key: &'static str,
    measure: Measure,
    bound: Bound,
    /// In hundredths, as everything that is measured.
    value: i64,
    /// How many ballots break it, where the first stands, and what was found there.
    broken: u64,
    first: Option<(Position, i64)>,
}

/// What is compared of a ballot.
pub(super) struct Cast<'a> {
    pub(super) builder: &'a Builder,
    pub(super) listed: usize,
    pub(super) projects: &'a [u32],
    pub(super) points: &'a [Points],
    pub(super) record: &'a Record,
    /// The cells in which projects and, where the vote type has them, points stand.
    pub(super) cell: usize,
    pub(super) points_cell: Option<usize>,
}

impl Cast<'_> {
    /// What is measured, and the cell that says so.
    fn measured(&self, measure: Measure) -> Option<(usize, i64)> {
        let points = self.points.iter().map(|points| points.0);
        match measure {
            Measure::Length => Some((self.cell, 100 * i64::try_from(self.listed).ok()?)),
            Measure::Cost => {
                let costs = self.projects.iter().map(|project| self.builder.cost(*project).0);
                Some((self.cell, costs.fold(0, i64::saturating_add)))
            }
            Measure::SumOfPoints => Some((self.points_cell?, points.sum())),
            Measure::LeastPoints => Some((self.points_cell?, points.min()?)),
            Measure::MostPoints => Some((self.points_cell?, points.max()?)),
        }
    }
}

/// The limits that META sets.
#[derive(Default)]
pub(super) struct BallotLimits(Vec<BallotLimit>);

impl BallotLimits {
    /// Whether a key of META sets a limit.
    pub(super) fn has(key: &str) -> bool {
        KEYS.iter().any(|(known, ..)| *known == key)
    }

    pub(super) fn set(&mut self, key: &str, hundredths: i64) {
        let known = KEYS.into_iter().find(|(known, ..)| *known == key);
        self.0.extend(known.map(|(key, measure, bound)| {
            let value = hundredths;
            BallotLimit { key, measure, bound, value, broken: 0, first: None }
        }));
    }

    pub(super) fn compare(&mut self, cast: &Cast<'_>) {
        for limit in &mut self.0 {
            let Some((cell, found)) = cast.measured(limit.measure) else { continue };
            let is_broken = match limit.bound {
                Bound::AtLeast => found < limit.value,
                Bound::AtMost => found > limit.value,
            };
            if is_broken {
                limit.broken += 1;
                limit.first.get_or_insert_with(|| (cast.record.position(cell, 0), found));
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
