//! Jumping over endowments at which nothing changes.
//!
//! Raise the endowment by t. As long as the same projects win and the same voters are exhausted in the same rounds,
//! every amount of money is m + b·t and every winner's rate r − f·t, with b and f not negative: b begins with 1; a round
//! in which the exhausted gain Σb, and the others have together p points, has f = Σb / p, leaves the exhausted without
//! gain, and the others with f more a point. So from round to round
//! - whoever keeps money does so at any t;
//! - whoever is exhausted is so while m + b·t ≤ (r − f·t) · points: up to a t that can be solved for;
//! - another project stays dearer while what its supporters would pay at the winner's rate per divisor, Σ min(m + b·t,
//!   (r' − f'·t) · points), is less than its cost. The sum of minima is at most what it is with any choice of one from
//!   each pair; the choice that is right at t = 0 makes it linear;
//! - one that ties with the winner, but comes behind it by the ladder, stays behind if that sum doesn't grow;
//! - in the end, nothing else is affordable while the money of its supporters is less than its cost.
//!
//! Up to the least of these t the winners are the same. Amounts are bounded as in a run, gains by floating-point numbers
//! with a bound of their relative error; where these don't tell, exact fractions do.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::Ratio;
use num_traits::{Signed as _, ToPrimitive as _};

use super::super::ledger::{Combination, Ledger, Price};
use super::super::support::Supporter;
use super::run::{Paid, Run};
use crate::rules::Ladder;

/// A raise by one unit of the currency, in hundredths.
const UNIT: u32 = 100;

/// What each voter gains by a raise, and how far the raise may go so far.
struct Slopes {
    /// Per ballot, what a voter has left more for one hundredth more of endowment.
    gains: Vec<f64>,
    /// By what part they may be wrong.
    slack: f64,
    /// The same exactly: the slope of the endowment, and of each round's rate.
    ledger: Ledger,
    /// Money before the round, and its error.
    money: Vec<u64>,
    error: u64,
    /// How many raises by one unit surely change nothing.
    reach: u64,
}

/// Runs the method; answers how many raises by one unit surely have the same winners.
fn run_ahead(run: &mut Run<'_>, endowment: &Ratio<u128>, ladder: &Ladder) -> u64 {
    run.start(endowment);
    let mut slopes = Slopes {
        gains: vec![1.0; run.money.len()],
        slack: 0.0,
        ledger: Ledger::new(&Ratio::from_integer(1)),
        money: Vec::new(),
        error: 0,
        reach: u64::MAX,
    };
    loop {
        slopes.money.clone_from(&run.money);
        slopes.error = run.error;
        match run.elect(ladder) {
            Some(paid) if slopes.reach > 0 => slopes.pass(run, paid),
            Some(_) => {}
            None => break,
        }
    }
    if slopes.reach > 0 {
        for project in losers(run, run.winners.len()) {
            slopes.stay_unaffordable(run, project);
        }
    }
    slopes.reach
}

/// The projects that could be elected, and aren't in the first rounds.
fn losers(run: &Run<'_>, rounds: usize) -> Vec<u32> {
    let projects = (0..).zip(&run.elected_in);
    let open = projects.filter(|(_, elected_in)| **elected_in as usize >= rounds).map(|(project, _)| project);
    open.filter(|project| !run.support.of(*project).is_empty()).collect()
}

/// What a project's supporters would pay: the poor all they have, the others by points, at least if that is sure.
#[derive(Default)]
struct Bids {
    poor: Vec<Supporter>,
    poor_money: u128,
    poor_gain: f64,
    /// The points of all others.
    rich_points: u64,
    unsure: Vec<(Supporter, u64)>,
}

impl Slopes {
    /// Takes a round into account that has just been run.
    fn pass(&mut self, run: &mut Run<'_>, paid: Paid) {
        let round = run.winners.len() - 1;
        let (mut poor, mut rich) = (Vec::new(), Vec::new());
        let (mut gain, mut rich_points) = (0.0, 0);
        for (supporter, points) in run.support.pairs(paid.project) {
            let exhausted_in = run.exhausted_in[supporter.ballot as usize] as usize;
            if exhausted_in == round {
                gain += self.gains[supporter.ballot as usize] * f64::from(supporter.count);
                poor.push((supporter.ballot, points));
            } else if exhausted_in > round {
                rich_points += u64::from(supporter.count) * points;
                rich.push((supporter.ballot, points));
            }
        }
        if rich_points == 0 && run.cost(paid.project) > 0 {
            self.reach = 0;
            return;
        }
        self.slack += terms(poor.len() + rich.len());
        let fall = gain / float(rich_points.max(1).into());
        for (ballot, points) in &poor {
            self.stay_poor(run, paid, (*ballot, *points), fall);
        }
        for project in losers(run, round + 1) {
            self.stay_dearer(run, paid, project, fall);
        }
        for (ballot, points) in rich {
            self.gains[ballot as usize] += fall * float(points.into());
        }
        for (ballot, _) in poor {
            self.gains[ballot as usize] = 0.0;
        }
    }

