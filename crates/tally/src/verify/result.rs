//! The members of a document from `winners` on, as the file and the parameters give them.

use serde_json::{Map, Value, json};

use super::asked::{Asked, Rule};
use super::preference::Tie;
use super::votes::Votes;
use super::{Raising, Rejection, greedy, phragmen, shares};
use crate::{Election, Money, Project};

/// What the file gives.
pub(super) struct Given {
    pub(super) result: Value,
    pub(super) winners: usize,
    pub(super) cost: Money,
    pub(super) raising: Raising,
}

/// An outcome, as the members tell it.
struct Told {
    winners: Vec<u32>,
    partly_funded: Option<u32>,
    rounds: Value,
    ties: Value,
    end: Value,
}

/// Counts once more. Of what the document says it takes only where to give up: at more endowments than it knows.
pub(super) fn count(
    election: &Election,
    asked: &Asked,
    said: &Map<String, Value>,
) -> Result<Given, Rejection> {
    let votes = Votes::new(election);
    match &asked.rule {
        Rule::Greedy(rule) => {
            let course = greedy::run(election, rule, &asked.preference, &[], election.budget.0);
            let told = Told {
                winners: course.funded(),
                partly_funded: course.partly_funded(),
                rounds: course.report(election),
                ties: ties(election, &[("rule", &course.ties)]),
                end: Value::Null,
            };
            Ok(tell(election, told, course.reasons(election, rule)))
        }
        Rule::Phragmen => {
            let course = phragmen::run(election, &votes, &asked.preference)?;
            let told = Told {
                winners: course.winners(),
                partly_funded: None,
                rounds: course.rounds(election),
                ties: ties(election, &[("rule", &course.ties)]),
                end: course.end(election),
            };
            Ok(tell(election, told, phragmen::reasons(election, &course)))
        }
        Rule::Shares(rule) => {
            let course = shares::run(election, &votes, *rule, &asked.preference, said.get("end"))?;
            let told = Told {
                winners: course.winners(),
                partly_funded: None,
                rounds: course.rounds(election),
                ties: ties(election, &course.ties()),
                end: course.end(election),
            };
            Ok(Given { raising: course.raising(), ..tell(election, told, course.reasons(election)) })
        }
    }
}

fn tell(election: &Election, told: Told, reasons: Vec<Value>) -> Given {
    let Told { winners, partly_funded, rounds, ties, end } = told;
    let data = |project: u32| &election.projects[project as usize];
    let cost = Money(winners.iter().map(|winner| data(*winner).cost.0).sum());
    let left = Money(election.budget.0 - cost.0);
    let partly =
        partly_funded.map(|project| json!({"project": data(project).id, "amount": left.to_string()}));
    let won = election.marks(&winners);
    let project = |((project, won), why): ((&Project, bool), Value)| {
        json!({
            "id": project.id,
            "name": project.name,
            "cost": project.cost.to_string(),
            "score": project.score.to_string(),
            "supporters": project.supporters,
            "funded": won,
            "why": why,
        })
    };
    let result = json!({
        "winners": ids(election, &winners),
        "cost": cost.to_string(),
        "left": left.to_string(),
        "partly_funded": partly,
        "rounds": rounds,
        "ties": ties,
        "end": end,
        "projects": election.projects.iter().zip(won).zip(reasons).map(project).collect::<Value>(),
    });
    Given { result, winners: winners.len(), cost, raising: Raising::None }
}

/// The ids of projects.
pub(super) fn ids(election: &Election, projects: &[u32]) -> Value {
    projects.iter().map(|project| Value::from(election.projects[*project as usize].id.as_str())).collect()
}

fn ties(election: &Election, stages: &[(&str, &[Tie])]) -> Value {
    let tie = |stage: &str, tie: &Tie| {
        json!({
            "stage": stage,
            "round": tie.round,
            "projects": ids(election, &tie.projects),
            "preferred": election.projects[tie.preferred as usize].id,
            "step": tie.step,
        })
    };
    stages.iter().flat_map(|(stage, ties)| ties.iter().map(|one| tie(stage, one))).collect()
}
