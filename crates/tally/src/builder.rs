//! Collecting an election, ballot by ballot.

use std::fmt;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::election::{APPROVED, Ballots};
use crate::{Election, Money, Points, Project, VoteType};

/// Why something can't be part of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// A budget is negative or more than [`Money::LIMIT`].
    Budget(Money),
    /// A project's cost is negative or more than [`Money::LIMIT`].
    Cost {
        /// The project's id.
        id: String,
        /// Its cost.
        cost: Money,
    },
    /// An id is empty, begins or ends with a blank, or has a comma, which parts ids in ballots.
    Id(String),
    /// A project with that id is there already.
    DuplicateId(String),
    /// There is no project of that index.
    NoSuchProject(u32),
    /// A ballot names a project twice.
    RepeatedProject(u32),
    /// A `choose-1` ballot names several projects.
    SeveralChoices,
    /// The choices have points where the vote type has none, or none where it has some.
    OtherChoices(VoteType),
    /// The points for a project are beyond [`Points::LIMIT`].
    Points(Points),
    /// More than [`Builder::MOST_DEFAULTS`] points would come from the default score.
    TooManyDefaults,
    /// More voters than [`Builder::MOST_VOTERS`].
    TooManyVoters,
    /// More projects than can be numbered.
    TooManyProjects,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = Money(Money::LIMIT);
        match self {
            Self::Budget(budget) => write!(f, "expected a budget from 0.00 to {most}, found {budget}"),
            Self::Cost { id, cost } => {
                write!(f, "expected a cost from 0.00 to {most} of project {id:?}, found {cost}")
            }
            Self::Id(id) => write!(f, "expected an id without commas, and no blanks around it, found {id:?}"),
            Self::DuplicateId(id) => write!(f, "expected each id once, found {id:?} again"),
            Self::NoSuchProject(project) => write!(f, "there is no project of index {project}"),
            Self::RepeatedProject(project) => write!(f, "a ballot names project {project} twice"),
            Self::SeveralChoices => f.write_str("a choose-1 ballot names several projects"),
            Self::OtherChoices(vote_type) => {
                let points = if vote_type.has_points() { "points for" } else { "a list of" };
                write!(f, "expected {points} projects on {} ballots", vote_type.name())
            }
            Self::Points(points) => {
                let most = Points(Points::LIMIT);
                write!(f, "expected points from -{most} to {most} for a project, found {points}")
            }
            Self::TooManyDefaults => {
                write!(f, "more than {} points would come from the default score", Builder::MOST_DEFAULTS)
            }
            Self::TooManyVoters => write!(f, "more than {} voters", Builder::MOST_VOTERS),
            Self::TooManyProjects => f.write_str("more projects than can be numbered"),
        }
    }
}

impl std::error::Error for BuildError {}