    fn stay_poor(&mut self, run: &mut Run<'_>, paid: Paid, (ballot, points): (u32, u64), fall: f64) {
        let money = u128::from(self.money[ballot as usize]) + u128::from(self.error);
        let lacking = (u128::from(paid.least) * u128::from(points)).saturating_sub(money);
        let growth = (self.gains[ballot as usize] + fall * float(points.into())) * (1.0 + self.slack);
        self.reach_while(run, lacking, growth, |slopes, run| {
            let round = run.winners.len() - 1;
            slopes.extend_ledgers(run, round + 1);
            let mut money = Combination::of(round);
            run.add_money(&mut money, ballot, 1);
            let rate = Combination::single(round, points.into());
            let lacking = run.ledger.numerator(&rate) - run.ledger.numerator(&money);
            let growth = slopes.ledger.numerator(&money) - slopes.ledger.numerator(&rate);
            slopes.steps(run, lacking, &growth)
        });
    }

    /// Reaches no farther than a project is dearer than the winner, or behind it by the ladder.
    fn stay_dearer(&mut self, run: &mut Run<'_>, paid: Paid, project: u32, fall: f64) {
        let [divisor, winners] = [project, paid.project].map(|project| run.divisors[project as usize]);
        let least = u128::from(paid.least) * u128::from(divisor) / u128::from(winners);
        let most = (u128::from(paid.most) * u128::from(divisor)).div_ceil(winners.into());
        let round = run.winners.len() - 1;
        let mut bids = self.bids(run, project, round, (least, most));
        let asked = most.saturating_mul(bids.rich_points.into()).saturating_add(bids.poor_money);
        let lacking = (u128::from(run.cost(project)) << run.shift).saturating_sub(asked);
        let slack = self.slack + terms(run.support.of(project).len());
        let fall = fall * float(divisor.into()) / float(winners.into()) * float(bids.rich_points.into());
        let growth = bids.poor_gain * (1.0 + slack) - fall * (1.0 - slack);
        self.reach_while(run, lacking, growth, |slopes, run| {
            slopes.extend_ledgers(run, round + 1);
            let mut money = Combination::of(round);
            for supporter in &bids.poor {
                run.add_money(&mut money, supporter.ballot, supporter.count);
            }
            for (supporter, points) in &bids.unsure {
                let mut one = Combination::of(round);
                run.add_money(&mut one, supporter.ballot, 1);
                let rate = Combination::single(round, i128::from(*points) * i128::from(divisor));
                if run.ledger.numerator(&one) * winners < run.ledger.numerator(&rate) {
                    run.add_money(&mut money, supporter.ballot, supporter.count);
                    bids.rich_points -= points * u64::from(supporter.count);
                }
            }
            let rates = Combination::single(round, i128::from(bids.rich_points) * i128::from(divisor));
            let paid = |ledger: &Ledger| ledger.numerator(&money) * winners + ledger.numerator(&rates);
            let lacking = run.ledger.whole(run.cost(project)) * winners - paid(&run.ledger);
            let growth = paid(&slopes.ledger);
            slopes.steps(run, lacking, &growth)
        });
    }

    /// Reaches no farther than a project's supporters have less than its cost.
    fn stay_unaffordable(&mut self, run: &mut Run<'_>, project: u32) {
        let rounds = run.winners.len();
        let bids = self.bids(run, project, rounds, (u128::MAX, u128::MAX));
        let lacking = (u128::from(run.cost(project)) << run.shift).saturating_sub(bids.poor_money);
        let growth = bids.poor_gain * (1.0 + self.slack + terms(bids.poor.len()));
        self.reach_while(run, lacking, growth, |slopes, run| {
            slopes.extend_ledgers(run, rounds);
            let mut money = Combination::of(rounds);
            for supporter in &bids.poor {
                run.add_money(&mut money, supporter.ballot, supporter.count);
            }
            let lacking = run.ledger.whole(run.cost(project)) - run.ledger.numerator(&money);
            slopes.steps(run, lacking, &slopes.ledger.numerator(&money))
        });
    }

