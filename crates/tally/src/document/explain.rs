//! Why each project was or wasn't funded.

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::Zero as _;
use serde_json::{Value, json};

use super::rounds::verdict;
use super::{fraction, id, money};
use crate::rules::equal_shares::{Account, EffectiveVotes, Standing};
use crate::rules::{
    Comparator, Course, EqualShares, Greedy, GreedyCourse, GreedyRound, Order, Outcome, Rule, Shares,
    Utility, Verdict,
};
use crate::{Election, Money, Points, Project};

/// The members of a project, with why it was or wasn't funded.
pub(super) fn project(project: &Project, won: bool, why: Value) -> Value {
    json!({
        "id": project.id,
        "name": project.name,
        "cost": money(project.cost),
        "score": project.score.to_string(),
        "supporters": project.supporters,
        "funded": won,
        "why": why,
    })
}

/// The rule of completions and comparisons.
static BY_SCORE: Greedy = Greedy::UTILITARIAN;

/// Why a project was or wasn't funded, by its place among those that the account is of.
pub(super) type Reasons<'a> = Box<dyn Fn(usize) -> Value + 'a>;

/// Why each of these projects was or wasn't funded; the account is of these projects, too.
pub(super) fn reasons<'a>(
    election: &'a Election,
    outcome: &'a Outcome,
    account: Option<&'a Account>,
    projects: &'a [u32],
) -> Reasons<'a> {
    let places = |order: &mut dyn Iterator<Item = u32>| {
        let mut places = vec![None; election.projects.len()];
        for (place, project) in order.enumerate() {
            places[project as usize] = Some(place);
        }
        projects.iter().map(|project| places[*project as usize]).collect::<Vec<Option<usize>>>()
    };
    let won = places(&mut outcome.winners.iter().copied());
    let data = |index: usize| &election.projects[projects[index] as usize];
    let rounds_of = |rule: &'a Greedy, course: &'a GreedyCourse| -> Reasons<'a> {
        let places = places(&mut course.rounds.iter().map(|round| round.project));
        Box::new(move |index| {
            places[index].map_or(Value::Null, |place| greedy(election, rule, course, place))
        })
    };
    match (&outcome.course, outcome.method().rule()) {
        (Course::Greedy(course), Rule::Greedy(rule)) => rounds_of(rule, course),
        (Course::EqualShares(shares @ Shares { comparison: Some((_, course)), .. }), _)
            if shares.switched() =>
        {
            rounds_of(&BY_SCORE, course)
        }
        (Course::EqualShares(shares), Rule::EqualShares(rule)) => {
            let standings = &account.expect("drawn up for every outcome of equal shares").standings;
            let rounds = places(&mut shares.winners.iter().copied());
            let completion = shares.completion.as_ref().map(|course| rounds_of(&BY_SCORE, course));
            Box::new(move |index| {
                let state = match (rounds[index], won[index]) {
                    (Some(round), _) => State::Elected { round },
                    (None, Some(_)) => State::Completed,
                    (None, None) => State::Lost,
                };
                let mut why = equal_shares(election, *rule, shares, data(index), &standings[index], state);
                let completion = completion.as_ref().map(|reasons| reasons(index));
                if let Some(completion) = completion.filter(|why| why["verdict"] == "too_expensive") {
                    why["completion"] = completion;
                }
                why
            })
        }
        _ => {
            let left = Money(election.budget.0 - election.cost_of(outcome.winners.iter().copied()).0);
            let stop = match &outcome.course {
                Course::Phragmen(course) => course.stopped_at.as_ref().map(|stop| stop.project),
                Course::Greedy(_) | Course::EqualShares(_) => None,
            };
            Box::new(move |index| phragmen(data(index), won[index], left, stop == Some(projects[index])))
        }
    }
}

/// What became of a project under equal shares.
enum State {
    Elected { round: usize },
    Completed,
    Lost,
}

fn greedy(election: &Election, rule: &Greedy, course: &GreedyCourse, place: usize) -> Value {
    let round = course.rounds[place];
    let project = round.project;
    let mut why = json!({"round": place + 1, "verdict": verdict(round.verdict), "left": money(round.left)});
    let cost = election.projects[project as usize].cost;
    match round.verdict {
        Verdict::Funded | Verdict::Unsupported | Verdict::Withdrawn => return why,
        Verdict::Excluded(rival) => why["excluded_by"] = id(election, rival).into(),
        _ => {}
    }
    if matches!(round.verdict, Verdict::TooExpensive | Verdict::PartlyFunded) {
        why["less_cost"] = money(Money(cost.0 - round.left.0)).into();
    }
    let more = more_score(election, rule, course, project);
    if election.vote_type.is_approval() {
        let voters = more.map(|score| ((score.0 + 99) / 100).to_string());
        why["more_votes"] = json!({"voters": voters, "meaning": "sufficient"});
    } else {
        why["more_score"] = more.map(|score| score.to_string()).into();
    }
    why
}

