use proptest::prelude::*;

use super::super::Utility;
use super::super::run::Run;
use super::super::run::tests::election;
use super::*;
use crate::VoteType;
use crate::rules::{Step, TieBreaking};

fn outcomes(run: &Run<'_>, from: &Ratio<u128>, to: &Ratio<u128>) -> Option<Vec<Vec<u32>>> {
    let mut band = Band::new(run.prices, run.support);
    match band.outcomes((from, to), &run.effort).unwrap() {
        Outcomes::Among(outcomes) => Some(outcomes),
        Outcomes::TooMany(_) => None,
    }
}

fn winners(run: &mut Run<'_>, endowment: &Ratio<u128>) -> Vec<u32> {
    run.run(endowment).unwrap();
    let mut winners = run.winners.clone();
    winners.sort_unstable();
    winners
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is elected at an endowment of a band is among its outcomes.
    #[test]
    fn every_outcome_of_a_band_is_found(
        costs in prop::collection::vec(
            prop_oneof![1_i64..40_000, (0_i64..9).prop_map(|cost| cost * 4_000)], 2..9),
        ballots in prop::collection::vec(prop::collection::vec((0..9_usize, 1_i64..4), 1..5), 2..14),
        start in 100_u128..40_000,
        third in 0_u128..3,
        width in prop_oneof![Just(0_u128), 1_u128..100, 100_u128..20_000],
        cumulative in any::<bool>(),
        by_cost in any::<bool>(),
    ) {
        let vote_type = if cumulative { VoteType::Cumulative } else { VoteType::Approval };
        let election = election(&costs, &ballots, 1, vote_type);
        let utility = if by_cost { Utility::Cost } else { Utility::Cardinality };
        let support = utility.support(&election);
        let tie_breaking = TieBreaking::new(&election, &[Step::Cost, Step::File]);
        let mut run = Run::new(&election, &support, utility, &tie_breaking, Effort::unwatched());
        let at = |part: u128| Ratio::new(16 * (3 * start + third) + 3 * width * part, 48);
        if let Some(outcomes) = outcomes(&run, &at(0), &at(16)) {
            for part in [0, 1, 5, 8, 11, 15, 16] {
                let elected = winners(&mut run, &at(part));
                prop_assert!(outcomes.contains(&elected), "{:?} at {} of {:?}", elected, part, outcomes);
            }
        }
    }

    /// At one endowment there is one outcome, unless two projects are nearly equal and not tied.
    #[test]
    fn a_band_of_one_endowment_tells_its_outcome(
        costs in prop::collection::vec((1_i64..9).prop_map(|cost| cost * 4_000), 2..9),
        ballots in prop::collection::vec(prop::collection::vec((0..9_usize, Just(1_i64)), 1..5), 2..14),
        start in 100_u128..40_000,
    ) {
        let election = election(&costs, &ballots, 1, VoteType::Approval);
        let support = Utility::Cost.support(&election);
        let tie_breaking = TieBreaking::new(&election, &[Step::File]);
        let mut run = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
        let endowment = Ratio::from_integer(start);
        let elected = winners(&mut run, &endowment);
        prop_assert!(outcomes(&run, &endowment, &endowment).is_some_and(|outcomes| outcomes.contains(&elected)));
    }
}
