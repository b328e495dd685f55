//! Voters by what a file says of them.

use hashbrown::HashMap;

use super::Record;
use super::reader::Columns;

/// The columns of VOTES by which voters are grouped.
const COLUMNS: [&str; 2] = ["neighborhood", "age"];

/// The voters of whom a column says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it says; empty of those of whom it says nothing.
    pub value: String,
    /// Their ballots, by the index in the election, with how many of them cast each.
    pub ballots: Vec<(usize, u32)>,
}

/// All voters by one column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// `neighborhood` or `age`.
    pub column: &'static str,
    /// In the order in which their values come first.
    pub groups: Vec<Group>,
}

/// The groups of a row's voter: by the columns that there are, a number.
pub(super) type Of = [Option<u32>; COLUMNS.len()];

/// Groups as far as rows have been read.
#[derive(Default)]
pub(super) struct Groups([Column; COLUMNS.len()]);

#[derive(Default)]
struct Column {
    numbers: HashMap<String, u32>,
    ballots: Vec<HashMap<u32, u32>>,
}

impl Groups {
    /// The groups of a row's voter.
    pub(super) fn of(&mut self, record: &Record, columns: &Columns) -> Of {
        let mut of = Of::default();
        for ((name, column), of) in COLUMNS.iter().zip(&mut self.0).zip(&mut of) {
            let Some(cell) = columns.find(name) else { continue };
            let value = record.get(cell).trim();
            let number = column.numbers.get(value).copied().unwrap_or_else(|| {
                let number = u32::try_from(column.ballots.len()).expect("a row takes several bytes");
                column.numbers.insert(value.to_owned(), number);
                column.ballots.push(HashMap::new());
                number
            });
            *of = Some(number);
        }
        of
    }

    pub(super) fn add(&mut self, of: Of, ballot: u32) {
        self.change(of, ballot, |voters| voters + 1);
    }

    pub(super) fn remove(&mut self, of: Of, ballot: u32) {
        self.change(of, ballot, |voters| voters - 1);
    }

    fn change(&mut self, of: Of, ballot: u32, change: impl Fn(u32) -> u32) {
        for (column, number) in self.0.iter_mut().zip(of) {
            if let Some(ballots) = number.and_then(|number| column.ballots.get_mut(number as usize)) {
                let voters = ballots.entry(ballot).or_insert(0);
                *voters = change(*voters);
            }
        }
    }

    /// All of them, where `places` has the indices of ballots in the election.
    pub(super) fn finish(self, places: &[usize]) -> Vec<Grouping> {
        let grouping = |(column, by): (&'static str, Column)| {
            let mut values: Vec<(String, u32)> = by.numbers.into_iter().collect();
            values.sort_by_key(|(_, number)| *number);
            let group = |((value, _), ballots): ((String, u32), HashMap<u32, u32>)| {
                let cast = ballots.into_iter().filter(|(_, voters)| *voters > 0);
                let mut ballots: Vec<(usize, u32)> =
                    cast.map(|(ballot, voters)| (places[ballot as usize], voters)).collect();
                ballots.sort_unstable();
                Group { value, ballots }
            };
            Grouping { column, groups: values.into_iter().zip(by.ballots).map(group).collect() }
        };
        COLUMNS.into_iter().zip(self.0).map(grouping).filter(|grouping| !grouping.groups.is_empty()).collect()
    }
}
