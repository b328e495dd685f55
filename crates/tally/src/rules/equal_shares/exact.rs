//! Exact rates, where fixed-point numbers don't tell.

use super::super::ledger::{Combination, Price};
use super::run::{NEVER, Run};

impl Run<'_> {
    /// A project's rate, or `None` if its supporters hold less than its cost; `from` is a lower bound.
    pub(super) fn exact_rate(&mut self, project: u32, from: u64) -> Option<Price> {
        let round = self.winners.len();
        self.extend_ledger(round);
        if self.cost(project) == 0 {
            return Some(Price { numerator: 0.into(), divisor: 1 });
        }
        let mut rate = self.ledger.price(from, self.shift);
        let mut poor = Combination::of(0);
        loop {
            let units = self.coarse(&rate);
            self.effort.spend(self.support.of(project).len() + 8 * self.ledger.limbs());
            poor.clear(round);
            let mut rich_points = 0;
            for (supporter, points) in self.support.pairs(project) {
                let ballot = supporter.ballot as usize;
                if (self.exhausted_in[ballot] as usize) < round {
                    continue;
                }
                let money = u128::from(self.money[ballot]);
                let (error, due) = (u128::from(self.error), u128::from(units) * u128::from(points));
                let is_poor = if money + error < due {
                    true
                } else if money > due + u128::from(points) + error {
                    false
                } else {
                    self.is_less(supporter.ballot, &rate, points)
                };
                if is_poor {
                    self.add_money(&mut poor, supporter.ballot, supporter.count);
                } else {
                    rich_points += u64::from(supporter.count) * points;
                }
            }
            if rich_points == 0 {
                return None;
            }
            self.effort.spend(self.ledger.work(&poor));
            let numerator = self.ledger.whole(self.cost(project)) - self.ledger.numerator(&poor);
            let next = Price { numerator, divisor: rich_points };
            if next.compare(1, &rate, 1).is_le() {
                return Some(next);
            }
            rate = next;
        }
    }

    /// A rate in the units to search by, rounded down.
    pub(super) fn coarse(&self, rate: &Price) -> u64 {
        u64::try_from(self.ledger.floor(rate, self.shift)).unwrap_or(u64::MAX)
    }

    /// Whether each voter of a ballot has more than `rate · points`.
    pub(super) fn exceeds(&self, ballot: u32, rate: &Price, points: u64) -> bool {
        self.compare(ballot, rate, points).is_gt()
    }

    fn is_less(&self, ballot: u32, rate: &Price, points: u64) -> bool {
        self.compare(ballot, rate, points).is_lt()
    }

    fn compare(&self, ballot: u32, rate: &Price, points: u64) -> std::cmp::Ordering {
        let mut sum = Combination::of(self.ledger.len());
        self.add_money(&mut sum, ballot, 1);
        self.effort.spend(self.ledger.work(&sum));
        (self.ledger.numerator(&sum) * rate.divisor).cmp(&(&rate.numerator * points))
    }

    /// Adds what `count` voters of a ballot that isn't exhausted have left after the ledger's rounds.
    pub(super) fn add_money(&self, sum: &mut Combination, ballot: u32, count: u32) {
        sum.start += i128::from(count);
        for (project, points) in self.election.ballot(ballot as usize) {
            let round = self.elected_in[project as usize];
            if round != NEVER && points > 0 {
                let units = i128::from(points) / i128::from(self.support.unit);
                sum.add(round as usize, -i128::from(count) * units);
            }
        }
    }

    /// Brings the ledger up to the rounds before `round`.
    pub(super) fn extend_ledger(&mut self, round: usize) {
        while self.ledger.len() < round {
            let (poor, points) = self.payers_of(self.ledger.len());
            let cost = self.cost(self.winners[self.ledger.len()]);
            self.effort.spend(self.ledger.work(&poor));
            let numerator = self.ledger.whole(cost) - self.ledger.numerator(&poor);
            // Only a free project can be without a supporter that has money left.
            let work = self.ledger.push(Price { numerator, divisor: points.max(1) });
            self.effort.spend(work);
        }
    }

    /// What those had who gave all of it in a round, and the points of those who paid for it and kept something.
    pub(super) fn payers_of(&self, round: usize) -> (Combination, u64) {
        let mut poor = Combination::of(round);
        let mut rich_points = 0;
        for (supporter, points) in self.support.pairs(self.winners[round]) {
            let exhausted_in = self.exhausted_in[supporter.ballot as usize] as usize;
            if exhausted_in == round {
                self.add_money(&mut poor, supporter.ballot, supporter.count);
            } else if exhausted_in > round {
                rich_points += u64::from(supporter.count) * points;
            }
        }
        (poor, rich_points)
    }
}
