//! Exact rates and amounts.
//!
//! A ballot's money is exhausted or it is the endowment less the rates of the winners it supports; so fractions are
//! needed for rates only. They are kept over one common denominator.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;

use super::Endowment;
use super::interval::{self, down, slack, up};
use super::run::{NEVER, Near, Run};
use crate::verify::votes::Backers;

/// An exact rate, in hundredths for a unit of points.
#[derive(Debug, Clone)]
pub(super) enum Rate {
    /// All who have money pay in full: the cost by their weight.
    Plain { cost: u64, weight: u128 },
    /// A numerator over the ledger's denominator times the weight of those who pay in full.
    Mixed { numerator: BigInt, weight: u128 },
}

/// So many endowments and so many of each round's rate.
#[derive(Clone, Default)]
pub(super) struct Sum {
    endowments: i128,
    /// The rates behind the last are not in it.
    rates: Vec<i128>,
}

impl Sum {
    /// Adds the rate of a round so many times.
    pub(super) fn add(&mut self, round: usize, times: i128) {
        if self.rates.len() <= round {
            self.rates.resize(round + 1, 0);
        }
        self.rates[round] += times;
    }
}

/// The endowment and the rates of the rounds over their common denominator.
pub(super) struct Ledger {
    pub(super) denominator: BigInt,
    endowment: BigInt,
    rates: Vec<BigInt>,
}

impl Ledger {
    pub(super) fn new(endowment: Endowment) -> Self {
        Self {
            denominator: endowment.denominator.into(),
            endowment: endowment.numerator.into(),
            rates: Vec::new(),
        }
    }

    /// A rate's numerator over the common denominator times its weight, and that weight.
    pub(super) fn parts(&self, rate: &Rate) -> (BigInt, u128) {
        match rate {
            Rate::Plain { cost, weight } => (&self.denominator * *cost, *weight),
            Rate::Mixed { numerator, weight } => (numerator.clone(), *weight),
        }
    }

    /// Compares rates by divisors.
    pub(super) fn compare(&self, a: &Rate, divisor_a: u64, b: &Rate, divisor_b: u64) -> Ordering {
        let parts = |rate: &Rate| match (a, b, rate) {
            (Rate::Plain { .. }, Rate::Plain { .. }, Rate::Plain { cost, weight }) => {
                ((*cost).into(), *weight)
            }
            _ => self.parts(rate),
        };
        let ((numerator_a, weight_a), (numerator_b, weight_b)) = (parts(a), parts(b));
        (numerator_a * weight_b * divisor_b).cmp(&(numerator_b * weight_a * divisor_a))
    }

    pub(super) fn bounds(&self, rate: &Rate) -> (f64, f64) {
        match rate {
            Rate::Plain { cost, weight } => interval::bounds(&(*cost).into(), &(*weight).into()),
            Rate::Mixed { numerator, weight } => interval::bounds(numerator, &(&self.denominator * *weight)),
        }
    }

    /// How many limbs of 64 bits its numbers have.
    fn limbs(&self) -> usize {
        usize::try_from(self.denominator.bits() / 64 + 1).unwrap_or(usize::MAX)
    }

    /// About how many operations it takes to evaluate a sum and to compare it.
    pub(super) fn work(&self, sum: &Sum) -> usize {
        let terms = sum.rates.iter().filter(|times| **times != 0).count();
        (terms + 8).saturating_mul(self.limbs()) + sum.rates.len() / 4
    }

    /// How many rounds it knows.
    pub(super) const fn rounds(&self) -> usize {
        self.rates.len()
    }

    /// Enters the next round's rate; answers about how many operations that took.
    pub(super) fn push(&mut self, rate: &Rate) -> usize {
        let (numerator, weight) = self.parts(rate);
        let weight = BigInt::from(weight);
        let common = numerator.gcd(&weight);
        let factor = weight / &common;
        self.denominator *= &factor;
        self.endowment *= &factor;
        for earlier in &mut self.rates {
            *earlier *= &factor;
        }
        self.rates.push(numerator / common);
        if factor == BigInt::from(1) { 16 * self.limbs() } else { (self.rates.len() + 2) * self.limbs() }
    }

    /// The numerator of a sum.
    pub(super) fn numerator(&self, sum: &Sum) -> BigInt {
        let rates = sum.rates.iter().zip(&self.rates).filter(|(times, _)| **times != 0);
        rates.map(|(times, rate)| rate * *times).sum::<BigInt>() + &self.endowment * sum.endowments
    }

    pub(super) fn fraction(&self, sum: &Sum) -> BigRational {
        BigRational::new(self.numerator(sum), self.denominator.clone())
    }
}

