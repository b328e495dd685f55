//! What moderators, authors and the city answer with.

use std::collections::HashMap;
use std::sync::LazyLock;

use rand::{Rng, RngExt};
use serde::Deserialize;
use viche_domain::petition::{Decision, RefusalCode};

use super::one_of;

/// What answers of all departments share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    thanks: Vec<String>,
    decisions: HashMap<Decision, Frame>,
}

/// What every answer with one decision begins and ends with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frame {
    openings: Vec<String>,
    outlooks: Vec<String>,
}

/// A department's paragraph for each decision.
pub(super) type Department = HashMap<Decision, String>;

/// Why something is done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    withdrawals: Vec<String>,
    removals: Vec<String>,
    refusals: HashMap<RefusalCode, Vec<String>>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| texts!("replies/decisions"));

/// By the slug of the category that they answer for.
pub(super) static DEPARTMENTS: LazyLock<HashMap<String, Department>> =
    LazyLock::new(|| texts!("replies/departments"));

static REASONS: LazyLock<Reasons> = LazyLock::new(|| texts!("replies/reasons"));

/// The city's answer to a petition of the category: three or four paragraphs, an empty line between them.
/// `None` for an unknown category.
pub fn answer(decision: Decision, category: &str, rng: &mut impl Rng) -> Option<String> {
    let frame = &SHARED.decisions[&decision];
    let department = DEPARTMENTS.get(category)?;
    let mut paragraphs =
        vec![one_of(&frame.openings, rng), &department[&decision], one_of(&frame.outlooks, rng)];
    if rng.random_bool(0.5) {
        paragraphs.push(one_of(&SHARED.thanks, rng));
    }
    Some(paragraphs.join("\n\n"))
}

/// A moderator's explanation that goes with the refusal code.
pub fn refusal(code: RefusalCode, rng: &mut impl Rng) -> &'static str {
    one_of(&REASONS.refusals[&code], rng)
}

/// An author's reason to withdraw.
pub fn withdrawal(rng: &mut impl Rng) -> &'static str {
    one_of(&REASONS.withdrawals, rng)
}

/// An administrator's reason to take a published petition away.
pub fn removal(rng: &mut impl Rng) -> &'static str {
    one_of(&REASONS.removals, rng)
}
