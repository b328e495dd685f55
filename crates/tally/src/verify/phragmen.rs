//! Sequential Phragmén, in whole numbers over one common denominator.
//!
//! A voter's load is that of the last round in which it supported the winner, so a project's supporters are kept as
//! counts by that round.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use serde_json::{Value, json};

use super::Rejection;
use super::effort::Effort;
use super::preference::{Preference, Tie};
use super::said::Items;
use super::shares::interval::bounds;
use super::text::fraction;
use super::votes::Votes;
use crate::{Election, Money, Project};

/// A winner, and the load of its supporters afterwards, in hundredths.
struct Round {
    project: u32,
    load: BigRational,
}

/// The course of the rule.
pub(super) struct Course {
    rounds: Vec<Round>,
    /// The preferred project of least load that didn't fit, with that load.
    stopped_at: Option<(u32, BigRational)>,
    pub(super) ties: Vec<Tie>,
}

/// Loads by round, and who bears them.
struct Loads<'a> {
    votes: &'a Votes,
    denominator: BigInt,
    /// Per round its load, over the denominator.
    by_round: Vec<BigInt>,
    /// Per ballot the rounds that have loaded it, up to the last; 0 if none has.
    last: Vec<usize>,
    /// Per project how many of its supporters have their load from which round; the first have none.
    counts: Vec<BTreeMap<usize, u64>>,
    effort: Effort,
}

/// What a project would leave on each of its supporters: its cost by them, or, if some of them bear a load already, a
/// sum over the denominator by them.
struct Load {
    cost: u64,
    sum: Option<BigInt>,
    supporters: u64,
}

impl<'a> Loads<'a> {
    fn new(election: &Election, votes: &'a Votes) -> Self {
        Self {
            votes,
            denominator: 1.into(),
            by_round: vec![0.into()],
            last: vec![0; votes.ballots.len()],
            counts: election
                .projects
                .iter()
                .map(|project| BTreeMap::from([(0, project.supporters)]))
                .collect(),
            effort: Effort::default(),
        }
    }

    /// What would load a project's supporters together, over the denominator.
    fn sum(&self, project: u32, cost: i64) -> BigInt {
        let counts = &self.counts[project as usize];
        self.effort.spend(counts.len() * self.limbs());
        let borne = counts.iter().map(|(round, count)| &self.by_round[*round] * *count);
        borne.sum::<BigInt>() + &self.denominator * cost
    }

    /// How long its numbers are.
    fn limbs(&self) -> usize {
        usize::try_from(self.denominator.bits() / 64 + 2).unwrap_or(usize::MAX)
    }

    /// The load that a project would leave.
    fn of(&self, project: &Project, index: u32) -> Load {
        let is_new = self.counts[index as usize].keys().all(|round| *round == 0);
        let sum = if is_new { None } else { Some(self.sum(index, project.cost.0)) };
        Load { cost: project.cost.0.unsigned_abs(), sum, supporters: project.supporters }
    }

    fn compare(&self, a: &Load, b: &Load) -> Ordering {
        if a.sum.is_none() && b.sum.is_none() {
            let wide = |cost: u64, supporters: u64| u128::from(cost) * u128::from(supporters);
            return wide(a.cost, b.supporters).cmp(&wide(b.cost, a.supporters));
        }
        (self.numerator(a) * b.supporters).cmp(&(self.numerator(b) * a.supporters))
    }

    fn numerator(&self, load: &Load) -> BigInt {
        load.sum.clone().unwrap_or_else(|| &self.denominator * load.cost)
    }

    /// Two numbers between which a load lies.
    fn bounds(&self, load: &Load) -> (f64, f64) {
        match &load.sum {
            None => bounds(&load.cost.into(), &load.supporters.into()),
            Some(sum) => bounds(sum, &(&self.denominator * load.supporters)),
        }
    }

    /// Loads the supporters of a winner, of whom there are so many, with a sum.
    fn load(&mut self, project: u32, sum: BigInt, supporters: u64) {
        self.effort.spend(self.by_round.len() * self.limbs());
        let common = sum.gcd(&supporters.into());
        let factor = BigInt::from(supporters) / &common;
        self.denominator *= &factor;
        for load in &mut self.by_round {
            *load *= &factor;
        }
        let round = self.by_round.len();
        self.by_round.push(sum / common);
        for backers in &self.votes.backers[project as usize] {
            let last = std::mem::replace(&mut self.last[backers.ballot as usize], round);
            self.effort.spend(16 * self.votes.ballots[backers.ballot as usize].len());
            for (other, _) in &self.votes.ballots[backers.ballot as usize] {
                let counts = &mut self.counts[*other as usize];
                let voters = u64::from(backers.voters);
                let rest = counts.remove(&last).unwrap_or_default() - voters;
                if rest > 0 {
                    counts.insert(last, rest);
                }
                *counts.entry(round).or_default() += voters;
            }
        }
    }
}

