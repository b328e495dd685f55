//! Breaking ties: a ladder of steps, the last of which leaves none.

use std::cmp::Ordering;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::Election;

/// What a step prefers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Lower cost.
    Cost,
    /// More supporters.
    Votes,
    /// The smaller id by code point ("10" before "9").
    Lex,
    /// The earlier in PROJECTS.
    File,
    /// The earlier in a drawn order of ids; those not in it come last, by code point.
    Order(Vec<String>),
    /// The smaller SHA-256 of seed ‖ 0x00 ‖ id.
    Seed(Vec<u8>),
}

impl Step {
    /// The word for it in parameters and reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Votes => "votes",
            Self::Lex => "lex",
            Self::File => "file",
            Self::Order(_) => "order",
            Self::Seed(_) => "seed",
        }
    }

    /// Whether it leaves no tie.
    pub const fn is_total(&self) -> bool {
        !matches!(self, Self::Cost | Self::Votes)
    }

    fn ranks(&self, election: &Election) -> Vec<u64> {
        let projects = &election.projects;
        match self {
            Self::Cost => projects.iter().map(|project| project.cost.0.unsigned_abs()).collect(),
            Self::Votes => projects.iter().map(|project| u64::MAX - project.supporters).collect(),
            Self::Lex => rank(projects, |project| project.id.as_str()),
            Self::File => (0..projects.len() as u64).collect(),
            Self::Order(ids) => {
                let places: HashMap<&str, usize> =
                    ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
                let place = |id: &str| places.get(id).copied().unwrap_or(usize::MAX);
                rank(projects, |project| (place(&project.id), project.id.as_str()))
            }
            Self::Seed(seed) => {
                let seeded = Sha256::new().chain_update(seed).chain_update([0]);
                rank(projects, |project| {
                    <[u8; 32]>::from(seeded.clone().chain_update(&project.id).finalize())
                })
            }
        }
    }
}

fn rank<'a, T, K: Ord>(items: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<u64> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_cached_key(|index| key(&items[*index]));
    let mut ranks = vec![0; items.len()];
    for (rank, index) in (0..).zip(order) {
        ranks[index] = rank;
    }
    ranks
}

/// Projects that were equal, and what told them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// In which round, from 1.
    pub round: usize,
    /// The equal ones, in the order of the file.
    pub projects: Vec<u32>,
    /// The one preferred.
    pub preferred: u32,
    /// The step of the ladder that left it alone.
    pub step: &'static str,
}

/// The steps by which ties in one election are broken.
#[derive(Debug, Clone)]
pub struct Ladder {
    steps: Vec<(&'static str, Vec<u64>)>,
}

impl Ladder {
    /// The ladder of these steps. The last must be total ([`Step::is_total`]); by code point is added if it isn't.
    pub fn new(election: &Election, steps: &[Step]) -> Self {
        let mut ranked: Vec<_> = steps.iter().map(|step| (step.name(), step.ranks(election))).collect();
        if !steps.last().is_some_and(Step::is_total) {
            ranked.push((Step::Lex.name(), Step::Lex.ranks(election)));
        }
        Self { steps: ranked }
    }

    /// Only its last step.
    #[must_use]
    pub fn last(&self) -> Self {
        Self { steps: self.steps[self.steps.len() - 1..].to_vec() }
    }

    /// Which of two equals comes first.
    pub fn compare(&self, a: u32, b: u32) -> Ordering {
        let by_step = |(_, ranks): &(&'static str, Vec<u64>)| ranks[a as usize].cmp(&ranks[b as usize]);
        self.steps.iter().map(by_step).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// Picks one of equals, of which there is at least one; reports a tie if there are more.
    pub fn pick(&self, round: usize, mut equals: Vec<u32>) -> (u32, Option<Tie>) {
        if let [only] = equals[..] {
            return (only, None);
        }
        equals.sort_unstable();
        let mut left = equals.clone();
        for (step, ranks) in &self.steps {
            let best = left.iter().map(|project| ranks[*project as usize]).min();
            left.retain(|project| Some(ranks[*project as usize]) == best);
            if let [preferred] = left[..] {
                return (preferred, Some(Tie { round, projects: equals, preferred, step }));
            }
        }
        unreachable!("the last step is total and there is a project")
    }
}
