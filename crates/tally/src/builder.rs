//! Collecting an election, ballot by ballot.

use std::fmt;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::election::{APPROVED, Ballots};
use crate::{Election, Money, Points, Project, VoteType};

/// A ballot gives a project more points than [`Points::LIMIT`], or more than [`Builder::MOST_DEFAULTS`] would come
/// from the default score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyPoints;

impl fmt::Display for TooManyPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more points than can be counted")
    }
}

impl std::error::Error for TooManyPoints {}

/// Collects an election.
#[derive(Debug)]
pub struct Builder {
    election: Election,
    default_score: Points,
    /// Indices of the ballots so far, by what they hold.
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    ballot: Vec<(u32, i64)>,
    projects: Vec<u32>,
    points: Vec<i32>,
    too_many_points: bool,
}

impl Builder {
    /// How many points may come from a default score over 0, over the different ballots.
    pub const MOST_DEFAULTS: usize = 10_000_000;

    /// An election without projects and ballots.
    pub fn new(budget: Money, vote_type: VoteType) -> Self {
        Self {
            election: Election {
                budget,
                vote_type,
                projects: Vec::new(),
                voters: 0,
                ballots: Ballots {
                    counts: Vec::new(),
                    starts: vec![0],
                    projects: Vec::new(),
                    points: Vec::new(),
                },
            },
            default_score: Points(0),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            ballot: Vec::new(),
            projects: Vec::new(),
            points: Vec::new(),
            too_many_points: false,
        }
    }

    /// The points of a scoring ballot for the projects it doesn't name.
    pub const fn set_default_score(&mut self, points: Points) {
        self.default_score = points;
    }

    /// Sets what may be spent.
    pub const fn set_budget(&mut self, budget: Money) {
        self.election.budget = budget;
    }

    /// Sets how voters express themselves; before the first ballot.
    pub const fn set_vote_type(&mut self, vote_type: VoteType) {
        self.election.vote_type = vote_type;
    }

    /// How voters express themselves.
    pub const fn vote_type(&self) -> VoteType {
        self.election.vote_type
    }

    /// A project's id.
    pub fn id(&self, project: u32) -> &str {
        &self.election.projects[project as usize].id
    }

    /// What a project costs.
    pub fn cost(&self, project: u32) -> Money {
        self.election.projects[project as usize].cost
    }

    /// How many projects there are so far.
    pub const fn projects(&self) -> usize {
        self.election.projects.len()
    }

    /// Adds a project and answers its index.
    pub fn project(&mut self, id: impl Into<String>, name: impl Into<String>, cost: Money) -> u32 {
        let project = Project { id: id.into(), name: name.into(), cost, score: Points(0), supporters: 0 };
        self.election.projects.push(project);
        u32::try_from(self.election.projects.len() - 1).expect("a project takes several bytes of a file")
    }

    /// Adds a ballot: project indices as listed, and their points where the vote type has points. Answers whether it
    /// could; if not, since a project has too many points, there will be no election.
    ///
    /// # Panics
    ///
    /// If there is no such project, or fewer points than projects where the vote type has points.
    pub fn ballot(&mut self, listed: &[u32], points: &[Points]) -> bool {
        let entries = listed.iter().enumerate().map(|(place, project)| (*project, place));
        match self.election.vote_type {
            VoteType::Approval | VoteType::ChooseOne => {
                self.cast(entries.map(|(project, _)| (project, APPROVED)))
            }
            VoteType::Ordinal => {
                self.cast(entries.map(|(project, place)| (project, by_place(place, listed.len()))))
            }
            VoteType::Cumulative | VoteType::Scoring => {
                self.cast(entries.map(|(project, place)| (project, points[place].0)))
            }
        }
    }

    /// Adds an ordinal ballot that may list what isn't a project; the others keep their places.
    pub fn ordinal_ballot(&mut self, listed: &[Option<u32>]) -> bool {
        let entries = listed.iter().enumerate();
        self.cast(entries.filter_map(|(place, project)| Some(((*project)?, by_place(place, listed.len())))))
    }

