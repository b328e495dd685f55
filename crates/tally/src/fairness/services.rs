//! How voters are served.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::Zero as _;

use crate::Election;

/// What each ballot gets.
pub struct Services {
    /// Of how many winners it is a supporter, and what they cost.
    winners: Vec<(u64, u64)>,
    /// Its share, as a numerator over the common denominator.
    shares: Vec<BigInt>,
    denominator: BigInt,
}

/// How some voters are served.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Served {
    /// How many they are.
    pub voters: u64,
    /// How many of them support a winner.
    pub with_winner: u64,
    /// The mean of their shares, in hundredths; none where nobody is.
    pub average_share: Option<BigRational>,
    /// The median of their shares, of an even number the mean of the two in the middle.
    pub median_share: Option<BigRational>,
    /// The Gini coefficient of the numbers of winners that they support; none where nobody supports any.
    pub gini_cardinality: Option<BigRational>,
    /// The same of what these winners cost.
    pub gini_cost: Option<BigRational>,
}

impl Services {
    /// What each ballot gets from these winners.
    pub fn of(election: &Election, winners: &[u32]) -> Self {
        let won = election.marks(winners);
        let supported = winners.iter().map(|winner| &election.projects[*winner as usize]);
        let supported = supported.filter(|project| project.supporters > 0);
        let denominator = supported.fold(BigInt::from(1), |all, project| all.lcm(&project.supporters.into()));
        // What a winner's supporter has of it.
        let parts: Vec<BigInt> = (election.projects.iter().zip(&won))
            .map(|(project, won)| match project.supporters {
                supporters @ 1.. if *won => &denominator / supporters * project.cost.0,
                _ => BigInt::ZERO,
            })
            .collect();
        let mut services = Self { winners: Vec::new(), shares: Vec::new(), denominator };
        for ballot in 0..election.distinct_ballots() {
            let (mut number, mut cost, mut share) = (0, 0, BigInt::ZERO);
            for (project, points) in election.ballot(ballot) {
                if points > 0 && won[project as usize] {
                    number += 1;
                    cost += election.projects[project as usize].cost.0.unsigned_abs();
                    share += &parts[project as usize];
                }
            }
            services.winners.push((number, cost));
            services.shares.push(share);
        }
        services
    }

    /// How so many voters with each of these ballots are served.
    pub fn served(&self, ballots: &[(usize, u32)]) -> Served {
        let voters: u64 = ballots.iter().map(|(_, voters)| u64::from(*voters)).sum();
        let with_winner = ballots.iter().filter(|(ballot, _)| self.winners[*ballot].0 > 0);
        let with_winner = with_winner.map(|(_, voters)| u64::from(*voters)).sum();
        let sum: BigInt = ballots.iter().map(|(ballot, voters)| &self.shares[*ballot] * *voters).sum();
        let average = (voters > 0).then(|| BigRational::new(sum, &self.denominator * BigInt::from(voters)));
        let of = |value: fn(&(u64, u64)) -> u64| {
            ballots.iter().map(|(ballot, voters)| (value(&self.winners[*ballot]), *voters)).collect()
        };
        Served {
            voters,
            with_winner,
            average_share: average,
            median_share: self.median(ballots, voters),
            gini_cardinality: gini(of(|(number, _)| *number)),
            gini_cost: gini(of(|(_, cost)| *cost)),
        }
    }

    fn median(&self, ballots: &[(usize, u32)], voters: u64) -> Option<BigRational> {
        let mut sorted: Vec<(usize, u32)> = ballots.to_vec();
        sorted.sort_by(|(a, _), (b, _)| self.shares[*a].cmp(&self.shares[*b]));
        let at = |place: u64| {
            let mut before = 0;
            let reaches = |(_, voters): &&(usize, u32)| {
                before += u64::from(*voters);
                before > place
            };
            sorted.iter().find(reaches).map(|(ballot, _)| &self.shares[*ballot])
        };
        let (lower, upper) = (at(voters.checked_sub(1)? / 2)?, at(voters / 2)?);
        Some(BigRational::new(lower + upper, &self.denominator * 2))
    }
}

/// The Gini coefficient of values that so many voters have: the mean of all differences of two, by twice the mean.
fn gini(mut values: Vec<(u64, u32)>) -> Option<BigRational> {
    values.sort_unstable();
    let (mut below, mut sum, mut differences) = (0_u64, BigInt::zero(), BigInt::zero());
    for (value, voters) in values {
        // Each of them differs from all below by its value less theirs.
        differences += BigInt::from(voters) * (BigInt::from(value) * below - &sum);
        sum += BigInt::from(value) * voters;
        below += u64::from(voters);
    }
    // Every pair once: of all ordered pairs half.
    (!sum.is_zero()).then(|| BigRational::new(differences, sum * below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gini_is_the_mean_difference_by_twice_the_mean() {
        let fraction = |a: i64, b: i64| BigRational::new(a.into(), b.into());
        assert_eq!(gini(vec![(3, 5)]), Some(fraction(0, 1)));
        assert_eq!(gini(vec![(0, 5)]), None);
        // Of 0, 0, 0, 1 the differences are 6 of 16; the mean is 1/4.
        assert_eq!(gini(vec![(1, 1), (0, 3)]), Some(fraction(3, 4)));
        // Of 1, 2, 3: 8 of 9 by 4.
        assert_eq!(gini(vec![(3, 1), (1, 1), (2, 1)]), Some(fraction(2, 9)));
    }
}
