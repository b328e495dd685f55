//! The rules, each with all its parameters. Outcomes are those of exact rational arithmetic.
//!
//! A project that no ballot supports is never funded; a free one that somebody supports is, but not by equal shares with
//! cost utility, to which it is worth nothing.

pub mod equal_shares;
pub mod greedy;
pub mod phragmen;

mod effort;
mod ledger;
pub mod method;
mod price;
mod support;
mod tie_breaking;

pub use effort::{Effort, TooMuch};
pub use equal_shares::{Completion, EqualShares, Progress, Raises, Shares, Start, Stop, Utility};
pub use greedy::{Comparator, Greedy, GreedyCourse, GreedyRound, Order, Threshold, TooExpensive, Verdict};
pub use method::{Method, Request};
pub use phragmen::Phragmen;
pub(crate) use tie_breaking::TieBreaking;
pub use tie_breaking::{Step, Tie};

use std::fmt;
use std::ops::ControlFlow;

use crate::Election;

/// A rule with its parameters.
#[derive(Debug, Clone)]
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
pub struct Outcome {
    /// Winners in the order of election.
    pub winners: Vec<u32>,
    /// A project that gets what is left, and is no winner.
    pub partly_funded: Option<u32>,
    /// How it came about.
    pub course: Course,
}

impl Outcome {
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

/// Why an election isn't counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Uncounted {
    /// Whoever watched said stop.
    Cancelled,
    /// It takes too many operations.
    TooMuch(TooMuch),
}

impl From<TooMuch> for Uncounted {
    fn from(error: TooMuch) -> Self {
        Self::TooMuch(error)
    }
}

impl fmt::Display for Uncounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("counting was cancelled"),
            Self::TooMuch(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Uncounted {}

/// Counts an election; ties are broken by the steps, the last of which should be total ([`Step::is_total`]): by code
/// point is added if it isn't.
pub fn count(election: &Election, rule: &Rule, ties: &[Step]) -> Result<Outcome, Uncounted> {
    count_watched(election, rule, ties, &mut |_| ControlFlow::Continue(()))
}

/// Counts an election; `watch` hears of every raise of endowments, which may be many thousands, and may say stop.
pub fn count_watched(
    election: &Election,
    rule: &Rule,
    ties: &[Step],
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, Uncounted> {
    let tie_breaking = TieBreaking::new(election, ties);
    match rule {
        Rule::Greedy(rule) => {
            let course = greedy::greedy(election, rule, &tie_breaking, &[], election.budget);
            let (winners, partly_funded) = (course.funded().collect(), course.partly_funded());
            Ok(Outcome { winners, partly_funded, course: Course::Greedy(course) })
        }
        Rule::EqualShares(rule) => {
            let shares = equal_shares::equal_shares(election, *rule, &tie_breaking, watch)?;
            let winners = match &shares.comparison {
                Some((_, greedy)) if shares.switched() => greedy.funded().collect(),
                _ => shares.funded(),
            };
            Ok(Outcome { winners, partly_funded: None, course: Course::EqualShares(shares) })
        }
        Rule::Phragmen => {
            let course = phragmen::phragmen(election, &tie_breaking)?;
            let winners = course.rounds.iter().map(|round| round.project).collect();
            Ok(Outcome { winners, partly_funded: None, course: Course::Phragmen(course) })
        }
    }
}
