//! Jumping over endowments at which nothing changes.
//!
//! Take two endowments at which the same projects win in the same rounds, and the same voters are exhausted in the
//! same rounds. While that holds, every voter's money and every winner's rate is linear in the endowment: with more
//! of it nobody has less left and no rate is higher. So between the two
//! - whoever is (or isn't) exhausted in a round at both ends is (or isn't) there, the conditions being linear;
//! - a loser's rate is at least that at the upper end, a winner's at most that at the lower end, so the winner stays
//!   ahead if the latter is less than the former;
//! - projects that tie at the lower end with every supporter paying in full tie with more money too, their rates
//!   being cost by points, and so do free ones;
//! - a project that isn't affordable at the upper end isn't at all.
//!
//! So if losers at the upper end are beyond winners at the lower one, all endowments between have the same outcome.

use super::run::{Margin, Run};
use crate::rules::Tie;

/// What a run must have in common with another.
#[derive(Default)]
struct Shape {
    winners: Vec<u32>,
    exhausted_in: Vec<u32>,
    margins: Vec<Margin>,
    ties: Vec<Tie>,
    shift: u32,
}

impl Shape {
    fn take(&mut self, run: &Run<'_>) {
        self.winners.clone_from(&run.winners);
        self.exhausted_in.clone_from(&run.exhausted_in);
        self.margins.clone_from(&run.margins);
        self.ties.clone_from(&run.ties);
        self.shift = run.shift;
    }

    fn is_of(&self, run: &Run<'_>) -> bool {
        self.winners == run.winners && self.exhausted_in == run.exhausted_in
    }

    /// Whether the outcome is the same from the endowment of this shape to the greater one of the run.
    fn reaches(&self, run: &Run<'_>) -> bool {
        let clear = |(lower, upper): (&Margin, &Margin)| match (lower.winner, upper.winner, upper.others) {
            (Some(winner), Some(_), others) => others.is_none_or(|others| others.exceeds(winner)),
            _ => false,
        };
        self.is_of(run)
            && self.ties == run.ties
            && self.shift == run.shift
            && self.margins.iter().zip(&run.margins).all(clear)
    }
}

/// Looks for jumps as long as they pay.
pub(super) struct Jumps {
    shape: Shape,
    /// How many runs in succession had the same shape.
    same: u32,
    /// How many must have, before a jump is tried.
    patience: u32,
}

impl Jumps {
    const LEAST_PATIENCE: u32 = 8;
    const MOST_PATIENCE: u32 = 1024;

    pub(super) fn new() -> Self {
        Self { shape: Shape::default(), same: 0, patience: Self::LEAST_PATIENCE }
    }

    /// Answers the last of the steps from `step` on that surely have the outcome of `run`, which is that of `step`;
    /// `at` runs another step.
    pub(super) fn over<'a>(&mut self, run: &mut Run<'a>, step: u64, at: impl Fn(u64, &mut Run<'a>)) -> u64 {
        self.same = if self.shape.is_of(run) { self.same + 1 } else { 0 };
        self.shape.take(run);
        if self.same < self.patience {
            return step;
        }
        self.same = 0;
        let mut reached = step;
        let mut stride = 4 * u64::from(Self::LEAST_PATIENCE);
        while stride > 1 {
            at(reached + stride, run);
            if self.shape.reaches(run) {
                reached += stride;
                stride *= 4;
                self.shape.take(run);
            } else {
                stride /= 4;
            }
        }
        let paid = reached > step;
        self.patience =
            if paid { Self::LEAST_PATIENCE } else { (2 * self.patience).min(Self::MOST_PATIENCE) };
        reached
    }
}
