//! What the winners cost per point, exactly: whole numbers over one common denominator.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::Ratio;
use num_traits::ToPrimitive as _;

/// A rational number of the ledger: `numerator / (ledger's denominator · divisor)`.
#[derive(Debug, Clone)]
pub(super) struct Price {
    pub(super) numerator: BigInt,
    pub(super) divisor: u64,
}

impl Price {
    /// Compares `self / a` with `other / b`, both of one ledger.
    pub(super) fn compare(&self, a: u64, other: &Self, b: u64) -> Ordering {
        let left = &self.numerator * (u128::from(other.divisor) * u128::from(b));
        let right = &other.numerator * (u128::from(self.divisor) * u128::from(a));
        left.cmp(&right)
    }
}

/// A sum `start · x + Σ rounds[r] · price of round r`, to be evaluated in a [`Ledger`].
#[derive(Debug)]
pub(super) struct Combination {
    pub(super) start: i128,
    /// So many of each price; those behind the last are 0.
    times: Vec<i128>,
    /// Of how many rounds it takes prices.
    rounds: usize,
}

impl Combination {
    /// So many times the price of one round.
    pub(super) fn single(round: usize, times: i128) -> Self {
        let mut sum = Self::of(round + 1);
        sum.add(round, times);
        sum
    }

    /// 0, over so many rounds.
    pub(super) const fn of(rounds: usize) -> Self {
        Self { start: 0, times: Vec::new(), rounds }
    }

    pub(super) fn clear(&mut self, rounds: usize) {
        self.start = 0;
        self.times.clear();
        self.rounds = rounds;
    }

    /// Adds the price of a round so many times, if it is one of its rounds.
    pub(super) fn add(&mut self, round: usize, times: i128) {
        if round < self.rounds {
            if self.times.len() <= round {
                self.times.resize(round + 1, 0);
            }
            self.times[round] += times;
        }
    }
}

/// A start value and one price for each round, with a common denominator.
#[derive(Debug)]
pub(super) struct Ledger {
    denominator: BigInt,
    start: BigInt,
    prices: Vec<BigInt>,
}

impl Ledger {
    pub(super) fn new(start: &Ratio<u128>) -> Self {
        Self { denominator: (*start.denom()).into(), start: (*start.numer()).into(), prices: Vec::new() }
    }

    /// How many rounds it knows.
    pub(super) const fn len(&self) -> usize {
        self.prices.len()
    }

    /// How long its numbers are, in limbs of 64 bits.
    pub(super) fn limbs(&self) -> usize {
        usize::try_from(self.denominator.bits() / 64 + 1).unwrap_or(usize::MAX)
    }

    /// About how many operations it takes to evaluate a sum and to compare it.
    pub(super) fn work(&self, sum: &Combination) -> usize {
        let terms = sum.times.iter().filter(|times| **times != 0).count();
        (terms + 8).saturating_mul(self.limbs()) + sum.times.len() / 4
    }

    /// Adds the next round's price; answers about how many operations that took.
    pub(super) fn push(&mut self, price: Price) -> usize {
        let common = (&price.numerator % price.divisor).magnitude().to_u64().unwrap_or(0).gcd(&price.divisor);
        let factor = price.divisor / common;
        if factor > 1 {
            self.denominator *= factor;
            self.start *= factor;
            for earlier in &mut self.prices {
                *earlier *= factor;
            }
        }
        self.prices.push(price.numerator / common);
        if factor > 1 { self.limbs().saturating_mul(self.prices.len() + 2) } else { 8 * self.limbs() }
    }

    /// The numerator of a sum, over the common denominator.
    pub(super) fn numerator(&self, sum: &Combination) -> BigInt {
        let mut value = &self.start * sum.start;
        for (factor, price) in sum.times.iter().zip(&self.prices) {
            if *factor != 0 {
                value += price * *factor;
            }
        }
        value
    }

    /// The numerator of a whole number, over the common denominator.
    pub(super) fn whole(&self, value: u64) -> BigInt {
        &self.denominator * value
    }

    /// The greatest multiple of 2⁻ˢ that is no more than `price`, in these units.
    pub(super) fn floor(&self, price: &Price, shift: u32) -> u128 {
        let scaled = (&price.numerator << shift) / (&self.denominator * price.divisor);
        scaled.to_u128().unwrap_or(u128::MAX)
    }

    /// A price no greater than `units` · 2⁻ˢ and less than one unit of the denominator from it.
    pub(super) fn price(&self, units: u64, shift: u32) -> Price {
        Price { numerator: (&self.denominator * units) >> shift, divisor: 1 }
    }

    /// A price as a fraction in lowest terms.
    pub(super) fn ratio(&self, price: &Price) -> Ratio<BigInt> {
        Ratio::new(price.numerator.clone(), &self.denominator * price.divisor)
    }

    /// A sum as a fraction in lowest terms.
    pub(super) fn sum(&self, sum: &Combination) -> Ratio<BigInt> {
        Ratio::new(self.numerator(sum), self.denominator.clone())
    }
}
