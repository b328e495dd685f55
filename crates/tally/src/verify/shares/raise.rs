//! Raising everybody's endowment by one unit of the currency, through every endowment or past it where nothing
//! changes.

use serde_json::{Map, Value};

use super::run::{NEVER, Run};
use super::stretch::Stretches;
use super::{Endowment, Raises, Start};
use crate::Election;
use crate::verify::Rejection;
use crate::verify::compare::{Members, falsehood};
use crate::verify::preference::Preference;

/// One unit of the currency, in hundredths.
const UNIT: u128 = 100;

/// How raising ended.
pub(super) struct Raised {
    pub(super) endowment: Endowment,
    /// How many endowments were tried, the next one included.
    pub(super) tried: u64,
    pub(super) reason: &'static str,
    /// The endowment that would overspend.
    pub(super) next: Option<Endowment>,
}

/// How many endowments the document says were tried.
pub(super) fn stated(end: Option<&Value>) -> Result<u64, Rejection> {
    let empty = Map::new();
    let end = Members::new("end", end.and_then(Value::as_object).unwrap_or(&empty));
    let tried = end.get("endowments_tried")?;
    tried.as_u64().ok_or_else(|| end.expected("endowments_tried", tried, "a number of endowments"))
}

/// Raises endowments, `stated` times at most, until the parameters say stop.
pub(super) fn raise(
    run: &mut Run<'_>,
    election: &Election,
    raises: Option<Raises>,
    preference: &Preference,
    stated: u64,
) -> Result<Raised, Rejection> {
    let budget = u128::from(election.budget.0.unsigned_abs());
    let voters = u128::from(election.voters.max(1));
    let at_once = |reason| Raised {
        endowment: Endowment { numerator: budget, denominator: voters },
        tried: 1,
        reason,
        next: None,
    };
    let Some(raises) = raises else { return Ok(at_once("not_raised")) };
    let cost = |projects: &mut dyn Iterator<Item = u32>| -> u128 {
        projects.map(|project| u128::from(election.projects[project as usize].cost.0.unsigned_abs())).sum()
    };
    let all = || (0..).zip(&election.projects).map(|(project, _)| project);
    if raises.plain_if_all_fit && cost(&mut all()) <= budget {
        return Ok(at_once("all_fit"));
    }
    let endowment = |step: u64| {
        let more = u128::from(step) * UNIT;
        if raises.start == Start::Exact || raises.start == Start::ExactThenFloor && step == 0 {
            Endowment { numerator: budget + more * voters, denominator: voters }
        } else {
            Endowment { numerator: budget / (voters * UNIT) * UNIT + more, denominator: 1 }
        }
    };
    let mut stretches = Stretches::new();
    let mut step = 0;
    while step < stated {
        let unchanged = stretches.run(run, endowment(step), preference);
        let spent = cost(&mut run.winners.iter().copied());
        let tried = step + 1;
        if spent > budget {
            let before = endowment(step.saturating_sub(1));
            return Ok(Raised { endowment: before, tried, reason: "overspent", next: Some(endowment(step)) });
        }
        let open = || all().filter(|project| run.elected_in[*project as usize] == NEVER);
        let fits = |project: u32| cost(&mut std::iter::once(project)) <= budget - spent;
        let is_supported = |project: u32| !run.weights[project as usize].is_empty();
        let reason = if raises.exhaustive && !open().any(fits) {
            "exhaustive"
        } else if raises.all_elected && step > 0 && open().next().is_none() {
            "all_elected"
        } else if step > 0 && !open().any(is_supported) {
            "all_supported_elected"
        } else {
            // The first step may be shorter or longer than the others.
            step = step.saturating_add(if step > 0 { unchanged } else { 0 }).saturating_add(1);
            continue;
        };
        return Ok(Raised { endowment: endowment(step), tried, reason, next: None });
    }
    let sentence = format!("the document says {stated}, but raising goes on after so many");
    Err(falsehood("end.endowments_tried", sentence))
}
