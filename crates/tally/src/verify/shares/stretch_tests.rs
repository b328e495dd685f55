use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::verify::compare::Members;
use crate::verify::shares::raise::raise;
use crate::verify::shares::{Raises, Start};
use crate::verify::votes::Votes;
use crate::{Builder, Election, Money, Points, VoteType};

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
    let mut builder = Builder::new(Money(budget), vote_type);
    for cost in costs {
        builder.project("", "", Money(*cost));
    }
    for ballot in ballots {
        let listed: Vec<u32> =
            ballot.iter().map(|(project, _)| u32::try_from(project % costs.len()).unwrap()).collect();
        let points: Vec<Points> = ballot.iter().map(|(_, points)| Points(*points)).collect();
        builder.ballot(&listed, &points);
    }
    builder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// At the far end of a stretch, and on the way, all is as it was.
    #[test]
    fn nothing_changes_in_a_stretch(
        costs in prop::collection::vec(
            prop_oneof![1_i64..40_000, (0_i64..9).prop_map(|cost| cost * 4_000)], 2..9),
        ballots in prop::collection::vec(prop::collection::vec((0..9_usize, 1_i64..4), 1..5), 2..14),
        start in 100_u128..40_000,
        third in 0_u128..3,
        by_cost in any::<bool>(),
        cumulative in any::<bool>(),
    ) {
        let election = election(&costs, &ballots, 0, cumulative);
        let votes = Votes::new(&election);
        let preference = preference(&election);
        let mut run = Run::new(&election, &votes, by_cost);
        let start = Endowment { numerator: 3 * start + third, denominator: 3 };
        let reach = run_ahead(&mut run, start, &preference);
        let before = shape(&run);
        run.run(start, &preference);
        prop_assert_eq!(&shape(&run), &before);
        // Sixteenths of the way, in thousandths of a hundredth.
        let reach = whole(reach.min(1e9) * 1000.0);
        for part in [1, 5, 11, 15, 16] {
            let raised = start.numerator * 1000 + 3 * u128::from(reach) * part / 16;
            run.run(Endowment { numerator: raised, denominator: 3000 }, &preference);
            prop_assert_eq!(&shape(&run), &before, "{} of {}", part, reach);
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
        let mut run = Run::new(&election, &votes, by_cost);
        let endowment = Endowment { numerator: endowment, denominator: 7 };
        run.run(endowment, &preference);
        let precise = shape(&run);
        for blur in [1e-12, 1e-6, 0.001, 0.1] {
            run.blur = blur;
            run.run(endowment, &preference);
            prop_assert_eq!(&shape(&run), &precise, "blurred by {}", blur);
        }
    }

    /// Passing over stretches ends where trying every single endowment ends.
    #[test]
    fn passing_over_stretches_changes_nothing(
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
        let raises = Raises { start: Start::Exact, exhaustive, all_elected: false, plain_if_all_fit: false };
        let mut run = Run::new(&election, &votes, true);
        let tried = raise(&mut run, &election, Some(raises), &preference, u64::MAX).unwrap().tried;
        let (numerator, voters) = (u128::from(budget.unsigned_abs()), u128::from(election.voters));
        for step in 0..tried {
            run.run(Endowment { numerator: numerator + u128::from(step) * 100 * voters, denominator: voters }, &preference);
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
    let mut builder = Builder::new(Money(10_000), VoteType::Approval);
    let [a, b, withdrawn] =
        [Money(1_000), Money(1_000), Money(99_999_999_900)].map(|cost| builder.project("", "", cost));
    for _ in 0..9 {
        builder.ballot(&[a, b], &[]);
    }
    builder.ballot(&[a, b, withdrawn], &[]);
    let election = builder.finish().unwrap();
    let votes = Votes::new(&election);
    let mut run = Run::new(&election, &votes, true);
    let raises = Raises {
        start: Start::ExactThenFloor,
        exhaustive: false,
        all_elected: true,
        plain_if_all_fit: false,
    };
    let end = raise(&mut run, &election, Some(raises), &preference(&election), u64::MAX).unwrap();
    assert_eq!((end.tried, end.reason), (999_999_992, "overspent"));
    assert_eq!(run.winners, [a, b, withdrawn]);
}
