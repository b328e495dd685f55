//! What projects are compared by.

use std::cmp::Ordering;

use super::TieBreaking;
use crate::Election;

/// A project's *price*: its rate per divisor, exactly or from below.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) enum Price {
    /// All its supporters who have money pay in full: `numerator / weight`, where the numerator is cost by divisor.
    Plain { numerator: u64, weight: u64 },
    /// `rate / (2^shift · divisor)`.
    Fixed { rate: u64, divisor: u64, shift: u32 },
}

impl Price {
    pub(in crate::rules) const fn is_plain(&self) -> bool {
        matches!(self, Self::Plain { .. })
    }
}

impl Ord for Price {
    /// Nothing overflows: an affordable project costs no more than all voters have, which are less than 2³² with less
    /// than 2⁶² each, shifted; weights are less than 2⁶⁰, costs than 2⁴⁴.
    fn cmp(&self, other: &Self) -> Ordering {
        let wide = |a: u64, b: u64| u128::from(a) * u128::from(b);
        match (*self, *other) {
            (Self::Plain { numerator, weight }, Self::Plain { numerator: others, weight: among }) => {
                wide(numerator, among).cmp(&wide(others, weight))
            }
            (Self::Plain { numerator, weight }, Self::Fixed { rate, divisor, shift }) => {
                (wide(numerator, divisor) << shift).cmp(&wide(rate, weight))
            }
            (Self::Fixed { .. }, Self::Plain { .. }) => other.cmp(self).reverse(),
            (Self::Fixed { rate, divisor, .. }, Self::Fixed { rate: others, divisor: by, .. }) => {
                wide(rate, by).cmp(&wide(others, divisor))
            }
        }
    }
}

impl PartialOrd for Price {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Price {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Price {}

/// A project with a lower bound of its price, in the order in which projects are looked at: equals by the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) struct Bound {
    pub(in crate::rules) price: Price,
    /// Its place in the ladder.
    pub(in crate::rules) place: u32,
    pub(in crate::rules) project: u32,
}

/// What prices and their order are made of.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Prices<'a> {
    pub(in crate::rules) election: &'a Election,
    pub(in crate::rules) tie_breaking: &'a TieBreaking,
    /// Whether a winner is worth its cost, times the points.
    pub(in crate::rules) by_cost: bool,
}

impl Prices<'_> {
    /// A project's cost, in hundredths.
    pub(in crate::rules) fn cost(&self, project: u32) -> u64 {
        self.election.projects[project as usize].cost.0.unsigned_abs()
    }

    /// What a rate is divided by when projects are compared.
    pub(in crate::rules) fn divisor(&self, project: u32) -> u64 {
        if self.by_cost { self.cost(project).max(1) } else { 1 }
    }

    /// The price if all who have money, with so many points together, pay in full.
    pub(in crate::rules) fn plain(&self, project: u32, weight: u64) -> Price {
        let numerator = if self.by_cost { 1 } else { self.cost(project) };
        Price::Plain { numerator, weight }
    }

    /// The price of a rate.
    pub(in crate::rules) fn fixed(&self, project: u32, rate: u64, shift: u32) -> Price {
        Price::Fixed { rate, divisor: self.divisor(project), shift }
    }

    pub(in crate::rules) fn bound(&self, project: u32, price: Price) -> Bound {
        Bound { price, place: self.tie_breaking.place(project), project }
    }
}
