//! The method at all endowments between two at once.
//!
//! Everybody's money is kept between two bounds. Whoever has more money can pay a cost at no greater a rate; so a rate
//! that suffices if all have the least they may have, and one that doesn't if all have the most, are bounds of the
//! rate, and what is left is bounded by paying at either. A project surely wins a round if no other may be cheaper, or
//! as cheap and preferred by the ladder. Where several may, each of them is taken to win in turn: at every endowment it is
//! one of them. Courses that come to the same winners are one again, with the wider bounds. So the outcomes that are
//! found in the end are all that there may be.
//!
//! Two projects of one cost and with the same supporters always have one price: there the ladder decides.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use num_rational::Ratio;

use super::super::Uncounted;
use super::super::effort::Effort;
use super::super::price::{Bound, Price, Prices};
use super::super::support::Support;
use super::split::Split;

/// What may happen in a band of endowments.
pub(super) enum Outcomes {
    /// One of these sets of winners is elected.
    Among(Vec<Vec<u32>>),
    /// Too much may; perhaps less if the greatest endowment were by so many hundredths less.
    TooMany(f64),
}

/// Elections of the same projects by the same ballots.
pub(super) struct Band<'a> {
    prices: Prices<'a>,
    support: &'a Support,
    /// Per project the first of those with its cost and its supporters.
    twins: Vec<u32>,
    shift: u32,
    /// The hundredths between the least and the greatest endowment.
    width: f64,
    /// States no longer needed, whose memory is.
    spare: Vec<State>,
}

/// How far one course of the method is.
#[derive(Default)]
struct State {
    /// The least and the most that each voter of a ballot may have.
    low: Vec<u64>,
    high: Vec<u64>,
    /// Per project a lower bound of its rate.
    rates: Vec<u64>,
    open: BinaryHeap<Reverse<Bound>>,
    winners: Vec<u32>,
    /// A sum over the winners, to find equal ones by.
    sum: u64,
}

impl Clone for State {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, other: &Self) {
        self.low.clone_from(&other.low);
        self.high.clone_from(&other.high);
        self.rates.clone_from(&other.rates);
        self.open.clone_from(&other.open);
        self.winners.clone_from(&other.winners);
        self.sum = other.sum;
    }
}

impl State {
    fn elect(&mut self, project: u32) {
        self.winners.push(project);
        self.sum =
            self.sum.wrapping_add(u64::from(project + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29));
    }

    /// Whether the same projects have won, in whatever order.
    fn has_the_winners_of(&self, other: &Self) -> bool {
        let sorted = |state: &Self| {
            let mut winners = state.winners.clone();
            winners.sort_unstable();
            winners
        };
        self.sum == other.sum && sorted(self) == sorted(other)
    }

    /// Takes in what may be in another state with the same winners.
    fn widen(&mut self, other: &Self) {
        for (low, other) in self.low.iter_mut().zip(&other.low) {
            *low = (*low).min(*other);
        }
        for (high, other) in self.high.iter_mut().zip(&other.high) {
            *high = (*high).max(*other);
        }
        for (rate, other) in self.rates.iter_mut().zip(&other.rates) {
            *rate = (*rate).min(*other);
        }
        let mut open = std::mem::take(&mut self.open).into_vec();
        open.extend(&other.open);
        // The least bound of each project stays.
        open.sort_unstable_by_key(|Reverse(bound)| (bound.project, *bound));
        open.dedup_by_key(|bound| bound.0.project);
        self.open = open.into();
    }
}

/// A project that may be the cheapest, and bounds of its rate. Without an upper one it may be unaffordable; if it wins
/// all the same, it may take all that its supporters have.
struct Near {
    bound: Bound,
    least: u64,
    most: Option<u64>,
}

impl<'a> Band<'a> {
    /// How many courses are followed at once.
    const MOST_COURSES: usize = 8;

    pub(super) fn new(prices: Prices<'a>, support: &'a Support) -> Self {
        Self { prices, support, twins: twins(prices, support), shift: 0, width: 0.0, spare: Vec::new() }
    }

