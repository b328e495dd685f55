//! Paying for a winner.

use num_traits::Zero as _;

use super::super::ledger::Price;
use super::super::support::Supporter;
use super::run::{FINER, NEVER, Run};

/// The supporters of a winner by whether they hold its rate.
#[derive(Default)]
pub(super) struct Paying {
    /// Ballots of the rich, with their points.
    pub(super) rich: Vec<(u32, u64)>,
    rich_points: u64,
    /// Ballots of the poor.
    pub(super) poor: Vec<u32>,
    poor_voters: u64,
    /// What the poor hold, in both units of money.
    coarse: u128,
    fine: u128,
    unsure: Vec<(Supporter, u64)>,
}

impl Paying {
    /// The ballots of all of them.
    pub(super) fn ballots(&self) -> impl Iterator<Item = u32> {
        self.rich.iter().map(|(ballot, _)| *ballot).chain(self.poor.iter().copied())
    }

    fn clear(&mut self) {
        self.rich.clear();
        self.poor.clear();
        self.unsure.clear();
        (self.rich_points, self.poor_voters, self.coarse, self.fine) = (0, 0, 0, 0);
    }
}

impl Run<'_> {
    /// Takes the winner's rate from its supporters; `spread` is how far `rate` may be from the truth.
    pub(super) fn take(&mut self, project: u32, rate: u64, spread: u64, exact: Option<Price>) {
        let round = u32::try_from(self.winners.len()).expect("no more rounds than projects");
        if self.cost(project) == 0 {
            self.payers.clear();
            self.elected_in[project as usize] = round;
            if self.endowment().is_zero() {
                // Nothing is all they have.
                for supporter in self.support.of(project) {
                    let exhausted_in = &mut self.exhausted_in[supporter.ballot as usize];
                    *exhausted_in = (*exhausted_in).min(round);
                }
            }
            return;
        }
        self.effort.spend(self.support.of(project).len());
        let mut split = std::mem::take(&mut self.payers);
        split.clear();
        self.divide(project, rate, spread, &mut split);
        let exact = self.divide_exactly(project, &mut split, exact);
        let (fine_rate, error) = match exact {
            Some(price) => {
                let rate = self.ledger.floor(&price, self.shift + FINER);
                let work = self.ledger.push(price);
                self.effort.spend(work);
                (rate, 1)
            }
            None => self.fine_rate(project, &split),
        };
        for (ballot, points) in &split.rich {
            let (coarse, fine) = (&mut self.money[*ballot as usize], &mut self.fine_money[*ballot as usize]);
            let money = (u128::from(*coarse) << FINER) + u128::from(*fine);
            let left = money.saturating_sub(fine_rate.saturating_mul(u128::from(*points)));
            (*coarse, *fine) = (high(left), high(left << FINER));
            self.dust |= *coarse == 0;
        }
        for ballot in &split.poor {
            self.exhausted_in[*ballot as usize] = round;
            self.money[*ballot as usize] = 0;
            self.fine_money[*ballot as usize] = 0;
        }
        self.payers = split;
        self.elected_in[project as usize] = round;
        self.fine_error =
            self.fine_error.saturating_add(u128::saturating_mul(error, self.support.most.into()));
        // What coarse money leaves out is less than one unit, and so is what the fine error's lower half adds.
        self.error = high(self.fine_error).saturating_add(2);
    }

    fn divide(&self, project: u32, rate: u64, spread: u64, split: &mut Paying) {
        let mut take = |supporter: &Supporter, points: u64, (least, most): (u64, u64)| {
            let (ballot, count) = (supporter.ballot as usize, supporter.count);
            let money = self.money[ballot];
            if money > most {
                split.rich.push((supporter.ballot, points));
                split.rich_points += u64::from(count) * points;
            } else if self.exhausted_in[ballot] != NEVER {
            } else if money < least {
                split.poor.push(supporter.ballot);
                split.poor_voters += u64::from(count);
                split.coarse += u128::from(money) * u128::from(count);
                split.fine += u128::from(self.fine_money[ballot]) * u128::from(count);
            } else {
                split.unsure.push((*supporter, points));
            }
        };
        let points = self.support.points(project);
        if points.is_empty() {
            let due = self.due(rate, spread, 1);
            for supporter in self.support.of(project) {
                take(supporter, 1, due);
            }
        } else {
            for (supporter, points) in self.support.of(project).iter().zip(points) {
                let points = u64::from(*points);
                take(supporter, points, self.due(rate, spread, points));
            }
        }
    }

    /// Divides the unsure, if there are any, by the exact rate.
    fn divide_exactly(&mut self, project: u32, split: &mut Paying, exact: Option<Price>) -> Option<Price> {
        if split.unsure.is_empty() {
            return exact;
        }
        let price = exact.or_else(|| self.exact_rate(project, 0)).expect("the winner is affordable");
        for (supporter, points) in split.unsure.drain(..) {
            if self.exceeds(supporter.ballot, &price, points) {
                split.rich.push((supporter.ballot, points));
            } else {
                split.poor.push(supporter.ballot);
            }
        }
        Some(price)
    }

    /// Below which money surely doesn't suffice for so many points, and beyond which it surely does.
    fn due(&self, rate: u64, spread: u64, points: u64) -> (u64, u64) {
        let due = rate.saturating_mul(points);
        let margin = self.error.saturating_add(spread.saturating_mul(points));
        (due.saturating_sub(margin), due.saturating_add(margin))
    }

    /// What is left of the cost after the poor have paid all they have, by the points of the others; and how far that
    /// may be from the truth.
    fn fine_rate(&self, project: u32, split: &Paying) -> (u128, u128) {
        let points = u128::from(split.rich_points.max(1));
        let borrow = split.fine.div_ceil(1 << FINER);
        let fine = (borrow << FINER) - split.fine;
        let cost = u128::from(self.cost(project)) << self.shift;
        let coarse = cost.saturating_sub(split.coarse + borrow);
        let rate = ((coarse / points) << FINER) + (((coarse % points) << FINER) + fine) / points;
        (rate, (self.fine_error.saturating_mul(split.poor_voters.into()) / points).saturating_add(2))
    }
}

/// Fine money in coarse units.
fn high(fine: u128) -> u64 {
    u64::try_from(fine >> FINER).unwrap_or(u64::MAX)
}
