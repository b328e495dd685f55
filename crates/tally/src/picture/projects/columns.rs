//! Where the columns of the list of projects are, and how votes and money become lengths.

use super::super::canvas::PX;
use super::super::numbers::amount;
use super::super::text::{clean, width};
use super::super::{MARGIN, Subject, WIDTH};
use super::rows::Rows;
use crate::rules::Rule;

const SIZE: i64 = 13;
const VOTES: i64 = 140 * PX;
const MONEY: i64 = 348 * PX;
/// Where the budget stands among the bars of money, so that what goes beyond it can be seen.
const BUDGET: i64 = 280 * PX;
const WIDEST_ID: i64 = 120 * PX;
const GAP: i64 = 14 * PX;

/// A bar of money: where it begins, how long it is, and whether it goes on beyond the edge.
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) length: i64,
    pub(super) beyond: bool,
}

/// The columns, from the left.
pub(super) struct Columns {
    pub(super) names: i64,
    pub(super) names_end: i64,
    pub(super) votes_end: i64,
    pub(super) votes: i64,
    pub(super) cost_end: i64,
    pub(super) money: i64,
    most_votes: i64,
    /// The amount that is as long as [`BUDGET`].
    full: i64,
}

impl Columns {
    pub(super) fn of(subject: Subject, rows: &Rows, cost_heading: &str) -> Self {
        let projects = &subject.election.projects;
        let shown = || rows.shown.iter().map(|row| &projects[row.project as usize]);
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| width(&text, SIZE, false)).max().unwrap_or(0)
        };
        let ids = widest(&mut shown().map(|project| clean(&project.id, 40))).min(WIDEST_ID);
        let spent = subject.spent();
        let costs = shown().map(|project| amount(project.cost.0));
        let costs = widest(&mut costs.chain([cost_heading.to_owned(), amount(spent)]));
        let scores = widest(&mut shown().map(|project| amount(project.score.0)).chain(["Points".to_owned()]));
        let money = WIDTH - MARGIN - MONEY;
        let cost_end = money - 10 * PX;
        let votes = cost_end - costs - GAP - VOTES;
        let votes_end = votes - 8 * PX;
        let passing = shown().map(|project| project.score.0).chain(threshold(subject));
        let budget = subject.election.budget.0;
        let dearest = shown().map(|project| project.cost.0).max().unwrap_or(0);
        Self {
            names: MARGIN + ids + 10 * PX,
            names_end: votes_end - scores - GAP,
            votes_end,
            votes,
            cost_end,
            money,
            most_votes: passing.max().unwrap_or(0).max(1),
            full: if budget > 0 { budget } else { dearest.max(1) },
        }
    }

    /// How long the bar of so many votes is.
    pub(super) fn votes_length(&self, score: i64) -> i64 {
        part(score.max(0), VOTES, self.most_votes)
    }

    /// Where an amount stands, if there is room for it.
    pub(super) fn place(&self, amount: i64) -> i64 {
        self.money + part(amount.max(0), BUDGET, self.full)
    }

    /// The bar of an amount behind what was spent before.
    pub(super) fn bar(&self, before: i64, amount: i64) -> Bar {
        let edge = self.money + MONEY;
        let x = self.place(before).min(edge);
        let end = self.place(before.saturating_add(amount));
        Bar { x, length: end.min(edge) - x, beyond: end > edge }
    }
}

/// The least score that is considered, where the rule has one.
pub(super) fn threshold(subject: Subject) -> Option<i64> {
    match subject.method().rule() {
        Rule::Greedy(rule) => rule.threshold.map(|threshold| threshold.score.0),
        Rule::EqualShares(_) | Rule::Phragmen => None,
    }
}

fn part(value: i64, length: i64, whole: i64) -> i64 {
    let part = i128::from(value) * i128::from(length) / i128::from(whole);
    i64::try_from(part).unwrap_or(i64::MAX / 4)
}
