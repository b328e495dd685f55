//! One run of the method at one endowment.
//!
//! The *rate* of a project is what a supporter pays per unit of points; Σ min(money, rate · units) over its supporters
//! is its cost. The *price* by which projects are compared is the rate divided by the cost (cost utility) or by 1.
//!
//! Every ballot's money is kept as an interval of two floating-point numbers. Whoever splits a project's supporters
//! in two and lets one part give all its money, the other the full rate, asks for no less than the minimum of both. So
//! any split, made with the most money there may be, gives a lower bound of the rate: (cost − money of the first) /
//! units of the second. The best split is found from below; lower bounds hold in all later rounds, since money only
//! goes. An upper bound is a rate at which the least money there may be suffices.

use super::Endowment;
use super::exact::{Ledger, Rate};
use super::interval::{CHUNK, down, float, slack, up};
use crate::Election;
use crate::verify::preference::{Preference, Tie};
use crate::verify::votes::Votes;

/// The round of what hasn't happened.
pub(super) const NEVER: u32 = u32::MAX;

/// A project's supporters with one ballot: its index, and units times voters.
pub(super) type Weight = (u32, f64);

/// A run, whose memory the next run uses again.
pub(super) struct Run<'a> {
    pub(super) votes: &'a Votes,
    /// Per project its cost in hundredths.
    pub(super) costs: Vec<u64>,
    /// Per project what its rate is divided by for its price.
    pub(super) divisors: Vec<u64>,
    /// Whether a winner is worth its cost; a free project is worth nothing then, and can't win.
    pub(super) by_cost: bool,
    /// Per project its supporters, if it can win.
    pub(super) weights: Vec<Vec<Weight>>,
    /// Per project by what part its sums may be off.
    pub(super) slacks: Vec<f64>,
    /// Per ballot the least and the most that its voters may have together, in hundredths.
    pub(super) least: Vec<f64>,
    pub(super) most: Vec<f64>,
    /// Per ballot the round in which its voters gave all they had, and per project the round in which it won.
    pub(super) exhausted_in: Vec<u32>,
    pub(super) elected_in: Vec<u32>,
    /// Per project a lower bound of its rate.
    rates: Vec<f64>,
    /// Projects that may still win.
    pub(super) open: Vec<u32>,
    pub(super) winners: Vec<u32>,
    pub(super) ties: Vec<Tie>,
    pub(super) endowment: Endowment,
    pub(super) ledger: Ledger,
    /// Before which round the money was last made precise.
    refreshed: usize,
    /// By what part money is uncertain at the start; with more than 0, fractions decide more often.
    pub(super) blur: f64,
}

/// Where a project's rate lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) project: u32,
    pub(super) low: f64,
    /// Infinite, if it isn't sure that its supporters have enough.
    pub(super) high: f64,
}

/// What was found of a project's rate.
enum Estimate {
    Unaffordable,
    /// It is beyond the limit.
    Beyond,
    /// It is at least this, and perhaps not beyond the limit.
    From(f64),
}

/// The winner of a round.
pub(super) struct Choice {
    pub(super) winner: Near,
    /// Its rate, where that was needed to choose it.
    pub(super) rate: Option<Rate>,
}

/// The money of those who can't pay a rate, and the weight of those who can.
pub(super) struct Split {
    pub(super) money: f64,
    pub(super) weight: f64,
}

impl<'a> Run<'a> {
    pub(super) fn new(election: &Election, votes: &'a Votes, by_cost: bool) -> Self {
        let costs: Vec<u64> = election.projects.iter().map(|project| project.cost.0.unsigned_abs()).collect();
        let divisors = costs.iter().map(|cost| if by_cost { (*cost).max(1) } else { 1 }).collect();
        let weights: Vec<Vec<Weight>> = votes
            .backers
            .iter()
            .zip(&costs)
            .map(|(backers, cost)| {
                let weight = |backers: &crate::verify::votes::Backers| {
                    float(backers.units) * f64::from(backers.voters)
                };
                let can_win = *cost > 0 || !by_cost;
                backers.iter().filter(|_| can_win).map(|backers| (backers.ballot, weight(backers))).collect()
            })
            .collect();
        let (projects, ballots) = (costs.len(), votes.ballots.len());
        Self {
            votes,
            slacks: weights.iter().map(|weights| slack(weights.len())).collect(),
            costs,
            by_cost,
            divisors,
            weights,
            least: vec![0.0; ballots],
            most: vec![0.0; ballots],
            exhausted_in: vec![NEVER; ballots],
            elected_in: vec![NEVER; projects],
            rates: vec![0.0; projects],
            open: Vec::with_capacity(projects),
            winners: Vec::new(),
            ties: Vec::new(),
            endowment: Endowment { numerator: 0, denominator: 1 },
            ledger: Ledger::new(Endowment { numerator: 0, denominator: 1 }),
            refreshed: 0,
            blur: 0.0,
        }
    }

