//! One run of the method at one endowment.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use num_integer::Integer as _;
use num_rational::Ratio;

use super::super::Uncounted;
use super::super::effort::Effort;
use super::super::ledger::{self, Ledger};
use super::super::price::{Bound, Price, Prices};
use super::super::support::Support;
use super::Utility;
use super::estimate::{Estimate, Evaluation};
use super::pay::Paying;
use super::ties::Ties;
use crate::Election;
use crate::rules::TieBreaking;

/// The round of what hasn't happened: a voter exhausted, a project elected.
pub(super) const NEVER: u32 = u32::MAX;

/// By how many bits money is kept finer than it is searched by.
pub(super) const FINER: u32 = 64;

/// A run's state; reused for the next run, so that nothing is allocated.
///
/// A project's *rate* is what each supporter pays per unit of points, at most what it has left. As long as all who have
/// money left can pay it in full, it is the cost by their points, and projects are compared by such fractions of whole
/// numbers. Else it is bounded: money is kept twice, in whole multiples of 2⁻ˢ hundredths, within `error` of the truth,
/// to search by, and in multiples 2⁶⁴ times finer, by which it is paid. That nearly always tells which rate is the
/// least. Where it doesn't, exact rates do: a voter's money is either exhausted or the endowment less the rates of the
/// winners it supports, so the [`Ledger`] holds only those rates.
pub(crate) struct Run<'a> {
    pub(super) election: &'a Election,
    pub(super) support: &'a Support,
    pub(super) prices: Prices<'a>,
    weights: Vec<u64>,
    /// How many bits the endowment takes; with fewer, exact rates decide more often.
    bits: u32,
    pub(super) shift: u32,
    pub(super) error: u64,
    /// How far finer money may be from the truth, in its own units.
    pub(super) fine_error: u128,
    /// Per ballot, what each of its voters has left.
    pub(super) money: Vec<u64>,
    /// What that leaves out, in units of 2⁻⁶⁴ of its.
    pub(super) fine_money: Vec<u64>,
    /// Whether somebody has less left than a unit of money, but something.
    pub(super) dust: bool,
    /// Those who pay for the current winner.
    pub(super) payers: Paying,
    /// Per ballot, the round that took all its voters had.
    pub(super) exhausted_in: Vec<u32>,
    pub(super) elected_in: Vec<u32>,
    /// Per project, its rate when last evaluated: rates only grow.
    pub(super) rates: Vec<u64>,
    pub(super) open: BinaryHeap<Reverse<Bound>>,
    pub(super) ledger: Ledger,
    endowment: Ratio<u128>,
    /// Winners in the order of election.
    pub(crate) winners: Vec<u32>,
    /// Ties, if they are to be noted.
    pub(super) ties: Option<Ties>,
    pub(super) effort: Effort<'a>,
}

/// A winner, and how it is to be paid.
struct Choice {
    project: u32,
    rate: u64,
    /// How far that may be from the truth.
    spread: u64,
    exact: Option<ledger::Price>,
}

impl<'a> Run<'a> {
    pub(in crate::rules) fn new(
        election: &'a Election,
        support: &'a Support,
        utility: Utility,
        tie_breaking: &'a TieBreaking,
        effort: Effort<'a>,
    ) -> Self {
        let weights = (0..).zip(&election.projects).map(|(project, _)| support.weight(project)).collect();
        Self {
            election,
            support,
            prices: Prices { election, tie_breaking, by_cost: utility == Utility::Cost },
            weights,
            bits: 62,
            shift: 0,
            error: 0,
            fine_error: 0,
            money: vec![0; election.distinct_ballots()],
            fine_money: vec![0; election.distinct_ballots()],
            dust: false,
            payers: Paying::default(),
            exhausted_in: vec![NEVER; election.distinct_ballots()],
            elected_in: vec![NEVER; election.projects.len()],
            rates: vec![0; election.projects.len()],
            open: BinaryHeap::new(),
            ledger: Ledger::new(&Ratio::from_integer(0)),
            endowment: Ratio::from_integer(0),
            winners: Vec::new(),
            ties: None,
            effort,
        }
    }

    /// What each voter started with, in hundredths.
    pub(crate) const fn endowment(&self) -> &Ratio<u128> {
        &self.endowment
    }

    /// Whether a project is elected.
    pub(crate) fn is_elected(&self, project: u32) -> bool {
        self.elected_in[project as usize] != NEVER
    }

    /// A project's cost, in hundredths.
    pub(super) fn cost(&self, project: u32) -> u64 {
        self.prices.cost(project)
    }

    /// The price of a rate.
    pub(super) fn fixed(&self, project: u32, rate: u64) -> Price {
        self.prices.fixed(project, rate, self.shift)
    }

    /// Elects until nothing is affordable, every voter starting with `endowment` hundredths.
    pub(crate) fn run(&mut self, endowment: &Ratio<u128>) -> Result<(), Uncounted> {
        self.start(endowment);
        while self.elect()? {}
        Ok(())
    }

    /// The same, noting ties.
    pub(crate) fn run_noting_ties(&mut self, endowment: &Ratio<u128>) -> Result<(), Uncounted> {
        self.start(endowment);
        self.ties = Some(Ties::of(&self.open));
        while self.elect()? {}
        Ok(())
    }

