//! Who supports what, by ballot and by project.

use num_integer::Integer as _;

use crate::Election;

/// Voters with one ballot who support a project.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backers {
    pub(super) ballot: u32,
    pub(super) voters: u32,
    /// What each gives the project, in [`Votes::unit`]s.
    pub(super) units: u64,
}

/// The support of an election: what gives a project more than no points.
#[derive(Debug)]
pub(super) struct Votes {
    /// The greatest number of hundredths of points of which all points are multiples.
    pub(super) unit: u64,
    /// Per ballot its projects, with the units it gives them.
    pub(super) ballots: Vec<Box<[(u32, u64)]>>,
    /// Per ballot how many voters cast it.
    pub(super) voters: Vec<u32>,
    /// Per project its supporters.
    pub(super) backers: Vec<Vec<Backers>>,
}

impl Votes {
    pub(super) fn new(election: &Election) -> Self {
        let distinct = election.distinct_ballots();
        let mut ballots: Vec<Box<[(u32, u64)]>> =
            (0..distinct).map(|ballot| positive(election, ballot)).collect();
        let points = ballots.iter().flatten().map(|(_, points)| *points);
        let unit = points.reduce(|unit, points| unit.gcd(&points)).unwrap_or(1);
        let voters: Vec<u32> = (0..distinct).map(|ballot| election.count(ballot)).collect();
        let mut backers = vec![Vec::new(); election.projects.len()];
        for (ballot, (choices, voters)) in (0..).zip(ballots.iter_mut().zip(&voters)) {
            for (project, points) in choices {
                *points /= unit;
                backers[*project as usize].push(Backers { ballot, voters: *voters, units: *points });
            }
        }
        Self { unit, ballots, voters, backers }
    }
}

/// The projects to which a ballot gives more than no points, with their hundredths.
fn positive(election: &Election, ballot: usize) -> Box<[(u32, u64)]> {
    let choices = election.ballot(ballot);
    choices
        .filter_map(|(project, points)| {
            Some((project, u64::try_from(points).ok().filter(|points| *points > 0)?))
        })
        .collect()
}
