//! Which of equals is preferred.

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
    /// The preferred one, the next, and those that are equal to a winner for the first time; by index.
    pub(super) projects: Vec<u32>,
    pub(super) preferred: u32,
    /// The word of the step that tells the preferred one from the next.
    pub(super) step: &'static str,
}

/// The ladder of ties.
#[derive(Clone)]
pub(super) struct Preference {
    /// By each step every project's place.
    steps: Vec<(&'static str, Vec<u64>)>,
    /// Every project's place by all of them.
    places: Vec<u32>,
}

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
        Ok((Self::of(steps), taken))
    }

    fn of(steps: Vec<(&'static str, Vec<u64>)>) -> Self {
        let count = steps.first().map_or(0, |(_, places)| places.len());
        let mut keys: Vec<(Vec<u64>, usize)> = (0..count)
            .map(|project| (steps.iter().map(|(_, places)| places[project]).collect(), project))
            .collect();
        keys.sort_unstable();
        let mut places = vec![0; count];
        for (place, (_, project)) in (0..).zip(keys) {
            places[project] = place;
        }
        Self { steps, places }
    }

    /// Its last step alone, by which completions break ties.
    pub(super) fn last(&self) -> Self {
        Self::of(self.steps.iter().rev().take(1).cloned().collect())
    }

    /// A project's place, the most preferred first.
    pub(super) fn place(&self, project: u32) -> u32 {
        self.places[project as usize]
    }

    /// The tie of a preferred project with the next and others.
    pub(super) fn tie(&self, round: usize, preferred: u32, next: u32, others: Vec<u32>) -> Tie {
        let differs = |(_, places): &&(&str, Vec<u64>)| places[preferred as usize] != places[next as usize];
        let step = self.steps.iter().find(differs).map_or("", |(step, _)| step);
        let mut projects = others;
        projects.extend([preferred, next]);
        projects.sort_unstable();
        projects.dedup();
        Tie { round, projects, preferred, step }
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
