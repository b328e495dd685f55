//! One run of the method at one endowment.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use num_integer::Integer as _;
use num_rational::Ratio;

use super::super::ledger::{Ledger, Price};
use super::super::support::Support;
use super::Utility;
use super::pay::Split;
use crate::Election;
use crate::rules::{Ladder, Tie};

/// The round of what hasn't happened: a voter exhausted, a project elected.
pub(super) const NEVER: u32 = u32::MAX;

/// By how many bits money is kept finer than it is searched by.
pub(super) const FINER: u32 = 64;

/// A run's state; reused for the next run, so that nothing is allocated.
///
/// A project's *rate* is what each supporter pays per unit of points, at most what it has left. Money is kept twice: in
/// whole multiples of 2⁻ˢ hundredths, within `error` of the truth, to search by, and in multiples 2⁶⁴ times finer, by
/// which it is paid. That nearly always tells which rate is the least. Where it doesn't, exact rates do: a voter's
/// money is either exhausted or the endowment less the rates of the winners it supports, so the [`Ledger`] holds only
/// those rates.
pub(crate) struct Run<'a> {
    pub(super) election: &'a Election,
    pub(super) support: &'a Support,
    /// What a rate is divided by when projects are compared: the cost with cost utility, else 1.
    pub(super) divisors: Vec<u64>,
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
    /// Those who pay for the current winner.
    pub(super) payers: Split,
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
    pub(crate) ties: Vec<Tie>,
}

/// A lower bound of a project's rate; ordered by rate per divisor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) rate: u64,
    pub(super) divisor: u64,
    pub(super) project: u32,
}

impl Ord for Bound {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (u128::from(self.rate), u128::from(other.rate));
        (left * u128::from(other.divisor))
            .cmp(&(right * u128::from(self.divisor)))
            .then(self.project.cmp(&other.project))
    }
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Bound {}

impl Bound {
    /// Whether its rate per divisor is strictly greater than the other's.
    pub(super) fn exceeds(self, other: Self) -> bool {
        u128::from(self.rate) * u128::from(other.divisor) > u128::from(other.rate) * u128::from(self.divisor)
    }
}

/// A winner and its rate: at least and at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paid {
    pub(super) project: u32,
    pub(super) least: u64,
    pub(super) most: u64,
}

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

impl<'a> Run<'a> {
    pub(in crate::rules) fn new(election: &'a Election, support: &'a Support, utility: Utility) -> Self {
        let costs = election.projects.iter().map(|project| project.cost.0.unsigned_abs());
        let divisors = match utility {
            Utility::Cost => costs.map(|cost| cost.max(1)).collect(),
            Utility::Cardinality => vec![1; election.projects.len()],
        };
        let weights = (0..).zip(&election.projects).map(|(project, _)| support.weight(project)).collect();
        Self {
            election,
            support,
            divisors,
            weights,
            bits: 62,
            shift: 0,
            error: 0,
            fine_error: 0,
            money: vec![0; election.distinct_ballots()],
            fine_money: vec![0; election.distinct_ballots()],
            payers: Split::default(),
            exhausted_in: vec![NEVER; election.distinct_ballots()],
            elected_in: vec![NEVER; election.projects.len()],
            rates: vec![0; election.projects.len()],
            open: BinaryHeap::new(),
            ledger: Ledger::new(&Ratio::from_integer(0)),
            endowment: Ratio::from_integer(0),
            winners: Vec::new(),
            ties: Vec::new(),
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
        self.election.projects[project as usize].cost.0.unsigned_abs()
    }

    /// Elects until nothing is affordable, every voter starting with `endowment` hundredths.
    pub(crate) fn run(&mut self, endowment: &Ratio<u128>, ladder: &Ladder) {
        self.start(endowment);
        while self.elect(ladder).is_some() {}
    }

    pub(super) fn start(&mut self, endowment: &Ratio<u128>) {
        self.endowment = *endowment;
        self.ledger = Ledger::new(endowment);
        self.winners.clear();
        self.ties.clear();
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
                let rate = (u128::from(cost) << self.shift) / u128::from(self.weights[project as usize]);
                let rate = u64::try_from(rate).expect("no more than the endowment, being affordable");
                self.rates[project as usize] = rate;
                open.push(Reverse(Bound { rate, divisor: self.divisors[project as usize], project }));
            }
        }
        self.open = open.into();
    }

    /// Elects the project of the least rate per divisor, if any is affordable.
    pub(super) fn elect(&mut self, ladder: &Ladder) -> Option<Paid> {
        let near = self.least_rates();
        let paid = match near[..] {
            [] => return None,
            [Estimate { project, rate, least, most: Some(most) }] => {
                self.pay(project, rate, (most - rate).max(rate - least), None);
                Paid { project, least, most }
            }
            _ => {
                let (project, price) = self.decide(&near, ladder)?;
                let rate = self.coarse(&price);
                self.pay(project, rate, 1, Some(price));
                Paid { project, least: rate, most: rate + 1 }
            }
        };
        self.winners.push(paid.project);
        Some(paid)
    }

    /// Decides exactly between projects whose rates are too near, or perhaps unaffordable.
    fn decide(&mut self, near: &[Estimate], ladder: &Ladder) -> Option<(u32, Price)> {
        let mut equals: Vec<(u32, Price)> = Vec::new();
        let mut affordable = Vec::with_capacity(near.len());
        for estimate in near {
            let Some(price) = self.exact_rate(estimate.project, estimate.least) else { continue };
            affordable.push(estimate);
            let divisor = |project: u32| self.divisors[project as usize];
            let order = equals.first().map_or(Ordering::Less, |(best, least)| {
                price.compare(divisor(estimate.project), least, divisor(*best))
            });
            if order.is_lt() {
                equals.clear();
            }
            if order.is_le() {
                equals.push((estimate.project, price));
            }
        }
        if equals.is_empty() {
            return None;
        }
        let round = self.winners.len() + 1;
        let (winner, tie) = ladder.pick(round, equals.iter().map(|(project, _)| *project).collect());
        self.ties.extend(tie);
        for estimate in affordable {
            if estimate.project != winner {
                self.reopen(estimate.project, estimate.least);
            }
        }
        equals.into_iter().find(|(project, _)| *project == winner)
    }

    pub(super) fn reopen(&mut self, project: u32, rate: u64) {
        let divisor = self.divisors[project as usize];
        self.open.push(Reverse(Bound { rate, divisor, project }));
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
pub(super) mod tests;
