//! One run of the method at one endowment.
//!
//! The *rate* of a project is what a supporter pays per unit of points; Σ min(money, rate · units) over its supporters
//! is its cost. The *price* by which projects are compared is the rate divided by the cost (cost utility) or by 1.
//!
//! Every ballot's money is kept as an interval of two floating-point numbers. Whoever splits a project's supporters
//! in two and lets one part give all its money, the other the full rate, asks for no less than the minimum of both. So
//! any split, made with the most money there may be, gives a lower bound of the rate: (cost − money of the first) /
//! units of the second. The best split is found from below; lower bounds hold in all later rounds, since money only
//! goes. An upper bound is a rate at which the least money there may be suffices. Where all who have money surely pay in
//! full, the price is a fraction of small whole numbers, and known exactly.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Endowment;
use super::exact::{Ledger, Rate, weight_of};
use super::interval::{self, CHUNK, down, float, slack, up};
use super::key::Key;
use crate::Election;
use crate::verify::Rejection;
use crate::verify::effort::Effort;
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
    /// Projects that may still win, by lower bounds of their prices.
    open: BinaryHeap<Reverse<Key>>,
    pub(super) winners: Vec<u32>,
    pub(super) ties: Vec<Tie>,
    /// Projects that haven't been equal to a winner yet.
    unseen: Vec<u32>,
    /// Ballots that paid for the last winner.
    pub(super) payers: Vec<u32>,
    pub(super) preference: &'a Preference,
    pub(super) effort: Effort,
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