    /// Elects until nothing is affordable.
    pub(super) fn run(&mut self, endowment: Endowment, preference: &Preference) {
        self.start(endowment);
        while let Some(choice) = self.choose(preference) {
            self.pay(choice);
        }
    }

    pub(super) fn start(&mut self, endowment: Endowment) {
        self.endowment = endowment;
        self.ledger = Ledger::new(endowment);
        self.refreshed = 0;
        self.winners.clear();
        self.ties.clear();
        self.exhausted_in.fill(NEVER);
        self.elected_in.fill(NEVER);
        self.rates.fill(0.0);
        let (low, high) = endowment.bounds();
        for (voters, (least, most)) in self.votes.voters.iter().zip(self.least.iter_mut().zip(&mut self.most))
        {
            *least = down(low * (1.0 - self.blur) * f64::from(*voters));
            *most = up(high * (1.0 + self.blur) * f64::from(*voters));
        }
        self.open.clear();
        self.open.extend(
            (0..).zip(&self.weights).filter(|(_, weights)| !weights.is_empty()).map(|(index, _)| index),
        );
    }

    /// Finds the project of least price, if any is affordable.
    pub(super) fn choose(&mut self, preference: &Preference) -> Option<Choice> {
        let mut near = self.nearest();
        let vague = |near: &Near| near.high > near.low * (1.0 + VAGUE);
        if near.iter().any(vague) && self.refreshed < self.winners.len() {
            self.refreshed = self.winners.len();
            self.refresh();
            near = self.nearest();
        }
        match near[..] {
            [] => None,
            [winner] if winner.high.is_finite() => Some(Choice { winner, rate: None }),
            _ => self.choose_exactly(&near, preference),
        }
    }

    /// The projects that may have the least price.
    fn nearest(&mut self) -> Vec<Near> {
        let mut near: Vec<Near> = Vec::new();
        let mut limit = f64::INFINITY;
        let mut open = std::mem::take(&mut self.open);
        let price = |project: u32| self.rates[project as usize] / float(self.divisors[project as usize]);
        if let Some(first) = (0..open.len()).min_by(|a, b| price(open[*a]).total_cmp(&price(open[*b]))) {
            open.swap(0, first);
        }
        open.retain(|project| {
            let at_limit = self.at_price(*project, limit);
            match self.estimate(*project, at_limit) {
                Estimate::Unaffordable => return false,
                Estimate::Beyond => {}
                Estimate::From(low) => {
                    let high = self.enough(*project, low);
                    limit = limit.min(up(high / float(self.divisors[*project as usize])));
                    near.push(Near { project: *project, low, high });
                }
            }
            true
        });
        self.open = open;
        near.retain(|near| near.low <= self.at_price(near.project, limit));
        near
    }

    /// Where a project's rate lies, if it may be affordable.
    pub(super) fn near(&mut self, project: u32) -> Option<Near> {
        match self.estimate(project, f64::INFINITY) {
            Estimate::From(low) => Some(Near { project, low, high: self.enough(project, low) }),
            Estimate::Beyond | Estimate::Unaffordable => None,
        }
    }

    /// A rate that is no less than the one of this price.
    pub(super) fn at_price(&self, project: u32, price: f64) -> f64 {
        up(price * float(self.divisors[project as usize]))
    }

    /// Raises the lower bound of a project's rate to the rate, or beyond the limit.
    fn estimate(&mut self, project: u32, limit: f64) -> Estimate {
        let index = project as usize;
        let cost = float(self.costs[index]);
        if cost == 0.0 {
            return Estimate::From(0.0);
        }
        if self.rates[index] > limit {
            return Estimate::Beyond;
        }
        let mut rate = if limit.is_finite() { limit } else { self.rates[index] };
        let mut may_descend = limit.is_finite();
        loop {
            let split = self.split(project, rate, &self.most);
            let money = split.money * (1.0 + self.slacks[index]);
            if split.weight == 0.0 && money < cost {
                return Estimate::Unaffordable;
            }
            if split.weight > 0.0 && money < cost {
                let bound = down((cost - money) / (split.weight * (1.0 + self.slacks[index])));
                self.rates[index] = self.rates[index].max(bound);
            }
            let next = self.rates[index];
            if next > limit {
                return Estimate::Beyond;
            }
            if next > rate || may_descend && next < rate {
                may_descend = false;
                rate = next;
            } else {
                return Estimate::From(next);
            }
        }
    }

