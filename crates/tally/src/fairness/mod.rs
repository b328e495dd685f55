#![doc = include_str!("measures.md")]

mod ejr_plus;
mod report;
mod services;

pub use ejr_plus::{Claim, EjrPlus, Satisfaction, Verdict, ejr_plus};
pub use report::report;
pub use services::{Served, Services};

use crate::Election;
use crate::pabulib::{Group, Grouping};
use crate::rules::Uncounted;

/// How fair an outcome is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Fairness {
    /// Whether groups got what they deserve, by both satisfactions; none where ballots aren't approvals.
    pub ejr_plus: Option<[EjrPlus; 2]>,
    /// How all voters are served.
    pub all: Served,
    /// The same by groups of voters, for each column of the file.
    pub groups: Vec<(&'static str, Vec<(String, Served)>)>,
}

/// Measures an outcome by its winners. Those and the groups must be of this election.
pub fn fairness(election: &Election, winners: &[u32], groupings: &[Grouping]) -> Result<Fairness, Uncounted> {
    if let Some(unknown) = winners.iter().find(|winner| **winner as usize >= election.projects.len()) {
        return Err(Uncounted::NoSuchProject(*unknown));
    }
    let mut ballots = groupings.iter().flat_map(|grouping| &grouping.groups).flat_map(|group| &group.ballots);
    if ballots.any(|(ballot, _)| *ballot >= election.distinct_ballots()) {
        return Err(Uncounted::OtherElection);
    }
    let services = Services::of(election, winners);
    let all: Vec<(usize, u32)> =
        (0..election.distinct_ballots()).map(|ballot| (ballot, election.count(ballot))).collect();
    let ejr_plus = election.vote_type.is_approval().then(|| {
        [Satisfaction::Cost, Satisfaction::Cardinality].map(|kind| ejr_plus(election, winners, kind))
    });
    let groups = groupings.iter().map(|grouping| {
        let mut groups = if grouping.column == "age" { by_span(grouping) } else { grouping.groups.clone() };
        groups.sort_by(|a, b| (a.value.is_empty(), &a.value).cmp(&(b.value.is_empty(), &b.value)));
        let served = groups.iter().map(|group| (group.value.clone(), services.served(&group.ballots)));
        (grouping.column, served.collect())
    });
    Ok(Fairness { ejr_plus, all: services.served(&all), groups: groups.collect() })
}

/// The first years of the groups of age.
const AGES: [u32; 7] = [0, 18, 25, 35, 45, 55, 65];

/// Ages in years put together; what is no number of years stays as it is.
fn by_span(grouping: &Grouping) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for Group { value, ballots } in &grouping.groups {
        let value = value.parse().map_or_else(|_| value.clone(), span);
        match groups.iter_mut().find(|group| group.value == value) {
            Some(group) => group.ballots.extend(ballots),
            None => groups.push(Group { value, ballots: ballots.clone() }),
        }
    }
    groups
}

fn span(age: u32) -> String {
    let place = AGES.partition_point(|first| *first <= age);
    match AGES.get(place) {
        Some(next) => format!("{}–{}", AGES[place - 1], next - 1),
        None => format!("{}+", AGES[place - 1]),
    }
}
