//! The rules once more, as plainly as they can be said: one ballot a voter, fractions everywhere, no cleverness.
//! What the crate elects must be what these elect.

use std::collections::BTreeSet;

use num_rational::Ratio;

/// A fraction of whole numbers.
pub type Fraction = Ratio<i128>;

/// Amounts are in hundredths, points too.
#[derive(Debug, Clone)]
pub struct Model {
    /// What may be spent.
    pub budget: i128,
    /// What each project costs.
    pub costs: Vec<i128>,
    /// Each project's points over all ballots, repetitions included.
    pub scores: Vec<i128>,
    /// Per voter and project, the points.
    pub points: Vec<Vec<i128>>,
}

/// A greedy rule as written down.
#[derive(Debug, Clone)]
pub struct Written {
    /// Projects with a lower score are passed over.
    pub threshold: i128,
    /// Pairs of which only the better one is taken.
    pub conflicts: Vec<(usize, usize)>,
    /// The first misfit ends it …
    pub stops: bool,
    /// … and gets what is left, if that is at least 80 % of its cost.
    pub pays_partly: bool,
}

/// Of equals the project with the smallest rank is preferred.
pub type Rank = (i128, i128, usize);
/// The rank of each project.
pub type Preference<'a> = &'a dyn Fn(usize) -> Rank;

impl Model {
    fn projects(&self) -> impl Iterator<Item = usize> + use<> {
        0..self.costs.len()
    }

    /// How many voters give a project more than no points.
    pub fn supporters(&self, project: usize) -> i128 {
        i128::try_from(self.points.iter().filter(|points| points[project] > 0).count()).unwrap()
    }

    /// What a set of projects costs.
    pub fn cost(&self, winners: &[usize]) -> i128 {
        winners.iter().map(|project| self.costs[*project]).sum()
    }

    /// Greedy by score (or score per cost), skipping what doesn't fit.
    pub fn greedy(&self, per_cost: bool, prefer: Preference<'_>, funded: &[usize]) -> Vec<usize> {
        let mut left = self.budget - self.cost(funded);
        let mut open: BTreeSet<usize> = self
            .projects()
            .filter(|project| !funded.contains(project) && self.supporters(*project) > 0)
            .collect();
        let worth = |project: usize| match (per_cost, self.costs[project]) {
            (true, 0) => Fraction::from_integer(i128::from(i64::MAX)),
            (true, cost) => Fraction::new(self.scores[project], cost),
            (false, _) => Fraction::from_integer(self.scores[project]),
        };
        let mut winners = Vec::new();
        while let Some(best) = open.iter().map(|project| worth(*project)).max() {
            let equals = open.iter().copied().filter(|project| worth(*project) == best);
            let project = equals.min_by_key(|project| prefer(*project)).unwrap();
            open.remove(&project);
            if self.costs[project] <= left {
                left -= self.costs[project];
                winners.push(project);
            }
        }
        winners
    }

    /// Greedy by score as cities write it down: whom they pass over, and whether a misfit ends it. Also the misfit that
    /// gets at least 80 % of its cost, if that is done.
    pub fn written(&self, rule: &Written, prefer: Preference<'_>) -> (Vec<usize>, Option<usize>) {
        let mut order: Vec<usize> = self.projects().filter(|project| self.supporters(*project) > 0).collect();
        order.sort_by_key(|project| (-self.scores[*project], prefer(*project)));
        let (mut winners, mut left) = (Vec::new(), self.budget);
        for project in order {
            let excludes = |winner: &usize| {
                rule.conflicts.contains(&(*winner, project)) || rule.conflicts.contains(&(project, *winner))
            };
            if self.scores[project] < rule.threshold || winners.iter().any(excludes) {
                continue;
            }
            if self.costs[project] <= left {
                left -= self.costs[project];
                winners.push(project);
            } else if rule.stops {
                let partly = rule.pays_partly && 100 * left >= 80 * self.costs[project];
                return (winners, partly.then_some(project));
            }
        }
        (winners, None)
    }

    /// How many voters have more winners that they support in the first outcome, and how many in the second.
    pub fn served(&self, first: &[usize], second: &[usize]) -> (usize, usize) {
        let has =
            |points: &[i128], winners: &[usize]| winners.iter().filter(|winner| points[**winner] > 0).count();
        let more = |a: &[usize], b: &[usize]| {
            self.points.iter().filter(|points| has(points, a) > has(points, b)).count()
        };
        (more(first, second), more(second, first))
    }