    fn cast(&mut self, entries: impl Iterator<Item = (u32, i64)>) -> bool {
        let is_approval = self.election.vote_type.is_approval();
        let mut ballot = std::mem::take(&mut self.ballot);
        ballot.clear();
        for (project, points) in entries {
            self.election.projects[project as usize].score.0 += points;
            ballot.push((project, points));
        }
        ballot.sort_unstable_by_key(|(project, _)| *project);
        ballot.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same && !is_approval {
                kept.1 += next.1;
            }
            same
        });
        let fits = ballot.iter().all(|(_, points)| points.abs() <= Points::LIMIT);
        self.too_many_points |= !fits;
        if fits {
            self.add(&ballot);
        }
        self.ballot = ballot;
        fits
    }

    fn add(&mut self, ballot: &[(u32, i64)]) {
        self.election.voters += 1;
        let (ballots, hasher) = (&mut self.election.ballots, &self.hasher);
        self.projects.clear();
        self.projects.extend(ballot.iter().map(|(project, _)| *project));
        self.points.clear();
        if !self.election.vote_type.is_approval() {
            let points = |(_, points): &(u32, i64)| i32::try_from(*points).expect("within Points::LIMIT");
            self.points.extend(ballot.iter().map(points));
        }
        let parts = (&self.projects[..], &self.points[..]);
        let hash = hasher.hash_one(parts);
        if let Some(index) = self.index.find(hash, |index| ballots.get(*index as usize) == parts) {
            ballots.counts[*index as usize] += 1;
            return;
        }
        let index = u32::try_from(ballots.counts.len()).expect("a ballot takes several bytes of a file");
        ballots.counts.push(1);
        ballots.projects.extend_from_slice(&self.projects);
        ballots.points.extend_from_slice(&self.points);
        ballots.starts.push(ballots.projects.len());
        self.index.insert_unique(hash, index, |index| hasher.hash_one(ballots.get(*index as usize)));
    }

    /// The election; all ballots are in.
    pub fn finish(mut self) -> Result<Election, TooManyPoints> {
        if self.too_many_points {
            return Err(TooManyPoints);
        }
        if self.election.vote_type == VoteType::Scoring && self.default_score.0 != 0 {
            self.give_defaults()?;
        }
        let Election { ballots, projects, .. } = &mut self.election;
        ballots.counts.shrink_to_fit();
        ballots.starts.shrink_to_fit();
        ballots.projects.shrink_to_fit();
        ballots.points.shrink_to_fit();
        for index in 0..ballots.counts.len() {
            let (named, points) = ballots.get(index);
            for (place, project) in named.iter().enumerate() {
                if points.get(place).is_none_or(|points| *points > 0) {
                    projects[*project as usize].supporters += u64::from(ballots.counts[index]);
                }
            }
        }
        Ok(self.election)
    }

    /// Adds the default score to what ballots don't name. As a choice it is kept only if it makes supporters.
    fn give_defaults(&mut self) -> Result<(), TooManyPoints> {
        let Election { ballots, projects, voters, .. } = &mut self.election;
        let default = self.default_score.0;
        let mut unnamed = vec![*voters; projects.len()];
        for index in 0..ballots.counts.len() {
            for project in ballots.get(index).0 {
                unnamed[*project as usize] -= u64::from(ballots.counts[index]);
            }
        }
        for (project, voters) in projects.iter_mut().zip(unnamed) {
            project.score.0 += default * i64::try_from(voters).expect("as many voters as rows");
        }
        if default <= 0 {
            return Ok(());
        }
        let total = projects.len().saturating_mul(ballots.counts.len());
        if total > Self::MOST_DEFAULTS {
            return Err(TooManyPoints);
        }
        let mut full = Ballots {
            counts: ballots.counts.clone(),
            starts: vec![0],
            projects: Vec::with_capacity(total),
            points: Vec::with_capacity(total),
        };
        let default = i32::try_from(default).map_err(|_| TooManyPoints)?;
        for index in 0..ballots.counts.len() {
            let (named, points) = ballots.get(index);
            let mut named = named.iter().zip(points).peekable();
            for project in (0..).take(projects.len()) {
                let given = named.next_if(|(next, _)| **next == project).map(|(_, points)| *points);
                full.projects.push(project);
                full.points.push(given.unwrap_or(default));
            }
            full.starts.push(full.projects.len());
        }
        *ballots = full;
        Ok(())
    }
}

/// The points of a place, from 0, on an ordinal ballot that lists so many.
fn by_place(place: usize, listed: usize) -> i64 {
    100 * i64::try_from(listed - place).expect("a short list")
}
