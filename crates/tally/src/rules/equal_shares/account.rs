//! The account of an outcome: who paid what, and how every project stood.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{ToPrimitive as _, Zero as _};

use super::super::Uncounted;
use super::super::effort::Effort;
use super::super::ledger::{Combination, Price};
use super::estimate::{Estimate, Evaluation};
use super::run::Run;
use super::{Shares, Stop, Utility};
use crate::Election;
use crate::rules::TieBreaking;

/// How many supporters who pay in full a project is as good as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EffectiveVotes {
    /// So many millionths, rounded down.
    Millionths(u128),
    /// The project is free.
    Infinite,
}

/// Some of a winner's supporters.
#[derive(Debug, Clone)]
pub struct Payers {
    /// How many voters.
    pub voters: u64,
    /// What they paid together, in hundredths.
    pub paid: Ratio<BigInt>,
}

/// A round of the method.
#[derive(Debug, Clone)]
pub struct Round {
    /// The winner.
    pub project: u32,
    /// What a supporter paid for each of its points, in hundredths, if it had as much.
    pub rate: Ratio<BigInt>,
    /// Supporters who paid that and kept something.
    pub in_full: Payers,
    /// Supporters who gave all they had left.
    pub exhausted: Payers,
}

/// How a project stood.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its effective votes before the first round, and before each at which they had changed, as long as it was
    /// affordable and not elected.
    pub effective_votes: Vec<(usize, EffectiveVotes)>,
    /// After how many rounds its supporters held less than its cost.
    pub eliminated_after: Option<usize>,
    /// What its supporters held then, in hundredths.
    pub held: Ratio<BigInt>,
    /// What they had paid for winners until then, in hundredths.
    pub spent_on: Vec<(u32, Ratio<BigInt>)>,
    /// What they hold in the end, in hundredths.
    pub held_in_the_end: Ratio<BigInt>,
}

/// The account of an outcome.
#[derive(Debug, Clone)]
pub struct Account {
    /// Round by round.
    pub rounds: Vec<Round>,
    /// Of each project asked for.
    pub standings: Vec<Standing>,
    /// What all voters have left, in hundredths.
    pub left: Ratio<BigInt>,
    /// The rounds at the next endowment, if they would overspend the budget.
    pub overspent: Vec<Round>,
}

/// Draws up the account of an outcome of equal shares, with the standings of these projects, by running the method again
/// at its endowment.
pub(crate) fn account(
    election: &Election,
    utility: Utility,
    shares: &Shares,
    tie_breaking: &TieBreaking,
    projects: &[u32],
) -> Result<Account, Uncounted> {
    let support = utility.support(election);
    let mut run = Run::new(election, &support, utility, tie_breaking, Effort::unwatched());
    run.start(&shares.endowment);
    let mut histories: Vec<History> = projects.iter().map(|project| History::of(*project)).collect();
    let mut places = vec![None; election.projects.len()];
    for (place, project) in projects.iter().enumerate() {
        places[*project as usize] = Some(place);
    }
    for history in &mut histories {
        history.ask(&mut run);
    }
    while run.elect()? {
        let paid = run.payers.ballots();
        let mut affected: Vec<usize> = paid
            .flat_map(|ballot| election.ballot(ballot as usize))
            .filter_map(|(project, _)| places[project as usize])
            .collect();
        run.effort.spend(16 * affected.len());
        affected.sort_unstable();
        affected.dedup();
        for place in affected {
            histories[place].ask(&mut run);
        }
    }
    let rounds = run.winners.len();
    run.extend_ledger(rounds);
    let mut standings = Vec::with_capacity(projects.len());
    for history in histories {
        run.effort.check()?;
        standings.push(run.standing(history));
    }
    let spent = election.cost_of(run.winners.iter().copied());
    let endowment = Ratio::new(BigInt::from(*shares.endowment.numer()), (*shares.endowment.denom()).into());
    let mut account = Account {
        rounds: (0..rounds).map(|round| run.round(round)).collect(),
        standings,
        left: endowment * BigInt::from(election.voters) - BigInt::from(spent.0),
        overspent: Vec::new(),
    };
    if let Stop::Overspent(next, winners) = &shares.stop {
        run.run(next)?;
        run.extend_ledger(winners.len());
        account.overspent = (0..winners.len()).map(|round| run.round(round)).collect();
    }
    run.effort.check()?;
    Ok(account)
}

/// What has happened to a project so far.
struct History {
    project: u32,
    votes: Vec<(usize, EffectiveVotes)>,
    /// After how many rounds it was no longer affordable.
    eliminated_after: Option<usize>,
}

impl History {
    const fn of(project: u32) -> Self {
        Self { project, votes: Vec::new(), eliminated_after: None }
    }

