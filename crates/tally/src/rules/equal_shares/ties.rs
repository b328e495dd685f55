//! Which projects are equal to a winner.
//!
//! Thousands may be equal in thousands of rounds. So a tie names the winner, the next by the ladder, and those that
//! are equal to a winner for the first time: every project that ever was is named, and all ties together are no
//! longer than rounds and projects.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::ledger;
use super::super::price::{Bound, Price};
use super::estimate::Evaluation;
use super::run::Run;
use crate::rules::Tie;

/// The ties of a run.
pub(super) struct Ties {
    pub(super) list: Vec<Tie>,
    /// Projects that haven't been equal to a winner, by lower bounds of their prices.
    unseen: BinaryHeap<Reverse<Bound>>,
    /// Per project whether it has.
    seen: Vec<bool>,
}

/// A project beside a winner.
enum Beside {
    Unaffordable,
    Equal,
    /// It is dearer; its price is at least this.
    Dearer(Price),
}

impl Ties {
    /// None yet, among these projects.
    pub(super) fn of(open: &BinaryHeap<Reverse<Bound>>) -> Self {
        let most = open.iter().map(|bound| bound.0.project as usize + 1).max();
        Self { list: Vec::new(), unseen: open.clone(), seen: vec![false; most.unwrap_or(0)] }
    }

    /// Whether a project is seen for the first time.
    fn see(&mut self, project: u32) -> bool {
        !std::mem::replace(&mut self.seen[project as usize], true)
    }
}

impl Run<'_> {
    /// Notes which projects are equal to a winner that is plain.
    pub(super) fn note_ties(&mut self, winner: u32, price: Price) {
        let Some(mut ties) = self.ties.take() else { return };
        let mut open = std::mem::take(&mut self.open);
        let next = self.first_equal(&mut open, winner, price, |_| true);
        self.open = open;
        if let Some(next) = next {
            self.reopen_at(next, price);
            ties.see(winner);
            ties.see(next);
            let mut others = Vec::new();
            let mut unseen = std::mem::take(&mut ties.unseen);
            while let Some(other) =
                self.first_equal(&mut unseen, winner, price, |project| !ties.seen[project as usize])
            {
                ties.see(other);
                others.push(other);
            }
            ties.unseen = unseen;
            ties.list.push(self.prices.tie_breaking.tie(self.winners.len() + 1, winner, next, others));
        }
        self.ties = Some(ties);
    }

    /// Notes projects that are equal, in the order of the ladder.
    pub(super) fn note_equals(&mut self, equals: &[(u32, ledger::Price)]) {
        let [(winner, _), (next, _), rest @ ..] = equals else { return };
        let Some(mut ties) = self.ties.take() else { return };
        ties.see(*winner);
        ties.see(*next);
        let others = rest.iter().map(|(project, _)| *project).filter(|project| ties.see(*project)).collect();
        ties.list.push(self.prices.tie_breaking.tie(self.winners.len() + 1, *winner, *next, others));
        self.ties = Some(ties);
    }

    /// Takes from a heap the first project that is equal to a winner; those that don't matter any more go, too.
    fn first_equal(
        &mut self,
        heap: &mut BinaryHeap<Reverse<Bound>>,
        winner: u32,
        price: Price,
        matters: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let mut dearer = Vec::new();
        let mut equal = None;
        while equal.is_none() && heap.peek().is_some_and(|bound| bound.0.price <= price) {
            let Some(Reverse(Bound { project, .. })) = heap.pop() else { break };
            if project == winner || self.is_elected(project) || !matters(project) {
                continue;
            }
            match self.beside(project, winner, price) {
                Beside::Unaffordable => {}
                Beside::Equal => equal = Some(project),
                Beside::Dearer(bound) => dearer.push(Reverse(self.prices.bound(project, bound))),
            }
        }
        heap.extend(dearer);
        equal
    }

    fn beside(&mut self, project: u32, winner: u32, price: Price) -> Beside {
        let bound = match self.evaluate(project, Some(price)) {
            Evaluation::Unaffordable => return Beside::Unaffordable,
            Evaluation::Above(rate) => self.fixed(project, rate),
            Evaluation::Plain { weight } => self.prices.plain(project, weight),
            Evaluation::Near(estimate) => {
                let bound = self.fixed(project, estimate.least);
                if bound <= price {
                    let Some(exact) = self.exact_rate(project, estimate.least) else {
                        return Beside::Unaffordable;
                    };
                    let winners = self.exact_rate(winner, 0).expect("a winner is affordable");
                    let order =
                        exact.compare(self.prices.divisor(project), &winners, self.prices.divisor(winner));
                    return if order.is_eq() { Beside::Equal } else { Beside::Dearer(bound) };
                }
                bound
            }
        };
        if bound == price { Beside::Equal } else { Beside::Dearer(bound) }
    }

    fn reopen_at(&mut self, project: u32, price: Price) {
        let bound = self.prices.bound(project, price);
        self.open.push(Reverse(bound));
    }
}
