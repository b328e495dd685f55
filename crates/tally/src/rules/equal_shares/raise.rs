//! Raising everybody's endowment by one unit of the currency until the budget would be overspent (add1).

use num_rational::Ratio;

use super::jump::Jumps;
use super::{Progress, Raises, Run, Start, Stop};
use crate::rules::Ladder;

/// Runs the method at the first endowment and, if asked to, at raised ones; answers how many endowments that took
/// and why there were no more. `run` is left as the outcome has it.
pub(super) fn raise(
    run: &mut Run<'_>,
    add1: Option<Raises>,
    ladder: &Ladder,
    watch: &mut dyn FnMut(Progress),
) -> (u64, Stop) {
    let election = run.election;
    let budget = u128::from(election.budget.0.unsigned_abs());
    let voters = u128::from(election.voters.max(1));
    let exact = Ratio::new(budget, voters);
    let floor = Ratio::from_integer(budget / (voters * 100) * 100);
    let projects = || (0..).zip(&election.projects).map(|(project, _)| project);
    let all_fit = || election.cost_of(projects()) <= election.budget;
    let Some(raises) = add1 else {
        run.run(&exact, ladder);
        return (1, Stop::NotRaised);
    };
    if raises.plain_if_all_fit && all_fit() {
        run.run(&exact, ladder);
        return (1, Stop::AllFit);
    }
    let endowment = |steps: u64| {
        let base = match (raises.start, steps) {
            (Start::Exact, _) | (Start::ExactThenFloor, 0) => exact,
            (Start::Floor | Start::ExactThenFloor, _) => floor,
        };
        base + u128::from(steps) * 100
    };
    let mut steps = 0;
    let mut jumps = Jumps::new();
    loop {
        let unchanged = jumps.run(run, &endowment(steps), ladder);
        let spent = election.cost_of(run.winners.iter().copied());
        watch(Progress { runs: steps + 1, spent });
        if spent > election.budget {
            let overspent = Stop::Overspent(endowment(steps), run.winners.clone());
            run.run(&endowment(steps - 1), ladder);
            return (steps + 1, overspent);
        }
        if let Some(stop) = stop(run, raises, steps, election.budget.0 - spent.0) {
            return (steps + 1, stop);
        }
        // The first step may be shorter or longer than the others.
        steps = steps.saturating_add(if steps > 0 { unchanged } else { 0 }).saturating_add(1);
    }
}

