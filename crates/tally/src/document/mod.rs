#![doc = include_str!("members.md")]

mod canonical;
mod explain;
mod parameters;
mod rounds;

use num_bigint::BigInt;
use num_rational::Ratio;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub use canonical::canonical;

use crate::pabulib::Source;
use crate::rules::equal_shares::{self, Account};
use crate::rules::{Course, Outcome, Rule, Tie, TieBreaking, Uncounted};
use crate::{Election, Money, number};

/// Makes the document of an outcome of this election.
pub fn document(source: &Source, election: &Election, outcome: &Outcome) -> Result<Value, Uncounted> {
    outcome.must_be_of(election)?;
    let word = outcome.method().word().ok_or(Uncounted::Nameless)?;
    let cost = election.cost_of(outcome.winners.iter().copied());
    let left = Money(election.budget.0 - cost.0);
    let partly =
        outcome.partly_funded.map(|project| json!({"project": id(election, project), "amount": money(left)}));
    let all: Vec<u32> = (0..).zip(&election.projects).map(|(project, _)| project).collect();
    let account = account(election, outcome, &all)?;
    let (rounds, end) = rounds::rounds(election, outcome, account.as_ref());
    let reasons = explain::reasons(election, outcome, account.as_ref(), &all);
    let mut document = json!({
        "format": "viche-tally/2",
        "input": {
            "sha256": source.sha256,
            "reading": if source.options.lenient { "lenient" } else { "strict" },
            "duplicate_voters": source.options.duplicates.word(),
            "blank_ballots": if source.options.blank_ballots { "counted" } else { "dropped" },
            "vote_type": election.vote_type.name(),
            "budget": money(election.budget),
            "projects": election.projects.len(),
            "voters": election.voters,
            "distinct_ballots": election.distinct_ballots(),
        },
        "parameters": parameters::parameters(election, outcome.method(), word),
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
    Ok(document)
}

/// Why these projects were or weren't funded: the members `why` of the document.
pub fn reasons(election: &Election, outcome: &Outcome, projects: &[u32]) -> Result<Vec<Value>, Uncounted> {
    outcome.must_be_of(election)?;
    if let Some(unknown) = projects.iter().find(|project| **project as usize >= election.projects.len()) {
        return Err(Uncounted::NoSuchProject(*unknown));
    }
    let account = account(election, outcome, projects)?;
    Ok(explain::reasons(election, outcome, account.as_ref(), projects))
}

/// The account of equal shares, with the standings of these projects.
fn account(election: &Election, outcome: &Outcome, projects: &[u32]) -> Result<Option<Account>, Uncounted> {
    let method = outcome.method();
    let (Course::EqualShares(shares), Rule::EqualShares(rule)) = (&outcome.course, method.rule()) else {
        return Ok(None);
    };
    let tie_breaking = TieBreaking::new(election, method.ties());
    equal_shares::account(election, rule.utility, shares, &tie_breaking, projects).map(Some)
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
