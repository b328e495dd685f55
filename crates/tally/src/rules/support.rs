//! Who supports what, by project.

use num_integer::Integer as _;

use crate::{Election, Project};

/// One kind of ballot that supports a project.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supporter {
    /// The ballot's index.
    pub(super) ballot: u32,
    /// How many voters cast it.
    pub(super) count: u32,
}

/// The supporters of all projects; points are whole multiples of [`Support::unit`].
#[derive(Debug)]
pub(super) struct Support {
    starts: Vec<usize>,
    supporters: Vec<Supporter>,
    points: Vec<u32>,
    /// The greatest common divisor of all points, in hundredths.
    pub(super) unit: u64,
    /// The most points a ballot gives, in units.
    pub(super) most: u64,
}

impl Support {
    /// The support of the projects that are worth something to whoever supports them.
    pub(super) fn new(election: &Election, is_worth: impl Fn(&Project) -> bool) -> Self {
        let worth: Vec<bool> = election.projects.iter().map(is_worth).collect();
        let ballots = || (0..election.distinct_ballots()).map(|index| (index, election.ballot(index)));
        let positive = |points: i64| u32::try_from(points).ok().filter(|points| *points > 0);
        let unit = ballots()
            .flat_map(|(_, ballot)| ballot)
            .filter_map(|(_, points)| positive(points))
            .fold(0, |unit: u32, points| unit.gcd(&points))
            .max(1);
        let mut starts = vec![0; election.projects.len() + 1];
        for (_, ballot) in ballots() {
            for (project, points) in ballot {
                starts[project as usize + 1] += usize::from(points > 0 && worth[project as usize]);
            }
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let total = starts[election.projects.len()];
        let mut next = starts.clone();
        let mut supporters = vec![Supporter { ballot: 0, count: 0 }; total];
        let mut points = vec![0; total];
        let mut most = 1;
        for (index, ballot) in ballots() {
            let ballot_index = u32::try_from(index).expect("a ballot takes several bytes of a file");
            for (project, given) in ballot {
                if let Some(given) = positive(given)
                    && worth[project as usize]
                {
                    let place = &mut next[project as usize];
                    supporters[*place] = Supporter { ballot: ballot_index, count: election.count(index) };
                    points[*place] = given / unit;
                    most = most.max(given / unit);
                    *place += 1;
                }
            }
        }
        if most == 1 {
            points = Vec::new();
        }
        Self { starts, supporters, points, unit: unit.into(), most: most.into() }
    }

    pub(super) fn of(&self, project: u32) -> &[Supporter] {
        &self.supporters[self.starts[project as usize]..self.starts[project as usize + 1]]
    }

    /// The points of a project's supporters, in their order; empty if all have one unit.
    pub(super) fn points(&self, project: u32) -> &[u32] {
        if self.points.is_empty() {
            return &[];
        }
        &self.points[self.starts[project as usize]..self.starts[project as usize + 1]]
    }

    /// Supporters with their points.
    pub(super) fn pairs(&self, project: u32) -> impl Iterator<Item = (Supporter, u64)> {
        let points = self.points(project);
        self.of(project)
            .iter()
            .enumerate()
            .map(move |(index, supporter)| (*supporter, points.get(index).copied().map_or(1, u64::from)))
    }

    /// The sum of points of all voters who support a project.
    pub(super) fn weight(&self, project: u32) -> u64 {
        self.pairs(project).map(|(supporter, points)| u64::from(supporter.count) * points).sum()
    }
}
