//! The result document: everything about a count, as canonical JSON, so that anybody can check it
//! ([`verify`](mod@crate::verify) does).
//!
//! Amounts are strings of currency units with two decimals (`"12.50"`), fractions strings in lowest terms (`"7"`,
//! `"42703/21"`), also in currency units; points are strings with two decimals. Projects are named by their ids.
//! Rounds count from 1. The members:
//!
//! - `format`: `viche-tally/1`;
//! - `input`: `sha256` of the file, how it was read (a strict `reading` has refused duplicate voters and blank ballots),
//!   `vote_type`, `budget`, `projects`, `voters` (blank ballots included, unless dropped) and `distinct_ballots`;
//! - `parameters`: `rule`, `ladder` with its `drawn_order` or `seed`, and all that the rule has;
//! - `winners` in the order of election, their `cost`, what is `left`, `partly_funded`;
//! - `rounds`, `ties` (the equal ones, the one preferred, the step of the ladder that decided) and `end`, by rule;
//! - `projects`: each with cost, score, supporters, whether it is `funded`, and `why`;
//! - `digest`: the SHA-256 of the canonical JSON of all other members.
//!
//! The digest binds the parameters to the rest: where no tie occurs, say, everything else is true of any ladder. So no
//! one place of a document can be altered unnoticed. It is no signature: whoever alters it too publishes another
//! document, which is as true as what it says.
//!
//! With equal shares, `rounds` give each winner's `rate` (what a supporter pays per point), and how many voters paid
//! it `in_full` or were `exhausted` by it, with the sums. `end` has the `endowment` of every voter, what all voters
//! together have left, the number of endowments tried, and why there was no further raise; if because of
//! `overspent`, with the rounds and the cost of the next one, which prove it. `why` has the project's effective votes before each round
//! (cost / rate per point, six decimals, rounded down; `null` for a free project), and for a project that isn't
//! funded the round after which its supporters held less than its cost, what they held, and for which winners they
//! had paid. `less_cost` is its cost less what its supporters hold in the end. `more_votes` is ⌈that / endowment⌉ new
//! supporters of it alone, each with that endowment and all else unchanged: sufficient, perhaps not necessary.
//!
//! With greedy rules, `rounds` are turns: what was `left` before it, and the `verdict`. `less_cost` is what the project
//! costs beyond that; `more_votes` (`more_score` with points) would have moved it before the last turn that left its
//! cost, all else unchanged. Ties are between one project and the next. With Phragmén's rule, `rounds` have the `load`
//! of each of the winner's supporters afterwards.

mod canonical;
mod explain;
mod parameters;
mod rounds;

use num_bigint::BigInt;
use num_rational::Ratio;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub use canonical::canonical;

use crate::format::{Duplicates, Options};
use crate::rules::equal_shares::{self, Account};
use crate::rules::{Course, Ladder, Method, Outcome, Rule, Tie};
use crate::{Election, Money, number};

/// Where an election comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How it was read.
    pub options: Options,
}

/// Makes the document of an outcome.
pub fn document(source: &Source, election: &Election, method: &Method, outcome: &Outcome) -> Value {
    let cost = election.cost_of(outcome.winners.iter().copied());
    let left = Money(election.budget.0 - cost.0);
    let partly =
        outcome.partly_funded.map(|project| json!({"project": id(election, project), "amount": money(left)}));
    let all: Vec<u32> = (0..).zip(&election.projects).map(|(project, _)| project).collect();
    let account = account(election, method, outcome, &all);
    let (rounds, end) = rounds::rounds(election, outcome, account.as_ref());
    let reasons = explain::reasons(election, method, outcome, account.as_ref(), &all);
    let mut document = json!({
        "format": "viche-tally/1",
        "input": {
            "sha256": source.sha256,
            "reading": if source.options.lenient { "lenient" } else { "strict" },
            "duplicate_voters": match source.options.duplicates {
                Duplicates::Keep => "kept",
                Duplicates::First => "first_kept",
            },
            "blank_ballots": if source.options.blank_ballots { "counted" } else { "dropped" },
            "vote_type": election.vote_type.name(),
            "budget": money(election.budget),
            "projects": election.projects.len(),
            "voters": election.voters,
            "distinct_ballots": election.distinct_ballots(),
        },
        "parameters": parameters::parameters(election, method),
        "winners": ids(election, &outcome.winners),
        "cost": money(cost),
        "left": money(left),
        "partly_funded": partly,
        "rounds": rounds,
        "ties": ties(election, outcome),
        "end": end,
        "projects": explain::projects(election, outcome, reasons),
    });
    document["digest"] = number::hexadecimal(&Sha256::digest(canonical(&document))).into();
    document
}

/// Why these projects were or weren't funded: the members `why` of the document.
pub fn reasons(election: &Election, method: &Method, outcome: &Outcome, projects: &[u32]) -> Vec<Value> {
    let account = account(election, method, outcome, projects);
    explain::reasons(election, method, outcome, account.as_ref(), projects)
}

/// The account of equal shares, with the standings of these projects.
fn account(election: &Election, method: &Method, outcome: &Outcome, projects: &[u32]) -> Option<Account> {
    let (Course::EqualShares(shares), Rule::EqualShares(rule)) = (&outcome.course, &method.rule) else {
        return None;
    };
    let ladder = Ladder::new(election, &method.ladder);
    Some(equal_shares::account(election, rule.utility, shares, &ladder, projects))
}

fn ties(election: &Election, outcome: &Outcome) -> Value {
    let report = |(stage, tie): (&'static str, &Tie)| {
        json!({
            "stage": stage,
            "round": tie.round,
            "projects": ids(election, &tie.projects),
            "preferred": id(election, tie.preferred),
            "step": tie.step,
        })
    };
    outcome.ties().into_iter().map(report).collect()
}

fn id(election: &Election, project: u32) -> &str {
    &election.projects[project as usize].id
}

fn ids(election: &Election, projects: &[u32]) -> Vec<String> {
    projects.iter().map(|project| id(election, *project).to_owned()).collect()
}

fn money(amount: Money) -> String {
    amount.to_string()
}

/// A fraction of hundredths, in whole units.
fn fraction(hundredths: &Ratio<BigInt>) -> String {
    (hundredths / BigInt::from(100)).to_string()
}

/// An endowment in whole units.
fn endowment(hundredths: &Ratio<u128>) -> String {
    fraction(&Ratio::new((*hundredths.numer()).into(), (*hundredths.denom()).into()))
}
