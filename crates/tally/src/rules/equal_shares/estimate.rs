//! Rates in fixed-point numbers, with bounds.

use std::cmp::Reverse;

use super::super::price::Price;
use super::run::Run;
use super::split::Split;

/// Where a project's rate lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Estimate {
    pub(super) project: u32,
    /// The rate for the money as kept.
    pub(super) rate: u64,
    /// The true rate is at least this …
    pub(super) least: u64,
    /// … and at most this; `None` if it isn't sure that the project is affordable.
    pub(super) most: Option<u64>,
}

pub(super) enum Evaluation {
    Unaffordable,
    /// The true rate is at least this, and beyond the limit.
    Above(u64),
    /// All who have money surely pay in full; these are their points.
    Plain {
        weight: u64,
    },
    Near(Estimate),
}

impl Run<'_> {
    /// Takes from the open projects those that may be cheaper than the first one.
    pub(super) fn near(&mut self, first: Estimate) -> Vec<Estimate> {
        let mut near = vec![first];
        let mut limit = first.most.map(|most| self.fixed(first.project, most));
        while let Some(Reverse(bound)) = self.open.peek().copied() {
            if limit.is_some_and(|limit| bound.price > limit) {
                break;
            }
            self.open.pop();
            let project = bound.project;
            let estimate = match self.evaluate(project, limit) {
                Evaluation::Unaffordable => continue,
                Evaluation::Above(rate) => {
                    self.reopen(project, rate);
                    continue;
                }
                Evaluation::Plain { .. } => {
                    let rate = self.rates[project as usize];
                    Estimate { project, rate, least: rate, most: Some(rate.saturating_add(1)) }
                }
                Evaluation::Near(estimate) => estimate,
            };
            near.push(estimate);
            if let Some(most) = estimate.most {
                let most = self.fixed(project, most);
                limit = Some(limit.map_or(most, |limit| limit.min(most)));
            }
        }
        near.retain(|estimate| {
            let beyond = limit.is_some_and(|limit| self.fixed(estimate.project, estimate.least) > limit);
            if beyond {
                self.reopen(estimate.project, estimate.least);
            }
            !beyond
        });
        near
    }

    /// Finds the root of the concave Σ min(money, rate · points) = cost by Newton's method, from below: each step
    /// is a lower bound, at which the search may end.
    pub(super) fn evaluate(&mut self, project: u32, limit: Option<Price>) -> Evaluation {
        let cost = u128::from(self.cost(project)) << self.shift;
        if cost == 0 {
            return Evaluation::Plain { weight: 1 };
        }
        let mut rate = self.rates[project as usize];
        let mut least = 0;
        loop {
            self.effort.spend(self.support.of(project).len() + 16);
            let split = Split::of(self.support, &self.money, project, rate);
            let uncertain = u128::from(self.error) * u128::from(split.poor);
            if split.rich_points == 0 {
                if split.poor_money + uncertain < cost {
                    return Evaluation::Unaffordable;
                }
                self.rates[project as usize] = rate;
                return Evaluation::Near(Estimate { project, rate, least: least.min(rate), most: None });
            }
            let next = cost.saturating_sub(split.poor_money) / u128::from(split.rich_points);
            let next = u64::try_from(next).unwrap_or(u64::MAX);
            let found = next <= rate;
            if found && next > 0 && split.poor_money == 0 && !self.dust && split.margin > self.error {
                self.rates[project as usize] = next;
                return Evaluation::Plain { weight: split.rich_points };
            }
            let slack = u64::try_from(uncertain.div_ceil(u128::from(split.rich_points))).unwrap_or(u64::MAX);
            least = least.max(rate.saturating_sub(slack));
            if found || limit.is_some_and(|limit| self.fixed(project, least) > limit) {
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

    /// The rate, if supporters surely hold enough to pay the cost at it.
    fn affords(&mut self, project: u32, rate: u64) -> Option<u64> {
        self.effort.spend(self.support.of(project).len() + 16);
        let mut paid = 0_u128;
        for (supporter, points) in self.support.pairs(project) {
            let money = self.money[supporter.ballot as usize].saturating_sub(self.error);
            let due = u128::from(rate) * u128::from(points);
            paid += u128::from(money).min(due) * u128::from(supporter.count);
        }
        (paid >= u128::from(self.cost(project)) << self.shift).then_some(rate)
    }
}
