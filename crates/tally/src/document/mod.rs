#![doc = include_str!("members.md")]

mod canonical;
mod explain;
mod parameters;
mod rounds;

use std::fmt::Write as _;

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
    let text = text(source, election, outcome)?;
    Ok(serde_json::from_str(&text).expect("canonical JSON"))
}

/// Makes the text of the document, as canonical JSON, in little more room than that.
pub fn text(source: &Source, election: &Election, outcome: &Outcome) -> Result<String, Uncounted> {
    outcome.must_be_of(election)?;
    let word = outcome.method().word().ok_or(Uncounted::Nameless)?;
    let cost = election.cost_of(outcome.winners.iter().copied());
    let left = Money(election.budget.0 - cost.0);
    let partly =
        outcome.partly_funded.map(|project| json!({"project": id(election, project), "amount": money(left)}));
    let all: Vec<u32> = (0..).zip(&election.projects).map(|(project, _)| project).collect();
    let account = account(election, outcome, &all)?;
    let won = election.marks(&outcome.winners);
    let reasons = explain::reasons(election, outcome, account.as_ref(), &all);
    let projects = election.projects.iter().zip(&won).enumerate();
    let projects = projects.map(|(index, (project, won))| explain::project(project, *won, reasons(index)));
    let input = json!({
        "sha256": source.sha256,
        "reading": if source.options.lenient { "lenient" } else { "strict" },
        "duplicate_voters": source.options.duplicates.word(),
        "blank_ballots": if source.options.blank_ballots { "counted" } else { "dropped" },
        "vote_type": election.vote_type.name(),
        "budget": money(election.budget),
        "projects": election.projects.len(),
        "voters": election.voters,
        "distinct_ballots": election.distinct_ballots(),
    });
    let mut members = Members::default();
    members.value("cost", &money(cost).into());
    members.digest_here();
    members.value("end", &rounds::end(election, outcome, account.as_ref()));
    members.value("format", &"viche-tally/2".into());
    members.value("input", &input);
    members.value("left", &money(left).into());
    members.value("parameters", &parameters::parameters(election, outcome.method(), word));
    members.value("partly_funded", &partly.into());
    members.array("projects", projects);
    members.array("rounds", rounds::rounds(election, outcome, account.as_ref()));
    members.array("ties", ties(election, outcome));
    members.value("winners", &ids(election, &outcome.winners).into());
    Ok(members.finish())
}

/// The text of an object whose members come in their canonical order.
#[derive(Default)]
struct Members {
    text: String,
    digest_at: usize,
}

impl Members {
    fn name(&mut self, name: &str) {
        self.text.push(if self.text.is_empty() { '{' } else { ',' });
        let _ = write!(self.text, "\"{name}\":");
    }

    fn value(&mut self, name: &str, value: &Value) {
        self.name(name);
        canonical::write(value, &mut self.text);
    }

    fn array(&mut self, name: &str, items: impl Iterator<Item = Value>) {
        self.name(name);
        self.text.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            canonical::write(&item, &mut self.text);
        }
        self.text.push(']');
    }

    /// The digest of all the others comes next.
    const fn digest_here(&mut self) {
        self.digest_at = self.text.len();
    }

    fn finish(mut self) -> String {
        self.text.push('}');
        let digest = number::hexadecimal(&Sha256::digest(&self.text));
        self.text.insert_str(self.digest_at, &format!(",\"digest\":\"{digest}\""));
        self.text
    }
}

/// Why these projects were or weren't funded: the members `why` of the document.
pub fn reasons(election: &Election, outcome: &Outcome, projects: &[u32]) -> Result<Vec<Value>, Uncounted> {
    outcome.must_be_of(election)?;
    if let Some(unknown) = projects.iter().find(|project| **project as usize >= election.projects.len()) {
        return Err(Uncounted::NoSuchProject(*unknown));
    }
    let account = account(election, outcome, projects)?;
    let reasons = explain::reasons(election, outcome, account.as_ref(), projects);
    Ok((0..projects.len()).map(reasons).collect())
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

fn ties<'a>(election: &'a Election, outcome: &'a Outcome) -> impl Iterator<Item = Value> + 'a {
    outcome.ties().into_iter().map(|(stage, tie): (&'static str, &Tie)| {
        json!({
            "stage": stage,
            "round": tie.round,
            "projects": ids(election, &tie.projects),
            "preferred": id(election, tie.preferred),
            "step": tie.step,
        })
    })
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
