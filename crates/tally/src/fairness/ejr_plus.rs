//! EJR+ up to one and up to any project.

use crate::{Election, Money};

/// What a voter is satisfied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Satisfaction {
    /// What the winners that it supports cost together.
    Cost,
    /// How many they are.
    Cardinality,
}

impl Satisfaction {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Cardinality => "cardinality",
        }
    }
}

/// A group of voters that deserved a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// The project that all of them support and that isn't funded.
    pub project: u32,
    /// How many they are.
    pub voters: u64,
    /// The satisfaction of the best served of them: in hundredths, or a number of winners.
    pub satisfaction: u64,
    /// The satisfaction that each of them deserved, as a numerator over a denominator.
    pub deserved: (u128, u128),
    /// The least by which more satisfaction would have been beyond complaint, as a numerator over the same denominator:
    /// what is deserved less what the best served has, with a project more. It may be 0.
    pub lacking: u128,
}

/// Whether groups are satisfied, up to a project.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// How many projects a group deserved, but doesn't have.
    pub projects: usize,
    /// The largest group that deserved one, if any.
    pub largest: Option<Claim>,
}

/// EJR+ by one satisfaction.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EjrPlus {
    /// The satisfaction.
    pub satisfaction: Satisfaction,
    /// Up to one project, whichever that a voter supports and isn't funded.
    pub up_to_one: Verdict,
    /// Up to any project: the one that the group deserved.
    pub up_to_any: Verdict,
}

/// A supporter of a project: what it has with a project more, what it has, and how many it is.
type Standing = (u64, u64, u32);

/// Finds out. For each project that isn't funded its supporters are sorted by their satisfaction; of all groups that
/// stand out by the same best served member, the one with everybody who isn't better served has the strongest claim.
pub fn ejr_plus(election: &Election, winners: &[u32], satisfaction: Satisfaction) -> EjrPlus {
    let won = election.marks(winners);
    let worth = |project: u32| match satisfaction {
        Satisfaction::Cost => election.projects[project as usize].cost.0.unsigned_abs(),
        Satisfaction::Cardinality => 1,
    };
    // What can't be funded at all is no project that a voter could have had more.
    let could_be = |project: u32| {
        let cost = election.projects[project as usize].cost;
        !won[project as usize] && cost <= election.budget && worth(project) > 0
    };
    let mut up_to_one: Vec<Vec<Standing>> = vec![Vec::new(); election.projects.len()];
    let mut up_to_any = up_to_one.clone();
    for ballot in 0..election.distinct_ballots() {
        let supported =
            || election.ballot(ballot).filter(|(_, points)| *points > 0).map(|(project, _)| project);
        let has: u64 = supported().filter(|project| won[*project as usize]).map(worth).sum();
        let most = supported().filter(|project| could_be(*project)).map(worth).max().unwrap_or(0);
        for project in supported().filter(|project| could_be(*project)) {
            up_to_one[project as usize].push((has + most, has, election.count(ballot)));
            up_to_any[project as usize].push((has + worth(project), has, election.count(ballot)));
        }
    }
    let judge = |standings: Vec<Vec<Standing>>| {
        let claims = (0..)
            .zip(standings)
            .filter_map(|(project, standings)| claim(election, project, satisfaction, standings));
        let mut verdict = Verdict { projects: 0, largest: None };
        for claim in claims {
            verdict.projects += 1;
            if verdict.largest.is_none_or(|largest| largest.voters < claim.voters) {
                verdict.largest = Some(claim);
            }
        }
        verdict
    };
    EjrPlus { satisfaction, up_to_one: judge(up_to_one), up_to_any: judge(up_to_any) }
}

/// The largest group of supporters whose claim to a project isn't met.
fn claim(
    election: &Election,
    project: u32,
    satisfaction: Satisfaction,
    mut standings: Vec<Standing>,
) -> Option<Claim> {
    standings.sort_unstable();
    let Money(cost) = election.projects[project as usize].cost;
    // Of its part of the budget, for each hundredth of cost or for each project of that cost.
    let budget = u128::from(election.budget.0.unsigned_abs());
    let denominator = u128::from(election.voters)
        * match satisfaction {
            Satisfaction::Cost => 1,
            Satisfaction::Cardinality => u128::from(cost.unsigned_abs()),
        };
    let (mut voters, mut satisfied) = (0, 0);
    let mut largest = None;
    let mut rest = standings.into_iter().peekable();
    while let Some((with_one, has, count)) = rest.next() {
        voters += u64::from(count);
        satisfied = satisfied.max(has);
        if rest.peek().is_some_and(|(next, _, _)| *next == with_one) {
            continue;
        }
        let numerator = u128::from(voters) * budget;
        if let Some(lacking) = numerator.checked_sub(u128::from(with_one) * denominator) {
            let deserved = (numerator, denominator);
            largest = Some(Claim { project, voters, satisfaction: satisfied, deserved, lacking });
        }
    }
    largest
}
