//! Which of equals is preferred.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Rejection;
use super::compare::Members;
use crate::Election;

/// What was equal, and what told it apart.
pub(super) struct Tie {
    /// The round, from 1.
    pub(super) round: usize,
    /// The equal ones, by index.
    pub(super) projects: Vec<u32>,
    pub(super) preferred: u32,
    /// The word of the step that left only the preferred one.
    pub(super) step: &'static str,
}

/// The ladder of ties: by each step every project's place.
#[derive(Clone)]
pub(super) struct Preference(Vec<(&'static str, Vec<u64>)>);

impl Preference {
    /// Reads `ladder`, with its `drawn_order` or `seed`; answers also the names of the members it took.
    pub(super) fn read(
        parameters: &Members<'_>,
        election: &Election,
    ) -> Result<(Self, Vec<&'static str>), Rejection> {
        let words = parameters.array("ladder")?;
        let mut taken = vec!["ladder"];
        let mut steps: Vec<(&'static str, Vec<u64>)> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let is_last = index + 1 == words.len();
            let step = match (word.as_str().unwrap_or_default(), is_last) {
                ("cost", false) => ("cost", by_key(election, |_, project| project.cost.0.unsigned_abs())),
                ("votes", false) => ("votes", by_key(election, |_, project| u64::MAX - project.supporters)),
                ("lex", true) => ("lex", places(election, |id| id)),
                ("file", true) => ("file", by_key(election, |index, _| index)),
                ("order", true) => {
                    taken.push("drawn_order");
                    ("order", drawn(parameters, election)?)
                }
                ("seed", true) => {
                    taken.push("seed");
                    ("seed", seeded(parameters, election)?)
                }
                _ => {
                    let what = if is_last { "lex, file, order or seed at the end" } else { "cost or votes" };
                    return Err(parameters.expected(&format!("ladder[{index}]"), word, what));
                }
            };
            // A step that stands there already leaves nothing to be told apart.
            if !steps.iter().any(|(word, _)| *word == step.0) {
                steps.push(step);
            }
        }
        if steps.is_empty() {
            return Err(parameters.expected("ladder", &Value::Array(Vec::new()), "at least one step"));
        }
        Ok((Self(steps), taken))
    }

    /// Its last step alone, by which completions break ties.
    pub(super) fn last(&self) -> Self {
        Self(self.0.iter().rev().take(1).cloned().collect())
    }

    /// Which of two is preferred, and the step that says so.
    fn between(&self, a: u32, b: u32) -> (Ordering, usize) {
        let by_step = |(_, places): &(&str, Vec<u64>)| places[a as usize].cmp(&places[b as usize]);
        let orders = self.0.iter().map(by_step).enumerate();
        orders
            .filter(|(_, order)| order.is_ne())
            .map(|(step, order)| (order, step))
            .next()
            .unwrap_or((Ordering::Equal, 0))
    }

    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.between(a, b).0
    }

    /// The preferred one of equals; a tie if there are several.
    pub(super) fn prefer(&self, round: usize, mut equals: Vec<u32>) -> (u32, Option<Tie>) {
        equals.sort_unstable();
        let mut preferred = equals[0];
        for project in &equals[1..] {
            if self.compare(*project, preferred).is_lt() {
                preferred = *project;
            }
        }
        // The preferred one was alone once the one most like it had been told apart.
        let others = equals.iter().filter(|project| **project != preferred);
        let step = others.map(|project| self.between(preferred, *project).1).max();
        let tie = step.map(|step| Tie { round, projects: equals, preferred, step: self.0[step].0 });
        (preferred, tie)
    }
}

fn by_key(election: &Election, key: impl Fn(u64, &crate::Project) -> u64) -> Vec<u64> {
    (0..).zip(&election.projects).map(|(index, project)| key(index, project)).collect()
}

/// Each project's place in the order of these keys, made of ids.
fn places<'a, K: Ord>(election: &'a Election, key: impl Fn(&'a str) -> K) -> Vec<u64> {
    let mut sorted: Vec<(K, usize)> =
        election.projects.iter().enumerate().map(|(index, project)| (key(&project.id), index)).collect();
    sorted.sort();
    let mut places = vec![0; sorted.len()];
    for (place, (_, index)) in (0..).zip(sorted) {
        places[index] = place;
    }
    places
}

/// By a drawn order of ids; those not in it come last, by code point.
fn drawn(parameters: &Members<'_>, election: &Election) -> Result<Vec<u64>, Rejection> {
    let mut order = HashMap::new();
    for (place, id) in parameters.array("drawn_order")?.iter().enumerate() {
        let text = id.as_str();
        let text = text.ok_or_else(|| parameters.expected(&format!("drawn_order[{place}]"), id, "an id"))?;
        if order.insert(text, place).is_some() {
            return Err(parameters.expected(&format!("drawn_order[{place}]"), id, "each id once"));
        }
    }
    Ok(places(election, |id| (order.get(id).copied().unwrap_or(usize::MAX), id)))
}

/// By ascending SHA-256 of seed ‖ 0x00 ‖ id.
fn seeded(parameters: &Members<'_>, election: &Election) -> Result<Vec<u64>, Rejection> {
    let value = parameters.get("seed")?;
    let seed = value.as_str().and_then(bytes);
    let seed =
        seed.ok_or_else(|| parameters.expected("seed", value, "pairs of lower-case hexadecimal digits"))?;
    let seeded = Sha256::new().chain_update(seed).chain_update([0]);
    Ok(places(election, |id| seeded.clone().chain_update(id).finalize().to_vec()))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?)).collect()
}