    /// Divides a project's supporters by whether they have a rate in these bounds.
    fn bids(&self, run: &Run<'_>, project: u32, round: usize, (least, most): (u128, u128)) -> Bids {
        let mut bids = Bids::default();
        for (supporter, points) in run.support.pairs(project) {
            let ballot = supporter.ballot as usize;
            if (run.exhausted_in[ballot] as usize) < round {
                continue;
            }
            let (money, error) = (u128::from(self.money[ballot]), u128::from(self.error));
            if money + error < least.saturating_mul(points.into()) {
                bids.poor.push(supporter);
                bids.poor_money += (money + error) * u128::from(supporter.count);
                bids.poor_gain += self.gains[ballot] * f64::from(supporter.count);
                continue;
            }
            bids.rich_points += points * u64::from(supporter.count);
            if money < most.saturating_mul(points.into()).saturating_add(error) {
                bids.unsure.push((supporter, points));
            }
        }
        bids
    }

    /// Reaches no farther than what is surely `lacking`, in the units that money is searched by, grows to nothing. If
    /// that is less than a raise, `exact` tells.
    fn reach_while(
        &mut self,
        run: &mut Run<'_>,
        lacking: u128,
        growth: f64,
        exact: impl FnOnce(&mut Self, &mut Run<'_>) -> u64,
    ) {
        if self.reach == 0 || lacking > 0 && growth <= 0.0 {
            return;
        }
        let steps = float(lacking) / 2.0_f64.powi(run.shift.cast_signed()) / f64::from(UNIT) / growth;
        let steps = steps * (1.0 - 1e-12);
        if lacking > 0 && steps >= 1.0 {
            // A number too large for it becomes the greatest.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at least 1, rounded down"
            )]
            let steps = steps as u64;
            self.reach = self.reach.min(steps);
        } else {
            let steps = exact(self, run);
            self.reach = self.reach.min(steps);
        }
    }

    /// How many raises by one unit leave something lacking of what grows to nothing; if that is nothing already, none,
    /// unless it doesn't grow.
    fn steps(&self, run: &Run<'_>, lacking: BigInt, growth: &BigInt) -> u64 {
        if !growth.is_positive() {
            return u64::MAX;
        }
        let before = lacking * self.ledger.whole(1) - 1_u8;
        let steps = before.div_floor(&(growth * run.ledger.whole(UNIT.into())));
        if steps.is_negative() { 0 } else { steps.to_u64().unwrap_or(u64::MAX) }
    }

    /// Brings both ledgers up to so many rounds.
    fn extend_ledgers(&mut self, run: &mut Run<'_>, rounds: usize) {
        run.extend_ledger(rounds);
        while self.ledger.len() < rounds {
            let (poor, points) = run.payers_of(self.ledger.len());
            let numerator = -self.ledger.numerator(&poor);
            self.ledger.push(Price { numerator, divisor: points.max(1) });
        }
    }
}

/// By what part a sum of so many products, none negative, may be wrong.
fn terms(count: usize) -> f64 {
    (float(count as u128) + 8.0) * f64::EPSILON
}

#[expect(clippy::cast_precision_loss, reason = "the bounds allow for the loss")]
const fn float(whole: u128) -> f64 {
    whole as f64
}

/// Runs the method from one endowment to the next, and looks ahead where that seems to pay.
pub(super) struct Jumps {
    winners: Vec<u32>,
    /// How many runs in succession had the same winners.
    same: u32,
    /// How many must have, before looking ahead.
    patience: u32,
}

impl Jumps {
    const LEAST_PATIENCE: u32 = 8;
    const MOST_PATIENCE: u32 = 1024;
    /// How many steps make looking ahead worth while.
    const WORTH_WHILE: u64 = 64;

    pub(super) const fn new() -> Self {
        Self { winners: Vec::new(), same: 0, patience: Self::LEAST_PATIENCE }
    }

    /// Runs the method at an endowment; answers how many further raises by one unit surely have the same winners.
    pub(super) fn run(&mut self, run: &mut Run<'_>, endowment: &Ratio<u128>, ladder: &Ladder) -> u64 {
        let mut unchanged = 0;
        if self.same < self.patience {
            run.run(endowment, ladder);
        } else {
            unchanged = run_ahead(run, endowment, ladder);
            self.patience = if unchanged >= Self::WORTH_WHILE {
                Self::LEAST_PATIENCE
            } else {
                self.same = 0;
                (2 * self.patience).min(Self::MOST_PATIENCE)
            };
        }
        self.same = if self.winners == run.winners { self.same + 1 } else { 0 };
        self.winners.clone_from(&run.winners);
        unchanged
    }
}
