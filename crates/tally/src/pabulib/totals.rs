//! Columns of PROJECTS that say how many ballots name a project and which score it has: VOTES decide, but a difference is
//! reported.

use super::log::{Log, excerpt};
use super::{Code, Position};
use crate::number;
use crate::{Money, Points, Project};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// How many ballots name it, repetitions counted.
    Votes,
    Score,
}

const COLUMNS: [(&str, Column); 2] = [("votes", Column::Votes), ("score", Column::Score)];

struct Total {
    column: Column,
    project: u32,
    place: Position,
    hundredths: i64,
}

/// What the columns say.
#[derive(Default)]
pub(super) struct Totals(Vec<Total>);

impl Totals {
    /// The columns that there may be.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        COLUMNS.into_iter().map(|(name, _)| name)
    }

    /// Notes what a column says of a project, if it is a number.
    pub(super) fn note(&mut self, name: &str, project: u32, text: &str, place: Position) {
        let column = COLUMNS.into_iter().find(|(known, _)| *known == name);
        let hundredths = number::hundredths(text.trim(), Money::LIMIT);
        if let (Some((_, column)), Ok(hundredths)) = (column, hundredths) {
            self.0.push(Total { column, project, place, hundredths });
        }
    }

    /// One warning for each column that differs, at the first project that does; `named` has how many ballots name each.
    pub(super) fn report(&self, projects: &[Project], named: &[u64], log: &mut Log) {
        for (name, column) in COLUMNS {
            let truth = |project: u32| match column {
                Column::Votes => {
                    let named = named.get(project as usize).copied().unwrap_or_default();
                    i64::try_from(named).unwrap_or(i64::MAX).saturating_mul(100)
                }
                Column::Score => projects[project as usize].score.0,
            };
            let of_column = self.0.iter().filter(|total| total.column == column);
            let mut wrong = of_column.filter(|total| total.hundredths != truth(total.project));
            let Some(first) = wrong.next() else { continue };
            let differ = 1 + wrong.count();
            log.warning(first.place, Code::WrongTotal, || {
                let [said, truth] = [first.hundredths, truth(first.project)].map(|hundredths| {
                    let text = Points(hundredths).to_string();
                    text.strip_suffix(".00").unwrap_or(&text).to_owned()
                });
                let id = excerpt(&projects[first.project as usize].id);
                format!(
                    "expected {truth} {name} of {id} by VOTES, found {said}; projects that differ: {differ}"
                )
            });
        }
    }
}