    /// The outcomes that there may be from one endowment to another, in hundredths.
    pub(super) fn outcomes(
        &mut self,
        (from, to): (&Ratio<u128>, &Ratio<u128>),
        effort: &Effort<'_>,
    ) -> Result<Outcomes, Uncounted> {
        let mut outcomes: Vec<Vec<u32>> = Vec::new();
        let mut courses = vec![self.start(from, to)];
        while !courses.is_empty() {
            let mut longer: Vec<State> = Vec::with_capacity(courses.len());
            for mut state in courses {
                effort.check()?;
                let near = self.round(&mut state, effort);
                if near.iter().all(|near| near.most.is_none()) {
                    let mut winners = state.winners.clone();
                    winners.sort_unstable();
                    if !outcomes.contains(&winners) {
                        outcomes.push(winners);
                    }
                }
                let Some((first, others)) = near.split_first() else {
                    self.spare.push(state);
                    continue;
                };
                if longer.len() + others.len() > Self::MOST_COURSES {
                    let unsure = near.iter().find(|near| near.most.is_none());
                    let back = match (unsure, others.first()) {
                        (None, Some(other)) => self.back(&state, other.bound.project, first.bound.price),
                        (unsure, _) => {
                            self.back_from(&state, unsure.unwrap_or(first).bound.project, f64::INFINITY)
                        }
                    };
                    return Ok(Outcomes::TooMany(back));
                }
                for other in others {
                    let mut course = self.spare.pop().unwrap_or_default();
                    course.clone_from(&state);
                    effort.spend(state.low.len() / 4);
                    let rest = near.iter().filter(|near| near.bound.project != other.bound.project);
                    course.open.extend(rest.map(|near| Reverse(near.bound)));
                    self.pay(&mut course, other, effort);
                    self.join(&mut longer, course, effort);
                }
                state.open.extend(others.iter().map(|near| Reverse(near.bound)));
                self.pay(&mut state, first, effort);
                self.join(&mut longer, state, effort);
            }
            courses = longer;
        }
        Ok(Outcomes::Among(outcomes))
    }

    /// Adds a course to others of the same length, or to the one that has the same winners.
    fn join(&mut self, others: &mut Vec<State>, course: State, effort: &Effort<'_>) {
        match others.iter_mut().find(|other| other.has_the_winners_of(&course)) {
            Some(other) => {
                effort.spend(course.low.len() / 2 + course.rates.len() * 8);
                other.widen(&course);
                self.spare.push(course);
            }
            None => others.push(course),
        }
    }

    fn start(&mut self, from: &Ratio<u128>, to: &Ratio<u128>) -> State {
        let election = self.prices.election;
        // The greatest amount takes 62 bits at most.
        self.shift = (to.to_integer() + 2).leading_zeros().saturating_sub(u128::BITS - 62);
        self.width = hundredths(&(to - from));
        let scaled = |endowment: &Ratio<u128>| (endowment.numer() << self.shift, *endowment.denom());
        let ((least, of), (most, among)) = (scaled(from), scaled(to));
        let [low, high] =
            [least / of, most.div_ceil(among)].map(|money| u64::try_from(money).expect("shifted to 62 bits"));
        let mut state = self.spare.pop().unwrap_or_default();
        (state.sum, state.winners) = (0, Vec::new());
        for (money, start) in [(&mut state.low, low), (&mut state.high, high)] {
            money.clear();
            money.resize(election.distinct_ballots(), start);
        }
        state.rates.clear();
        let mut open = std::mem::take(&mut state.open).into_vec();
        open.clear();
        for (project, data) in (0..).zip(&election.projects) {
            let cost = u128::from(self.prices.cost(project)) << self.shift;
            let mut rate = 0;
            let weight = self.support.weight(project);
            if weight > 0 && u128::from(data.supporters) * u128::from(high) >= cost {
                rate = u64::try_from(cost / u128::from(weight)).expect("affordable");
                open.push(Reverse(self.prices.bound(project, self.prices.plain(project, weight))));
            }
            state.rates.push(rate);
        }
        state.open = open.into();
        state
    }

    /// Takes from the open projects those that may win the next round, first one that may be the cheapest. If none of
    /// them is surely affordable, there may be no winner.
    fn round(&self, state: &mut State, effort: &Effort<'_>) -> Vec<Near> {
        let mut near: Vec<Near> = Vec::new();
        let mut best: Option<Bound> = None;
        while let Some(Reverse(bound)) = state.open.peek().copied() {
            if best.is_some_and(|best| bound > best) {
                break;
            }
            state.open.pop();
            let project = bound.project;
            let Some(price) = self.least(state, project, effort) else { continue };
            let bound = self.prices.bound(project, price);
            let next = state.open.peek().map(|next| next.0);
            if best.is_some_and(|best| bound > best) || next.is_some_and(|next| next < bound) {
                state.open.push(Reverse(bound));
                continue;
            }
            let least = state.rates[project as usize];
            let most = self.most(state, project, least, effort);
            near.push(Near { bound, least, most: most.map(|(rate, _)| rate) });
            if let Some((_, price)) = most {
                let most = self.prices.bound(project, price);
                best = Some(best.map_or(most, |best| best.min(most)));
            }
        }
        let Some(best) = best else { return near };
        let twin = self.twins[best.project as usize];
        let (mut rivals, others): (Vec<Near>, Vec<Near>) = near.into_iter().partition(|near| {
            let project = near.bound.project;
            project == best.project || near.bound <= best && self.twins[project as usize] != twin
        });
        state.open.extend(others.into_iter().map(|near| Reverse(near.bound)));
        rivals.sort_by_key(|near| near.bound.project != best.project);
        rivals
    }