/// Whether an outcome within the budget, with so much left, ends the raising.
fn stop(run: &Run<'_>, raises: Raises, steps: u64, left: i64) -> Option<Stop> {
    let open = || (0..).zip(&run.election.projects).filter(|(project, _)| !run.is_elected(*project));
    if raises.exhaustive && open().all(|(_, project)| project.cost.0 > left) {
        Some(Stop::Exhaustive)
    } else if raises.all_elected && steps > 0 && open().next().is_none() {
        Some(Stop::AllElected)
    } else if steps > 0 && open().all(|(project, _)| run.support.of(project).is_empty()) {
        Some(Stop::AllSupportedElected)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Utility;
    use super::super::run::tests::approvals;
    use super::*;
    use crate::rules::Step;
    use crate::rules::greedy::WITHDRAWN;
    use crate::{Builder, Money, VoteType};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Winners and the number of endowments are those of trying every single one.
        #[test]
        fn jumps_change_nothing(
            costs in prop::collection::vec(
                prop_oneof![100_i64..40_000, (1_i64..9).prop_map(|cost| cost * 4_000)], 2..9),
            ballots in prop::collection::vec(prop::collection::vec(0..9_usize, 1..5), 2..12),
            budget in 10_000_i64..80_000,
            exhaustive in any::<bool>(),
        ) {
            let election = approvals(&costs, &ballots, budget);
            let support = Utility::Cost.support(&election);
            let ladder = Ladder::new(&election, &[Step::Lex]);
            let raises = Raises { exhaustive, ..Raises::PABUTOOLS };
            let mut jumping = Run::new(&election, &support, Utility::Cost);
            let (runs, _) = raise(&mut jumping, Some(raises), &ladder, &mut |_| {});

            let mut plain = Run::new(&election, &support, Utility::Cost);
            let base = Ratio::new(u128::from(budget.unsigned_abs()), u128::from(election.voters));
            let mut winners = Vec::new();
            for step in 0.. {
                plain.run(&(base + step * 100), &ladder);
                let spent = election.cost_of(plain.winners.iter().copied());
                if spent > election.budget {
                    prop_assert_eq!(runs, u64::try_from(step).unwrap() + 1);
                    break;
                }
                winners.clone_from(&plain.winners);
                if stop(&plain, raises, u64::try_from(step).unwrap(), budget - spent.0).is_some() {
                    prop_assert_eq!(runs, u64::try_from(step).unwrap() + 1);
                    break;
                }
            }
            prop_assert_eq!(&jumping.winners, &winners);
        }
    }

    /// From 300.00 on, but not before, c ties with a and is preferred; a isn't affordable then, and c too expensive.
    #[test]
    fn it_does_not_jump_over_a_tie() {
        let costs = [6_000, 87_000, 78_000];
        let (d, c, a) = (0, 1, 2);
        let mut ballots = vec![vec![a, c], vec![a], vec![a], vec![c], vec![c, d]];
        ballots.extend(vec![vec![d]; 5]);
        let election = approvals(&costs, &ballots, 90_000);
        let support = Utility::Cost.support(&election);
        let mut run = Run::new(&election, &support, Utility::Cost);
        let ladder = Ladder::new(&election, &[Step::File]);
        let (runs, stop) = raise(&mut run, Some(Raises::WIELICZKA), &ladder, &mut |_| {});
        // From 90.00 in steps of 1.00.
        assert_eq!((runs, run.winners), (211, vec![0, 2]));
        assert_eq!(stop, Stop::Overspent(Ratio::from_integer(30_000), vec![0, 1]));
    }

    /// Two free projects tie at every endowment.
    #[test]
    fn free_projects_do_not_slow_it() {
        let election = approvals(&[0, 0, 1_000, WITHDRAWN.0], &[vec![0, 1, 2], vec![0, 1, 3]], 10_000);
        let support = Utility::Cardinality.support(&election);
        let mut run = Run::new(&election, &support, Utility::Cardinality);
        let ladder = Ladder::new(&election, &[Step::File]);
        let (_, stop) = raise(&mut run, Some(Raises::WIELICZKA), &ladder, &mut |_| {});
        assert_eq!(
            stop,
            Stop::Overspent(Ratio::from_integer(WITHDRAWN.0.unsigned_abs().into()), vec![0, 1, 2, 3])
        );
    }

    /// A withdrawn project with one supporter would take 999,999,991 single raises; two others tie all the way.
    #[test]
    fn a_long_way_without_change_takes_no_time() {
        let mut builder = Builder::new(Money(10_000), VoteType::Approval);
        let [a, b, withdrawn] =
            [Money(1_000), Money(1_000), WITHDRAWN].map(|cost| builder.project("", "", cost));
        for _ in 0..9 {
            builder.ballot(&[a, b], &[]);
        }
        builder.ballot(&[a, b, withdrawn], &[]);
        let election = builder.finish().unwrap();
        let support = Utility::Cost.support(&election);
        let mut run = Run::new(&election, &support, Utility::Cost);
        let ladder = Ladder::new(&election, &[Step::File]);
        let (runs, stop) = raise(&mut run, Some(Raises::WIELICZKA), &ladder, &mut |_| {});
        // From 10.00 in steps of 1.00; of it, 2.00 go to the first two, and 999,999,999.00 must be left.
        assert_eq!(runs, 999_999_992);
        assert_eq!(stop, Stop::Overspent(Ratio::from_integer(100_000_000_100), vec![a, b, withdrawn]));
        assert_eq!(run.winners, [a, b]);
    }
}
