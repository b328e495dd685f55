//! Breaking ties: a ladder of steps, the last of which leaves none.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::Election;

/// What a step prefers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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

    /// These steps as far as they decide: by code point in the end, where nothing total is among them.
    pub(super) fn until_total(mut steps: Vec<Self>) -> Vec<Self> {
        match steps.iter().position(Self::is_total) {
            Some(last) => steps.truncate(last + 1),
            None => steps.push(Self::Lex),
        }
        steps
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
    /// The one preferred, the next by the ladder, and all others that are for the first time equal to a winner; in the
    /// order of the file.
    pub projects: Vec<u32>,
    /// The one preferred.
    pub preferred: u32,
    /// The step of the ladder that left it alone.
    pub step: &'static str,
}

/// The steps by which ties in one election are broken.
#[derive(Debug, Clone)]
pub(crate) struct TieBreaking {
    steps: Vec<(&'static str, Vec<u64>)>,
    /// Per project its place in the order of all of them.
    places: Vec<u32>,
}

impl TieBreaking {
    /// By these steps, the last of which is total ([`Step::until_total`]).
    pub(crate) fn new(election: &Election, steps: &[Step]) -> Self {
        Self::of(steps.iter().map(|step| (step.name(), step.ranks(election))).collect())
    }

    fn of(steps: Vec<(&'static str, Vec<u64>)>) -> Self {
        let mut order: Vec<u32> = (0..).take(steps.first().map_or(0, |(_, ranks)| ranks.len())).collect();
        let ranks = |project: u32| steps.iter().map(move |(_, ranks)| ranks[project as usize]);
        order.sort_unstable_by(|a, b| ranks(*a).cmp(ranks(*b)));
        let mut places = vec![0; order.len()];
        for (place, project) in (0..).zip(order) {
            places[project as usize] = place;
        }
        Self { steps, places }
    }

    /// Only its last step.
    pub(crate) fn last(&self) -> Self {
        Self::of(self.steps[self.steps.len() - 1..].to_vec())
    }

    /// A project's place among all, the most preferred first.
    pub(crate) fn place(&self, project: u32) -> u32 {
        self.places[project as usize]
    }

    /// The tie between a project and the next by the ladder, with others that are newly in it.
    pub(crate) fn tie(&self, round: usize, preferred: u32, next: u32, others: Vec<u32>) -> Tie {
        let tells =
            |(_, ranks): &&(&'static str, Vec<u64>)| ranks[preferred as usize] != ranks[next as usize];
        let (step, _) = self.steps.iter().find(tells).expect("the last step is total");
        let mut projects = others;
        projects.extend([preferred, next]);
        projects.sort_unstable();
        projects.dedup();
        Tie { round, projects, preferred, step }
    }
}
