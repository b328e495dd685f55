//! Raising everybody's endowment by one unit of the currency.
//!
//! Where that takes no more than [`WALK`] operations, every endowment is run by itself: that needs no theorem. Else many
//! are looked at at once, and passed where none of the outcomes that there may be stops the raising.

use serde_json::{Map, Value};

use super::run::{NEVER, Run};
use super::{Endowment, Raises, Start, band, interval};
use crate::Election;
use crate::verify::Rejection;
use crate::verify::compare::{Members, falsehood};

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
    /// Whether each of those tried was run by itself.
    pub(super) walked: bool,
}

/// How many operations walking through every endowment may take, each run with so many more to begin it.
pub(super) const WALK: u64 = 400_000_000;
const BEGIN: u64 = 4_000;

/// How many endowments the document says were tried.
pub(super) fn stated(end: Option<&Value>) -> Result<u64, Rejection> {
    let empty = Map::new();
    let end = Members::new("end", end.and_then(Value::as_object).unwrap_or(&empty));
    let tried = end.get("endowments_tried")?;
    tried.as_u64().ok_or_else(|| end.expected("endowments_tried", tried, "a number of endowments"))
}

/// Raises endowments, `stated` times at most, until the parameters say stop; by single steps if they take no more than
/// `walk` operations.
pub(super) fn raise(
    run: &mut Run<'_>,
    election: &Election,
    raises: Option<Raises>,
    stated: u64,
    walk: u64,
) -> Result<Raised, Rejection> {
    let budget = u128::from(election.budget.0.unsigned_abs());
    let voters = u128::from(election.voters.max(1));
    let at_once = |reason| Raised {
        endowment: Endowment { numerator: budget, denominator: voters },
        tried: 1,
        reason,
        next: None,
        walked: true,
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
    let mut step = 0;
    let mut ahead = Ahead::new(run);
    let before = run.effort.spent();
    let (mut walks, mut walked) = (true, true);
    while step < stated {
        run.run(endowment(step))?;
        let spent = run.effort.spent() - before + BEGIN * (step + 1);
        walks &= spent.max(if step == 0 { spent.saturating_mul(stated) } else { 0 }) <= walk;
        let won: Vec<bool> = run.elected_in.iter().map(|round| *round != NEVER).collect();
        if let Some(reason) = stops(run, election, raises, step, &won) {
            let (tried, here) = (step + 1, endowment(step));
            return Ok(if reason == OVERSPENT {
                let before = endowment(step.saturating_sub(1));
                Raised { endowment: before, tried, reason, next: Some(here), walked }
            } else {
                Raised { endowment: here, tried, reason, next: None, walked }
            });
        }
        step += 1;
        while step < stated && !walks {
            let stops = |won: &[bool]| stops(run, election, raises, step, won).is_some();
            let passed = ahead.pass(run, |more| endowment(step + more), stated - step, stops)?;
            if passed == 0 {
                break;
            }
            step += passed;
            walked = false;
        }
    }
    let sentence = format!("the document says {stated}, but raising goes on after so many");
    Err(falsehood("end.endowments_tried", sentence))
}

const OVERSPENT: &str = "overspent";

/// Why raising stops with such winners, if it does.
fn stops(
    run: &Run<'_>,
    election: &Election,
    raises: Raises,
    step: u64,
    won: &[bool],
) -> Option<&'static str> {
    let cost = |project: usize| u128::from(run.costs[project]);
    let spent: u128 = (0..won.len()).filter(|project| won[*project]).map(cost).sum();
    let left = u128::from(election.budget.0.unsigned_abs()).checked_sub(spent);
    let Some(left) = left else { return Some(OVERSPENT) };
    let open = || (0..won.len()).filter(|project| !won[*project]);
    let can_win = |project: usize| !run.weights[project].is_empty();
    let counts = |project: usize| raises.unelectable_count || can_win(project);
    let is_raised = step > 0;
    if raises.exhaustive && !open().any(|project| cost(project) <= left && counts(project)) {
        Some("exhaustive")
    } else if raises.all_elected && is_raised && open().next().is_none() {
        Some("all_elected")
    } else if is_raised && !open().any(can_win) {
        Some("all_supported_elected")
    } else {
        None
    }
}

/// How many endowments to look at together: a guess, which decides nothing.
struct Ahead {
    equals: Vec<u32>,
    guess: u64,
    /// How often the guess was right in succession.
    right: u32,
    /// How many endowments are still run one by one.
    alone: u64,
    longest_alone: u64,
}

impl Ahead {
    fn new(run: &Run<'_>) -> Self {
        Self { equals: band::equals(run), guess: 1, right: 0, alone: 0, longest_alone: 1 }
    }

    /// How many of the next endowments surely don't stop the raising; perhaps none.
    fn pass(
        &mut self,
        run: &Run<'_>,
        endowment: impl Fn(u64) -> Endowment,
        most: u64,
        stops: impl Fn(&[bool]) -> bool,
    ) -> Result<u64, Rejection> {
        if self.alone > 0 {
            self.alone -= 1;
            return Ok(0);
        }
        let mut count = self.guess.min(most);
        let mut is_first = true;
        while count > 0 {
            let found = band::outcomes(run, &self.equals, endowment(0), endowment(count - 1))?;
            count = match found {
                Ok(outcomes) if !outcomes.iter().any(|won| stops(won)) => {
                    self.longest_alone = 1;
                    self.right = if is_first { (self.right + 1).min(4) } else { 0 };
                    self.guess =
                        count.saturating_add(count.saturating_mul(u64::from(self.right)).div_ceil(2));
                    return Ok(count);
                }
                Err(band::TooMany(part)) if part > 0.0 && part < 0.98 => {
                    interval::whole(interval::float(count - 1) * (1.0 - part) - 1e-6)
                }
                Ok(_) | Err(_) => count / 2,
            };
            is_first = false;
        }
        (self.right, self.alone) = (0, self.longest_alone - 1);
        self.longest_alone = (2 * self.longest_alone).min(32);
        self.guess = (self.guess / 2).max(1);
        Ok(0)
    }
}
