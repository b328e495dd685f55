//! An outcome in full: who paid what, and how every project stood.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::Zero as _;
use serde_json::{Value, json};

use super::Endowment;
use super::exact::{Sum, weight_of};
use super::interval::{down, float, up, whole};
use super::run::{NEVER, Near, Position, Run};
use crate::verify::Rejection;
use crate::verify::preference::Tie;
use crate::verify::text::fraction;
use crate::{Election, Project};

/// What an entry of a document stands for in operations, so that no more are made than fit into memory.
const ENTRY: usize = 16_000;

/// Some of a winner's supporters, and what they paid together in hundredths.
struct Payers {
    voters: u64,
    paid: BigRational,
}

/// A round of the method.
pub(super) struct Round {
    pub(super) project: u32,
    /// In hundredths for one point.
    rate: BigRational,
    in_full: Payers,
    exhausted: Payers,
}

/// A project's effective votes, from which round on, until it was elected or no longer affordable.
#[derive(Clone, Default)]
struct History {
    votes: Vec<Value>,
    last: Option<Value>,
    /// After how many rounds it wasn't affordable.
    out_after: Option<usize>,
}

impl History {
    fn ask(&mut self, run: &mut Run<'_>, project: u32) {
        if self.out_after.is_some() || run.elected_in[project as usize] != NEVER {
            return;
        }
        let votes =
            if run.weights[project as usize].is_empty() { None } else { run.effective_votes(project) };
        match votes {
            None => self.out_after = Some(run.winners.len()),
            votes if votes != self.last => {
                run.effort.spend(ENTRY);
                self.votes.push(json!({"round": run.winners.len() + 1, "votes": votes}));
                self.last = votes;
            }
            Some(_) => {}
        }
    }
}

/// How a project stood.
struct Standing {
    votes: Vec<Value>,
    out_after: usize,
    /// What its supporters held when it no longer was.
    held: BigRational,
    spent_on: Vec<(u32, BigRational)>,
    held_in_the_end: BigRational,
}

/// An outcome.
pub(super) struct Account {
    pub(super) endowment: BigRational,
    pub(super) winners: Vec<u32>,
    pub(super) rounds: Vec<Round>,
    pub(super) ties: Vec<Tie>,
    /// What all voters have left.
    pub(super) left: BigRational,
    standings: Vec<Standing>,
    by_cost: bool,
}

impl Account {
    /// Runs the method at an endowment and notes everything.
    pub(super) fn of(run: &mut Run<'_>, endowment: Endowment) -> Result<Self, Rejection> {
        run.start(endowment);
        let mut histories = vec![History::default(); run.costs.len()];
        let mut asked: BTreeSet<u32> = (0..).zip(&run.costs).map(|(project, _)| project).collect();
        loop {
            for project in asked {
                histories[project as usize].ask(run, project);
            }
            let Some(choice) = run.choose()? else { break };
            run.pay(choice);
            let paid = run.payers.iter().flat_map(|ballot| &run.votes.ballots[*ballot as usize]);
            asked = paid.map(|(project, _)| *project).collect();
            run.effort.spend(8 * asked.len());
        }
        let rounds = rounds(run)?;
        let mut standings = Vec::with_capacity(histories.len());
        for (project, history) in (0..).zip(histories) {
            run.effort.check()?;
            standings.push(run.standing(project, history));
        }
        let all: u64 = run.votes.voters.iter().copied().map(u64::from).sum();
        let spent: u128 = run.winners.iter().map(|winner| u128::from(run.costs[*winner as usize])).sum();
        Ok(Self {
            endowment: endowment.fraction(),
            winners: run.winners.clone(),
            rounds,
            ties: std::mem::take(&mut run.ties),
            left: endowment.fraction() * BigInt::from(all) - BigInt::from(spent),
            standings,
            by_cost: run.by_cost,
        })
    }

    /// Why a project was or wasn't funded by the method or its completion, which may have completed it.
    pub(super) fn reasons<'a>(&'a self, election: &'a Election) -> impl Fn(usize, bool) -> Value + 'a {
        let mut places = vec![None; election.projects.len()];
        for (place, winner) in self.winners.iter().enumerate() {
            places[*winner as usize] = Some(place);
        }
        move |project, completed| {
            let standing = &self.standings[project];
            match places[project] {
                Some(place) => {
                    json!({"effective_votes": standing.votes, "verdict": "funded", "round": place + 1})
                }
                None => self.not_elected(election, &election.projects[project], standing, completed),
            }
        }
    }

    fn not_elected(
        &self,
        election: &Election,
        data: &Project,
        standing: &Standing,
        completed: bool,
    ) -> Value {
        let votes = &standing.votes;
        let is_worth = data.cost.0 > 0 || !self.by_cost;
        let verdict = match data.supporters {
            _ if completed => "funded_by_completion",
            0 => "unsupported",
            _ if is_worth => "unaffordable",
            _ => "without_utility",
        };
        if !is_worth {
            return json!({"effective_votes": votes, "verdict": verdict});
        }
        let spent = standing.spent_on.iter().map(|(winner, paid)| {
            json!({"project": election.projects[*winner as usize].id, "paid": fraction(paid)})
        });
        let less = BigRational::from_integer(data.cost.0.into()) - &standing.held_in_the_end;
        // Nobody gains from what is free, by its cost, nor from what they don't support.
        let may_help = data.supporters > 0
            && !(self.by_cost && standing.held_in_the_end < BigRational::from_integer(1.into()));
        let less_cost = may_help.then(|| fraction(&less));
        let more = match (less.is_zero(), self.endowment.is_zero()) {
            (true, _) => Some("1".to_owned()),
            (false, true) => None,
            (false, false) => Some((&less / &self.endowment).ceil().to_integer().to_string()),
        };
        json!({
            "effective_votes": votes,
            "verdict": verdict,
            "eliminated_after": standing.out_after,
            "held": fraction(&standing.held),
            "spent_on": spent.collect::<Value>(),
            "held_in_the_end": fraction(&standing.held_in_the_end),
            "less_cost": less_cost,
            "more_votes": {"voters": more, "meaning": "sufficient"},
        })
    }
}

