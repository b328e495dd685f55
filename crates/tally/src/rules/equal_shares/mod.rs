//! The method of equal shares (Peters, Pierczyński, Skowron 2021, arXiv 2008.13276) and its completions.

mod account;
mod band;
mod estimate;
mod exact;
mod jump;
mod pay;
mod raise;
mod run;
mod split;
mod ties;

use num_rational::Ratio;

use super::effort::{Effort, Watch};
use super::greedy::{Greedy, GreedyCourse, greedy};
use super::support::Support;
use super::{Tie, TieBreaking, Uncounted};
use crate::{Election, Money, Project};

pub(crate) use account::account;
pub use account::{Account, EffectiveVotes, Payers, Round, Standing};
use run::Run;

/// What a winner is worth to a voter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Utility {
    /// Its cost, times the points; so a free project is worth nothing.
    Cost,
    /// The points; with approvals 1.
    Cardinality,
}

impl Utility {
    /// Whether a project is worth something to its supporters. If not, the method can't elect it.
    pub fn values(self, project: &Project) -> bool {
        self == Self::Cardinality || project.cost > Money(0)
    }

    fn support(self, election: &Election) -> Support {
        Support::new(election, |project| self.values(project))
    }
}

/// Where raising begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Start {
    /// At B/n, then B/n + 1, …
    Exact,
    /// At ⌊B/n⌋ in whole units of the currency, then ⌊B/n⌋ + 1, …
    Floor,
    /// At B/n, then ⌊B/n⌋ + 1, …
    ExactThenFloor,
}

/// How endowments are raised by one unit of the currency (add1). It always stops before an outcome over budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "parameters that don't depend on each other")]
pub struct Raises {
    /// Where it begins.
    pub start: Start,
    /// It also stops when nothing more fits.
    pub exhaustive: bool,
    /// Whether what the rule can't elect, having no supporter or no worth, may be what fits.
    pub unelectable_count: bool,
    /// It also stops when, after a raise, every project is elected.
    pub all_elected: bool,
    /// Where all projects together cost no more than the budget, there are no raises, and it starts at B/n.
    pub plain_if_all_fit: bool,
}

impl Raises {
    /// As pabutools 1.2.3.
    pub const PABUTOOLS: Self = Self {
        start: Start::Exact,
        exhaustive: true,
        unelectable_count: false,
        all_elected: false,
        plain_if_all_fit: false,
    };
    /// As equalshares.net by default.
    pub const EQUALSHARES_NET: Self = Self {
        start: Start::Floor,
        exhaustive: true,
        unelectable_count: true,
        all_elected: false,
        plain_if_all_fit: true,
    };
    /// As counted in Wieliczka in 2023.
    pub const WIELICZKA: Self = Self {
        start: Start::ExactThenFloor,
        exhaustive: false,
        unelectable_count: false,
        all_elected: true,
        plain_if_all_fit: false,
    };
}

/// What is done with the money that equal shares leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Completion {
    /// Nothing.
    None,
    /// Greedy by votes.
    Utilitarian,
    /// Endowments are raised.
    Add1(Raises),
    /// Endowments are raised, then greedy by votes.
    Add1u(Raises),
}

impl Completion {
    /// How endowments are raised, if they are.
    pub const fn raises(self) -> Option<Raises> {
        match self {
            Self::None | Self::Utilitarian => None,
            Self::Add1(raises) | Self::Add1u(raises) => Some(raises),
        }
    }
}

/// The method with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EqualShares {
    /// What a winner is worth.
    pub utility: Utility,
    /// What is done with money left.
    pub completion: Completion,
    /// Whether greedy by votes is taken instead, if strictly more voters have more winners there.
    pub comparison: bool,
}

