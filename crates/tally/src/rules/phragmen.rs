//! Sequential Phragmén (Brill, Freeman, Janson, Lackner 2017), with costs: every winner's cost is a load on its
//! supporters, spread so that all end equal; the winner is the project that leaves its supporters least loaded.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::Zero as _;

use super::effort::{Effort, Watch};
use super::ledger::{self, Combination, Ledger};
use super::price::{Bound, Price};
use super::support::{Support, Supporter};
use super::{Tie, TieBreaking, Uncounted};
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
    tie_breaking: &'a TieBreaking,
    shift: u32,
    error: u64,
    kept: Vec<u64>,
    last_round: Vec<Option<usize>>,
    ledger: Ledger,
    winners: Vec<u32>,
    effort: Effort<'a>,
}

impl Loads<'_> {
    /// The load that a project would leave: exactly if none of its supporters has one yet, else from below; the true
    /// one is at most `error + 1` more.
    fn bound(&self, project: u32) -> Bound {
        let supporters = self.election.projects[project as usize].supporters;
        let backers = self.support.of(project);
        self.effort.spend(backers.len() + 12);
        let price = if backers.iter().all(|backer| self.last_round[backer.ballot as usize].is_none()) {
            Price::Plain { numerator: self.cost(project), weight: supporters }
        } else {
            let kept = |backer: &Supporter| u64::from(backer.count) * self.kept[backer.ballot as usize];
            let sum: u64 = backers.iter().map(kept).sum();
            self.fixed(((self.cost(project) << self.shift) + sum) / supporters)
        };
        Bound { price, place: self.tie_breaking.place(project), project }
    }

    const fn fixed(&self, load: u64) -> Price {
        Price::Fixed { rate: load, divisor: 1, shift: self.shift }
    }

    /// What a bound is at most.
    fn most(&self, bound: Bound) -> Price {
        match bound.price {
            Price::Fixed { rate, .. } => self.fixed(rate + self.error + 1),
            plain @ Price::Plain { .. } => plain,
        }
    }

    fn cost(&self, project: u32) -> u64 {
        self.election.projects[project as usize].cost.0.unsigned_abs()
    }

    fn exact(&self, project: u32) -> ledger::Price {
        let mut sum = Combination::of(self.ledger.len());
        for supporter in self.support.of(project) {
            if let Some(round) = self.last_round[supporter.ballot as usize] {
                sum.add(round, supporter.count.into());
            }
        }
        self.effort.spend(self.support.of(project).len() + self.ledger.work(&sum));
        let numerator = self.ledger.numerator(&sum) + self.ledger.whole(self.cost(project));
        ledger::Price { numerator, divisor: self.election.projects[project as usize].supporters }
    }

    fn elect(&mut self, project: u32, price: ledger::Price) {
        let load = match self.bound(project).price {
            Price::Fixed { rate, .. } => rate,
            Price::Plain { numerator, weight } => (numerator << self.shift) / weight,
        };
        if !price.numerator.is_zero() {
            for supporter in self.support.of(project) {
                self.kept[supporter.ballot as usize] = load;
                self.last_round[supporter.ballot as usize] = Some(self.winners.len());
            }
        }
        self.error += 1;
        self.winners.push(project);
        let work = self.ledger.push(price);
        self.effort.spend(work);
    }
}

/// Projects by their loads; those of least load that were equal in the last round are kept apart, so that thousands of
/// equals needn't be sorted anew.
struct Queue {
    heap: BinaryHeap<Reverse<Bound>>,
    equals: Vec<Bound>,
}