    pub(super) fn start(&mut self, endowment: &Ratio<u128>) {
        self.endowment = *endowment;
        self.ledger = Ledger::new(endowment);
        self.winners.clear();
        self.ties = None;
        self.dust = false;
        self.exhausted_in.fill(NEVER);
        self.elected_in.fill(NEVER);
        let affordable = |project: u32, cost: u64, supporters: u64| {
            !self.support.of(project).is_empty()
                && u128::from(supporters) * endowment.numer() >= u128::from(cost) * endowment.denom()
        };
        let whole = endowment.to_integer() + 1;
        self.shift = (whole.leading_zeros() + self.bits).saturating_sub(u128::BITS);
        let (coarse, rest) = (endowment.numer() << self.shift).div_rem(endowment.denom());
        let (fine, rest) = (rest << FINER).div_rem(endowment.denom());
        self.fine_error = u128::from(rest > 0);
        self.error = u64::from(fine + self.fine_error > 0);
        self.money.fill(u64::try_from(coarse).expect("shifted to 62 bits"));
        self.fine_money.fill(u64::try_from(fine).expect("less than a coarse unit"));
        let mut open = std::mem::take(&mut self.open).into_vec();
        open.clear();
        for (project, data) in (0_u32..).zip(&self.election.projects) {
            let cost = data.cost.0.unsigned_abs();
            if affordable(project, cost, data.supporters) {
                let weight = self.weights[project as usize];
                let rate = (u128::from(cost) << self.shift) / u128::from(weight);
                let rate = u64::try_from(rate).expect("no more than the endowment, being affordable");
                self.rates[project as usize] = rate;
                open.push(Reverse(self.prices.bound(project, self.prices.plain(project, weight))));
            }
        }
        self.effort.spend(self.money.len() + self.elected_in.len());
        self.open = open.into();
    }

    /// Elects the project of the least price, if any is affordable.
    pub(super) fn elect(&mut self) -> Result<bool, Uncounted> {
        self.effort.check()?;
        let Some(choice) = self.choose() else { return Ok(false) };
        self.pay(choice);
        Ok(true)
    }

    fn choose(&mut self) -> Option<Choice> {
        while let Some(Reverse(bound)) = self.open.pop() {
            let project = bound.project;
            let next = self.open.peek().map(|next| next.0);
            let (price, choice) = match self.evaluate(project, next.map(|next| next.price)) {
                Evaluation::Unaffordable => continue,
                Evaluation::Above(rate) => (self.fixed(project, rate), None),
                Evaluation::Plain { weight } => {
                    let price = self.prices.plain(project, weight);
                    let rate = self.rates[project as usize];
                    (price, Some(Choice { project, rate, spread: 1, exact: None }))
                }
                Evaluation::Near(estimate) => {
                    let price = self.fixed(project, estimate.least);
                    if next.is_none_or(|next| self.prices.bound(project, price) < next) {
                        return self.decide(estimate);
                    }
                    (price, None)
                }
            };
            let bound = self.prices.bound(project, price);
            match choice {
                Some(choice) if next.is_none_or(|next| bound < next) => {
                    self.note_ties(project, price);
                    return Some(choice);
                }
                _ => self.open.push(Reverse(bound)),
            }
        }
        None
    }

    /// Decides between the projects that may have the least price, where one of them isn't plain.
    fn decide(&mut self, first: Estimate) -> Option<Choice> {
        let near = self.near(first);
        if let [Estimate { project, rate, least, most: Some(most) }] = near[..] {
            let spread = (most - rate).max(rate - least);
            return Some(Choice { project, rate, spread, exact: None });
        }
        let mut equals: Vec<(u32, ledger::Price)> = Vec::new();
        let mut affordable = Vec::with_capacity(near.len());
        for estimate in near {
            let Some(price) = self.exact_rate(estimate.project, estimate.least) else { continue };
            affordable.push(estimate);
            let order = equals.first().map_or(Ordering::Less, |(best, least)| {
                price.compare(self.prices.divisor(estimate.project), least, self.prices.divisor(*best))
            });
            if order.is_lt() {
                equals.clear();
            }
            if order.is_le() {
                equals.push((estimate.project, price));
            }
        }
        equals.sort_by_key(|(project, _)| self.prices.tie_breaking.place(*project));
        self.note_equals(&equals);
        let (project, price) = equals.into_iter().next()?;
        for estimate in affordable {
            if estimate.project != project {
                self.reopen(estimate.project, estimate.least);
            }
        }
        let rate = self.coarse(&price);
        Some(Choice { project, rate, spread: 1, exact: Some(price) })
    }

    fn pay(&mut self, choice: Choice) {
        let Choice { project, rate, spread, exact } = choice;
        self.take(project, rate, spread, exact);
        self.winners.push(project);
    }

    pub(super) fn reopen(&mut self, project: u32, rate: u64) {
        let bound = self.prices.bound(project, self.fixed(project, rate));
        self.open.push(Reverse(bound));
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
pub(super) mod tests;
