//! The rounds of a count and its end.

use serde_json::{Value, json};

use super::{endowment, fraction, id, ids, money};
use crate::Election;
use crate::rules::equal_shares::{Account, Payers, Round, Stop};
use crate::rules::{Course, GreedyCourse, Outcome, Phragmen, Shares, Verdict};

/// The rounds of an outcome, one by one.
pub(super) fn rounds<'a>(
    election: &'a Election,
    outcome: &'a Outcome,
    account: Option<&'a Account>,
) -> Box<dyn Iterator<Item = Value> + 'a> {
    match &outcome.course {
        Course::Greedy(course) => Box::new(rounds_of(election, course)),
        Course::Phragmen(course) => Box::new(course.rounds.iter().zip(1..).map(|(round, number)| {
            json!({"round": number, "project": id(election, round.project), "load": fraction(&round.load)})
        })),
        Course::EqualShares(_) => Box::new(paid(election, &drawn_up(account).rounds)),
    }
}

/// How it ended.
pub(super) fn end(election: &Election, outcome: &Outcome, account: Option<&Account>) -> Value {
    match &outcome.course {
        Course::Greedy(_) => Value::Null,
        Course::Phragmen(course) => phragmen(election, course),
        Course::EqualShares(shares) => end_of_shares(election, shares, drawn_up(account)),
    }
}

fn drawn_up(account: Option<&Account>) -> &Account {
    account.expect("drawn up for every outcome of equal shares")
}

fn paid<'a>(election: &'a Election, rounds: &'a [Round]) -> impl Iterator<Item = Value> + 'a {
    let payers = |payers: &Payers| json!({"voters": payers.voters, "paid": fraction(&payers.paid)});
    let round = move |(round, number): (&Round, usize)| {
        json!({
            "round": number,
            "project": id(election, round.project),
            "rate": fraction(&round.rate),
            "in_full": payers(&round.in_full),
            "exhausted": payers(&round.exhausted),
        })
    };
    rounds.iter().zip(1..).map(round)
}

fn end_of_shares(election: &Election, shares: &Shares, account: &Account) -> Value {
    let reason = match &shares.stop {
        Stop::NotRaised => "not_raised",
        Stop::AllFit => "all_fit",
        Stop::Exhaustive => "exhaustive",
        Stop::AllElected => "all_elected",
        Stop::AllSupportedElected => "all_supported_elected",
        Stop::Overspent(..) => "overspent",
    };
    let next = match &shares.stop {
        Stop::Overspent(next, winners) => json!({
            "endowment": endowment(next),
            "rounds": paid(election, &account.overspent).collect::<Value>(),
            "winners": ids(election, winners),
            "cost": money(election.cost_of(winners.iter().copied())),
        }),
        _ => Value::Null,
    };
    let comparison = shares.comparison.as_ref().map(|(served, greedy)| {
        json!({
            "greedy": ids(election, &greedy.funded().collect::<Vec<_>>()),
            "voters_preferring_greedy": served.prefer_second,
            "voters_preferring_shares": served.prefer_first,
            "switched": shares.switched(),
        })
    });
    json!({
        "endowment": endowment(&shares.endowment),
        "endowments_tried": shares.runs,
        "left_with_voters": fraction(&account.left),
        "reason": reason,
        "next": next,
        "completion": shares.completion.as_ref().map(|course| rounds_of(election, course).collect::<Value>()),
        "comparison": comparison,
    })
}

fn rounds_of<'a>(election: &'a Election, course: &'a GreedyCourse) -> impl Iterator<Item = Value> + 'a {
    let round = move |(round, number): (&crate::rules::GreedyRound, usize)| {
        json!({
            "round": number,
            "project": id(election, round.project),
            "left": money(round.left),
            "verdict": verdict(round.verdict),
        })
    };
    course.rounds.iter().zip(1..).map(round)
}

pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Funded => "funded",
        Verdict::TooExpensive => "too_expensive",
        Verdict::PartlyFunded => "partly_funded",
        Verdict::BehindTheStop => "behind_the_stop",
        Verdict::BelowThreshold => "below_threshold",
        Verdict::Excluded(_) => "excluded",
        Verdict::Unsupported => "unsupported",
        Verdict::Withdrawn => "withdrawn",
    }
}

fn phragmen(election: &Election, course: &Phragmen) -> Value {
    let end = course.stopped_at.as_ref().map(|stop| {
        json!({"reason": "least_loaded_does_not_fit", "project": id(election, stop.project), "load": fraction(&stop.load)})
    });
    end.unwrap_or_else(|| json!({"reason": "all_supported_elected"}))
}
