use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::verify::compare::Members;
use crate::verify::preference::Preference;
use crate::verify::shares::raise::raise;
use crate::verify::shares::run::NEVER;
use crate::verify::shares::{Raises, Start};
use crate::verify::votes::Votes;
use crate::{Builder, Choices, Election, Money, Points, VoteType};

fn preference(election: &Election) -> Preference {
    let parameters = json!({"ladder": ["cost", "file"]});
    let parameters = parameters.as_object().unwrap();
    Preference::read(&Members::new("", parameters), election).unwrap().0
}

/// Everything of a run that must not change.
#[derive(Debug, PartialEq)]
struct Shape {
    winners: Vec<u32>,
    exhausted_in: Vec<u32>,
    ties: Vec<(usize, Vec<u32>, u32)>,
}

fn shape(run: &Run<'_>) -> Shape {
    let ties = run.ties.iter().map(|tie| (tie.round, tie.projects.clone(), tie.preferred)).collect();
    Shape { winners: run.winners.clone(), exhausted_in: run.exhausted_in.clone(), ties }
}

fn election(costs: &[i64], ballots: &[Vec<(usize, i64)>], budget: i64, cumulative: bool) -> Election {
    let vote_type = if cumulative { VoteType::Cumulative } else { VoteType::Approval };
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is elected at an endowment between two is among the outcomes.
    #[test]
    fn every_outcome_between_two_endowments_is_found(
        costs in prop::collection::vec(
            prop_oneof![1_i64..40_000, (0_i64..9).prop_map(|cost| cost * 4_000)], 2..9),
        ballots in prop::collection::vec(prop::collection::vec((0..9_usize, 1_i64..4), 1..5), 2..14),
        start in 100_u128..40_000,
        third in 0_u128..3,
        width in prop_oneof![Just(0_u128), 1_u128..100, 100_u128..20_000],
        by_cost in any::<bool>(),
        cumulative in any::<bool>(),
    ) {
        let election = election(&costs, &ballots, 0, cumulative);
        let votes = Votes::new(&election);
        let preference = preference(&election);
        let mut run = Run::new(&election, &votes, by_cost, &preference);
        let at = |part: u128| Endowment { numerator: 16 * (3 * start + third) + 3 * width * part, denominator: 48 };
        if let Ok(outcomes) = outcomes(&run, &equals(&run), at(0), at(16)).unwrap() {
            for part in [0, 1, 5, 8, 11, 15, 16] {
                run.run(at(part)).unwrap();
                let won: Vec<bool> = run.elected_in.iter().map(|round| *round != NEVER).collect();
                prop_assert!(outcomes.contains(&won), "{:?} at {} of {:?}", won, part, outcomes);
            }
        }
    }

    /// With money so blurred nearly every decision is too near to call, and fractions must make it.
    #[test]
    fn the_outcome_does_not_depend_on_the_precision(
        costs in prop::collection::vec(
            prop_oneof![1_i64..4_000, (0_i64..9).prop_map(|cost| cost * 400)], 2..12),
        ballots in prop::collection::vec(prop::collection::vec((0..12_usize, 1_i64..4), 1..8), 1..30),
        endowment in 1_u128..6_000,
        by_cost in any::<bool>(),
        cumulative in any::<bool>(),
    ) {
        let election = election(&costs, &ballots, 0, cumulative);
        let votes = Votes::new(&election);
        let preference = preference(&election);
        let mut run = Run::new(&election, &votes, by_cost, &preference);
        let endowment = Endowment { numerator: endowment, denominator: 7 };
        run.run(endowment).unwrap();
        let precise = shape(&run);
        for blur in [1e-12, 1e-6, 0.001, 0.1] {
            run.blur = blur;
            run.run(endowment).unwrap();
            prop_assert_eq!(&shape(&run), &precise, "blurred by {}", blur);
        }
    }

    /// Looking at many endowments at once ends where trying every single one ends.
    #[test]
    fn looking_at_many_endowments_changes_nothing(
        costs in prop::collection::vec(
            prop_oneof![100_i64..60_000, (1_i64..9).prop_map(|cost| cost * 4_000)], 2..9),
        ballots in prop::collection::vec(prop::collection::vec((0..9_usize, 1_i64..4), 1..5), 2..12),
        budget in 10_000_i64..80_000,
        exhaustive in any::<bool>(),
        cumulative in any::<bool>(),
    ) {
        let election = election(&costs, &ballots, budget, cumulative);
        let votes = Votes::new(&election);
        let preference = preference(&election);
        let raises = Raises { start: Start::Exact, exhaustive, unelectable_count: true, all_elected: false, plain_if_all_fit: false };
        let mut run = Run::new(&election, &votes, true, &preference);
        let raised = raise(&mut run, &election, Some(raises), u64::MAX, 0).unwrap();
        let walked = raise(&mut run, &election, Some(raises), raised.tried, u64::MAX).unwrap();
        prop_assert!(walked.walked);
        prop_assert_eq!((walked.tried, walked.reason), (raised.tried, raised.reason));
        prop_assert_eq!(walked.next.is_some(), raised.next.is_some());
        let tried = raised.tried;
        let (numerator, voters) = (u128::from(budget.unsigned_abs()), u128::from(election.voters));
        for step in 0..tried {
            run.run(Endowment { numerator: numerator + u128::from(step) * 100 * voters, denominator: voters }).unwrap();
            let spent = election.cost_of(run.winners.iter().copied());
            let open = || (0..).zip(&election.projects).filter(|(project, _)| !run.winners.contains(project));
            let over = spent > election.budget;
            let full = exhaustive && open().all(|(_, project)| project.cost.0 > budget - spent.0);
            let all = step > 0 && open().all(|(_, project)| project.supporters == 0);
            prop_assert_eq!(over || full || all, step + 1 == tried, "step {}", step);
        }
    }
}

/// A withdrawn project with one supporter would take 999,999,991 single raises; two others tie all the way.
#[test]
fn a_long_way_without_change_takes_no_time() {
    let mut builder = Builder::new(Money(10_000), VoteType::Approval).unwrap();
    let costs = [("a", 1_000), ("b", 1_000), ("w", 99_999_999_900)];
    let [a, b, withdrawn] = costs.map(|(id, cost)| builder.project(id, "", Money(cost)).unwrap());
    builder.ballots(Choices::Listed(&[a, b]), 9).unwrap();
    builder.ballots(Choices::Listed(&[a, b, withdrawn]), 1).unwrap();
    let election = builder.finish().unwrap();
    let votes = Votes::new(&election);
    let preference = preference(&election);
    let mut run = Run::new(&election, &votes, true, &preference);
    let raises = Raises {
        start: Start::ExactThenFloor,
        exhaustive: false,
        unelectable_count: true,
        all_elected: true,
        plain_if_all_fit: false,
    };
    let end = raise(&mut run, &election, Some(raises), u64::MAX, 0).unwrap();
    assert!(!end.walked);
    assert_eq!((end.tried, end.reason), (999_999_992, "overspent"));
    assert_eq!(run.winners, [a, b, withdrawn]);
}