/// What a ballot says; projects by their indices, each once.
#[derive(Debug, Clone, Copy)]
pub enum Choices<'a> {
    /// Of approval and choose-1 ballots, in any order; of ordinal ones, the best first.
    Listed(&'a [u32]),
    /// Of cumulative and scoring ballots, with the points.
    Points(&'a [(u32, Points)]),
}

/// Collects an election from its projects and a stream of ballots; equal ballots take the room of one.
///
/// What can't be part of an election is refused and changes nothing: an election that was built can be counted.
///
/// ```
/// use viche_tally::{Builder, Choices, Money, VoteType};
///
/// let mut builder = Builder::new(Money(100_000), VoteType::Approval)?;
/// let trees = builder.project("trees", "Trees along the river", Money(40_000))?;
/// let swing = builder.project("swing", "A swing", Money(30_050))?;
/// builder.ballots(Choices::Listed(&[swing, trees]), 211)?;
/// builder.ballots(Choices::Listed(&[]), 3)?;
/// let election = builder.finish()?;
/// assert_eq!((election.voters(), election.distinct_ballots()), (214, 2));
/// # Ok::<(), viche_tally::BuildError>(())
/// ```
#[derive(Debug)]
pub struct Builder {
    election: Election,
    /// Indices of the projects so far, by their ids.
    ids: HashTable<u32>,
    /// Indices of the ballots so far, by what they hold.
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    ballot: Vec<(u32, i64)>,
    projects: Vec<u32>,
    points: Vec<i32>,
}

impl Builder {
    /// How many points may come from a default score over 0, over the different ballots.
    pub const MOST_DEFAULTS: usize = 10_000_000;
    /// How many voters there may be.
    pub const MOST_VOTERS: u64 = u32::MAX as u64;

    /// An election without projects and ballots.
    pub fn new(budget: Money, vote_type: VoteType) -> Result<Self, BuildError> {
        if !(0..=Money::LIMIT).contains(&budget.0) {
            return Err(BuildError::Budget(budget));
        }
        Ok(Self {
            election: Election::empty(budget, vote_type),
            ids: HashTable::new(),
            index: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            ballot: Vec::new(),
            projects: Vec::new(),
            points: Vec::new(),
        })
    }

    /// Sets the points of a scoring ballot for the projects it doesn't name; other ballots have none.
    pub const fn default_score(&mut self, points: Points) -> Result<(), BuildError> {
        if !matches!(self.election.vote_type, VoteType::Scoring) {
            return Err(BuildError::OtherChoices(self.election.vote_type));
        }
        if points.0.unsigned_abs() > Points::LIMIT.unsigned_abs() {
            return Err(BuildError::Points(points));
        }
        self.election.default_score = points;
        Ok(())
    }

    /// Adds a project and answers its index: they are numbered from 0.
    pub fn project(
        &mut self,
        id: impl Into<String>,
        name: impl Into<String>,
        cost: Money,
    ) -> Result<u32, BuildError> {
        let id = id.into();
        if id.is_empty() || id.trim() != id || id.contains(',') {
            return Err(BuildError::Id(id));
        }
        if self.find(&id).is_some() {
            return Err(BuildError::DuplicateId(id));
        }
        if !(0..=Money::LIMIT).contains(&cost.0) {
            return Err(BuildError::Cost { id, cost });
        }
        self.read_project(id, name.into(), cost)
    }

    /// The index of a project.
    pub fn find(&self, id: &str) -> Option<u32> {
        let is_it = |index: &u32| self.election.projects[*index as usize].id == id;
        self.ids.find(self.hasher.hash_one(id), is_it).copied()
    }

    /// Adds a ballot that so many voters cast. A blank one counts its voters.
    pub fn ballots(&mut self, choices: Choices<'_>, voters: u32) -> Result<(), BuildError> {
        let vote_type = self.election.vote_type;
        let mut ballot = std::mem::take(&mut self.ballot);
        ballot.clear();
        match choices {
            Choices::Listed(listed) => {
                let points =
                    |place| if vote_type.is_approval() { APPROVED } else { by_place(place, listed.len()) };
                ballot.extend(listed.iter().enumerate().map(|(place, project)| (*project, points(place))));
            }
            Choices::Points(given) => {
                ballot.extend(given.iter().map(|(project, points)| (*project, points.0)));
            }
        }
        ballot.sort_unstable_by_key(|(project, _)| *project);
        let fault = match choices {
            Choices::Listed([_, _, ..]) if vote_type == VoteType::ChooseOne => {
                Some(BuildError::SeveralChoices)
            }
            Choices::Listed(_) if vote_type.has_points() => Some(BuildError::OtherChoices(vote_type)),
            Choices::Points(_) if !vote_type.has_points() => Some(BuildError::OtherChoices(vote_type)),
            _ => None,
        };
        let repeated = ballot.windows(2).find(|pair| pair[0].0 == pair[1].0);
        let repeated = repeated.map(|pair| BuildError::RepeatedProject(pair[0].0));
        let done = match fault.or(repeated) {
            Some(fault) => Err(fault),
            None => self.add(&ballot, voters).map(|_| ()),
        };
        self.ballot = ballot;
        done
    }

    /// The election; all ballots are in.
    pub fn finish(self) -> Result<Election, BuildError> {
        self.finish_with_places().map(|(election, _)| election)
    }

    /// The same, with where each ballot is that had an index before.
    pub(crate) fn finish_with_places(mut self) -> Result<(Election, Vec<usize>), BuildError> {
        let mut places = self.election.ballots.drop_withdrawn();
        if self.election.vote_type == VoteType::Scoring && self.election.default_score.0 != 0 {
            let full = self.give_defaults()?;
            for place in &mut places {
                *place = full.get(*place).copied().unwrap_or(*place);
            }
        } else {
            self.election.default_score = Points(0);
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
        Ok((self.election, places))
    }

    /// Adds a ballot whose projects are in their order, each once.
    fn add(&mut self, ballot: &[(u32, i64)], voters: u32) -> Result<u32, BuildError> {
        let known = self.election.projects.len();
        if let Some((project, _)) = ballot.iter().find(|(project, _)| *project as usize >= known) {
            return Err(BuildError::NoSuchProject(*project));
        }
        let fits = |points: &i64| points.unsigned_abs() <= Points::LIMIT.unsigned_abs();
        if let Some((_, points)) = ballot.iter().find(|(_, points)| !fits(points)) {
            return Err(BuildError::Points(Points(*points)));
        }
        if self.election.voters + u64::from(voters) > Self::MOST_VOTERS {
            return Err(BuildError::TooManyVoters);
        }
        if voters == 0 {
            return Ok(0);
        }
        self.election.voters += u64::from(voters);
        // At most 2³² voters with 10⁸ hundredths each.
        for (project, points) in ballot {
            self.election.projects[*project as usize].score.0 += points * i64::from(voters);
        }
        Ok(self.merge(ballot, voters))
    }

    /// Answers the ballot's index.
    fn merge(&mut self, ballot: &[(u32, i64)], voters: u32) -> u32 {
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
            ballots.counts[*index as usize] += voters;
            return *index;
        }
        let index = u32::try_from(ballots.counts.len()).expect("no more ballots than voters");
        ballots.counts.push(voters);
        ballots.projects.extend_from_slice(&self.projects);
        ballots.points.extend_from_slice(&self.points);
        ballots.starts.push(ballots.projects.len());
        self.index.insert_unique(hash, index, |index| hasher.hash_one(ballots.get(*index as usize)));
        index
    }

    /// Adds the default score to what ballots don't name. As a choice it is kept only if it makes supporters; answers
    /// where each ballot is then, if not where it was.
    fn give_defaults(&mut self) -> Result<Vec<usize>, BuildError> {
        let Election { ballots, projects, voters, default_score, .. } = &mut self.election;
        let default = default_score.0;
        let mut unnamed = vec![*voters; projects.len()];
        for index in 0..ballots.counts.len() {
            for project in ballots.get(index).0 {
                unnamed[*project as usize] -= u64::from(ballots.counts[index]);
            }
        }
        for (project, voters) in projects.iter_mut().zip(unnamed) {
            project.score.0 += default * i64::try_from(voters).expect("at most 2³² voters");
        }
        if default <= 0 {
            return Ok(Vec::new());
        }
        let total = projects.len().saturating_mul(ballots.counts.len());
        if total > Self::MOST_DEFAULTS {
            return Err(BuildError::TooManyDefaults);
        }
        let projects = u32::try_from(projects.len()).map_err(|_| BuildError::TooManyProjects)?;
        // Ballots that differed may be equal now.
        let part = std::mem::replace(ballots, Ballots::empty());
        self.index.clear();
        let mut full: Vec<(u32, i64)> = Vec::new();
        let mut places = Vec::with_capacity(part.counts.len());
        for index in 0..part.counts.len() {
            let (named, points) = part.get(index);
            let mut named = named.iter().zip(points).peekable();
            full.clear();
            full.extend((0..projects).map(|project| {
                let given = named.next_if(|(next, _)| **next == project);
                (project, given.map_or(default, |(_, points)| i64::from(*points)))
            }));
            places.push(self.merge(&full, part.counts[index]) as usize);
        }
        Ok(places)
    }
}

/// A ballot that was read.
#[derive(Debug)]
pub(crate) struct CastBallot {
    pub(crate) index: u32,
    /// The projects that it approves once more.
    again: Box<[u32]>,
}

/// What files may have, though a builder refuses it: the reader decides.
impl Builder {
    pub(crate) const fn read_budget(&mut self, budget: Money) {
        self.election.budget = budget;
    }

    /// Before the first ballot.
    pub(crate) const fn read_vote_type(&mut self, vote_type: VoteType) {
        self.election.vote_type = vote_type;
    }

    pub(crate) const fn read_default_score(&mut self, points: Points) {
        self.election.default_score = points;
    }

    /// Adds a project whose id may be one that no ballot can name.
    pub(crate) fn read_project(&mut self, id: String, name: String, cost: Money) -> Result<u32, BuildError> {
        let projects = &mut self.election.projects;
        let index = u32::try_from(projects.len()).map_err(|_| BuildError::TooManyProjects)?;
        projects.push(Project { id, name, cost, score: Points(0), supporters: 0 });
        let hash = |index: &u32| self.hasher.hash_one(&projects[*index as usize].id);
        self.ids.insert_unique(hash(&index), index, hash);
        Ok(index)
    }

    /// Adds a voter's ballot that may name a project several times: an approval counts as often in the score, points
    /// add up. On an ordinal ballot, what isn't a project keeps its place.
    pub(crate) fn read_ballot(
        &mut self,
        listed: &[Option<u32>],
        points: &[Points],
    ) -> Result<CastBallot, BuildError> {
        let vote_type = self.election.vote_type;
        let mut ballot = std::mem::take(&mut self.ballot);
        ballot.clear();
        let known = listed.iter().enumerate().filter_map(|(place, project)| Some((place, (*project)?)));
        ballot.extend(known.enumerate().map(|(index, (place, project))| match vote_type {
            VoteType::Approval | VoteType::ChooseOne => (project, APPROVED),
            VoteType::Ordinal => (project, by_place(place, listed.len())),
            VoteType::Cumulative | VoteType::Scoring => (project, points[index].0),
        }));
        ballot.sort_unstable_by_key(|(project, _)| *project);
        let is_approval = vote_type.is_approval();
        let mut again = Vec::new();
        ballot.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same && is_approval {
                again.push(next.0);
            } else if same {
                kept.1 += next.1;
            }
            same
        });
        let done = self.add(&ballot, 1);
        self.ballot = ballot;
        let index = done?;
        for project in &again {
            self.election.projects[*project as usize].score.0 += APPROVED;
        }
        Ok(CastBallot { index, again: again.into() })
    }

    /// Takes away a ballot that was read.
    pub(crate) fn withdraw(&mut self, ballot: &CastBallot) {
        let Election { ballots, projects, voters, .. } = &mut self.election;
        let (named, points) = ballots.get(ballot.index as usize);
        for (place, project) in named.iter().enumerate() {
            let points = points.get(place).copied().map_or(APPROVED, i64::from);
            projects[*project as usize].score.0 -= points;
        }
        for project in &ballot.again {
            projects[*project as usize].score.0 -= APPROVED;
        }
        ballots.counts[ballot.index as usize] -= 1;
        *voters -= 1;
    }

    pub(crate) const fn vote_type(&self) -> VoteType {
        self.election.vote_type
    }

    pub(crate) fn cost(&self, project: u32) -> Money {
        self.election.projects[project as usize].cost
    }

    pub(crate) const fn projects(&self) -> usize {
        self.election.projects.len()
    }
}

/// The points of a place, from 0, on an ordinal ballot that lists so many.
fn by_place(place: usize, listed: usize) -> i64 {
    i64::try_from(listed - place).unwrap_or(i64::MAX).saturating_mul(APPROVED)
}