/// Why endowments were raised no further.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// Raising was not asked for.
    NotRaised,
    /// All projects together cost no more than the budget.
    AllFit,
    /// Nothing more fits in what is left.
    Exhaustive,
    /// Every project is elected.
    AllElected,
    /// Every project that is worth something to anybody is elected.
    AllSupportedElected,
    /// At this endowment (in hundredths) these winners cost more than the budget.
    Overspent(Ratio<u128>, Vec<u32>),
}

/// The voters that one of two outcomes serves better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Voters with more winners in the first: of equal shares, where greedy by votes is compared with it.
    pub prefer_first: u64,
    /// Voters with more winners in the second.
    pub prefer_second: u64,
}

/// The course of the method.
#[derive(Debug, Clone)]
pub struct Shares {
    /// What each voter started with, in hundredths.
    pub endowment: Ratio<u128>,
    /// How many endowments were tried, jumps included, up to the one that ended it.
    pub runs: u64,
    /// Why endowments were raised no further.
    pub stop: Stop,
    /// Winners at that endowment, in the order of election.
    pub winners: Vec<u32>,
    /// Ties among rates, with what decided them.
    pub ties: Vec<Tie>,
    /// The completion with greedy by votes.
    pub completion: Option<GreedyCourse>,
    /// The comparison, and the greedy outcome it is with.
    pub comparison: Option<(Comparison, GreedyCourse)>,
}

/// Runs the method.
pub(super) fn equal_shares(
    election: &Election,
    rule: EqualShares,
    tie_breaking: &TieBreaking,
    watch: Option<Watch<'_>>,
) -> Result<Shares, Uncounted> {
    let support = rule.utility.support(election);
    let effort = Effort::new(watch.map(|watch| watch as Watch<'_>));
    let mut run = Run::new(election, &support, rule.utility, tie_breaking, effort);
    let (runs, stop) = raise::raise(&mut run, rule.completion.raises())?;
    let mut shares = Shares {
        endowment: *run.endowment(),
        runs,
        stop,
        winners: std::mem::take(&mut run.winners),
        ties: run.ties.take().map_or(Vec::new(), |ties| ties.list),
        completion: None,
        comparison: None,
    };
    let last = tie_breaking.last();
    if matches!(rule.completion, Completion::Utilitarian | Completion::Add1u(_)) {
        let left = Money(election.budget.0 - election.cost_of(shares.winners.iter().copied()).0);
        shares.completion = Some(greedy(election, &Greedy::UTILITARIAN, &last, &shares.winners, left));
    }
    if rule.comparison {
        let course = greedy(election, &Greedy::UTILITARIAN, &last, &[], election.budget);
        let greedy: Vec<u32> = course.funded().collect();
        let served = compare(election, &shares.funded(), &greedy);
        shares.comparison = Some((served, course));
    }
    Ok(shares)
}

impl Shares {
    /// The winners of equal shares and its completion, before the comparison.
    pub fn funded(&self) -> Vec<u32> {
        let completion = self.completion.iter().flat_map(GreedyCourse::funded);
        self.winners.iter().copied().chain(completion).collect()
    }

    /// Whether the comparison took the greedy outcome.
    pub fn switched(&self) -> bool {
        self.comparison.as_ref().is_some_and(|(served, _)| served.prefer_second > served.prefer_first)
    }
}

/// How many voters have more winners in either of two outcomes.
pub fn compare(election: &Election, first: &[u32], second: &[u32]) -> Comparison {
    let mut balance = vec![0_i64; election.projects.len()];
    for project in first {
        balance[*project as usize] += 1;
    }
    for project in second {
        balance[*project as usize] -= 1;
    }
    let mut served = Comparison { prefer_first: 0, prefer_second: 0 };
    for ballot in 0..election.distinct_ballots() {
        let supported = election.ballot(ballot).filter(|(_, points)| *points > 0);
        let more: i64 = supported.map(|(project, _)| balance[project as usize]).sum();
        match more.signum() {
            1 => served.prefer_first += u64::from(election.count(ballot)),
            -1 => served.prefer_second += u64::from(election.count(ballot)),
            _ => {}
        }
    }
    served
}
