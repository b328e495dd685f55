//! Rates in fixed-point numbers, with bounds.

use super::run::{Bound, Estimate, Run};

/// What supporters hold who can't pay a rate in full and how many they are, and the points of the others.
struct Split {
    poor_money: u128,
    poor: u64,
    rich_points: u64,
}

pub(super) enum Evaluation {
    Unaffordable,
    /// The true rate is at least this, and beyond the limit.
    Above(u64),
    Near(Estimate),
}

impl Run<'_> {
    /// Takes from the open projects those that may have the least rate per divisor.
    pub(super) fn least_rates(&mut self) -> Vec<Estimate> {
        let mut near: Vec<Estimate> = Vec::new();
        let mut limit: Option<Bound> = None;
        while let Some(std::cmp::Reverse(bound)) = self.open.peek().copied() {
            if limit.is_some_and(|limit| bound.exceeds(limit)) {
                break;
            }
            self.open.pop();
            match self.evaluate(bound, limit) {
                Evaluation::Unaffordable => {}
                Evaluation::Above(rate) => self.reopen(bound.project, rate),
                Evaluation::Near(estimate) => {
                    near.push(estimate);
                    if let Some(most) = estimate.most {
                        let most = Bound { rate: most, ..bound };
                        limit = Some(limit.map_or(most, |limit| limit.min(most)));
                    }
                }
            }
        }
        near.retain(|estimate| {
            let divisor = self.divisors[estimate.project as usize];
            let bound = Bound { rate: estimate.least, divisor, project: estimate.project };
            let beyond = limit.is_some_and(|limit| bound.exceeds(limit));
            if beyond {
                self.open.push(std::cmp::Reverse(bound));
            }
            !beyond
        });
        near
    }

    /// Finds the root of the concave Σ min(money, rate · points) = cost by Newton's method, from below: each step
    /// is a lower bound, at which the search may end.
    pub(super) fn evaluate(&mut self, bound: Bound, limit: Option<Bound>) -> Evaluation {
        let project = bound.project;
        let cost = u128::from(self.cost(project)) << self.shift;
        let mut rate = self.rates[project as usize];
        let mut least = bound.rate;
        loop {
            let split = self.split(project, rate);
            let uncertain = u128::from(self.error) * u128::from(split.poor);
            if split.rich_points == 0 {
                if split.poor_money + uncertain < cost {
                    return Evaluation::Unaffordable;
                }
                self.rates[project as usize] = rate;
                return Evaluation::Near(Estimate { project, rate, least: least.min(rate), most: None });
            }
            let slack = u64::try_from(uncertain.div_ceil(u128::from(split.rich_points))).unwrap_or(u64::MAX);
            least = least.max(rate.saturating_sub(slack));
            let next = cost.saturating_sub(split.poor_money) / u128::from(split.rich_points);
            let next = u64::try_from(next).unwrap_or(u64::MAX);
            let found = next <= rate;
            if found || limit.is_some_and(|limit| Bound { rate: least, ..bound }.exceeds(limit)) {
                self.rates[project as usize] = rate;
                if !found {
                    return Evaluation::Above(least);
                }
                let most =
                    self.affords(project, rate.saturating_add(slack.saturating_mul(2)).saturating_add(2));
                return Evaluation::Near(Estimate { project, rate, least: least.min(rate), most });
            }
            rate = next;
        }
    }

    fn split(&self, project: u32, rate: u64) -> Split {
        let mut split = Split { poor_money: 0, poor: 0, rich_points: 0 };
        let points = self.support.points(project);
        if points.is_empty() {
            for supporter in self.support.of(project) {
                let (money, count) = (self.money[supporter.ballot as usize], u64::from(supporter.count));
                let poor = u64::from(money < rate).wrapping_neg();
                split.poor_money += u128::from(money & poor) * u128::from(count);
                split.poor += count & poor;
                split.rich_points += count & !poor;
            }
        } else {
            for (supporter, points) in self.support.of(project).iter().zip(points) {
                let (money, count) = (self.money[supporter.ballot as usize], u64::from(supporter.count));
                if u128::from(money) < u128::from(rate) * u128::from(*points) {
                    split.poor_money += u128::from(money) * u128::from(count);
                    split.poor += count;
                } else {
                    split.rich_points += u64::from(*points) * count;
                }
            }
        }
        split
    }

    /// The rate, if supporters surely hold enough to pay the cost at it.
    fn affords(&self, project: u32, rate: u64) -> Option<u64> {
        let mut paid = 0_u128;
        for (supporter, points) in self.support.pairs(project) {
            let money = self.money[supporter.ballot as usize].saturating_sub(self.error);
            let due = u128::from(rate) * u128::from(points);
            paid += u128::from(money).min(due) * u128::from(supporter.count);
        }
        (paid >= u128::from(self.cost(project)) << self.shift).then_some(rate)
    }
}
