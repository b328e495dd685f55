//! All endowments between two at once.
//!
//! Every ballot's money lies between two numbers: what it surely has at least at any of the endowments, and at most. Less
//! money never makes a rate smaller. So the money at least gives an upper bound of every rate, the money at most a lower
//! one, and both give bounds of what is left. If one project's upper bound comes before all others' lower ones, it
//! wins everywhere between; if not, every project that may win is followed by itself, and where two such ways meet
//! with the same winners they go on as one that has room for both. All that may happen at any of the endowments is
//! among the sets of winners in which they end.
//!
//! Equal projects, of one cost and with the same supporters, have equal prices everywhere; so the ladder tells. Where
//! roundings make one of them seem dearer, an outcome may have it in place of the other: what stops the raising are
//! costs, and who could be elected, in which equals are alike.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use super::Endowment;
use super::interval::{down, float, near, up};
use super::key::Key;
use super::run::Run;
use crate::verify::Rejection;
use crate::verify::votes::Backers;

/// One way that the method may go.
#[derive(Clone)]
struct Way {
    least: Vec<f64>,
    most: Vec<f64>,
    open: BinaryHeap<Reverse<Key>>,
    rates: Vec<f64>,
    won: Vec<bool>,
    winners: usize,
}

/// A project that may win, and what it asks for a unit.
struct Candidate {
    key: Key,
    low: f64,
    /// Infinite, if it may be unaffordable.
    high: f64,
}

/// What is in the way, and by about how much the greatest endowment would have to be less for it not to be.
pub(super) struct TooMany(pub(super) f64);

/// For each project the first of its equals.
pub(super) fn equals(run: &Run<'_>) -> Vec<u32> {
    let mut known = HashMap::new();
    let backers = run.votes.backers.iter().zip(&run.costs).zip(0..);
    let same = |((backers, cost), project): ((&Vec<Backers>, &u64), u32)| {
        let backers: Vec<(u32, u64)> =
            backers.iter().map(|backers| (backers.ballot, backers.units)).collect();
        *known.entry((*cost, backers)).or_insert(project)
    };
    backers.map(same).collect()
}

impl Way {
    /// How many are followed side by side.
    const MOST: usize = 8;

    fn start(run: &Run<'_>, from: Endowment, to: Endowment) -> Self {
        let (least, most) = (from.bounds().0, to.bounds().1);
        let money = |one: f64, round: fn(f64) -> f64| {
            run.votes.voters.iter().map(|voters| round(one * f64::from(*voters))).collect()
        };
        let mut way = Self {
            least: money(least, down),
            most: money(most, up),
            open: BinaryHeap::new(),
            rates: vec![0.0; run.costs.len()],
            won: vec![false; run.costs.len()],
            winners: 0,
        };
        for (project, weights) in (0..).zip(&run.weights).filter(|(_, weights)| !weights.is_empty()) {
            let weight = run.weight(project, |_| true);
            way.rates[project as usize] = down(float(run.costs[project as usize]) / near(weight));
            way.open.push(Reverse(run.exact_key(project, weight)));
            run.effort.spend(weights.len());
        }
        way
    }

    /// The projects that may win next, taken from the open ones: first the one whose price is least at most.
    fn candidates(&mut self, run: &Run<'_>, equals: &[u32]) -> Vec<Candidate> {
        let mut candidates: Vec<(Candidate, Option<Key>)> = Vec::new();
        let mut best: Option<Key> = None;
        while let Some(Reverse(key)) = self.open.pop() {
            if best.is_some_and(|best| best < key) {
                self.open.push(Reverse(key));
                break;
            }
            let project = key.project;
            let Some(key) = self.lowest(run, project) else { continue };
            let beyond = best.is_some_and(|best| best < key);
            if beyond || self.open.peek().is_some_and(|next| next.0 < key) {
                self.open.push(Reverse(key));
                continue;
            }
            let low = if run.costs[project as usize] == 0 { 0.0 } else { self.rates[project as usize] };
            let (high, ceiling) = self.highest(run, project, low);
            if ceiling.is_some_and(|ceiling| best.is_none_or(|best| ceiling < best)) {
                best = ceiling;
            }
            candidates.push((Candidate { key, low, high }, ceiling));
        }
        let Some(best) = best else {
            return candidates.into_iter().map(|(candidate, _)| candidate).collect();
        };
        let may_win = |(candidate, _): &(Candidate, Option<Key>)| {
            let project = candidate.key.project;
            let is_twin = equals[project as usize] == equals[best.project as usize];
            project == best.project || candidate.key < best && !is_twin
        };
        let (near, far): (Vec<_>, Vec<_>) = candidates.into_iter().partition(may_win);
        self.open.extend(far.into_iter().map(|(candidate, _)| Reverse(candidate.key)));
        let mut near: Vec<Candidate> = near.into_iter().map(|(candidate, _)| candidate).collect();
        near.sort_by_key(|candidate| candidate.key.project != best.project);
        near
    }

    /// The least price a project may have; none if it is unaffordable everywhere.
    fn lowest(&mut self, run: &Run<'_>, project: u32) -> Option<Key> {
        let index = project as usize;
        let cost = float(run.costs[index]);
        if cost == 0.0 {
            return Some(run.exact_key(project, 1));
        }
        loop {
            run.effort.spend(run.weights[index].len() + 24);
            let rate = self.rates[index];
            let split = run.split(project, rate, &self.most);
            let money = split.money * (1.0 + run.slacks[index]);
            if split.weight == 0.0 {
                return (money >= cost).then(|| run.rough_key(project, rate));
            }
            let next = down((cost - money) / (split.weight * (1.0 + run.slacks[index])));
            if next > rate {
                self.rates[index] = next;
                continue;
            }
            let pays = |ballot: u32, units: f64| self.most[ballot as usize] > up(up(rate) * units * BEYOND);
            if split.money == 0.0
                && run.weights[index]
                    .iter()
                    .all(|(ballot, units)| self.most[*ballot as usize] == 0.0 || pays(*ballot, *units))
            {
                let weight = run.weight(project, |ballot| self.most[ballot as usize] > 0.0);
                return Some(run.exact_key(project, weight));
            }
            return Some(run.rough_key(project, rate));
        }
    }

