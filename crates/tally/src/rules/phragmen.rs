//! Sequential Phragmén (Brill, Freeman, Janson, Lackner 2017), with costs: every winner's cost is a load on its
//! supporters, spread so that all end equal; the winner is the project that leaves its supporters least loaded.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use num_bigint::BigInt;
use num_rational::Ratio;

use super::ledger::{Combination, Ledger, Price};
use super::support::Support;
use super::{Ladder, Tie};
use crate::Election;

/// A winner of Phragmén's rule.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Which project.
    pub project: u32,
    /// The load of each of its supporters afterwards, in hundredths of the currency unit.
    pub load: Ratio<BigInt>,
}

/// The course of Phragmén's rule.
#[derive(Debug, Clone)]
pub struct Phragmen {
    /// Winners in the order of election.
    pub rounds: Vec<Loaded>,
    /// The project at which it stopped, because it had the least load and didn't fit; of several the first by the ladder.
    pub stopped_at: Option<Loaded>,
    /// Ties, with what decided them.
    pub ties: Vec<Tie>,
}

/// Loads as multiples of 2⁻ˢ, too small by at most `error`; exact ones on demand.
struct Loads<'a> {
    election: &'a Election,
    support: &'a Support,
    shift: u32,
    error: u64,
    kept: Vec<u64>,
    last_round: Vec<Option<usize>>,
    ledger: Ledger,
    winners: Vec<u32>,
}

impl Loads<'_> {
    /// The load that a project would leave; true value between it and `error + 1` more.
    fn least(&self, project: u32) -> u64 {
        let mut sum = self.cost(project) << self.shift;
        for supporter in self.support.of(project) {
            sum += u64::from(supporter.count) * self.kept[supporter.ballot as usize];
        }
        sum / self.election.projects[project as usize].supporters
    }

    fn cost(&self, project: u32) -> u64 {
        self.election.projects[project as usize].cost.0.unsigned_abs()
    }

    fn exact(&self, project: u32) -> Price {
        let mut sum = Combination::of(self.ledger.len());
        for supporter in self.support.of(project) {
            if let Some(round) = self.last_round[supporter.ballot as usize] {
                sum.add(round, supporter.count.into());
            }
        }
        let numerator = self.ledger.numerator(&sum) + self.ledger.whole(self.cost(project));
        Price { numerator, divisor: self.election.projects[project as usize].supporters }
    }

    fn elect(&mut self, project: u32, price: Price) {
        let load = self.least(project);
        for supporter in self.support.of(project) {
            self.kept[supporter.ballot as usize] = load;
            self.last_round[supporter.ballot as usize] = Some(self.winners.len());
        }
        self.error += 1;
        self.winners.push(project);
        self.ledger.push(price);
    }
}

/// Runs the rule. It stops as soon as a project of least load doesn't fit in what is left, even if others would.
pub fn phragmen(election: &Election, ladder: &Ladder) -> Phragmen {
    let support = Support::new(election, |_| true);
    let costs = || election.projects.iter().map(|project| project.cost.0.unsigned_abs());
    let most = costs().max().unwrap_or(0) + election.budget.0.unsigned_abs();
    let mut loads = Loads {
        election,
        support: &support,
        shift: most.leading_zeros().saturating_sub(2),
        error: 0,
        kept: vec![0; election.distinct_ballots()],
        last_round: vec![None; election.distinct_ballots()],
        ledger: Ledger::new(&Ratio::from_integer(0)),
        winners: Vec::new(),
    };
    let supported = (0..).zip(&election.projects).filter(|(_, project)| project.supporters > 0);
    let mut heap: BinaryHeap<Reverse<(u64, u32)>> =
        supported.map(|(project, _)| Reverse((loads.least(project), project))).collect();
    let mut left = election.budget.0;
    let mut course = Phragmen { rounds: Vec::new(), stopped_at: None, ties: Vec::new() };
    loop {
        let equals = least_loaded(&mut heap, &loads);
        let Some((_, price)) = equals.first().cloned() else { return course };
        let round = loads.winners.len() + 1;
        let load = loads.ledger.ratio(&price);
        let fits = |project: u32| election.projects[project as usize].cost.0 <= left;
        let misfits = equals.iter().map(|(project, _)| *project).filter(|project| !fits(*project));
        if let Some(project) = misfits.min_by(|a, b| ladder.compare(*a, *b)) {
            course.stopped_at = Some(Loaded { project, load });
            return course;
        }
        let (project, tie) = ladder.pick(round, equals.iter().map(|(project, _)| *project).collect());
        for (other, _) in equals.iter().filter(|(other, _)| *other != project) {
            heap.push(Reverse((loads.least(*other), *other)));
        }
        course.ties.extend(tie);
        course.rounds.push(Loaded { project, load });
        left -= election.projects[project as usize].cost.0;
        loads.elect(project, price);
    }
}

/// Takes the projects of least load from the heap, whose values are lower bounds since loads only grow.
fn least_loaded(heap: &mut BinaryHeap<Reverse<(u64, u32)>>, loads: &Loads<'_>) -> Vec<(u32, Price)> {
    let mut near: Vec<(u64, u32)> = Vec::new();
    let mut limit = u64::MAX;
    while let Some(Reverse((bound, project))) = heap.peek().copied() {
        if bound > limit {
            break;
        }
        heap.pop();
        let least = loads.least(project);
        limit = limit.min(least + loads.error + 1);
        near.push((least, project));
    }
    let mut equals: Vec<(u32, Price)> = Vec::new();
    for (least, project) in near {
        if least > limit {
            heap.push(Reverse((least, project)));
            continue;
        }
        let price = loads.exact(project);
        match equals.first().map(|(_, best)| price.compare(1, best, 1)) {
            Some(std::cmp::Ordering::Greater) => heap.push(Reverse((least, project))),
            Some(std::cmp::Ordering::Equal) => equals.push((project, price)),
            Some(std::cmp::Ordering::Less) | None => {
                heap.extend(equals.drain(..).map(|(other, _)| Reverse((loads.least(other), other))));
                equals.push((project, price));
            }
        }
    }
    equals
}