    /// A price that a project surely has at least; none if it is unaffordable. By Newton's method from below: the sum of
    /// min(money, rate · points) is concave.
    fn least(&self, state: &mut State, project: u32, effort: &Effort<'_>) -> Option<Price> {
        let cost = u128::from(self.prices.cost(project)) << self.shift;
        if cost == 0 {
            return Some(self.prices.plain(project, 1));
        }
        loop {
            let rate = state.rates[project as usize];
            effort.spend(self.support.of(project).len() + 24);
            let split = Split::of(self.support, &state.high, project, rate);
            if split.rich_points == 0 {
                return (split.poor_money >= cost).then(|| self.prices.fixed(project, rate, self.shift));
            }
            let next = cost.saturating_sub(split.poor_money) / u128::from(split.rich_points);
            let next = u64::try_from(next).unwrap_or(u64::MAX);
            if next <= rate {
                let is_plain = split.poor_money == 0 && rate > 0 && split.margin > 0;
                return Some(if is_plain {
                    self.prices.plain(project, split.rich_points)
                } else {
                    self.prices.fixed(project, rate, self.shift)
                });
            }
            state.rates[project as usize] = next;
        }
    }

    /// A rate that surely suffices, and a price that a project surely has at most, if it is surely affordable.
    fn most(&self, state: &State, project: u32, least: u64, effort: &Effort<'_>) -> Option<(u64, Price)> {
        let cost = u128::from(self.prices.cost(project)) << self.shift;
        if cost == 0 {
            return Some((0, self.prices.plain(project, 1)));
        }
        let mut rate = least.max(1);
        loop {
            effort.spend(self.support.of(project).len() + 24);
            let split = Split::of(self.support, &state.low, project, rate);
            if split.paid(rate) >= cost {
                let is_plain = split.poor_money == 0;
                let price = if is_plain {
                    self.prices.plain(project, split.rich_points)
                } else {
                    self.prices.fixed(project, rate, self.shift)
                };
                return Some((rate, price));
            }
            if split.rich_points == 0 {
                return None;
            }
            let next = (cost - split.poor_money).div_ceil(u128::from(split.rich_points));
            rate = u64::try_from(next).ok()?;
        }
    }

    fn pay(&self, state: &mut State, near: &Near, effort: &Effort<'_>) {
        let project = near.bound.project;
        let most = near.most.unwrap_or(u64::MAX);
        effort.spend(self.support.of(project).len() + 24);
        for (supporter, points) in self.support.pairs(project) {
            let place = supporter.ballot as usize;
            state.low[place] = state.low[place].saturating_sub(most.saturating_mul(points));
            state.high[place] = state.high[place].saturating_sub(near.least.saturating_mul(points));
        }
        state.elect(project);
    }

    /// By about how much the greatest endowment would have to be less for a project to be as dear as that.
    fn back(&self, state: &State, project: u32, price: Price) -> f64 {
        let rate = match price {
            Price::Plain { numerator, weight } => float(numerator) / float(weight),
            Price::Fixed { rate, divisor, shift } => float(rate) / power(shift) / float(divisor),
        };
        self.back_from(state, project, rate * float(self.prices.divisor(project)))
    }

    /// The same for a rate, if money grows evenly.
    fn back_from(&self, state: &State, project: u32, rate: f64) -> f64 {
        let (mut paid, mut growth) = (0.0, 0.0);
        for (supporter, points) in self.support.pairs(project) {
            let [low, high] = [&state.low, &state.high]
                .map(|money| float(money[supporter.ballot as usize]) / power(self.shift));
            let (due, count) = (rate * float(points), f64::from(supporter.count));
            if high < due {
                growth += (high - low) * count;
            }
            paid += high.min(due) * count;
        }
        (paid - float(self.prices.cost(project))) / growth * self.width
    }
}

/// Per project the first of those with its cost and its supporters.
fn twins(prices: Prices<'_>, support: &Support) -> Vec<u32> {
    let key = |project: u32| {
        let supporters = support.of(project).iter().map(|supporter| supporter.ballot);
        (prices.cost(project), support.of(project).len(), supporters, support.points(project))
    };
    let compare = |a: u32, b: u32| {
        let ((cost, length, ballots, points), (other, others, among, given)) = (key(a), key(b));
        (cost, length).cmp(&(other, others)).then_with(|| ballots.cmp(among)).then_with(|| points.cmp(given))
    };
    let mut order: Vec<u32> = (0..).zip(&prices.election.projects).map(|(project, _)| project).collect();
    order.sort_by(|a, b| compare(*a, *b));
    let mut twins = vec![0; order.len()];
    let mut first = None;
    for project in order {
        let twin = first.filter(|first| compare(*first, project).is_eq()).unwrap_or(project);
        first = Some(twin);
        twins[project as usize] = twin;
    }
    twins
}

fn power(shift: u32) -> f64 {
    2.0_f64.powi(shift.cast_signed())
}

#[expect(clippy::cast_precision_loss, reason = "for guesses")]
const fn float(whole: u64) -> f64 {
    whole as f64
}

/// An amount, roughly.
#[expect(clippy::cast_precision_loss, reason = "for guesses")]
fn hundredths(amount: &Ratio<u128>) -> f64 {
    *amount.numer() as f64 / *amount.denom() as f64
}

#[cfg(test)]
#[path = "band_tests.rs"]
mod tests;