    /// A rate at which a project's supporters surely have enough; infinite if none is found.
    fn enough(&self, project: u32, low: f64) -> f64 {
        let index = project as usize;
        let cost = float(self.costs[index]);
        if cost == 0.0 {
            return 0.0;
        }
        let above = 1.0 + 4.0 * self.slacks[index];
        let mut rate = low * above;
        for _ in 0..ATTEMPTS {
            let Split { money, weight } = self.split(project, rate, &self.least);
            if down((money + rate * weight) * (1.0 - self.slacks[index])) >= cost {
                return rate;
            }
            if weight == 0.0 {
                return f64::INFINITY;
            }
            rate = rate.max((cost - money) / weight) * above;
        }
        f64::INFINITY
    }

    /// Splits a project's supporters by whether a rate takes all their money.
    pub(super) fn split(&self, project: u32, rate: f64, money: &[f64]) -> Split {
        let mut split = Split { money: 0.0, weight: 0.0 };
        for chunk in self.weights[project as usize].chunks(CHUNK) {
            let (mut poor, mut rich) = (0.0, 0.0);
            for (ballot, weight) in chunk {
                let money = money[*ballot as usize];
                let is_poor = money < rate * weight;
                poor += if is_poor { money } else { 0.0 };
                rich += if is_poor { 0.0 } else { *weight };
            }
            split.money += poor;
            split.weight += rich;
        }
        split
    }

    /// Chooses by exact prices.
    fn choose_exactly(&mut self, near: &[Near], preference: &Preference) -> Option<Choice> {
        let mut equals: Vec<(Near, Rate)> = Vec::new();
        for near in near {
            let Some(rate) = self.exact_rate(*near) else {
                self.open.retain(|project| *project != near.project);
                continue;
            };
            let order = equals.first().map_or(std::cmp::Ordering::Less, |(best, least)| {
                let divisor = |near: &Near| self.divisors[near.project as usize];
                self.ledger.compare(&rate, divisor(near), least, divisor(best))
            });
            if order.is_lt() {
                equals.clear();
            }
            if order.is_le() {
                equals.push((*near, rate));
            }
        }
        if equals.is_empty() {
            return None;
        }
        let tied: Vec<u32> = equals.iter().map(|(near, _)| near.project).collect();
        let (project, tie) = preference.prefer(self.winners.len() + 1, tied);
        self.ties.extend(tie);
        let (_, rate) = equals.into_iter().find(|(near, _)| near.project == project)?;
        let (low, high) = self.ledger.bounds(&rate);
        Some(Choice { winner: Near { project, low, high }, rate: Some(rate) })
    }

    /// Takes the winner's rate from its supporters.
    pub(super) fn pay(&mut self, choice: Choice) {
        let Choice { mut winner, mut rate, .. } = choice;
        let round = u32::try_from(self.winners.len()).unwrap_or(NEVER);
        let index = winner.project as usize;
        if !self.is_clear(winner) {
            let exact = rate.or_else(|| self.exact_rate(winner));
            if let Some(exact) = &exact {
                (winner.low, winner.high) = self.ledger.bounds(exact);
                self.extend_ledger();
            }
            rate = exact;
        }
        for (backers, (ballot, weight)) in self.votes.backers[index].iter().zip(&self.weights[index]) {
            let ballot = *ballot as usize;
            if self.exhausted_in[ballot] != NEVER {
                continue;
            }
            let (low, high) = (down(winner.low * weight), up(winner.high * weight));
            let keeps = match (self.least[ballot] > high, self.most[ballot] <= low, &rate) {
                (false, false, Some(rate)) => self.money_beside(*backers, rate).is_gt(),
                (keeps, _, _) => keeps,
            };
            if keeps {
                self.least[ballot] = down((self.least[ballot] - high).max(0.0));
                self.most[ballot] = up(self.most[ballot] - low);
            } else {
                self.exhausted_in[ballot] = round;
                self.least[ballot] = 0.0;
                self.most[ballot] = 0.0;
            }
        }
        if let Some(rate) = rate {
            self.enter(&rate);
        }
        self.elected_in[index] = round;
        self.winners.push(winner.project);
        self.open.retain(|project| *project != winner.project);
    }

    /// Whether the bounds tell who of the winner's supporters keeps money.
    fn is_clear(&self, winner: Near) -> bool {
        self.weights[winner.project as usize].iter().all(|(ballot, weight)| {
            let (least, most) = (self.least[*ballot as usize], self.most[*ballot as usize]);
            self.exhausted_in[*ballot as usize] != NEVER
                || least > up(winner.high * weight)
                || most <= down(winner.low * weight)
        })
    }
}

/// How vague a rate may be before exact fractions make the money precise again.
const VAGUE: f64 = 1e-9;
/// How often an upper bound is looked for.
const ATTEMPTS: usize = 6;
