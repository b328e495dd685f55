//! Which projects are drawn, and in which order.

use std::cmp::Reverse;

use super::super::Subject;
use super::super::canvas::{FUNDED, INK, MUTED, PARTLY, UNFUNDED};
use crate::rules::TieBreaking;
use crate::{Money, Points};

/// So many losers are drawn; the others are summed up.
const LOSERS: usize = 25;

/// What became of a project.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Funded,
    Partly,
    Unfunded,
}

impl Fate {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Funded => "project winner",
            Self::Partly => "project partly",
            Self::Unfunded => "project loser",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Funded => "funded",
            Self::Partly => "partly funded",
            Self::Unfunded => "not funded",
        }
    }

    /// How its bars look.
    pub(super) const fn look(self) -> &'static str {
        match self {
            Self::Funded => FUNDED,
            Self::Partly => PARTLY,
            Self::Unfunded => UNFUNDED,
        }
    }

    /// The colour of its text.
    pub(super) const fn ink(self) -> &'static str {
        match self {
            Self::Funded | Self::Partly => INK,
            Self::Unfunded => MUTED,
        }
    }
}

/// A project that is drawn.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) project: u32,
    pub(super) fate: Fate,
    /// What the projects above it got.
    pub(super) before: Money,
    /// What it gets.
    pub(super) gets: Money,
}

/// All projects, from the most points down; ties as the ladder has them.
pub(super) struct Rows {
    pub(super) shown: Vec<Row>,
    /// How many losers are not drawn, and the most points among them.
    pub(super) hidden: Option<(u64, Points)>,
}

impl Rows {
    pub(super) fn of(subject: Subject) -> Self {
        let projects = &subject.election.projects;
        let fates = fates(subject);
        let losers = fates.iter().filter(|fate| **fate == Fate::Unfunded).count();
        let most = if losers == LOSERS + 1 { losers } else { LOSERS };
        let mut rows = Self { shown: Vec::new(), hidden: None };
        let (mut before, mut losers) = (Money(0), 0);
        for project in order(subject) {
            let (data, fate) = (&projects[project as usize], fates[project as usize]);
            let gets = match fate {
                Fate::Funded => data.cost,
                Fate::Partly => Money(subject.in_part().unwrap_or(0)),
                Fate::Unfunded => Money(0),
            };
            losers += usize::from(fate == Fate::Unfunded);
            if fate == Fate::Unfunded && losers > most {
                let (hidden, best) = rows.hidden.unwrap_or((0, data.score));
                rows.hidden = Some((hidden + 1, best));
            } else {
                rows.shown.push(Row { project, fate, before, gets });
            }
            before.0 = before.0.saturating_add(gets.0);
        }
        rows
    }
}

fn fates(subject: Subject) -> Vec<Fate> {
    let mut fates = vec![Fate::Unfunded; subject.election.projects.len()];
    for winner in &subject.outcome.winners {
        fates[*winner as usize] = Fate::Funded;
    }
    if let Some(project) = subject.outcome.partly_funded {
        fates[project as usize] = Fate::Partly;
    }
    fates
}

fn order(subject: Subject) -> Vec<u32> {
    let projects = &subject.election.projects;
    let tie_breaking = TieBreaking::new(subject.election, subject.method().ties());
    let mut order: Vec<u32> = (0..).zip(projects).map(|(index, _)| index).collect();
    order.sort_by_key(|project| (Reverse(projects[*project as usize].score), tie_breaking.place(*project)));
    order
}
