//! How far endowments can be raised without a change.
//!
//! Raise the endowment by t. As long as the same projects win and the same voters are exhausted in the same rounds,
//! every amount of money is m + b·t and every winner's rate r − f·t, with b and f not negative: b begins with 1 a
//! voter; a round in which the exhausted hold Σb more and the others have together w units lowers the rate by
//! f = Σb / w, leaves the exhausted with 0 and the others with f more a unit. From round to round:
//!
//! - whoever keeps money does so at any t, since money grows and the rate falls;
//! - whoever is exhausted stays so while m + b·t ≤ (r − f·t) · units, that is up to a t that can be solved for;
//! - another project stays dearer while what its supporters would pay at the winner's price doesn't reach its cost.
//!   That sum of minima is no more than what it is with any choice of one from each pair: choose as at t = 0, and it
//!   is linear;
//! - projects that tie, all their supporters who aren't exhausted keeping money, have rates that don't depend on t;
//! - in the end, nothing else is affordable while the money of its supporters doesn't reach its cost.
//!
//! So up to the least of these t the outcome is the same.

use super::Endowment;
use super::interval::{CHUNK, down, float, up, whole};
use super::run::{Choice, NEVER, Near, Run, Weight};
use crate::verify::preference::Preference;

/// Bounds of what each ballot's money gains by a raise of 1, and how far the raise may go so far.
struct Slopes {
    low: Vec<f64>,
    high: Vec<f64>,
    reach: f64,
}

/// Runs the method, and answers by how much more endowment, in hundredths, the outcome surely stays what it is.
fn run_ahead(run: &mut Run<'_>, endowment: Endowment, preference: &Preference) -> f64 {
    run.start(endowment);
    let voters: Vec<f64> = run.votes.voters.iter().map(|voters| f64::from(*voters)).collect();
    let mut slopes = Slopes { low: voters.clone(), high: voters, reach: f64::INFINITY };
    while let Some(choice) = run.choose(preference) {
        if slopes.reach > 0.0 {
            slopes.pass(run, &choice);
        }
        run.pay(choice);
    }
    if slopes.reach > 0.0 {
        for project in losers(run) {
            slopes.stay_below(run, project, f64::INFINITY, 0.0);
        }
    }
    slopes.reach
}

fn losers(run: &Run<'_>) -> Vec<u32> {
    let is_open = |project: &u32| {
        run.elected_in[*project as usize] == NEVER && !run.weights[*project as usize].is_empty()
    };
    (0..).zip(&run.costs).map(|(project, _)| project).filter(is_open).collect()
}

impl Slopes {
    /// Takes a round into account, before the winner is paid.
    fn pass(&mut self, run: &Run<'_>, choice: &Choice) {
        let winner = choice.winner;
        let price = up(winner.high / float(run.divisors[winner.project as usize]));
        let is_tie = choice.tied.len() > 1;
        let all_keep = |project: u32| {
            let tied = Near { project, low: 0.0, high: run.at_price(project, price) };
            payers(run, tied).all(|(ballot, weight)| keeps(run, ballot, tied.high * weight))
        };
        if is_tie && !choice.tied.iter().all(|project| all_keep(*project)) {
            self.reach = 0.0;
            return;
        }
        let Some(fall) = self.fall(run, winner) else {
            self.reach = 0.0;
            return;
        };
        let divisor = float(run.divisors[winner.project as usize]);
        for project in losers(run) {
            if project != winner.project && !(is_tie && choice.tied.contains(&project)) {
                let by_divisor = float(run.divisors[project as usize]) / divisor;
                self.stay_below(run, project, run.at_price(project, price), down(fall.0 * by_divisor));
            }
        }
        self.pay(run, winner, fall);
    }

    /// Bounds of how fast the winner's rate falls; none if nobody keeps money after paying it.
    fn fall(&self, run: &Run<'_>, winner: Near) -> Option<(f64, f64)> {
        let index = winner.project as usize;
        let (mut low, mut high, mut rich) = (0.0, 0.0, 0.0);
        for (ballot, weight) in payers(run, winner) {
            if keeps(run, ballot, winner.high * weight) {
                rich += weight;
            } else {
                low += self.low[ballot as usize];
                high += self.high[ballot as usize];
            }
        }
        // Added up one by one: as many roundings as terms.
        let slack = float(run.weights[index].len() as u64 + 8) * f64::EPSILON;
        if rich > 0.0 {
            return Some((down(low / rich * (1.0 - 3.0 * slack)), up(high / rich * (1.0 + 3.0 * slack))));
        }
        (run.costs[index] == 0).then_some((0.0, 0.0))
    }