/// Runs the rule.
pub(super) fn run(election: &Election, votes: &Votes, preference: &Preference) -> Result<Course, Rejection> {
    let data = |project: u32| &election.projects[project as usize];
    let indices = (0..).zip(&election.projects).map(|(index, _)| index);
    let mut open: Vec<u32> = indices.filter(|project| data(*project).supporters > 0).collect();
    open.sort_by_key(|project| preference.place(*project));
    let mut loads = Loads::new(election, votes);
    // Loads only grow, so what was too great once is.
    let mut floors = vec![0.0; election.projects.len()];
    let mut seen = vec![false; election.projects.len()];
    let mut left = election.budget.0;
    let mut course = Course { rounds: Vec::new(), stopped_at: None, ties: Vec::new() };
    loop {
        let mut equals: Vec<u32> = Vec::new();
        let mut least: Option<(Load, f64)> = None;
        for project in &open {
            loads.effort.spend(1);
            let floor = &mut floors[*project as usize];
            if least.as_ref().is_some_and(|(_, most)| *floor > *most) {
                continue;
            }
            loads.effort.check()?;
            let own = loads.of(data(*project), *project);
            let order = least.as_ref().map_or(Ordering::Less, |(least, _)| loads.compare(&own, least));
            if order.is_lt() {
                equals.clear();
            }
            if order.is_le() {
                equals.push(*project);
            }
            if !order.is_eq() {
                let (low, high) = loads.bounds(&own);
                *floor = low;
                if order.is_lt() {
                    least = Some((own, high));
                }
            }
        }
        let (Some((least, _)), Some(project)) = (least, equals.first().copied()) else { return Ok(course) };
        let sum = loads.numerator(&least);
        let load = BigRational::new(sum.clone(), &loads.denominator * least.supporters);
        let too_expensive = equals.iter().copied().find(|project| data(*project).cost.0 > left);
        if let Some(project) = too_expensive {
            course.stopped_at = Some((project, load));
            return Ok(course);
        }
        let round = course.rounds.len() + 1;
        if let [_, next, ..] = equals[..] {
            equals.retain(|project| !std::mem::replace(&mut seen[*project as usize], true));
            course.ties.push(preference.tie(round, project, next, equals));
        }
        loads.load(project, sum, least.supporters);
        left -= data(project).cost.0;
        open.retain(|other| *other != project);
        course.rounds.push(Round { project, load });
    }
}

impl Course {
    pub(super) fn winners(&self) -> Vec<u32> {
        self.rounds.iter().map(|round| round.project).collect()
    }

    pub(super) fn rounds<'a>(&'a self, election: &'a Election) -> Items<'a> {
        let item = |index: usize| {
            let round = &self.rounds[index];
            let id = &election.projects[round.project as usize].id;
            json!({"round": index + 1, "project": id, "load": fraction(&round.load)})
        };
        Items { count: self.rounds.len(), item: Box::new(item) }
    }

    /// How it ended.
    pub(super) fn end(&self, election: &Election) -> Value {
        let Some((project, load)) = &self.stopped_at else {
            return json!({"reason": "all_supported_elected"});
        };
        json!({
            "reason": "least_loaded_does_not_fit",
            "project": election.projects[*project as usize].id,
            "load": fraction(load),
        })
    }
}

/// Why each project was or wasn't funded.
pub(super) fn reasons<'a>(election: &'a Election, course: &'a Course) -> Box<dyn Fn(usize) -> Value + 'a> {
    let winners = course.winners();
    let spent: i64 = winners.iter().map(|winner| election.projects[*winner as usize].cost.0).sum();
    let left = election.budget.0 - spent;
    let mut places = vec![None; election.projects.len()];
    for (place, winner) in winners.into_iter().enumerate() {
        places[winner as usize] = Some(place);
    }
    let stop = course.stopped_at.as_ref().map(|(stop, _)| *stop as usize);
    Box::new(move |project| {
        let data = &election.projects[project];
        let amount = Money(left).to_string();
        match places[project] {
            Some(place) => json!({"verdict": "funded", "round": place + 1}),
            None if stop == Some(project) => {
                let less = Money(data.cost.0 - left).to_string();
                json!({"verdict": "too_expensive", "left": amount, "less_cost": less})
            }
            None if data.supporters == 0 => json!({"verdict": "unsupported"}),
            None => json!({"verdict": "behind_the_stop", "left": amount}),
        }
    })
}