    /// The method of equal shares at one endowment.
    pub fn equal_shares(
        &self,
        endowment: Fraction,
        cost_utility: bool,
        prefer: Preference<'_>,
    ) -> Vec<usize> {
        let mut money = vec![endowment; self.points.len()];
        let mut winners = Vec::new();
        loop {
            let is_worth = |project: &usize| !cost_utility || self.costs[*project] > 0;
            let open = self.projects().filter(|project| !winners.contains(project) && is_worth(project));
            let priced: Vec<(Fraction, Fraction, usize)> = open
                .filter_map(|project| {
                    let rate = self.rate(project, &money)?;
                    let divisor = if cost_utility { self.costs[project] } else { 1 };
                    Some((rate / divisor, rate, project))
                })
                .collect();
            let Some(least) = priced.iter().map(|(price, _, _)| *price).min() else { return winners };
            let equals = priced.iter().filter(|(price, _, _)| *price == least);
            let (_, rate, project) = *equals.min_by_key(|(_, _, project)| prefer(*project)).unwrap();
            for (money, points) in money.iter_mut().zip(&self.points) {
                if points[project] > 0 {
                    *money -= (*money).min(rate * points[project]);
                }
            }
            winners.push(project);
        }
    }

    /// The least ρ with Σ min(money, ρ · points) = cost.
    fn rate(&self, project: usize, money: &[Fraction]) -> Option<Fraction> {
        let cost = Fraction::from_integer(self.costs[project]);
        let mut supporters: Vec<(Fraction, Fraction)> = (self.points.iter().zip(money))
            .filter(|(points, _)| points[project] > 0)
            .map(|(points, money)| (*money, Fraction::from_integer(points[project])))
            .collect();
        let held: Fraction = supporters.iter().map(|(money, _)| *money).sum();
        if supporters.is_empty() || held < cost {
            return None;
        }
        supporters.sort_by_key(|(money, points)| money / points);
        let mut paid = Fraction::from_integer(0);
        let mut points_left: Fraction = supporters.iter().map(|(_, points)| *points).sum();
        for (money, points) in supporters {
            let rate = (cost - paid) / points_left;
            if rate * points <= money {
                return Some(rate);
            }
            paid += money;
            points_left -= points;
        }
        unreachable!("the supporters hold the cost")
    }

    /// Raising by one unit of the currency. The variants differ in where they start and when they stop.
    pub fn add1(
        &self,
        raises: viche_tally::rules::Raises,
        by_cost: bool,
        prefer: Preference<'_>,
    ) -> (Vec<usize>, Fraction, u64) {
        use viche_tally::rules::Start;
        let voters = i128::try_from(self.points.len()).unwrap();
        let exact = Fraction::new(self.budget, voters);
        let floor = (exact / 100).floor() * 100;
        if raises.plain_if_all_fit && self.costs.iter().sum::<i128>() <= self.budget {
            return (self.equal_shares(exact, by_cost, prefer), exact, 1);
        }
        let mut endowment = if raises.start == Start::Floor { floor } else { exact };
        let mut winners = self.equal_shares(endowment, by_cost, prefer);
        for raised in 1.. {
            let left = self.budget - self.cost(&winners);
            let open: Vec<usize> = self.projects().filter(|project| !winners.contains(project)).collect();
            let can_win =
                |project: usize| self.supporters(project) > 0 && (self.costs[project] > 0 || !by_cost);
            let counts = |project: usize| raises.unelectable_count || can_win(project);
            if raises.exhaustive && !open.iter().any(|open| self.costs[*open] <= left && counts(*open)) {
                return (winners, endowment, raised);
            }
            let after_a_raise = raised > 1;
            if raises.all_elected && after_a_raise && open.is_empty() {
                return (winners, endowment, raised);
            }
            if after_a_raise && !open.iter().any(|project| can_win(*project)) {
                return (winners, endowment, raised);
            }
            let base = if raises.start == Start::Exact { exact } else { floor };
            let next_endowment = base + i128::from(raised) * 100;
            let next = self.equal_shares(next_endowment, by_cost, prefer);
            if self.cost(&next) > self.budget {
                return (winners, endowment, raised + 1);
            }
            (winners, endowment) = (next, next_endowment);
        }
        unreachable!("there is always a next raise")
    }

    /// Sequential Phragmén.
    pub fn phragmen(&self, prefer: Preference<'_>) -> Vec<usize> {
        let mut loads = vec![Fraction::from_integer(0); self.points.len()];
        let mut winners = Vec::new();
        loop {
            let open = self.projects().filter(|project| !winners.contains(project));
            let loaded: Vec<(Fraction, usize)> = open
                .filter(|project| self.supporters(*project) > 0)
                .map(|project| {
                    let theirs = loads.iter().zip(&self.points).filter(|(_, points)| points[project] > 0);
                    let sum: Fraction = theirs.map(|(load, _)| *load).sum();
                    ((sum + self.costs[project]) / self.supporters(project), project)
                })
                .collect();
            let Some(least) = loaded.iter().map(|(load, _)| *load).min() else { return winners };
            let equals: Vec<usize> =
                loaded.iter().filter(|(load, _)| *load == least).map(|(_, project)| *project).collect();
            let left = self.budget - self.cost(&winners);
            if equals.iter().any(|project| self.costs[*project] > left) {
                return winners;
            }
            let project = equals.into_iter().min_by_key(|project| prefer(*project)).unwrap();
            for (load, points) in loads.iter_mut().zip(&self.points) {
                if points[project] > 0 {
                    *load = least;
                }
            }
            winners.push(project);
        }
    }
}