/// Millionths as a decimal number of six places.
fn decimal(millionths: &BigInt) -> String {
    let (whole, places) = millionths.div_rem(&1_000_000.into());
    format!("{whole}.{places:06}")
}

/// The rounds of a run that has ended.
pub(super) fn rounds(run: &mut Run<'_>) -> Result<Vec<Round>, Rejection> {
    run.extend_ledger();
    run.effort.check()?;
    Ok((0..run.winners.len()).map(|round| run.round(round)).collect())
}

pub(super) fn report(election: &Election, rounds: &[Round]) -> Value {
    rounds.iter().enumerate().map(|(index, round)| report_round(election, index, round)).collect()
}

pub(super) fn report_round(election: &Election, index: usize, round: &Round) -> Value {
    let payers = |payers: &Payers| json!({"voters": payers.voters, "paid": fraction(&payers.paid)});
    json!({
        "round": index + 1,
        "project": election.projects[round.project as usize].id,
        "rate": fraction(&round.rate),
        "in_full": payers(&round.in_full),
        "exhausted": payers(&round.exhausted),
    })
}

impl Run<'_> {
    /// The cost by the rate for one point, six places rounded down; null if that is free. Nothing if it is unaffordable.
    fn effective_votes(&mut self, project: u32) -> Option<Value> {
        let cost = self.costs[project as usize];
        if cost == 0 {
            return Some(Value::Null);
        }
        let low = match self.position(project, f64::INFINITY) {
            Position::Out => return None,
            Position::Plain(weight) => {
                return Some(decimal(&(BigInt::from(weight) * self.votes.unit * 10_000_u32)).into());
            }
            Position::From(low) => low,
        };
        let near = Near { project, low, high: self.enough(project, low) };
        let scale = float(cost) * float(self.votes.unit) * 10_000.0;
        let [least, most] = [down(scale / near.high), up(scale / near.low)].map(whole);
        if near.high.is_finite() && least == most {
            return Some(decimal(&least.into()).into());
        }
        let rate = self.exact_rate(near)?;
        let (numerator, weight) = self.ledger.parts(&rate);
        let scaled = &self.ledger.denominator * cost * self.votes.unit * 10_000_u32 * weight;
        Some(decimal(&(scaled / numerator)).into())
    }

    fn round(&self, round: usize) -> Round {
        let project = self.winners[round];
        let (mut full, mut exhausted) = (Sum::default(), Sum::default());
        let (mut rich, mut poor) = (0, 0);
        for backers in &self.votes.backers[project as usize] {
            let exhausted_in = self.exhausted_in[backers.ballot as usize] as usize;
            if exhausted_in > round {
                rich += u64::from(backers.voters);
                full.add(round, i128::try_from(weight_of(*backers)).unwrap_or(i128::MAX));
            } else if exhausted_in == round {
                poor += u64::from(backers.voters);
                self.add_money(&mut exhausted, round, backers.ballot, backers.voters);
            }
        }
        let mut rate = Sum::default();
        rate.add(round, 1);
        let points = BigRational::new(100.into(), self.votes.unit.into());
        Round {
            project,
            rate: self.ledger.fraction(&rate) * points,
            in_full: Payers { voters: rich, paid: self.ledger.fraction(&full) },
            exhausted: Payers { voters: poor, paid: self.ledger.fraction(&exhausted) },
        }
    }

    /// What a project's supporters hold after so many rounds.
    fn held(&self, project: u32, rounds: usize) -> BigRational {
        let mut sum = Sum::default();
        for backers in &self.votes.backers[project as usize] {
            if self.exhausted_in[backers.ballot as usize] as usize >= rounds {
                self.add_money(&mut sum, rounds, backers.ballot, backers.voters);
            }
        }
        self.ledger.fraction(&sum)
    }

    fn standing(&self, project: u32, history: History) -> Standing {
        let out_after = history.out_after.unwrap_or(0);
        Standing {
            held: self.held(project, out_after),
            spent_on: self.spent_on(project, out_after),
            held_in_the_end: self.held(project, self.winners.len()),
            votes: history.votes,
            out_after,
        }
    }

    /// What a project's supporters paid for each of the first winners.
    fn spent_on(&self, project: u32, rounds: usize) -> Vec<(u32, BigRational)> {
        let mut spent: BTreeMap<usize, Sum> = BTreeMap::new();
        for backers in &self.votes.backers[project as usize] {
            let exhausted_in = self.exhausted_in[backers.ballot as usize] as usize;
            for (winner, units) in &self.votes.ballots[backers.ballot as usize] {
                let round = self.elected_in[*winner as usize] as usize;
                if round >= rounds || exhausted_in < round {
                    continue;
                }
                let spent = spent.entry(round).or_default();
                if exhausted_in > round {
                    spent.add(round, i128::from(backers.voters) * i128::from(*units));
                } else {
                    self.add_money(spent, round, backers.ballot, backers.voters);
                }
            }
        }
        self.effort.spend(ENTRY * spent.len());
        let amounts = spent.iter().map(|(round, sum)| (self.winners[*round], self.ledger.fraction(sum)));
        amounts.filter(|(_, amount)| !amount.is_zero()).collect()
    }
}
