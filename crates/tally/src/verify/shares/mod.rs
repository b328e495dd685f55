//! The method of equal shares and its completions.
//!
//! `run` is the method at one endowment, `exact` decides in fractions where its intervals don't, `raise` goes through
//! the endowments, `band` looks at many of them at once, `account` tells an outcome in full.

mod account;
mod band;
mod exact;
pub(super) mod interval;
mod key;
mod raise;
mod run;

use num_rational::BigRational;
use serde_json::{Value, json};

use super::greedy::{self, BY_SCORE, GreedyCourse};
use super::preference::{Preference, Tie};
use super::result::ids;
use super::said::Items;
use super::text::fraction;
use super::votes::Votes;
use super::{Raising, Rejection};
use crate::{Election, Money};
use account::{Account, Round};
use run::Run;

/// Where raising begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// B/n, and from there on.
    Exact,
    /// ⌊B/n⌋ in whole units of the currency, and from there on.
    Floor,
    /// B/n, then one more than ⌊B/n⌋, and so on.
    ExactThenFloor,
}

/// How endowments are raised.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "parameters that don't depend on each other")]
pub(super) struct Raises {
    pub(super) start: Start,
    pub(super) exhaustive: bool,
    /// Whether what can't be elected may be what fits.
    pub(super) unelectable_count: bool,
    pub(super) all_elected: bool,
    pub(super) plain_if_all_fit: bool,
}

/// The method with its parameters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    /// Whether a winner is worth its cost, times the points.
    pub(super) by_cost: bool,
    pub(super) raises: Option<Raises>,
    /// Whether greedy by score spends what is left.
    pub(super) completed: bool,
    /// Whether greedy by score may be taken instead.
    pub(super) compared: bool,
}

/// What each voter starts with, in hundredths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endowment {
    numerator: u128,
    denominator: u128,
}

impl Endowment {
    /// Bounds as floating-point numbers.
    #[expect(clippy::cast_precision_loss, reason = "the bounds allow for the loss")]
    fn bounds(self) -> (f64, f64) {
        let near = self.numerator as f64 / self.denominator as f64;
        (interval::down(near), interval::up(near))
    }

    fn fraction(self) -> BigRational {
        BigRational::new(self.numerator.into(), self.denominator.into())
    }
}

/// A comparison with greedy by score.
struct Comparison {
    greedy: GreedyCourse,
    prefer_second: u64,
    prefer_first: u64,
}

impl Comparison {
    const fn switches(&self) -> bool {
        self.prefer_second > self.prefer_first
    }
}

/// The course of the method.
pub(super) struct Course {
    account: Account,
    tried: u64,
    raising: Raising,
    reason: &'static str,
    /// The next endowment, which would overspend.
    next: Option<(Endowment, Vec<Round>)>,
    completion: Option<GreedyCourse>,
    comparison: Option<Comparison>,
}

/// Runs the method. The document says in `end` how many endowments were tried; after so many it must have ended.
pub(super) fn run(
    election: &Election,
    votes: &Votes,
    rule: Shares,
    preference: &Preference,
    end: Option<&Value>,
) -> Result<Course, Rejection> {
    let mut run = Run::new(election, votes, rule.by_cost, preference);
    let raised = raise::raise(&mut run, election, rule.raises, raise::stated(end)?, raise::WALK)?;
    let account = Account::of(&mut run, raised.endowment)?;
    let mut next = None;
    if let Some(endowment) = raised.next {
        run.run(endowment)?;
        next = Some((endowment, account::rounds(&mut run)?));
    }
    let last = preference.last();
    let completion = rule.completed.then(|| {
        let left = election.budget.0 - cost_of(election, &account.winners);
        greedy::run(election, &BY_SCORE, &last, &account.winners, left)
    });
    let raising = match (rule.raises, raised.walked) {
        (None, _) => Raising::None,
        (Some(_), true) => Raising::Each(raised.tried),
        (Some(_), false) => Raising::InRanges(raised.tried),
    };
    let mut course = Course {
        account,
        tried: raised.tried,
        raising,
        reason: raised.reason,
        next,
        completion,
        comparison: None,
    };
    if rule.compared {
        let greedy = greedy::run(election, &BY_SCORE, &last, &[], election.budget.0);
        course.comparison = Some(comparison(election, votes, &course.winners(), greedy));
    }
    Ok(course)
}

