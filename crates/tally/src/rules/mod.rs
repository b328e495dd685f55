//! The rules, each with all its parameters. Outcomes are those of exact rational arithmetic.
//!
//! A project that no ballot supports is never funded; a free one that somebody supports is, but not by equal shares with
//! cost utility, to which it is worth nothing.

pub mod equal_shares;
pub mod greedy;
pub mod phragmen;

mod ladder;
mod ledger;
pub mod method;
mod support;

pub use equal_shares::{Completion, EqualShares, Progress, Raises, Shares, Start, Stop, Utility};
pub use greedy::{Comparator, Greedy, Misfit, Order, Threshold, Turn, Turns, Verdict};
pub use ladder::{Ladder, Step, Tie};
pub use method::{Method, Request};
pub use phragmen::Phragmen;

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
    Greedy(Turns),
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
            Course::Greedy(turns) => vec![("rule", &turns.ties)],
            Course::Phragmen(course) => vec![("rule", &course.ties)],
            Course::EqualShares(Shares { ties, completion, comparison, .. }) => {
                let completion = completion.iter().map(|turns| ("completion", &turns.ties[..]));
                let comparison = comparison.iter().map(|(_, turns)| ("comparison", &turns.ties[..]));
                [("rule", &ties[..])].into_iter().chain(completion).chain(comparison).collect()
            }
        };
        stages.into_iter().flat_map(|(stage, ties)| ties.iter().map(move |tie| (stage, tie))).collect()
    }
}

/// Counts an election.
pub fn count(election: &Election, rule: &Rule, ladder: &Ladder) -> Outcome {
    count_watched(election, rule, ladder, &mut |_| {})
}

/// Counts an election; `watch` hears of every raise of endowments, which may be many thousands.
pub fn count_watched(
    election: &Election,
    rule: &Rule,
    ladder: &Ladder,
    watch: &mut dyn FnMut(Progress),
) -> Outcome {
    match rule {
        Rule::Greedy(rule) => {
            let turns = greedy::greedy(election, rule, ladder, &[], election.budget);
            let (winners, partly_funded) = (turns.funded().collect(), turns.partly_funded());
            Outcome { winners, partly_funded, course: Course::Greedy(turns) }
        }
        Rule::EqualShares(rule) => {
            let shares = equal_shares::equal_shares(election, *rule, ladder, watch);
            let winners = match &shares.comparison {
                Some((_, greedy)) if shares.switched() => greedy.funded().collect(),
                _ => shares.funded(),
            };
            Outcome { winners, partly_funded: None, course: Course::EqualShares(shares) }
        }
        Rule::Phragmen => {
            let course = phragmen::phragmen(election, ladder);
            let winners = course.rounds.iter().map(|round| round.project).collect();
            Outcome { winners, partly_funded: None, course: Course::Phragmen(course) }
        }
    }
}
