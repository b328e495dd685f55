//! An election as it is counted: projects in the order of the file, equal ballots merged.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{Money, Points};

/// How voters express themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What one ballot gives to one project: its index and the points.
pub type Choice = (u32, i64);

/// An election, ready to be counted.
#[derive(Debug, Clone)]
pub struct Election {
    /// What may be spent.
    pub budget: Money,
    /// How voters expressed themselves.
    pub vote_type: VoteType,
    /// In the order of the file.
    pub projects: Vec<Project>,
    /// Ballots, blank ones included.
    pub voters: u64,
    counts: Vec<u32>,
    starts: Vec<usize>,
    choices: Vec<Choice>,
}

impl Election {
    /// How many different ballots there are.
    pub const fn distinct_ballots(&self) -> usize {
        self.counts.len()
    }

    /// How many voters cast the ballot `index`.
    pub fn count(&self, index: usize) -> u32 {
        self.counts[index]
    }

    /// The choices of the ballot `index` by project, each project once; points in hundredths.
    pub fn ballot(&self, index: usize) -> &[Choice] {
        &self.choices[self.starts[index]..self.starts[index + 1]]
    }

    /// The sum of these projects' costs.
    pub fn cost_of(&self, projects: impl IntoIterator<Item = u32>) -> Money {
        let costs = projects.into_iter().map(|project| self.projects[project as usize].cost.0);
        Money(costs.fold(0, i64::saturating_add))
    }
}

/// More than [`Builder::MOST_DEFAULTS`] points would come from the default score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyPoints;

/// Collects an election.
#[derive(Debug)]
pub struct Builder {
    election: Election,
    default_score: Points,
    by_hash: HashMap<u64, usize>,
    same_hash: Vec<Option<usize>>,
    ballot: Vec<Choice>,
}

impl Builder {
    /// How many points may come from a default score other than 0, over the different ballots.
    pub const MOST_DEFAULTS: usize = 2_000_000;

    /// An election without projects and ballots.
    pub fn new(budget: Money, vote_type: VoteType) -> Self {
        Self {
            election: Election {
                budget,
                vote_type,
                projects: Vec::new(),
                voters: 0,
                counts: Vec::new(),
                starts: vec![0],
                choices: Vec::new(),
            },
            default_score: Points(0),
            by_hash: HashMap::new(),
            same_hash: Vec::new(),
            ballot: Vec::new(),
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

    /// Adds a ballot: project indices as listed, and their points where the vote type has points.
    pub fn ballot(&mut self, listed: &[u32], points: &[Points]) {
        let vote_type = self.election.vote_type;
        let mut ballot = std::mem::take(&mut self.ballot);
        ballot.clear();
        for (position, project) in listed.iter().enumerate() {
            let points = match vote_type {
                VoteType::Approval | VoteType::ChooseOne => 100,
                VoteType::Ordinal => 100 * i64::try_from(listed.len() - position).expect("a short list"),
                VoteType::Cumulative | VoteType::Scoring => points[position].0,
            };
            self.election.projects[*project as usize].score.0 += points;
            ballot.push((*project, points));
        }
        ballot.sort_unstable_by_key(|(project, _)| *project);
        ballot.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same && !vote_type.is_approval() {
                kept.1 += next.1;
            }
            same
        });
        self.add(&ballot);
        self.ballot = ballot;
    }

    fn add(&mut self, ballot: &[Choice]) {
        self.election.voters += 1;
        let mut hasher = DefaultHasher::new();
        ballot.hash(&mut hasher);
        let hash = hasher.finish();
        let newest = self.by_hash.get(&hash).copied();
        let mut candidate = newest;
        while let Some(index) = candidate {
            if self.election.ballot(index) == ballot {
                self.election.counts[index] += 1;
                return;
            }
            candidate = self.same_hash[index];
        }
        self.by_hash.insert(hash, self.election.counts.len());
        self.same_hash.push(newest);
        self.election.counts.push(1);
        self.election.choices.extend_from_slice(ballot);
        self.election.starts.push(self.election.choices.len());
    }

    /// The election; all ballots are in.
    pub fn finish(mut self) -> Result<Election, TooManyPoints> {
        if self.election.vote_type == VoteType::Scoring && self.default_score.0 != 0 {
            self.give_defaults()?;
        }
        let mut election = self.election;
        for index in 0..election.counts.len() {
            let count = u64::from(election.counts[index]);
            for choice in election.starts[index]..election.starts[index + 1] {
                let (project, points) = election.choices[choice];
                if points > 0 {
                    election.projects[project as usize].supporters += count;
                }
            }
        }
        Ok(election)
    }

    fn give_defaults(&mut self) -> Result<(), TooManyPoints> {
        let election = &mut self.election;
        let projects = election.projects.len();
        if projects.saturating_mul(election.counts.len()) > Self::MOST_DEFAULTS {
            return Err(TooManyPoints);
        }
        let mut starts = vec![0];
        let mut choices = Vec::with_capacity(projects * election.counts.len());
        for index in 0..election.counts.len() {
            let mut named =
                election.choices[election.starts[index]..election.starts[index + 1]].iter().peekable();
            for (project, data) in (0..).zip(&mut election.projects) {
                let points = named.next_if(|(next, _)| *next == project).map_or_else(
                    || {
                        data.score.0 += i64::from(election.counts[index]) * self.default_score.0;
                        self.default_score.0
                    },
                    |(_, points)| *points,
                );
                choices.push((project, points));
            }
            starts.push(choices.len());
        }
        election.starts = starts;
        election.choices = choices;
        Ok(())
    }
}