/// The least score that would have moved a project before the last round that left its cost, and before all winners that
/// exclude it, all else unchanged.
fn more_score(election: &Election, rule: &Greedy, course: &GreedyCourse, project: u32) -> Option<Points> {
    let data = &election.projects[project as usize];
    let before = match course.stopped_at {
        Some(stop) => &course.rounds[..=stop],
        None => &course.rounds,
    };
    // What is left only falls.
    let enough = &before[..before.partition_point(|round| round.left >= data.cost)];
    let excludes = |round: &GreedyRound| {
        let pairs = [(round.project, project), (project, round.project)];
        round.verdict == Verdict::Funded && pairs.iter().any(|pair| rule.conflicts.contains(pair))
    };
    let enough = &enough[..enough.iter().position(excludes).map_or(enough.len(), |rival| rival + 1)];
    let place = enough.iter().rev().find(|round| round.project != project)?;
    let ahead = &election.projects[place.project as usize];
    let beaten = match rule.order {
        Order::ScorePerCost if ahead.cost.0 > 0 => {
            let score = i128::from(ahead.score.0) * i128::from(data.cost.0);
            i64::try_from(num_integer::Integer::div_floor(&score, &i128::from(ahead.cost.0))).ok()?
        }
        Order::Score | Order::ScorePerCost => ahead.score.0,
    };
    let least = rule.threshold.map_or(0, |threshold| {
        let beyond = i64::from(threshold.comparator == Comparator::MoreThan);
        threshold.score.0 + beyond - data.score.0
    });
    Some(Points((beaten + 1 - data.score.0).max(least).max(0)))
}

fn equal_shares(
    election: &Election,
    rule: EqualShares,
    shares: &Shares,
    project: &Project,
    standing: &Standing,
    state: State,
) -> Value {
    let is_worth = rule.utility.values(project);
    let votes = standing.effective_votes.iter().map(|(round, votes)| {
        let votes = match votes {
            EffectiveVotes::Infinite => Value::Null,
            EffectiveVotes::Millionths(votes) => {
                format!("{}.{:06}", votes / 1_000_000, votes % 1_000_000).into()
            }
        };
        json!({"round": round + 1, "votes": votes})
    });
    let mut why = json!({"effective_votes": votes.collect::<Vec<_>>()});
    if let State::Elected { round } = state {
        why["verdict"] = "funded".into();
        why["round"] = (round + 1).into();
    } else {
        why["verdict"] = match state {
            State::Completed => "funded_by_completion",
            _ if project.supporters == 0 => "unsupported",
            _ if is_worth => "unaffordable",
            _ => "without_utility",
        }
        .into();
        if !is_worth {
            return why;
        }
        let cost = Ratio::from_integer(BigInt::from(project.cost.0));
        let less = cost - &standing.held_in_the_end;
        why["eliminated_after"] = standing.eliminated_after.into();
        why["held"] = fraction(&standing.held).into();
        let spent = standing
            .spent_on
            .iter()
            .map(|(winner, paid)| json!({"project": id(election, *winner), "paid": fraction(paid)}));
        why["spent_on"] = spent.collect();
        why["held_in_the_end"] = fraction(&standing.held_in_the_end).into();
        // It would have to be free, and would still not be funded.
        let is_vain = project.supporters == 0
            || rule.utility == Utility::Cost && standing.held_in_the_end < Ratio::from_integer(1.into());
        why["less_cost"] = (!is_vain).then(|| fraction(&less)).into();
        why["more_votes"] = json!({"voters": more_votes(shares, &less), "meaning": "sufficient"});
    }
    why
}

/// How many voters with the endowment hold an amount; at least one.
fn more_votes(shares: &Shares, amount: &Ratio<BigInt>) -> Option<String> {
    let endowment = Ratio::new(BigInt::from(*shares.endowment.numer()), (*shares.endowment.denom()).into());
    if amount.is_zero() {
        return Some("1".to_owned());
    }
    (!endowment.is_zero()).then(|| (amount / endowment).ceil().to_integer().to_string())
}

/// Where it stopped, with less cost its load would only have been less; others might still come behind the stop.
fn phragmen(data: &Project, round: Option<usize>, left: Money, is_stop: bool) -> Value {
    match round {
        Some(round) => json!({"verdict": "funded", "round": round + 1}),
        None if data.supporters == 0 => json!({"verdict": "unsupported"}),
        None if is_stop => {
            json!({"verdict": "too_expensive", "left": money(left), "less_cost": money(Money(data.cost.0 - left.0))})
        }
        None => json!({"verdict": "behind_the_stop", "left": money(left)}),
    }
}
