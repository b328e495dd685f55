//! The members of a document from `winners` on, as the file and the parameters give them.

use serde_json::{Value, json};

use super::asked::{Asked, Rule};
use super::compare::{Members, compare};
use super::preference::Tie;
use super::said::{Items, Said};
use super::votes::Votes;
use super::{Raising, Rejection, greedy, phragmen, shares};
use crate::{Election, Money};

/// What the file gives, in short.
pub(super) struct Given {
    pub(super) winners: usize,
    pub(super) cost: Money,
    pub(super) raising: Raising,
}

/// An outcome, as the members tell it.
struct Told<'a> {
    winners: Vec<u32>,
    partly_funded: Option<u32>,
    rounds: Items<'a>,
    ties: Vec<(&'static str, &'a [Tie])>,
    end: Value,
    /// Why each project was or wasn't funded.
    why: Box<dyn Fn(usize) -> Value + 'a>,
}

/// Counts once more and compares. Of what the document says counting takes only where to give up: at more endowments
/// than it knows.
pub(super) fn compare_with(election: &Election, asked: &Asked, said: &Said<'_>) -> Result<Given, Rejection> {
    let votes = Votes::new(election);
    match &asked.rule {
        Rule::Greedy(rule) => {
            let course = greedy::run(election, rule, &asked.preference, &[], election.budget.0);
            let told = Told {
                winners: course.funded(),
                partly_funded: course.partly_funded(),
                rounds: course.rounds(election),
                ties: vec![("rule", &course.ties)],
                end: Value::Null,
                why: course.reasons(election, rule),
            };
            told.compare(election, said, Raising::None)
        }
        Rule::Phragmen => {
            let course = phragmen::run(election, &votes, &asked.preference)?;
            let told = Told {
                winners: course.winners(),
                partly_funded: None,
                rounds: course.rounds(election),
                ties: vec![("rule", &course.ties)],
                end: course.end(election),
                why: phragmen::reasons(election, &course),
            };
            told.compare(election, said, Raising::None)
        }
        Rule::Shares(rule) => {
            let course = shares::run(election, &votes, *rule, &asked.preference, said.short.get("end"))?;
            let told = Told {
                winners: course.winners(),
                partly_funded: None,
                rounds: course.rounds(election),
                ties: course.ties(),
                end: course.end(election),
                why: course.reasons(election),
            };
            told.compare(election, said, course.raising())
        }
    }
}

impl Told<'_> {
    fn compare(self, election: &Election, said: &Said<'_>, raising: Raising) -> Result<Given, Rejection> {
        let data = |project: u32| &election.projects[project as usize];
        let cost = Money(self.winners.iter().map(|winner| data(*winner).cost.0).sum());
        let left = Money(election.budget.0 - cost.0);
        let partly = self.partly_funded;
        let partly = partly.map(|project| json!({"project": data(project).id, "amount": left.to_string()}));
        let top = Members::new("", &said.short);
        compare("winners", top.get("winners")?, &ids(election, &self.winners))?;
        compare("cost", top.get("cost")?, &cost.to_string().into())?;
        compare("left", top.get("left")?, &left.to_string().into())?;
        compare("partly_funded", top.get("partly_funded")?, &partly.into())?;
        said.compare_items("rounds", &self.rounds)?;
        let ties: Vec<(&str, &Tie)> =
            self.ties.iter().flat_map(|(stage, ties)| ties.iter().map(|tie| (*stage, tie))).collect();
        let item = Box::new(|index: usize| tie(election, ties[index].0, ties[index].1));
        said.compare_items("ties", &Items { count: ties.len(), item })?;
        compare("end", top.get("end")?, &self.end)?;
        let won = election.marks(&self.winners);
        let item = |index: usize| {
            let project = &election.projects[index];
            json!({
                "id": project.id,
                "name": project.name,
                "cost": project.cost.to_string(),
                "score": project.score.to_string(),
                "supporters": project.supporters,
                "funded": won[index],
                "why": (self.why)(index),
            })
        };
        said.compare_items("projects", &Items { count: election.projects.len(), item: Box::new(item) })?;
        Ok(Given { winners: self.winners.len(), cost, raising })
    }
}

/// The ids of projects.
pub(super) fn ids(election: &Election, projects: &[u32]) -> Value {
    projects.iter().map(|project| Value::from(election.projects[*project as usize].id.as_str())).collect()
}

fn tie(election: &Election, stage: &str, tie: &Tie) -> Value {
    json!({
        "stage": stage,
        "round": tie.round,
        "projects": ids(election, &tie.projects),
        "preferred": election.projects[tie.preferred as usize].id,
        "step": tie.step,
    })
}