/// A project beside the others.
#[derive(Clone, Copy)]
pub(super) enum Position {
    /// It is unaffordable.
    Out,
    /// All who have money surely pay in full, and have this weight.
    Plain(u128),
    /// Its rate is at least this.
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
    pub(super) fn new(
        election: &Election,
        votes: &'a Votes,
        by_cost: bool,
        preference: &'a Preference,
    ) -> Self {
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
            open: BinaryHeap::new(),
            winners: Vec::new(),
            ties: Vec::new(),
            unseen: Vec::new(),
            payers: Vec::new(),
            preference,
            effort: Effort::default(),
            endowment: Endowment { numerator: 0, denominator: 1 },
            ledger: Ledger::new(Endowment { numerator: 0, denominator: 1 }),
            refreshed: 0,
            blur: 0.0,
        }
    }

    /// Elects until nothing is affordable.
    pub(super) fn run(&mut self, endowment: Endowment) -> Result<(), Rejection> {
        self.start(endowment);
        while let Some(choice) = self.choose()? {
            self.pay(choice);
        }
        Ok(())
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
        self.effort.spend(self.least.len() + self.costs.len());
        let can_win = |project: &u32| !self.weights[*project as usize].is_empty();
        self.unseen = (0..).zip(&self.costs).map(|(project, _)| project).filter(can_win).collect();
        let mut open = Vec::with_capacity(self.unseen.len());
        for project in &self.unseen {
            let weight = self.weight(*project, |_| true);
            let cost = float(self.costs[*project as usize]);
            self.rates[*project as usize] = down(cost / interval::near(weight));
            open.push(Reverse(self.exact_key(*project, weight)));
        }
        self.open = open.into();
    }

    /// The weight of those of a project's supporters whose ballots are such.
    pub(super) fn weight(&self, project: u32, is_such: impl Fn(u32) -> bool) -> u128 {
        let backers = self.votes.backers[project as usize].iter().copied();
        backers.filter(|backers| is_such(backers.ballot)).map(weight_of).sum()
    }

    /// The key of a project whose supporters of such weight, all who have money, pay in full.
    pub(super) fn exact_key(&self, project: u32, weight: u128) -> Key {
        let numerator = if self.by_cost { 1 } else { self.costs[project as usize] };
        Key::exact(numerator, weight, self.preference.place(project), project)
    }

    /// The key of a lower bound of a project's rate.
    pub(super) fn rough_key(&self, project: u32, rate: f64) -> Key {
        let price = down(rate / float(self.divisors[project as usize]));
        Key::rough(price, self.preference.place(project), project)
    }

    /// The key of an upper bound of a project's rate: behind all that may be as cheap.
    pub(super) fn rough_ceiling(&self, project: u32, rate: f64) -> Key {
        let price = up(rate / float(self.divisors[project as usize]));
        Key::ceiling(price, self.preference.place(project), project)
    }

    /// Finds the project of least price, if any is affordable.
    pub(super) fn choose(&mut self) -> Result<Option<Choice>, Rejection> {
        self.effort.check()?;
        while let Some(Reverse(key)) = self.open.pop() {
            let project = key.project;
            let (key, position) = self.evaluated(project);
            let Some(key) = key else { continue };
            if self.open.peek().is_some_and(|next| next.0 < key) {
                self.open.push(Reverse(key));
                continue;
            }
            let choice = match position {
                Position::Plain(weight) => Some(self.plain_winner(key, weight)),
                Position::From(low) => self.among_the_nearest(project, low)?,
                Position::Out => None,
            };
            if choice.is_some() {
                return Ok(choice);
            }
        }
        Ok(None)
    }

    /// Where a project's rate lies, and the key that follows from it, if it may be affordable.
    fn evaluated(&mut self, project: u32) -> (Option<Key>, Position) {
        let position = self.position(project, f64::INFINITY);
        let key = match position {
            Position::Out => None,
            Position::Plain(weight) => Some(self.exact_key(project, weight)),
            Position::From(low) => Some(self.rough_key(project, low)),
        };
        (key, position)
    }

    fn plain_winner(&mut self, key: Key, weight: u128) -> Choice {
        let project = key.project;
        let rate = Rate::Plain { cost: self.costs[project as usize], weight };
        let (low, high) = self.ledger.bounds(&rate);
        let winner = Near { project, low, high };
        let next = self.next_equal(winner, &rate);
        self.note_tie(winner, &rate, next);
        Choice { winner, rate: None }
    }

    /// The next by the ladder that has exactly the price of a winner; it stays open.
    fn next_equal(&mut self, winner: Near, rate: &Rate) -> Option<u32> {
        let most = self.most_price(winner);
        let mut aside = Vec::new();
        let mut equal: Option<Key> = None;
        while self.open.peek().is_some_and(|next| match equal {
            // Roughly bounded ones stand before those that are exact.
            Some(equal) => next.0 < equal,
            None => next.0.reaches(most),
        }) {
            let Some(Reverse(Key { project, .. })) = self.open.pop() else { break };
            let (Some(key), _) = self.evaluated(project) else { continue };
            aside.push(Reverse(key));
            let is_better =
                |equal: Key| self.preference.place(project) < self.preference.place(equal.project);
            if equal.is_none_or(is_better) && self.is_equal(project, winner.project, rate, most) {
                equal = Some(key);
            }
        }
        self.open.extend(aside);
        equal.map(|key| key.project)
    }

    /// What a winner's price is at most.
    fn most_price(&self, winner: Near) -> f64 {
        up(winner.high / float(self.divisors[winner.project as usize]))
    }

    /// Notes a winner's tie with the next, and which projects are equal to a winner for the first time.
    fn note_tie(&mut self, winner: Near, rate: &Rate, next: Option<u32>) {
        let Some(next) = next else { return };
        let most = self.most_price(winner);
        let mut unseen = std::mem::take(&mut self.unseen);
        self.effort.spend(unseen.len());
        let mut others = Vec::new();
        unseen.retain(|project| {
            let least = self.rates[*project as usize] / float(self.divisors[*project as usize]);
            let is_open = self.elected_in[*project as usize] == NEVER;
            let equals = is_open
                && ([winner.project, next].contains(project)
                    || down(least) <= most && self.is_equal(*project, winner.project, rate, most));
            if equals {
                others.push(*project);
            }
            is_open && !equals
        });
        self.unseen = unseen;
        self.ties.push(self.preference.tie(self.winners.len() + 1, winner.project, next, others));
    }

    /// Whether a project has exactly the price of a winner.
    fn is_equal(&mut self, project: u32, winner: u32, rate: &Rate, most: f64) -> bool {
        let limit = self.at_price(project, most);
        let own = match self.position(project, limit) {
            Position::Out => None,
            Position::Plain(weight) => Some(Rate::Plain { cost: self.costs[project as usize], weight }),
            Position::From(low) if low > limit => None,
            Position::From(low) => {
                let high = self.enough(project, low);
                self.exact_rate(Near { project, low, high })
            }
        };
        let divisor = |project: u32| self.divisors[project as usize];
        own.is_some_and(|own| self.ledger.compare(&own, divisor(project), rate, divisor(winner)).is_eq())
    }

    /// Chooses between a project that isn't plain and those that may be as cheap; none if all are unaffordable.
    fn among_the_nearest(&mut self, first: u32, low: f64) -> Result<Option<Choice>, Rejection> {
        let mut near = self.nearest(first, low)?;
        let vague = |near: &Near| near.high > near.low * (1.0 + VAGUE);
        if near.iter().any(vague) && self.refreshed < self.winners.len() {
            self.refreshed = self.winners.len();
            self.refresh();
            for near in near {
                self.reopen(near);
            }
            return self.choose();
        }
        match near[..] {
            [winner] if winner.high.is_finite() => Ok(Some(Choice { winner, rate: None })),
            _ => {
                near.sort_by_key(|near| self.preference.place(near.project));
                self.choose_exactly(&near)
            }
        }
    }

    fn reopen(&mut self, near: Near) {
        let key = self.rough_key(near.project, near.low);
        self.open.push(Reverse(key));
    }

    /// The projects that may have the least price, taken from the open ones.
    fn nearest(&mut self, first: u32, low: f64) -> Result<Vec<Near>, Rejection> {
        let mut near = vec![Near { project: first, low, high: self.enough(first, low) }];
        let mut limit = up(near[0].high / float(self.divisors[first as usize]));
        while self.open.peek().is_some_and(|next| next.0.reaches(limit)) {
            self.effort.check()?;
            let Some(Reverse(Key { project, .. })) = self.open.pop() else { break };
            let at_limit = self.at_price(project, limit);
            let low = match self.position(project, at_limit) {
                Position::Out => continue,
                Position::Plain(weight) => down(float(self.costs[project as usize]) / interval::near(weight)),
                Position::From(low) => low,
            };
            if low > at_limit {
                self.reopen(Near { project, low, high: f64::INFINITY });
                continue;
            }
            let high = self.enough(project, low);
            limit = limit.min(up(high / float(self.divisors[project as usize])));
            near.push(Near { project, low, high });
        }
        let (near, beyond) =
            near.into_iter().partition(|near| near.low <= self.at_price(near.project, limit));
        for near in beyond {
            self.reopen(near);
        }
        Ok(near)
    }

    /// Where a project's rate lies; if it is beyond a limit, perhaps only that.
    pub(super) fn position(&mut self, project: u32, limit: f64) -> Position {
        let index = project as usize;
        let cost = self.costs[index];
        if cost == 0 {
            return Position::Plain(1);
        }
        self.effort.spend(2 * self.weights[index].len() + 60);
        let has_money = |ballot: u32| self.exhausted_in[ballot as usize] == NEVER;
        let weight = self.weight(project, has_money);
        if weight == 0 {
            return Position::Out;
        }
        let due = up(float(cost) / interval::near(weight));
        let pays =
            |(ballot, units): &Weight| !has_money(*ballot) || self.least[*ballot as usize] > up(due * units);
        if self.weights[index].iter().all(pays) {
            return Position::Plain(weight);
        }
        match self.estimate(project, limit) {
            Estimate::Unaffordable => Position::Out,
            Estimate::Beyond => Position::From(self.rates[index]),
            Estimate::From(low) => Position::From(low),
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
    pub(super) fn enough(&self, project: u32, low: f64) -> f64 {
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

    /// Chooses by exact prices among projects in the order of the ladder.
    fn choose_exactly(&mut self, near: &[Near]) -> Result<Option<Choice>, Rejection> {
        let mut equals: Vec<(Near, Rate)> = Vec::new();
        let mut dearer: Vec<Near> = Vec::new();
        for near in near {
            self.effort.check()?;
            let Some(rate) = self.exact_rate(*near) else { continue };
            let order = equals.first().map_or(std::cmp::Ordering::Less, |(best, least)| {
                let divisor = |near: &Near| self.divisors[near.project as usize];
                self.ledger.compare(&rate, divisor(near), least, divisor(best))
            });
            if order.is_lt() {
                dearer.extend(equals.drain(..).map(|(near, _)| near));
            }
            if order.is_le() {
                equals.push((*near, rate));
            } else {
                dearer.push(*near);
            }
        }
        let mut equals = equals.into_iter();
        let Some((Near { project, .. }, rate)) = equals.next() else { return Ok(None) };
        let others: Vec<Near> = equals.map(|(near, _)| near).collect();
        let next = others.first().map(|near| near.project);
        for near in others.into_iter().chain(dearer) {
            self.reopen(near);
        }
        let (low, high) = self.ledger.bounds(&rate);
        let winner = Near { project, low, high };
        self.note_tie(winner, &rate, next);
        Ok(Some(Choice { winner, rate: Some(rate) }))
    }

    /// Takes the winner's rate from its supporters.
    pub(super) fn pay(&mut self, choice: Choice) {
        let Choice { mut winner, mut rate } = choice;
        self.payers.clear();
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
            self.payers.push(backers.ballot);
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