impl Run<'_> {
    /// A project's rate; `None` if its supporters have less than its cost.
    pub(super) fn exact_rate(&mut self, near: Near) -> Option<Rate> {
        let index = near.project as usize;
        let cost = self.costs[index];
        if cost == 0 {
            return Some(Rate::Plain { cost, weight: 1 });
        }
        let (mut poor, mut unsure, mut weight) = (Vec::new(), Vec::new(), 0);
        for (backers, (ballot, most_units)) in self.votes.backers[index].iter().zip(&self.weights[index]) {
            let ballot = *ballot as usize;
            if self.exhausted_in[ballot] != NEVER {
                continue;
            }
            if self.most[ballot] < down(near.low * most_units) {
                poor.push(*backers);
            } else if self.least[ballot] >= up(near.high * most_units) {
                weight += weight_of(*backers);
            } else {
                unsure.push(*backers);
            }
        }
        if poor.is_empty() && unsure.is_empty() {
            return (weight > 0).then_some(Rate::Plain { cost, weight });
        }
        self.extend_ledger();
        self.effort.spend(2 * self.weights[index].len() + 60);
        let rounds = self.winners.len();
        let mut sum = Sum::default();
        for backers in poor {
            self.add_money(&mut sum, rounds, backers.ballot, backers.voters);
        }
        // Those who are unsure are taken to pay in full until they can't, so that the rate comes from below.
        loop {
            let weight = weight + unsure.iter().copied().map(weight_of).sum::<u128>();
            if weight == 0 {
                return None;
            }
            self.effort.spend(self.ledger.work(&sum));
            let numerator = &self.ledger.denominator * cost - self.ledger.numerator(&sum);
            let rate = Rate::Mixed { numerator, weight };
            let before = unsure.len();
            unsure.retain(|backers| {
                let can = self.money_beside(*backers, &rate).is_ge();
                if !can {
                    self.add_money(&mut sum, rounds, backers.ballot, backers.voters);
                }
                can
            });
            if unsure.len() == before {
                return Some(rate);
            }
        }
    }

    /// Compares what a voter has with what the rate asks for.
    pub(super) fn money_beside(&self, backers: Backers, rate: &Rate) -> Ordering {
        let mut sum = Sum::default();
        self.add_money(&mut sum, self.winners.len(), backers.ballot, 1);
        self.effort.spend(self.ledger.work(&sum));
        let (numerator, weight) = self.ledger.parts(rate);
        (self.ledger.numerator(&sum) * weight).cmp(&(numerator * backers.units))
    }

    /// Adds what so many voters with a ballot have after the first rounds, not being exhausted in these.
    pub(super) fn add_money(&self, sum: &mut Sum, rounds: usize, ballot: u32, voters: u32) {
        self.effort.spend(8 + 2 * self.votes.ballots[ballot as usize].len());
        sum.endowments += i128::from(voters);
        for (project, units) in &self.votes.ballots[ballot as usize] {
            let round = self.elected_in[*project as usize] as usize;
            if round < rounds {
                sum.add(round, -i128::from(voters) * i128::from(*units));
            }
        }
    }

    /// Brings the ledger up to the current round.
    pub(super) fn extend_ledger(&mut self) {
        for round in self.ledger.rounds()..self.winners.len() {
            let (poor, weight) = self.payers_of(round);
            let cost = self.costs[self.winners[round] as usize];
            self.effort.spend(self.ledger.work(&poor));
            let numerator = &self.ledger.denominator * cost - self.ledger.numerator(&poor);
            // Only a free project has nobody who keeps money; where a rate took the last of it, it was entered then.
            let work = self.ledger.push(&Rate::Mixed { numerator, weight: weight.max(1) });
            self.effort.spend(work);
        }
    }

    /// What those had from whom a round took all of it, and the units of the others who paid for it.
    pub(super) fn payers_of(&self, round: usize) -> (Sum, u128) {
        let (mut poor, mut weight) = (Sum::default(), 0);
        for backers in &self.votes.backers[self.winners[round] as usize] {
            match (self.exhausted_in[backers.ballot as usize] as usize).cmp(&round) {
                Ordering::Less => {}
                Ordering::Equal => self.add_money(&mut poor, round, backers.ballot, backers.voters),
                Ordering::Greater => weight += weight_of(*backers),
            }
        }
        (poor, weight)
    }

    /// Enters the rate of the current round, if the ledger has all before it.
    pub(super) fn enter(&mut self, rate: &Rate) {
        if self.ledger.rounds() == self.winners.len() {
            let work = self.ledger.push(rate);
            self.effort.spend(work);
        }
    }

    /// Makes the money precise again, by the exact rates of all rounds.
    pub(super) fn refresh(&mut self) {
        self.extend_ledger();
        let ledger = &self.ledger;
        self.effort.spend(ledger.rates.len() * (8 * ledger.limbs() + 16) + 4 * self.votes.ballots.len());
        let bounds: Vec<(f64, f64)> =
            ledger.rates.iter().map(|rate| interval::bounds(rate, &ledger.denominator)).collect();
        let (low, high) = self.endowment.bounds();
        for (index, ballot) in self.votes.ballots.iter().enumerate() {
            if self.exhausted_in[index] != NEVER {
                continue;
            }
            let (mut paid_least, mut paid_most) = (0.0, 0.0);
            for (project, units) in ballot {
                if let Some((low, high)) = bounds.get(self.elected_in[*project as usize] as usize) {
                    let units = interval::float(*units);
                    paid_least += down(low * units);
                    paid_most += up(high * units);
                }
            }
            let (voters, slack) = (f64::from(self.votes.voters[index]), slack(ballot.len()));
            let least = down((low - paid_most * (1.0 + slack)).max(0.0) * voters);
            let most = up((high - paid_least * (1.0 - slack)) * voters);
            self.least[index] = self.least[index].max(least);
            self.most[index] = self.most[index].min(most);
        }
    }
}

/// The units of voters with one ballot together.
pub(super) fn weight_of(backers: Backers) -> u128 {
    u128::from(backers.units) * u128::from(backers.voters)
}
