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
//! - one that ties with the winner and comes behind it by the ladder stays behind if that sum doesn't grow;
//! - in the end, nothing else is affordable while the money of its supporters doesn't reach its cost.
//!
//! So up to the least of these t the outcome is the same. Where floating-point numbers can't tell, fractions do.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed as _;

use super::Endowment;
use super::exact::{Ledger, Rate, Sum, weight_of};
use super::interval::{self, CHUNK, down, float, up, whole};
use super::run::{Choice, NEVER, Near, Run, Weight};
use crate::verify::preference::Preference;

/// Bounds of what each ballot's money gains by a raise of 1, and how far the raise may go so far.
struct Slopes {
    low: Vec<f64>,
    high: Vec<f64>,
    /// The same exactly: what a voter gains for each of endowment and rates.
    ledger: Ledger,
    reach: f64,
}

/// The rate of a round's winner by fractions, and how fast it falls.
struct Line {
    rate: BigRational,
    fall: BigRational,
}

/// Runs the method, and answers by how much more endowment, in hundredths, the outcome surely stays what it is.
fn run_ahead(run: &mut Run<'_>, endowment: Endowment, preference: &Preference) -> f64 {
    run.start(endowment);
    let voters: Vec<f64> = run.votes.voters.iter().map(|voters| f64::from(*voters)).collect();
    let ledger = Ledger::new(Endowment { numerator: 1, denominator: 1 });
    let mut slopes = Slopes { low: voters.clone(), high: voters, ledger, reach: f64::INFINITY };
    while let Some(choice) = run.choose(preference) {
        if slopes.reach > 0.0 {
            slopes.pass(run, &choice);
        }
        run.pay(choice);
    }
    if slopes.reach > 0.0 {
        for project in losers(run) {
            if !slopes.stay_below(run, project, f64::INFINITY, 0.0) {
                slopes.stay_unaffordable(run, project);
            }
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
    fn pass(&mut self, run: &mut Run<'_>, choice: &Choice) {
        let winner = choice.winner;
        let index = winner.project as usize;
        let price = up(winner.high / float(run.divisors[index]));
        let Some(fall) = self.fall(run, winner) else {
            self.reach = 0.0;
            return;
        };
        self.stay_exhausted(run, winner, fall.1);
        if self.reach == 0.0 {
            return;
        }
        let mut line = None;
        for project in losers(run) {
            if project == winner.project {
                continue;
            }
            let by_divisor = float(run.divisors[project as usize]) / float(run.divisors[index]);
            let rate = run.at_price(project, price);
            if !self.stay_below(run, project, rate, down(fall.0 * by_divisor)) {
                let line = line.get_or_insert_with(|| self.line(run, choice));
                self.stay_behind(run, project, winner.project, line);
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

    /// Reaches no farther than those whom the winner takes all they have can't pay in full.
    fn stay_exhausted(&mut self, run: &Run<'_>, winner: Near, fall: f64) {
        for (ballot, weight) in
            payers(run, winner).filter(|payer| !keeps(run, payer.0, winner.high * payer.1))
        {
            let gap = down(winner.low * weight) - run.most[ballot as usize];
            let closing = up(self.high[ballot as usize] + fall * weight);
            self.reach = self.reach.min(down(gap.max(0.0) / closing));
        }
    }

    /// Lets the winner's supporters pay.
    fn pay(&mut self, run: &Run<'_>, winner: Near, fall: (f64, f64)) {
        for (ballot, weight) in payers(run, winner) {
            let place = ballot as usize;
            if keeps(run, ballot, winner.high * weight) {
                self.low[place] = down(self.low[place] + fall.0 * weight);
                self.high[place] = up(self.high[place] + fall.1 * weight);
            } else {
                self.low[place] = 0.0;
                self.high[place] = 0.0;
            }
        }
    }

    /// Reaches no farther than a project's supporters can't pay its cost at a rate that falls so fast at least; answers
    /// whether that is far enough to be content with.
    fn stay_below(&mut self, run: &Run<'_>, project: u32, rate: f64, fall: f64) -> bool {
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
        let reach = match (lacking > 0.0, growth > 0.0) {
            (false, _) => 0.0,
            (true, false) => f64::INFINITY,
            (true, true) => down(lacking / up(growth)),
        };
        let is_content = reach >= SHORT;
        if is_content {
            self.reach = self.reach.min(reach);
        }
        is_content
    }

    /// The same by fractions, beside a winner that is cheaper, or as cheap and preferred.
    fn stay_behind(&mut self, run: &Run<'_>, project: u32, winner: u32, line: &Line) {
        let [divisor, winners] =
            [project, winner].map(|project| BigInt::from(run.divisors[project as usize]));
        let times = BigRational::new(divisor, winners);
        let (rate, fall) = (&line.rate * &times, &line.fall * times);
        let rounds = run.winners.len();
        let (mut poor, mut weight) = (Sum::default(), 0);
        for backers in &run.votes.backers[project as usize] {
            if run.exhausted_in[backers.ballot as usize] != NEVER {
                continue;
            }
            let mut money = Sum::default();
            run.add_money(&mut money, rounds, backers.ballot, 1);
            if run.ledger.fraction(&money) < &rate * BigInt::from(backers.units) {
                run.add_money(&mut poor, rounds, backers.ballot, backers.voters);
            } else {
                weight += weight_of(*backers);
            }
        }
        let weight = BigInt::from(weight);
        let paid = run.ledger.fraction(&poor) + rate * &weight;
        self.reach_while(run, project, &paid, &(self.ledger.fraction(&poor) - fall * weight));
    }

    /// The same by fractions, where nothing else is affordable.
    fn stay_unaffordable(&mut self, run: &mut Run<'_>, project: u32) {
        self.extend_ledgers(run);
        let rounds = run.winners.len();
        let mut money = Sum::default();
        for backers in &run.votes.backers[project as usize] {
            if run.exhausted_in[backers.ballot as usize] == NEVER {
                run.add_money(&mut money, rounds, backers.ballot, backers.voters);
            }
        }
        self.reach_while(run, project, &run.ledger.fraction(&money), &self.ledger.fraction(&money));
    }

    /// Reaches no farther than what is paid, growing so fast, is less than a project's cost.
    fn reach_while(&mut self, run: &Run<'_>, project: u32, paid: &BigRational, growth: &BigRational) {
        if growth.is_positive() {
            let reach = (BigRational::from_integer(run.costs[project as usize].into()) - paid) / growth;
            let reach =
                if reach.is_positive() { interval::bounds(reach.numer(), reach.denom()).0 } else { 0.0 };
            self.reach = self.reach.min(down(reach));
        }
    }

    /// The winner's rate by fractions; those who can't pay it in full must surely be so.
    fn line(&mut self, run: &mut Run<'_>, choice: &Choice) -> Line {
        self.extend_ledgers(run);
        let winner = choice.winner;
        let rate = choice.rate.clone().or_else(|| run.exact_rate(winner));
        let (numerator, weight) = rate.map_or((BigInt::ZERO, 1), |rate| run.ledger.parts(&rate));
        let rate = BigRational::new(numerator, &run.ledger.denominator * weight);
        let rounds = run.winners.len();
        let (mut poor, mut weight) = (Sum::default(), 0);
        let index = winner.project as usize;
        for (backers, (ballot, most_units)) in run.votes.backers[index].iter().zip(&run.weights[index]) {
            if run.exhausted_in[*ballot as usize] != NEVER {
                continue;
            }
            if keeps(run, *ballot, winner.high * most_units) {
                weight += weight_of(*backers);
            } else {
                run.add_money(&mut poor, rounds, *ballot, backers.voters);
            }
        }
        Line { rate, fall: self.ledger.fraction(&poor) / BigInt::from(weight.max(1)) }
    }

    /// Brings both ledgers up to the current round.
    fn extend_ledgers(&mut self, run: &mut Run<'_>) {
        run.extend_ledger();
        for round in self.ledger.rounds()..run.winners.len() {
            let (poor, weight) = run.payers_of(round);
            let numerator = -self.ledger.numerator(&poor);
            self.ledger.push(&Rate::Mixed { numerator, weight: weight.max(1) });
        }
    }
}

/// By how many hundredths of endowment a stretch is so short that fractions are asked.
const SHORT: f64 = 1_000.0;

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