    /// Notes a project's effective votes before the next round, unless they are as before.
    fn ask(&mut self, run: &mut Run<'_>) {
        if self.eliminated_after.is_some() || run.is_elected(self.project) {
            return;
        }
        let round = run.winners.len();
        match run.effective_votes(self.project) {
            None => self.eliminated_after = Some(round),
            Some(votes) if self.votes.last().is_none_or(|(_, last)| *last != votes) => {
                run.effort.spend(Effort::ENTRY);
                self.votes.push((round, votes));
            }
            Some(_) => {}
        }
    }
}

impl Run<'_> {
    /// The cost divided by the rate per point; `None` if the project is unaffordable.
    fn effective_votes(&mut self, project: u32) -> Option<EffectiveVotes> {
        let cost = self.cost(project);
        if self.support.of(project).is_empty() {
            return None;
        }
        if cost == 0 {
            return Some(EffectiveVotes::Infinite);
        }
        let scale = u128::from(self.support.unit) * 10_000;
        let estimate = match self.evaluate(project, None) {
            Evaluation::Unaffordable => return None,
            Evaluation::Plain { weight } => {
                return Some(EffectiveVotes::Millionths(u128::from(weight) * scale));
            }
            Evaluation::Near(estimate) => Some(estimate),
            Evaluation::Above(_) => None,
        };
        let at = |rate: u64| (u128::from(cost) << self.shift) * scale / u128::from(rate.max(1));
        if let Some(Estimate { least: least @ 1.., most: Some(most), .. }) = estimate
            && at(least) == at(most)
        {
            return Some(EffectiveVotes::Millionths(at(least)));
        }
        let Price { numerator, divisor } = self.exact_rate(project, 0)?;
        let votes = self.ledger.whole(cost) * divisor * scale / numerator;
        Some(EffectiveVotes::Millionths(votes.to_u128().expect("no more votes than points of all voters")))
    }

    fn round(&self, round: usize) -> Round {
        let project = self.winners[round];
        let mut exhausted = Combination::of(round);
        let (mut rich, mut poor, mut points_in_full) = (0, 0, 0);
        for (supporter, points) in self.support.pairs(project) {
            let exhausted_in = self.exhausted_in[supporter.ballot as usize] as usize;
            if exhausted_in > round {
                rich += u64::from(supporter.count);
                points_in_full += i128::from(supporter.count) * i128::from(points);
            } else if exhausted_in == round {
                poor += u64::from(supporter.count);
                self.add_money(&mut exhausted, supporter.ballot, supporter.count);
            }
        }
        let rate = self.ledger.sum(&Combination::single(round, 1));
        Round {
            project,
            rate: rate * Ratio::new(100.into(), self.support.unit.into()),
            in_full: Payers {
                voters: rich,
                paid: self.ledger.sum(&Combination::single(round, points_in_full)),
            },
            exhausted: Payers { voters: poor, paid: self.ledger.sum(&exhausted) },
        }
    }

    /// What a project's supporters hold after so many rounds.
    fn held(&self, project: u32, rounds: usize) -> Ratio<BigInt> {
        let mut sum = Combination::of(rounds);
        for supporter in self.support.of(project) {
            if self.exhausted_in[supporter.ballot as usize] as usize >= rounds {
                self.add_money(&mut sum, supporter.ballot, supporter.count);
            }
        }
        self.ledger.sum(&sum)
    }

    fn standing(&self, history: History) -> Standing {
        let History { project, votes, eliminated_after } = history;
        let until = eliminated_after.unwrap_or(self.elected_in[project as usize] as usize);
        Standing {
            held: self.held(project, until),
            spent_on: self.spent(project, until),
            held_in_the_end: self.held(project, self.winners.len()),
            effective_votes: votes,
            eliminated_after,
        }
    }

    /// What a project's supporters paid for each of the first winners, if anything.
    fn spent(&self, project: u32, rounds: usize) -> Vec<(u32, Ratio<BigInt>)> {
        let mut paid: BTreeMap<usize, (i128, Combination)> = BTreeMap::new();
        for supporter in self.support.of(project) {
            let exhausted_in = self.exhausted_in[supporter.ballot as usize] as usize;
            self.effort.spend(32);
            for (winner, points) in self.election.ballot(supporter.ballot as usize) {
                let round = self.elected_in[winner as usize] as usize;
                if points <= 0 || round >= rounds || exhausted_in < round {
                    continue;
                }
                let (in_full, exhausted) = paid.entry(round).or_insert_with(|| (0, Combination::of(round)));
                if exhausted_in > round {
                    *in_full +=
                        i128::from(supporter.count) * i128::from(points) / i128::from(self.support.unit);
                } else {
                    self.add_money(exhausted, supporter.ballot, supporter.count);
                }
            }
        }
        self.effort.spend(Effort::ENTRY * paid.len());
        let paid = paid.into_iter().map(|(round, (in_full, exhausted))| {
            let paid = self.ledger.sum(&exhausted) + self.ledger.sum(&Combination::single(round, in_full));
            (self.winners[round], paid)
        });
        paid.filter(|(_, paid)| !paid.is_zero()).collect()
    }
}