    /// Lets the winner's supporters pay.
    fn pay(&mut self, run: &Run<'_>, winner: Near, fall: (f64, f64)) {
        for (ballot, weight) in payers(run, winner) {
            let place = ballot as usize;
            if keeps(run, ballot, winner.high * weight) {
                self.low[place] = down(self.low[place] + fall.0 * weight);
                self.high[place] = up(self.high[place] + fall.1 * weight);
            } else {
                let gap = down(winner.low * weight) - run.most[place];
                let closing = up(self.high[place] + fall.1 * weight);
                self.reach = self.reach.min(down(gap.max(0.0) / closing));
                self.low[place] = 0.0;
                self.high[place] = 0.0;
            }
        }
    }

    /// Reaches no farther than a project's supporters can't pay its cost at a rate that falls so fast at least.
    fn stay_below(&mut self, run: &Run<'_>, project: u32, rate: f64, fall: f64) {
        let index = project as usize;
        let (mut paid, mut slope, mut rich) = (0.0, 0.0, 0.0);
        for chunk in run.weights[index].chunks(CHUNK) {
            let (mut paid_here, mut slope_here, mut rich_here) = (0.0, 0.0, 0.0);
            for (ballot, weight) in chunk {
                let money = run.most[*ballot as usize];
                let is_poor = money < rate * weight;
                paid_here += if is_poor { money } else { rate * weight };
                slope_here += if is_poor { self.high[*ballot as usize] } else { 0.0 };
                rich_here += if is_poor { 0.0 } else { *weight };
            }
            paid += paid_here;
            slope += slope_here;
            rich += rich_here;
        }
        let slack = run.slacks[index];
        let lacking = float(run.costs[index]) - up(paid * (1.0 + slack));
        let growth = up(slope * (1.0 + slack)) - down(fall * rich * (1.0 - slack));
        if lacking <= 0.0 {
            self.reach = 0.0;
        } else if growth > 0.0 {
            self.reach = self.reach.min(down(lacking / up(growth)));
        }
    }
}

/// A winner's supporters who have money.
fn payers(run: &Run<'_>, winner: Near) -> impl Iterator<Item = Weight> {
    let weights = run.weights[winner.project as usize].iter().copied();
    weights.filter(|(ballot, _)| run.exhausted_in[*ballot as usize] == NEVER)
}

/// Whether the voters of a ballot surely have more than an amount.
fn keeps(run: &Run<'_>, ballot: u32, amount: f64) -> bool {
    run.least[ballot as usize] > up(amount)
}

/// Runs the method from one endowment to the next, and looks ahead where that seems to pay.
pub(super) struct Stretches {
    winners: Vec<u32>,
    /// How many runs in succession had the same winners.
    same: u32,
    /// How many must have, before looking ahead.
    patience: u32,
}

impl Stretches {
    const LEAST_PATIENCE: u32 = 2;
    const MOST_PATIENCE: u32 = 256;
    /// How many steps make looking ahead worth while.
    const WORTH_WHILE: u64 = 8;

    pub(super) fn new() -> Self {
        Self { winners: Vec::new(), same: 0, patience: Self::LEAST_PATIENCE }
    }

    /// Runs the method at an endowment; answers how many further raises by one unit surely have the same outcome.
    pub(super) fn run(&mut self, run: &mut Run<'_>, endowment: Endowment, preference: &Preference) -> u64 {
        let mut unchanged = 0;
        if self.same < self.patience {
            run.run(endowment, preference);
        } else {
            unchanged = whole(down(run_ahead(run, endowment, preference) / 100.0));
            self.patience = if unchanged >= Self::WORTH_WHILE {
                Self::LEAST_PATIENCE
            } else {
                self.same = 0;
                (2 * self.patience).min(Self::MOST_PATIENCE)
            };
        }
        self.same = if self.winners == run.winners { self.same + 1 } else { 0 };
        self.winners.clone_from(&run.winners);
        unchanged
    }
}

#[cfg(test)]
#[path = "stretch_tests.rs"]
mod tests;
