//! The rules against the model, over elections built to tie and nearly tie.

use proptest::prelude::*;
use viche_tally::Election;
use viche_tally::rules::{
    Completion, Course, EqualShares, Greedy, Ladder, Order, Outcome, Raises, Rule, Step, Utility, count,
};

use super::elections::election;
use super::naive::{Fraction, Model, Rank};

type Ranking<'a> = Box<dyn Fn(usize) -> Rank + 'a>;

/// Ladders of both kinds, as the crate and as the model know them. Ids are "0" to "6", so `lex` is the index.
fn ladders<'a>(election: &Election, model: &'a Model) -> [(Ladder, Ranking<'a>); 2] {
    [
        (Ladder::new(election, &[Step::Lex]), Box::new(|project| (0, 0, project))),
        (
            Ladder::new(election, &[Step::Cost, Step::Votes, Step::Lex]),
            Box::new(|project| (model.costs[project], -model.supporters(project), project)),
        ),
    ]
}

fn winners(outcome: &Outcome) -> Vec<usize> {
    outcome.winners.iter().map(|project| *project as usize).collect()
}

fn shares(utility: Utility, completion: Completion) -> Rule {
    Rule::EqualShares(EqualShares { utility, completion, comparison: false })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_round_rules_elect_what_the_model_elects((election, model) in election()) {
        let endowment = Fraction::new(model.budget, i128::try_from(model.points.len()).unwrap());
        for (ladder, prefer) in ladders(&election, &model) {
            for (order, per_cost) in [(Order::Score, false), (Order::ScorePerCost, true)] {
                let rule = Rule::Greedy(Greedy { order, ..Greedy::UTILITARIAN });
                prop_assert_eq!(winners(&count(&election, &rule, &ladder)), model.greedy(per_cost, &prefer, &[]));
            }
            for (utility, by_cost) in [(Utility::Cost, true), (Utility::Cardinality, false)] {
                let expected = model.equal_shares(endowment, by_cost, &prefer);
                let outcome = count(&election, &shares(utility, Completion::None), &ladder);
                prop_assert_eq!(winners(&outcome), expected.clone());
                let completed = count(&election, &shares(utility, Completion::Utilitarian), &ladder);
                let rest = model.greedy(false, &|project| (0, 0, project), &expected);
                prop_assert_eq!(winners(&completed), [expected, rest].concat());
            }
            if election.vote_type.is_approval() {
                prop_assert_eq!(winners(&count(&election, &Rule::Phragmen, &ladder)), model.phragmen(&prefer));
            }
        }
    }

    #[test]
    fn raising_elects_what_the_model_elects((election, model) in election()) {
        for (ladder, prefer) in ladders(&election, &model) {
            for raises in [Raises::PABUTOOLS, Raises::EQUALSHARES_NET, Raises::WIELICZKA] {
                let (expected, endowment, runs) = model.add1(raises, &prefer);
                let outcome = count(&election, &shares(Utility::Cost, Completion::Add1(raises)), &ladder);
                prop_assert_eq!(winners(&outcome), expected);
                let Course::EqualShares(course) = outcome.course else { unreachable!() };
                prop_assert_eq!(course.endowment.numer() * u128::try_from(*endowment.denom()).unwrap(),
                    course.endowment.denom() * u128::try_from(*endowment.numer()).unwrap());
                prop_assert_eq!(course.runs, runs);
            }
        }
    }

    #[test]
    fn no_rule_spends_more_than_the_budget((election, _) in election()) {
        let ladder = Ladder::new(&election, &[Step::Lex]);
        let rules = [
            Rule::Greedy(Greedy::UTILITARIAN),
            shares(Utility::Cost, Completion::Add1u(Raises::WIELICZKA)),
            shares(Utility::Cardinality, Completion::Add1u(Raises::PABUTOOLS)),
        ];
        for rule in rules {
            let outcome = count(&election, &rule, &ladder);
            prop_assert!(election.cost_of(outcome.winners) <= election.budget);
        }
    }
}
