//! Greedy rules: projects from the best down, each taken if it fits.

use super::{Tie, TieBreaking};
use crate::{Election, Money, Points, Project};

/// Which scores pass a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Comparator {
    /// A score equal to the threshold passes.
    AtLeast,
    /// Only a greater one does.
    MoreThan,
}

/// A least score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// The score.
    pub score: Points,
    /// Which scores pass.
    pub comparator: Comparator,
}

impl Threshold {
    const fn passes(self, score: Points) -> bool {
        match self.comparator {
            Comparator::AtLeast => score.0 >= self.score.0,
            Comparator::MoreThan => score.0 > self.score.0,
        }
    }
}

/// What makes a project better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// More points.
    Score,
    /// More points per cost; a free project comes first.
    ScorePerCost,
}

/// What happens at the first project that doesn't fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TooExpensive {
    /// It is skipped.
    Skip,
    /// Nothing behind it is funded.
    Stop,
    /// The same; and if at least 80 % of its cost is left, it is partly funded with that (Poznań).
    StopPartly,
}

/// A greedy rule.
#[derive(Debug, Clone)]
pub struct Greedy {
    /// What is best.
    pub order: Order,
    /// What happens at the first that doesn't fit.
    pub too_expensive: TooExpensive,
    /// Only projects that pass it are considered.
    pub threshold: Option<Threshold>,
    /// Pairs of which one excludes the other.
    pub conflicts: Vec<(u32, u32)>,
}

impl Greedy {
    /// Greedy by score, skipping: also what fills the rest of a budget.
    pub const UTILITARIAN: Self = Self {
        order: Order::Score,
        too_expensive: TooExpensive::Skip,
        threshold: None,
        conflicts: Vec::new(),
    };
}

/// What became of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It is funded.
    Funded,
    /// It costs more than was left.
    TooExpensive,
    /// It was the first that didn't fit, and gets what was left.
    PartlyFunded,
    /// A better project didn't fit, and the rule stops there.
    BehindTheStop,
    /// Its score doesn't pass the threshold.
    BelowThreshold,
    /// It is excluded by this winner.
    Excluded(u32),
    /// Nobody supports it.
    Unsupported,
    /// Its cost says that it was withdrawn.
    Withdrawn,
}

/// A project's round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GreedyRound {
    /// Which project.
    pub project: u32,
    /// What was left before it.
    pub left: Money,
    /// What became of it.
    pub verdict: Verdict,
}

/// The course of a greedy rule.
#[derive(Debug, Clone, Default)]
pub struct GreedyCourse {
    /// Projects in their order; those already funded are not among them.
    pub rounds: Vec<GreedyRound>,
    /// Ties between a project and the next, with what decided them; the round is the round of the first.
    pub ties: Vec<Tie>,
    /// The round at which the rule stopped, if it did.
    pub stopped_at: Option<usize>,
}

impl GreedyCourse {
    /// The projects it funds.
    pub fn funded(&self) -> impl Iterator<Item = u32> {
        self.with(Verdict::Funded)
    }

    /// The project it funds partly.
    pub fn partly_funded(&self) -> Option<u32> {
        self.with(Verdict::PartlyFunded).next()
    }

    fn with(&self, verdict: Verdict) -> impl Iterator<Item = u32> {
        self.rounds.iter().filter(move |round| round.verdict == verdict).map(|round| round.project)
    }
}

/// The cost that stands for "withdrawn" in published files: 999,999,999 of the currency.
pub const WITHDRAWN: Money = Money(99_999_999_900);

/// Runs a greedy rule with `left` to spend, over all projects but `funded`.
pub(crate) fn greedy(
    election: &Election,
    rule: &Greedy,
    tie_breaking: &TieBreaking,
    funded: &[u32],
    left: Money,
) -> GreedyCourse {
    let mut is_funded = election.marks(funded);
    let mut rivals: Vec<Vec<u32>> = vec![Vec::new(); election.projects.len()];
    for (a, b) in &rule.conflicts {
        rivals[*a as usize].push(*b);
        rivals[*b as usize].push(*a);
    }
    let open = (0..).zip(&is_funded).filter_map(|(project, funded)| (!funded).then_some(project));
    let (order, ties) = in_order(election, rule.order, tie_breaking, open.collect());
    let mut course = GreedyCourse { rounds: Vec::with_capacity(order.len()), ties, stopped_at: None };
    let mut left = left;
    for project in order {
        let data = &election.projects[project as usize];
        let rival = rivals[project as usize].iter().copied().find(|rival| is_funded[*rival as usize]);
        let verdict = verdict(rule, data, rival, left, course.stopped_at.is_some());
        course.rounds.push(GreedyRound { project, left, verdict });
        if verdict == Verdict::Funded {
            is_funded[project as usize] = true;
            left.0 -= data.cost.0;
        }
        if rule.too_expensive != TooExpensive::Skip
            && matches!(verdict, Verdict::TooExpensive | Verdict::PartlyFunded)
        {
            course.stopped_at = Some(course.rounds.len() - 1);
        }
    }
    course
}

fn verdict(rule: &Greedy, project: &Project, rival: Option<u32>, left: Money, stopped: bool) -> Verdict {
    if project.supporters == 0 {
        return Verdict::Unsupported;
    }
    if rule.threshold.is_some_and(|threshold| !threshold.passes(project.score)) {
        return Verdict::BelowThreshold;
    }
    if rule.too_expensive != TooExpensive::Skip && project.cost == WITHDRAWN {
        return Verdict::Withdrawn;
    }
    if let Some(rival) = rival {
        return Verdict::Excluded(rival);
    }
    if stopped {
        return Verdict::BehindTheStop;
    }
    if project.cost <= left {
        return Verdict::Funded;
    }
    if rule.too_expensive == TooExpensive::StopPartly && left.0 * 5 >= project.cost.0 * 4 {
        return Verdict::PartlyFunded;
    }
    Verdict::TooExpensive
}

fn in_order(
    election: &Election,
    order: Order,
    tie_breaking: &TieBreaking,
    open: Vec<u32>,
) -> (Vec<u32>, Vec<Tie>) {
    let compare = |a: u32, b: u32| {
        let [a, b] = [a, b].map(|project| &election.projects[project as usize]);
        let cost = |project: &Project| match order {
            Order::Score => 1,
            Order::ScorePerCost => i128::from(project.cost.0),
        };
        let by_ratio = (i128::from(b.score.0) * cost(a)).cmp(&(i128::from(a.score.0) * cost(b)));
        (cost(a) != 0).cmp(&(cost(b) != 0)).then(by_ratio)
    };
    let unsupported = |project: &u32| election.projects[*project as usize].supporters == 0;
    let (last, mut open): (Vec<u32>, Vec<u32>) = open.into_iter().partition(unsupported);
    open.sort_by(|a, b| compare(*a, *b).then_with(|| tie_breaking.place(*a).cmp(&tie_breaking.place(*b))));
    let mut ties = Vec::new();
    for (pair, round) in open.windows(2).zip(1..) {
        if compare(pair[0], pair[1]).is_eq() {
            ties.push(tie_breaking.tie(round, pair[0], pair[1], Vec::new()));
        }
    }
    open.extend(last);
    (open, ties)
}
