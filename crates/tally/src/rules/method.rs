//! A rule ready to count, with the word for it.

use std::ops::ControlFlow;

use super::{Greedy, Order, Outcome, Progress, Raises, Rule, Step, TooExpensive, Uncounted, count_by};
use crate::Election;

/// A rule ready to count, with the word for it and what breaks ties.
#[derive(Debug, Clone)]
pub struct Method {
    word: Option<&'static str>,
    rule: Rule,
    ties: Vec<Step>,
}

impl Method {
    /// A rule, with the steps that break ties; by code point is added where none is total ([`Step::is_total`]).
    pub fn new(rule: Rule, ties: Vec<Step>) -> Self {
        Self { word: word(&rule), rule, ties: Step::until_total(ties) }
    }

    /// The same, for a rule that has several words.
    pub(super) fn by_word(word: &'static str, rule: Rule, ties: Vec<Step>) -> Self {
        Self { word: Some(word), ..Self::new(rule, ties) }
    }

    /// The word of the rule as run, never `official`; none if there is no word for a rule with these parameters.
    pub const fn word(&self) -> Option<&'static str> {
        self.word
    }

    /// A word for the rule, if only a rough one.
    pub(crate) fn name(&self) -> &'static str {
        self.word.unwrap_or("greedy")
    }

    /// The rule.
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// What breaks ties; the last step is total.
    pub fn ties(&self) -> &[Step] {
        &self.ties
    }

    /// Counts an election.
    pub fn count(&self, election: &Election) -> Result<Outcome, Uncounted> {
        count_by(self, election, None)
    }

    /// Counts an election; `watch` hears of every raise of endowments, which may be many thousands, and else from time to
    /// time, and may say stop.
    pub fn count_watched(
        &self,
        election: &Election,
        watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Outcome, Uncounted> {
        count_by(self, election, Some(watch))
    }
}

/// The word for a rule.
fn word(rule: &Rule) -> Option<&'static str> {
    let Greedy { order, too_expensive, threshold, conflicts } = match rule {
        Rule::Greedy(greedy) => greedy,
        Rule::EqualShares(_) => return Some("equal-shares"),
        Rule::Phragmen => return Some("phragmen"),
    };
    match (order, too_expensive, threshold.is_some(), conflicts.is_empty()) {
        (Order::Score, TooExpensive::Skip, false, true) => Some("greedy"),
        (Order::Score, TooExpensive::Skip, true, true) => Some("greedy-threshold"),
        (Order::Score, TooExpensive::Skip, false, false) => Some("greedy-exclusive"),
        (Order::Score, TooExpensive::Stop, _, true) => Some("greedy-no-skip"),
        (Order::Score, TooExpensive::StopPartly, _, true) => Some("greedy-custom"),
        (Order::ScorePerCost, TooExpensive::Skip, false, true) => Some("greedy-per-cost"),
        _ => None,
    }
}

/// The words for rules.
pub const WORDS: [&str; 9] = [
    "official",
    "greedy",
    "greedy-no-skip",
    "greedy-threshold",
    "greedy-exclusive",
    "greedy-custom",
    "greedy-per-cost",
    "equal-shares",
    "phragmen",
];

/// Published sets of parameters for equal shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Preset {
    /// `pabutools-1.2.3`.
    Pabutools,
    /// `equalshares.net`.
    EqualSharesNet,
    /// `wieliczka-2023`.
    Wieliczka,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pabutools, Self::EqualSharesNet, Self::Wieliczka];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pabutools => "pabutools-1.2.3",
            Self::EqualSharesNet => "equalshares.net",
            Self::Wieliczka => "wieliczka-2023",
        }
    }

    /// How endowments are raised.
    pub const fn raises(self) -> Raises {
        match self {
            Self::Pabutools => Raises::PABUTOOLS,
            Self::EqualSharesNet => Raises::EQUALSHARES_NET,
            Self::Wieliczka => Raises::WIELICZKA,
        }
    }

    /// What breaks ties.
    pub fn tie_breaking(self) -> Vec<Step> {
        match self {
            Self::Pabutools => vec![Step::Lex],
            Self::EqualSharesNet | Self::Wieliczka => vec![Step::Cost, Step::Votes, Step::Lex],
        }
    }
}