impl Queue {
    /// The projects of least load, in the order of the ladder.
    fn least_loaded(&mut self, loads: &Loads<'_>) -> &[Bound] {
        let Self { heap, equals } = self;
        equals.retain(|before| {
            let now = loads.bound(before.project);
            let stays = now == *before && matches!(now.price, Price::Plain { .. });
            if !stays {
                heap.push(Reverse(now));
            }
            stays
        });
        // Loads only grow, so what was least and hasn't changed is.
        let mut limit = equals.first().map(|first| first.price);
        let mut near = Vec::new();
        while let Some(Reverse(bound)) = heap.peek().copied() {
            if limit.is_some_and(|limit| bound.price > limit) {
                break;
            }
            heap.pop();
            let bound = loads.bound(bound.project);
            let most = loads.most(bound);
            limit = Some(limit.map_or(most, |limit| limit.min(most)));
            near.push(bound);
        }
        near.sort_unstable();
        let beyond = near.partition_point(|bound| limit.is_some_and(|limit| bound.price <= limit));
        heap.extend(near.drain(beyond..).map(Reverse));
        Self::keep_least(heap, equals, near, loads);
        equals.sort_by_key(|bound| bound.place);
        equals
    }

    /// Adds to the equals those that are near and as light, or takes those that are lighter instead.
    fn keep_least(
        heap: &mut BinaryHeap<Reverse<Bound>>,
        equals: &mut Vec<Bound>,
        near: Vec<Bound>,
        loads: &Loads<'_>,
    ) {
        let mut least: Option<ledger::Price> = None;
        for bound in near {
            let order = match equals.first() {
                None => Ordering::Less,
                Some(first) if [first.price, bound.price].iter().all(Price::is_plain) => {
                    bound.price.cmp(&first.price)
                }
                Some(first) => {
                    let best = least.get_or_insert_with(|| loads.exact(first.project));
                    loads.exact(bound.project).compare(1, best, 1)
                }
            };
            match order {
                Ordering::Greater => heap.push(Reverse(bound)),
                Ordering::Equal => equals.push(bound),
                Ordering::Less => {
                    heap.extend(equals.drain(..).map(Reverse));
                    equals.push(bound);
                    least = None;
                }
            }
        }
    }
}

/// Runs the rule. It stops as soon as a project of least load doesn't fit in what is left, even if others would.
pub(super) fn phragmen(
    election: &Election,
    tie_breaking: &TieBreaking,
    watch: Option<Watch<'_>>,
) -> Result<Phragmen, Uncounted> {
    let support = Support::new(election, |_| true);
    let costs = || election.projects.iter().map(|project| project.cost.0.unsigned_abs());
    let most = costs().max().unwrap_or(0) + election.budget.0.unsigned_abs();
    let mut loads = Loads {
        election,
        support: &support,
        tie_breaking,
        shift: most.leading_zeros().saturating_sub(2),
        error: 0,
        kept: vec![0; election.distinct_ballots()],
        last_round: vec![None; election.distinct_ballots()],
        ledger: Ledger::new(&Ratio::from_integer(0)),
        winners: Vec::new(),
        effort: Effort::new(watch.map(|watch| watch as Watch<'_>)),
    };
    let supported = (0..).zip(&election.projects).filter(|(_, project)| project.supporters > 0);
    let heap = supported.map(|(project, _)| Reverse(loads.bound(project))).collect();
    let mut queue = Queue { heap, equals: Vec::new() };
    let mut seen = vec![false; election.projects.len()];
    let mut left = election.budget.0;
    let mut course = Phragmen { rounds: Vec::new(), stopped_at: None, ties: Vec::new() };
    loop {
        loads.effort.check()?;
        let equals = queue.least_loaded(&loads);
        let Some(first) = equals.first() else { return Ok(course) };
        let project = first.project;
        let price = loads.exact(project);
        let load = loads.ledger.ratio(&price);
        let fits = |bound: &&Bound| election.projects[bound.project as usize].cost.0 <= left;
        if let Some(too_expensive) = equals.iter().find(|bound| !fits(bound)) {
            course.stopped_at = Some(Loaded { project: too_expensive.project, load });
            return Ok(course);
        }
        if let [_, next, ..] = equals {
            let mut newly = |bound: &Bound| !std::mem::replace(&mut seen[bound.project as usize], true);
            let others = equals.iter().filter(|bound| newly(bound)).map(|bound| bound.project).collect();
            course.ties.push(tie_breaking.tie(loads.winners.len() + 1, project, next.project, others));
        }
        course.rounds.push(Loaded { project, load });
        left -= election.projects[project as usize].cost.0;
        queue.equals.remove(0);
        loads.elect(project, price);
    }
}
