//! Raising everybody's endowment by one unit of the currency until the budget would be overspent (add1).

use num_rational::Ratio;

use super::band::Band;
use super::jump::Jumps;
use super::{Raises, Run, Start, Stop};
use crate::rules::Uncounted;

/// Runs the method at the first endowment and, if asked to, at raised ones; answers how many endowments that took
/// and why there were no more. `run` is left as the outcome has it.
pub(super) fn raise(run: &mut Run<'_>, add1: Option<Raises>) -> Result<(u64, Stop), Uncounted> {
    let election = run.election;
    let budget = u128::from(election.budget.0.unsigned_abs());
    let voters = u128::from(election.voters.max(1));
    let exact = Ratio::new(budget, voters);
    let floor = Ratio::from_integer(budget / (voters * 100) * 100);
    let costs = || election.projects.iter().map(|project| u128::from(project.cost.0.unsigned_abs()));
    let all = costs().sum::<u128>();
    let at_once = match add1 {
        None => Some(Stop::NotRaised),
        Some(raises) => (raises.plain_if_all_fit && all <= budget).then_some(Stop::AllFit),
    };
    let (Some(raises), None) = (add1, &at_once) else {
        run.run_noting_ties(&exact)?;
        return Ok((1, at_once.unwrap_or(Stop::NotRaised)));
    };
    let endowment = |steps: u64| {
        let base = match (raises.start, steps) {
            (Start::Exact, _) | (Start::ExactThenFloor, 0) => exact,
            (Start::Floor | Start::ExactThenFloor, _) => floor,
        };
        base + u128::from(steps) * 100
    };
    // Whoever has as much can pay for everything.
    let enough = u64::try_from(all / 100 + 1).unwrap_or(u64::MAX);
    let mut steps = 0;
    let mut jumps = Jumps::new(Band::new(run.prices, run.support));
    loop {
        run.run(&endowment(steps))?;
        let spent = election.cost_of(run.winners.iter().copied());
        run.effort.raised(steps + 1, spent)?;
        match stop(run, &run.winners, raises, steps) {
            Some(End::Overspent) => {
                let overspent = Stop::Overspent(endowment(steps), run.winners.clone());
                run.run_noting_ties(&endowment(steps - 1))?;
                return Ok((steps + 1, overspent));
            }
            Some(End::Here(stop)) => {
                run.run_noting_ties(&endowment(steps))?;
                return Ok((steps + 1, stop));
            }
            None => steps += 1,
        }
        loop {
            let most = enough.saturating_sub(steps);
            let passed = jumps.next(
                &run.effort,
                |ahead| endowment(steps + ahead),
                most,
                |winners| stop(run, winners, raises, steps).is_some(),
            )?;
            if passed == 0 {
                break;
            }
            steps += passed;
            run.effort.raised(steps, spent)?;
        }
    }
}

/// How an outcome ends the raising.
enum End {
    Overspent,
    Here(Stop),
}

/// Whether an outcome ends the raising, after so many raises.
fn stop(run: &Run<'_>, winners: &[u32], raises: Raises, steps: u64) -> Option<End> {
    let election = run.prices.election;
    let left = election.budget.0 - election.cost_of(winners.iter().copied()).0;
    if left < 0 {
        return Some(End::Overspent);
    }
    let won = election.marks(winners);
    let open = || (0..).zip(&election.projects).filter(|(project, _)| !won[*project as usize]);
    let is_electable = |project: u32| !run.support.of(project).is_empty();
    let may_fit = |project: u32| raises.unelectable_count || is_electable(project);
    if raises.exhaustive && open().all(|(project, data)| data.cost.0 > left || !may_fit(project)) {
        Some(End::Here(Stop::Exhaustive))
    } else if raises.all_elected && steps > 0 && open().next().is_none() {
        Some(End::Here(Stop::AllElected))
    } else if steps > 0 && !open().any(|(project, _)| is_electable(project)) {
        Some(End::Here(Stop::AllSupportedElected))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::effort::Effort;
    use super::super::Utility;
    use super::super::run::tests::approvals;
    use super::*;
    use crate::rules::greedy::WITHDRAWN;
    use crate::rules::{Step, TieBreaking};
    use crate::{Builder, Choices, Money, VoteType};

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
            let tie_breaking = TieBreaking::new(&election, &[Step::Lex]);
            let raises = Raises { exhaustive, ..Raises::PABUTOOLS };
            let mut jumping = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
            let (runs, _) = raise(&mut jumping, Some(raises)).unwrap();

            let mut plain = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
            let base = Ratio::new(u128::from(budget.unsigned_abs()), u128::from(election.voters));
            let mut winners = Vec::new();
            for step in 0.. {
                plain.run(&(base + step * 100)).unwrap();
                let spent = election.cost_of(plain.winners.iter().copied());
                if spent > election.budget {
                    prop_assert_eq!(runs, u64::try_from(step).unwrap() + 1);
                    break;
                }
                winners.clone_from(&plain.winners);
                if stop(&plain, &plain.winners, raises, u64::try_from(step).unwrap()).is_some() {
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
        let tie_breaking = TieBreaking::new(&election, &[Step::File]);
        let mut run = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
        let (runs, stop) = raise(&mut run, Some(Raises::WIELICZKA)).unwrap();
        // From 90.00 in steps of 1.00.
        assert_eq!((runs, run.winners), (211, vec![0, 2]));
        assert_eq!(stop, Stop::Overspent(Ratio::from_integer(30_000), vec![0, 1]));
    }

    /// Two free projects tie at every endowment.
    #[test]
    fn free_projects_do_not_slow_it() {
        let election = approvals(&[0, 0, 1_000, WITHDRAWN.0], &[vec![0, 1, 2], vec![0, 1, 3]], 10_000);
        let support = Utility::Cardinality.support(&election);
        let tie_breaking = TieBreaking::new(&election, &[Step::File]);
        let mut run = Run::new(&election, &support, Utility::Cardinality, &tie_breaking, Effort::unwatched());
        let (_, stop) = raise(&mut run, Some(Raises::WIELICZKA)).unwrap();
        assert_eq!(
            stop,
            Stop::Overspent(Ratio::from_integer(WITHDRAWN.0.unsigned_abs().into()), vec![0, 1, 2, 3])
        );
    }

    /// A withdrawn project with one supporter would take 999,999,991 single raises; two others tie all the way.
    #[test]
    fn a_long_way_without_change_takes_no_time() {
        let mut builder = Builder::new(Money(10_000), VoteType::Approval).unwrap();
        let [a, b, withdrawn] = [("a", Money(1_000)), ("b", Money(1_000)), ("w", WITHDRAWN)]
            .map(|(id, cost)| builder.project(id, "", cost).unwrap());
        builder.ballots(Choices::Listed(&[a, b]), 9).unwrap();
        builder.ballots(Choices::Listed(&[a, b, withdrawn]), 1).unwrap();
        let election = builder.finish().unwrap();
        let support = Utility::Cost.support(&election);
        let tie_breaking = TieBreaking::new(&election, &[Step::File]);
        let mut run = Run::new(&election, &support, Utility::Cost, &tie_breaking, Effort::unwatched());
        let (runs, stop) = raise(&mut run, Some(Raises::WIELICZKA)).unwrap();
        // From 10.00 in steps of 1.00; of it, 2.00 go to the first two, and 999,999,999.00 must be left.
        assert_eq!(runs, 999_999_992);
        assert_eq!(stop, Stop::Overspent(Ratio::from_integer(100_000_000_100), vec![a, b, withdrawn]));
        assert_eq!(run.winners, [a, b]);
    }
}
