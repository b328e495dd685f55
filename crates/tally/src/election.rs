//! An election as it is counted: projects in the order of the file, equal ballots merged.

use std::collections::HashMap;
use std::sync::Arc;

use crate::{Money, Points};

/// How voters express themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum VoteType {
    /// A set of projects.
    Approval,
    /// One project.
    ChooseOne,
    /// Projects, best first; of `k` listed the first has `k` points, the last 1.
    Ordinal,
    /// Points that each voter distributes.
    Cumulative,
    /// Points by which each voter rates.
    Scoring,
}

impl VoteType {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Approval, Self::ChooseOne, Self::Ordinal, Self::Cumulative, Self::Scoring];

    /// The word of the Pabulib format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Ordinal => "ordinal",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
        }
    }

    /// Whether ballots carry points of their own.
    pub const fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }

    /// Whether a ballot is a set, so that each of its projects counts the same for its voter.
    pub const fn is_approval(self) -> bool {
        matches!(self, Self::Approval | Self::ChooseOne)
    }
}

/// Something to be funded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Project {
    /// Its id, any text.
    pub id: String,
    /// Its name, perhaps empty.
    pub name: String,
    /// What it costs; never negative.
    pub cost: Money,
    /// The sum of its points over all ballots; a ballot that names it repeatedly counts repeatedly.
    pub score: Points,
    /// How many ballots give it more than no points.
    pub supporters: u64,
}

/// An election, ready to be counted. It doesn't change any more; projects are named by their indices, from 0.
#[derive(Debug, Clone)]
pub struct Election {
    pub(crate) budget: Money,
    pub(crate) vote_type: VoteType,
    pub(crate) projects: Vec<Project>,
    pub(crate) voters: u64,
    pub(crate) ballots: Ballots,
    /// Of scoring ballots, what those have that don't name a project.
    pub(crate) default_score: Points,
    /// One for an election and its clones.
    identity: Arc<()>,
}

impl Election {
    pub(crate) fn empty(budget: Money, vote_type: VoteType) -> Self {
        Self {
            budget,
            vote_type,
            projects: Vec::new(),
            voters: 0,
            ballots: Ballots::empty(),
            default_score: Points(0),
            identity: Arc::new(()),
        }
    }

    /// What may be spent.
    pub const fn budget(&self) -> Money {
        self.budget
    }

    /// How voters expressed themselves.
    pub const fn vote_type(&self) -> VoteType {
        self.vote_type
    }

    /// In the order of the file, or in which they were added.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// How many ballots there are, blank ones included.
    pub const fn voters(&self) -> u64 {
        self.voters
    }

    /// What tells its outcomes from those of others.
    pub(crate) fn identity(&self) -> Arc<()> {
        Arc::clone(&self.identity)
    }

    pub(crate) fn is(&self, identity: &Arc<()>) -> bool {
        Arc::ptr_eq(&self.identity, identity)
    }

    /// How many different ballots there are.
    pub const fn distinct_ballots(&self) -> usize {
        self.ballots.counts.len()
    }

    /// How many voters cast the ballot `index`.
    pub fn count(&self, index: usize) -> u32 {
        self.ballots.counts[index]
    }

    /// The projects that the ballot `index` names, each once and in their order, with its points in hundredths.
    pub fn ballot(&self, index: usize) -> impl Iterator<Item = (u32, i64)> {
        let (projects, points) = self.ballots.get(index);
        let points = points.iter().copied().map(i64::from).chain(std::iter::repeat(APPROVED));
        projects.iter().copied().zip(points)
    }

    /// The points in hundredths that the ballot `index` gives to a project.
    pub fn points(&self, index: usize, project: u32) -> i64 {
        let (projects, points) = self.ballots.get(index);
        let place = projects.binary_search(&project);
        place.map_or(0, |place| points.get(place).copied().map_or(APPROVED, i64::from))
    }

    /// The projects' indices by their ids.
    pub fn index(&self) -> HashMap<&str, u32> {
        (0..).zip(&self.projects).map(|(index, project)| (project.id.as_str(), index)).collect()
    }

    /// For each project whether it is among these.
    pub fn marks(&self, projects: &[u32]) -> Vec<bool> {
        let mut marks = vec![false; self.projects.len()];
        for project in projects {
            marks[*project as usize] = true;
        }
        marks
    }

    /// The sum of these projects' costs.
    pub fn cost_of(&self, projects: impl IntoIterator<Item = u32>) -> Money {
        let costs = projects.into_iter().map(|project| self.projects[project as usize].cost.0);
        Money(costs.fold(0, i64::saturating_add))
    }
}

/// The points of an approval, in hundredths.
pub(crate) const APPROVED: i64 = 100;

/// The different ballots, one behind the other; in little memory, since there may be as many as voters.
#[derive(Debug, Clone)]
pub(crate) struct Ballots {
    pub(crate) counts: Vec<u32>,
    /// Where each begins, and where the last ends.
    pub(crate) starts: Vec<usize>,
    pub(crate) projects: Vec<u32>,
    /// The points for each of `projects`; empty if all are approvals.
    pub(crate) points: Vec<i32>,
}

impl Ballots {
    pub(crate) fn empty() -> Self {
        Self { counts: Vec::new(), starts: vec![0], projects: Vec::new(), points: Vec::new() }
    }

    /// Takes away those that nobody cast; answers where each of all is then, or would be.
    pub(crate) fn drop_withdrawn(&mut self) -> Vec<usize> {
        if !self.counts.contains(&0) {
            return (0..self.counts.len()).collect();
        }
        let mut kept = Self::empty();
        let mut places = Vec::with_capacity(self.counts.len());
        for index in 0..self.counts.len() {
            places.push(kept.counts.len());
            if self.counts[index] > 0 {
                let (projects, points) = self.get(index);
                kept.counts.push(self.counts[index]);
                kept.projects.extend_from_slice(projects);
                kept.points.extend_from_slice(points);
                kept.starts.push(kept.projects.len());
            }
        }
        *self = kept;
        places
    }

    pub(crate) fn get(&self, index: usize) -> (&[u32], &[i32]) {
        let range = self.starts[index]..self.starts[index + 1];
        let points = if self.points.is_empty() { &[] } else { &self.points[range.clone()] };
        (&self.projects[range], points)
    }
}