    /// A rate that suffices everywhere, and the price; infinite if none does. A rate is taken only if what surely is there
    /// makes up the cost at it, all roundings against it; how it was come by doesn't matter. If then nobody who has
    /// money surely lacks the rate, everybody who has pays in full, so the price is a fraction of whole numbers: the
    /// rate exceeds the cost by the weight, since the sum was taken to be less by the slack.
    fn highest(&self, run: &Run<'_>, project: u32, low: f64) -> (f64, Option<Key>) {
        let index = project as usize;
        if run.costs[index] == 0 {
            return (0.0, Some(run.exact_key(project, 1)));
        }
        let cost = float(run.costs[index]);
        let mut rate = up(low) * BEYOND;
        for _ in 0..MOST_STEPS {
            run.effort.spend(run.weights[index].len() + 24);
            let split = run.split(project, rate, &self.least);
            if down((split.money + rate * split.weight) * (1.0 - run.slacks[index])) >= cost {
                let key = if split.money == 0.0 {
                    run.exact_key(project, run.weight(project, |ballot| self.least[ballot as usize] > 0.0))
                } else {
                    run.rough_ceiling(project, rate)
                };
                return (rate, Some(key));
            }
            if split.weight == 0.0 {
                break;
            }
            rate = up(rate.max((cost - split.money) / split.weight)) * BEYOND;
        }
        (f64::INFINITY, None)
    }

    fn pay(&mut self, run: &Run<'_>, candidate: &Candidate) {
        let project = candidate.key.project as usize;
        run.effort.spend(run.weights[project].len());
        for (ballot, units) in &run.weights[project] {
            let place = *ballot as usize;
            self.least[place] = down(self.least[place] - up(candidate.high * units)).max(0.0);
            self.most[place] = up(self.most[place] - down(candidate.low * units)).max(0.0);
        }
        self.won[project] = true;
        self.winners += 1;
    }

    /// Makes room for another way with the same winners.
    fn meet(&mut self, other: Self) {
        self.least.iter_mut().zip(other.least).for_each(|(own, other)| *own = own.min(other));
        self.most.iter_mut().zip(other.most).for_each(|(own, other)| *own = own.max(other));
        self.rates.iter_mut().zip(other.rates).for_each(|(own, other)| *own = own.min(other));
        let mut keys: Vec<Key> = self.open.drain().chain(other.open).map(|key| key.0).collect();
        keys.sort_unstable_by(|a, b| a.project.cmp(&b.project).then(a.cmp(b)));
        keys.dedup_by_key(|key| key.project);
        self.open = keys.into_iter().map(Reverse).collect();
    }

    /// By about how much less the greatest endowment had to be, for a project's supporters to pay no more than its cost
    /// at a rate.
    fn surplus(&self, run: &Run<'_>, project: u32, rate: f64) -> f64 {
        let (mut paid, mut width) = (0.0, 0.0);
        for (ballot, units) in &run.weights[project as usize] {
            let (least, most) = (self.least[*ballot as usize], self.most[*ballot as usize]);
            paid += most.min(rate * units);
            width += if most < rate * units { most - least } else { 0.0 };
        }
        (paid - float(run.costs[project as usize])) / width
    }
}

/// The sets of winners that there may be from one endowment to another.
pub(super) fn outcomes(
    run: &Run<'_>,
    equals: &[u32],
    from: Endowment,
    to: Endowment,
) -> Result<Result<BTreeSet<Vec<bool>>, TooMany>, Rejection> {
    let mut ends = BTreeSet::new();
    let mut ways = vec![Way::start(run, from, to)];
    while !ways.is_empty() {
        run.effort.check()?;
        let mut longer: Vec<Way> = Vec::new();
        for mut way in ways {
            let candidates = way.candidates(run, equals);
            if candidates.iter().all(|candidate| candidate.high.is_infinite()) {
                ends.insert(way.won.clone());
            }
            let Some((first, others)) = candidates.split_first() else { continue };
            if longer.len() + others.len() > Way::MOST {
                let unsure = candidates.iter().find(|candidate| candidate.high.is_infinite());
                let part = match (unsure, others.first()) {
                    (None, Some(other)) => way.surplus(run, other.key.project, first.high),
                    (unsure, _) => way.surplus(run, unsure.unwrap_or(first).key.project, f64::INFINITY),
                };
                return Ok(Err(TooMany(part)));
            }
            let mut go = |mut way: Way, winner: &Candidate| {
                let rest = candidates.iter().filter(|other| other.key.project != winner.key.project);
                way.open.extend(rest.map(|other| Reverse(other.key)));
                way.pay(run, winner);
                match longer.iter_mut().find(|other| other.winners == way.winners && other.won == way.won) {
                    Some(other) => other.meet(way),
                    None => longer.push(way),
                }
            };
            for other in others {
                run.effort.spend(run.costs.len() * 8 + run.votes.voters.len());
                go(way.clone(), other);
            }
            go(way, first);
        }
        ways = longer;
    }
    Ok(Ok(ends))
}

/// By what part a rate is taken to be greater, so that roundings don't matter.
const BEYOND: f64 = 1.0 + 1e-13;
/// How often a rate that suffices is looked for.
const MOST_STEPS: usize = 40;

#[cfg(test)]
#[path = "band_tests.rs"]
mod tests;
