use num_bigint::BigInt;
use proptest::prelude::*;

use super::super::super::ledger::Combination;
use super::*;
use crate::rules::{Step, Tie};
use crate::{Builder, Money, Points, VoteType};

/// An approval election; projects are named by their costs, and ballots may name any numbers.
pub(in crate::rules) fn approvals(costs: &[i64], ballots: &[Vec<usize>], budget: i64) -> Election {
    let with_points = |ballot: &Vec<usize>| ballot.iter().map(|project| (*project, 1)).collect();
    election(costs, &ballots.iter().map(with_points).collect::<Vec<_>>(), budget, VoteType::Approval)
}

pub(in crate::rules) fn election(
    costs: &[i64],
    ballots: &[Vec<(usize, i64)>],
    budget: i64,
    vote_type: VoteType,
) -> Election {
    let mut builder = Builder::new(Money(budget), vote_type).unwrap();
    for cost in costs {
        builder.read_project(cost.to_string(), String::new(), Money(*cost)).unwrap();
    }
    for ballot in ballots {
        let listed: Vec<Option<u32>> =
            ballot.iter().map(|(project, _)| u32::try_from(project % costs.len()).ok()).collect();
        let points: Vec<Points> = ballot.iter().map(|(_, points)| Points(*points)).collect();
        builder.read_ballot(&listed, &points).unwrap();
    }
    builder.finish().unwrap()
}

fn winners(election: &Election, bits: u32) -> (Vec<u32>, Vec<Tie>) {
    let support = Utility::Cost.support(election);
    let tie_breaking = TieBreaking::new(election, &[Step::Lex]);
    let mut run = Run::new(election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
    run.bits = bits;
    let voters = u128::from(election.voters);
    run.run_noting_ties(&Ratio::new(u128::from(election.budget.0.unsigned_abs()), voters)).unwrap();
    (run.winners.clone(), run.ties.unwrap().list)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Money is never farther from the truth than its errors say.
    #[test]
    fn errors_bound_what_is_kept(
        costs in prop::collection::vec(300_i64..4_000, 60..90),
        ballots in prop::collection::vec(prop::collection::vec((0..90_usize, 1_i64..4), 10..30), 40..80),
        budget in 100_000_i64..200_000,
        cumulative in any::<bool>(),
        bits in prop_oneof![Just(62_u32), Just(30), Just(16)],
    ) {
        let vote_type = if cumulative { VoteType::Cumulative } else { VoteType::Approval };
        let election = election(&costs, &ballots, budget, vote_type);
        let support = Utility::Cost.support(&election);
        let tie_breaking = TieBreaking::new(&election, &[Step::Lex]);
        let mut run = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
        run.bits = bits;
        run.start(&Ratio::new(u128::from(budget.unsigned_abs()), u128::from(election.voters)));
        while run.elect().unwrap() {
            let rounds = run.winners.len();
            run.extend_ledger(rounds);
            let one = run.ledger.whole(1);
            for ballot in 0..election.distinct_ballots() {
                if run.exhausted_in[ballot] != NEVER {
                    prop_assert_eq!((run.money[ballot], run.fine_money[ballot]), (0, 0));
                    continue;
                }
                let mut sum = Combination::of(rounds);
                run.add_money(&mut sum, u32::try_from(ballot).unwrap(), 1);
                let truth: BigInt = run.ledger.numerator(&sum) << run.shift;
                let coarse = &one * run.money[ballot];
                prop_assert!((&truth - &coarse).magnitude() <= (&one * run.error).magnitude());
                let fine = (coarse << FINER) + &one * run.fine_money[ballot];
                prop_assert!(((truth << FINER) - fine).magnitude() <= (&one * run.fine_error).magnitude());
            }
        }
        prop_assert!(run.winners.len() > 30);
    }

    /// With two bits exact rates decide everything.
    #[test]
    fn the_outcome_of_many_rounds_is_the_exact_one(
        costs in prop::collection::vec(300_i64..4_000, 60..90),
        ballots in prop::collection::vec(prop::collection::vec(0..90_usize, 10..30), 40..80),
        budget in 100_000_i64..200_000,
    ) {
        let election = approvals(&costs, &ballots, budget);
        let exact = winners(&election, 2);
        prop_assert!(exact.0.len() > 30);
        for bits in [16, 62] {
            prop_assert_eq!(&winners(&election, bits), &exact, "with {} bits", bits);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// With so few bits nearly every decision is too near to call, and the bounds are put to the test.
    #[test]
    fn the_outcome_does_not_depend_on_the_precision(
        costs in prop::collection::vec(1_i64..4_000, 2..12),
        ballots in prop::collection::vec(prop::collection::vec((0..12_usize, 1_i64..4), 1..8), 1..30),
        budget in 1_000_i64..20_000,
        cumulative in any::<bool>(),
    ) {
        let vote_type = if cumulative { VoteType::Cumulative } else { VoteType::Approval };
        let election = election(&costs, &ballots, budget, vote_type);
        let precise = winners(&election, 62);
        for bits in [14, 18, 24] {
            prop_assert_eq!(&winners(&election, bits), &precise, "with {} bits", bits);
        }
    }
}