fn cost_of(election: &Election, winners: &[u32]) -> i64 {
    winners.iter().map(|winner| election.projects[*winner as usize].cost.0).sum()
}

/// Counts the voters with more winners in either outcome.
fn comparison(election: &Election, votes: &Votes, shares: &[u32], greedy: GreedyCourse) -> Comparison {
    let mut more = vec![0_i64; election.projects.len()];
    for winner in shares {
        more[*winner as usize] += 1;
    }
    for winner in greedy.funded() {
        more[winner as usize] -= 1;
    }
    let mut comparison = Comparison { greedy, prefer_second: 0, prefer_first: 0 };
    for (ballot, voters) in votes.ballots.iter().zip(&votes.voters) {
        match ballot.iter().map(|(project, _)| more[*project as usize]).sum::<i64>() {
            ..0 => comparison.prefer_second += u64::from(*voters),
            0 => {}
            1.. => comparison.prefer_first += u64::from(*voters),
        }
    }
    comparison
}

impl Course {
    /// How the endowments were gone through.
    pub(super) const fn raising(&self) -> Raising {
        self.raising
    }

    /// The winners, the comparison considered.
    pub(super) fn winners(&self) -> Vec<u32> {
        match self.switched() {
            Some(comparison) => comparison.greedy.funded(),
            None => [&self.account.winners[..], &self.completed()].concat(),
        }
    }

    fn switched(&self) -> Option<&Comparison> {
        self.comparison.as_ref().filter(|comparison| comparison.switches())
    }

    fn completed(&self) -> Vec<u32> {
        self.completion.as_ref().map_or(Vec::new(), GreedyCourse::funded)
    }

    pub(super) fn ties(&self) -> Vec<(&'static str, &[Tie])> {
        let completion = self.completion.iter().map(|course| ("completion", &course.ties[..]));
        let comparison = self.comparison.iter().map(|comparison| ("comparison", &comparison.greedy.ties[..]));
        [("rule", &self.account.ties[..])].into_iter().chain(completion).chain(comparison).collect()
    }

    pub(super) fn rounds<'a>(&'a self, election: &'a Election) -> Items<'a> {
        let rounds = &self.account.rounds;
        let item = |index: usize| account::report_round(election, index, &rounds[index]);
        Items { count: rounds.len(), item: Box::new(item) }
    }

    pub(super) fn end(&self, election: &Election) -> Value {
        let next = self.next.as_ref().map(|(endowment, rounds)| {
            let winners: Vec<u32> = rounds.iter().map(|round| round.project).collect();
            json!({
                "endowment": fraction(&endowment.fraction()),
                "rounds": account::report(election, rounds),
                "winners": ids(election, &winners),
                "cost": Money(cost_of(election, &winners)).to_string(),
            })
        });
        let comparison = self.comparison.as_ref().map(|comparison| {
            json!({
                "greedy": ids(election, &comparison.greedy.funded()),
                "voters_preferring_greedy": comparison.prefer_second,
                "voters_preferring_shares": comparison.prefer_first,
                "switched": comparison.switches(),
            })
        });
        json!({
            "endowment": fraction(&self.account.endowment),
            "endowments_tried": self.tried,
            "left_with_voters": fraction(&self.account.left),
            "reason": self.reason,
            "next": next,
            "completion": self.completion.as_ref().map(|course| course.report(election)),
            "comparison": comparison,
        })
    }

    /// Why each project was or wasn't funded.
    pub(super) fn reasons<'a>(&'a self, election: &'a Election) -> Box<dyn Fn(usize) -> Value + 'a> {
        if let Some(comparison) = self.switched() {
            return comparison.greedy.reasons(election, &BY_SCORE);
        }
        let completed = election.marks(&self.completed());
        let completion = self.completion.as_ref().map(|course| course.reasons(election, &BY_SCORE));
        let account = self.account.reasons(election);
        Box::new(move |project| {
            let mut why = account(project, completed[project]);
            let completion = completion.as_ref().map(|reasons| reasons(project));
            if let Some(completion) = completion.filter(|why| why["verdict"] == "too_expensive") {
                why["completion"] = completion;
            }
            why
        })
    }
}
