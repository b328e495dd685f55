//! The rules, each with all its parameters. Outcomes are those of exact rational arithmetic.
//!
//! A project that no ballot supports is never funded; a free one that somebody supports is, but not by equal shares with
//! cost utility, to which it is worth nothing.

pub mod equal_shares;
pub mod greedy;
pub mod method;
pub mod phragmen;
pub mod request;

mod effort;
mod ledger;
mod price;
mod support;
mod tie_breaking;

pub use effort::{Effort, Progress};
pub use equal_shares::{Completion, EqualShares, Raises, Shares, Start, Stop, Utility};
pub use greedy::{Comparator, Greedy, GreedyCourse, GreedyRound, Order, Threshold, TooExpensive, Verdict};
pub use method::{Method, Preset};
pub use phragmen::Phragmen;
pub use request::{Request, RequestError, tie_breaking};
pub(crate) use tie_breaking::TieBreaking;
pub use tie_breaking::{Step, Tie};

use std::fmt;
use std::sync::Arc;

use crate::{Election, VoteType};
use effort::Watch;

/// A rule with its parameters.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Rule {
    /// A greedy rule.
    Greedy(Greedy),
    /// The method of equal shares.
    EqualShares(EqualShares),
    /// Sequential Phragmén; only for [`VoteType::is_approval`](crate::VoteType::is_approval).
    Phragmen,
}

/// How a rule came to its outcome.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Course {
    /// Of a greedy rule.
    Greedy(GreedyCourse),
    /// Of equal shares.
    EqualShares(Shares),
    /// Of Phragmén's rule.
    Phragmen(Phragmen),
}

/// An outcome.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outcome {
    /// Winners in the order of election.
    pub winners: Vec<u32>,
    /// A project that gets what is left, and is no winner.
    pub partly_funded: Option<u32>,
    /// How it came about.
    pub course: Course,
    method: Method,
    of: Arc<()>,
}

impl Outcome {
    /// What was counted by.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Refuses another election than the one that was counted.
    pub(crate) fn must_be_of(&self, election: &Election) -> Result<(), Uncounted> {
        if election.is(&self.of) { Ok(()) } else { Err(Uncounted::OtherElection) }
    }

    /// All ties, each with the stage in which it occurred: `rule`, `completion` or `comparison`.
    pub fn ties(&self) -> Vec<(&'static str, &Tie)> {
        let stages: Vec<(&'static str, &[Tie])> = match &self.course {
            Course::Greedy(course) => vec![("rule", &course.ties)],
            Course::Phragmen(course) => vec![("rule", &course.ties)],
            Course::EqualShares(Shares { ties, completion, comparison, .. }) => {
                let completion = completion.iter().map(|course| ("completion", &course.ties[..]));
                let comparison = comparison.iter().map(|(_, course)| ("comparison", &course.ties[..]));
                [("rule", &ties[..])].into_iter().chain(completion).chain(comparison).collect()
            }
        };
        stages.into_iter().flat_map(|(stage, ties)| ties.iter().map(move |tie| (stage, tie))).collect()
    }
}

/// Why an election isn't counted, or its outcome not documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Uncounted {
    /// Whoever watched said stop.
    Cancelled,
    /// Doing it exactly takes too many operations.
    TooMuch {
        /// How many may be taken.
        operations: u64,
    },
    /// The rule isn't for such ballots.
    NotForBallots(VoteType),
    /// A conflict names a project that the election doesn't have.
    NoSuchProject(u32),
    /// The outcome is another election's.
    OtherElection,
    /// There is no word for a rule with these parameters, so no document can name it.
    Nameless,
}

impl fmt::Display for Uncounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("counting was cancelled"),
            Self::TooMuch { operations } => {
                write!(f, "counting it exactly takes more than {operations} operations")
            }
            Self::NotForBallots(vote_type) => {
                write!(f, "phragmen is for approval and choose-1 ballots, these are {}", vote_type.name())
            }
            Self::NoSuchProject(project) => write!(f, "there is no project of index {project}"),
            Self::OtherElection => f.write_str("the outcome is another election's"),
            Self::Nameless => f.write_str("there is no word for a rule with these parameters"),
        }
    }
}

impl std::error::Error for Uncounted {}

fn count_by(method: &Method, election: &Election, watch: Option<Watch<'_>>) -> Result<Outcome, Uncounted> {
    let tie_breaking = TieBreaking::new(election, method.ties());
    let (winners, partly_funded, course) = match method.rule() {
        Rule::Greedy(rule) => {
            let projects = election.projects.len();
            let mut named = rule.conflicts.iter().flat_map(|(a, b)| [*a, *b]);
            if let Some(unknown) = named.find(|project| *project as usize >= projects) {
                return Err(Uncounted::NoSuchProject(unknown));
            }
            let course = greedy::greedy(election, rule, &tie_breaking, &[], election.budget);
            (course.funded().collect(), course.partly_funded(), Course::Greedy(course))
        }
        Rule::EqualShares(rule) => {
            let shares = equal_shares::equal_shares(election, *rule, &tie_breaking, watch)?;
            let winners = match &shares.comparison {
                Some((_, greedy)) if shares.switched() => greedy.funded().collect(),
                _ => shares.funded(),
            };
            (winners, None, Course::EqualShares(shares))
        }
        Rule::Phragmen if !election.vote_type.is_approval() => {
            return Err(Uncounted::NotForBallots(election.vote_type));
        }
        Rule::Phragmen => {
            let course = phragmen::phragmen(election, &tie_breaking, watch)?;
            let winners = course.rounds.iter().map(|round| round.project).collect();
            (winners, None, Course::Phragmen(course))
        }
    };
    Ok(Outcome { winners, partly_funded, course, method: method.clone(), of: election.identity() })
}
