//! The rules against the model, over elections built to tie and nearly tie.

use proptest::prelude::*;
use viche_tally::rules::{
    Comparator, Completion, Course, EqualShares, Greedy, Method, Order, Outcome, Raises, Rule, Step,
    Threshold, TooExpensive, Uncounted, Utility,
};
use viche_tally::{Election, Points};

use super::elections::election;
use super::naive::{Fraction, Model, Rank, Written};

type Ranking<'a> = Box<dyn Fn(usize) -> Rank + 'a>;

/// Ladders of both kinds, as the crate and as the model know them. Ids are "0" to "6", so `lex` is the index.
fn tie_breakings(model: &Model) -> [(Vec<Step>, Ranking<'_>); 2] {
    [
        (vec![Step::Lex], Box::new(|project| (0, 0, project))),
        (
            vec![Step::Cost, Step::Votes, Step::Lex],
            Box::new(|project| (model.costs[project], -model.supporters(project), project)),
        ),
    ]
}

fn winners(outcome: &Outcome) -> Vec<usize> {
    outcome.winners.iter().map(|project| *project as usize).collect()
}

fn count(election: &Election, rule: &Rule, ties: &[Step]) -> Result<Outcome, Uncounted> {
    Method::new(rule.clone(), ties.to_vec()).count(election)
}

/// The presets, one of them with the other utility too.
const RAISES: [(Raises, Utility); 4] = [
    (Raises::PABUTOOLS, Utility::Cost),
    (Raises::PABUTOOLS, Utility::Cardinality),
    (Raises::EQUALSHARES_NET, Utility::Cost),
    (Raises::WIELICZKA, Utility::Cost),
];

fn shares(utility: Utility, completion: Completion) -> Rule {
    Rule::EqualShares(EqualShares { utility, completion, comparison: false })
}

/// An election and a greedy rule, each with its model.
pub fn with_rule() -> impl Strategy<Value = ((Election, Model), (Greedy, Written))> {
    election().prop_flat_map(|(election, model)| {
        let rule = rule(model.costs.len());
        (Just((election, model)), rule)
    })
}

fn rule(projects: usize) -> impl Strategy<Value = (Greedy, Written)> {
    let conflicts = prop::collection::vec((0..projects, 0..projects), 0..4);
    let too_expensive =
        prop_oneof![Just(TooExpensive::Skip), Just(TooExpensive::Stop), Just(TooExpensive::StopPartly)];
    (0..5_i128, conflicts, too_expensive).prop_map(|(threshold, mut conflicts, too_expensive)| {
        conflicts.retain(|(a, b)| a != b);
        let index = |project: &usize| u32::try_from(*project).unwrap();
        let rule = Greedy {
            order: Order::Score,
            too_expensive,
            threshold: Some(Threshold {
                score: Points(i64::try_from(threshold * 100).unwrap()),
                comparator: Comparator::AtLeast,
            }),
            conflicts: conflicts.iter().map(|(a, b)| (index(a), index(b))).collect(),
        };
        let written = Written {
            threshold: threshold * 100,
            conflicts,
            stops: too_expensive != TooExpensive::Skip,
            pays_partly: too_expensive == TooExpensive::StopPartly,
        };
        (rule, written)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_round_rules_elect_what_the_model_elects((election, model) in election()) {
        let endowment = Fraction::new(model.budget, i128::try_from(model.points.len()).unwrap());
        for (tie_breaking, prefer) in tie_breakings(&model) {
            for (order, per_cost) in [(Order::Score, false), (Order::ScorePerCost, true)] {
                let rule = Rule::Greedy(Greedy { order, ..Greedy::UTILITARIAN });
                prop_assert_eq!(winners(&count(&election, &rule, &tie_breaking).unwrap()), model.greedy(per_cost, &prefer, &[]));
            }
            for (utility, by_cost) in [(Utility::Cost, true), (Utility::Cardinality, false)] {
                let expected = model.equal_shares(endowment, by_cost, &prefer);
                let outcome = count(&election, &shares(utility, Completion::None), &tie_breaking).unwrap();
                prop_assert_eq!(winners(&outcome), expected.clone());
                let completed = count(&election, &shares(utility, Completion::Utilitarian), &tie_breaking).unwrap();
                let rest = model.greedy(false, &|project| (0, 0, project), &expected);
                prop_assert_eq!(winners(&completed), [expected, rest].concat());
            }
            if election.vote_type().is_approval() {
                prop_assert_eq!(winners(&count(&election, &Rule::Phragmen, &tie_breaking).unwrap()), model.phragmen(&prefer));
            }
        }
    }

    #[test]
    fn raising_elects_what_the_model_elects((election, model) in election()) {
        for (tie_breaking, prefer) in tie_breakings(&model) {
            for (raises, utility) in RAISES {
                let (expected, endowment, runs) = model.add1(raises, utility == Utility::Cost, &prefer);
                let outcome = count(&election, &shares(utility, Completion::Add1(raises)), &tie_breaking).unwrap();
                prop_assert_eq!(winners(&outcome), expected);
                let Course::EqualShares(course) = outcome.course else { unreachable!() };
                prop_assert_eq!(course.endowment.numer() * u128::try_from(*endowment.denom()).unwrap(),
                    course.endowment.denom() * u128::try_from(*endowment.numer()).unwrap());
                prop_assert_eq!(course.runs, runs);
            }
        }
    }

    #[test]
    fn rules_as_written_elect_what_the_model_elects(((election, model), (rule, written)) in with_rule()) {
        let rule = Rule::Greedy(rule);
        for (tie_breaking, prefer) in tie_breakings(&model) {
            let outcome = count(&election, &rule, &tie_breaking).unwrap();
            let partly = outcome.partly_funded.map(|project| project as usize);
            prop_assert_eq!((winners(&outcome), partly), model.written(&written, &prefer));
        }
    }

    #[test]
    fn the_comparison_takes_greedy_only_for_a_strict_majority_of_those_who_differ((election, model) in election()) {
        let endowment = Fraction::new(model.budget, i128::try_from(model.points.len()).unwrap());
        for (tie_breaking, prefer) in tie_breakings(&model) {
            let shares = model.equal_shares(endowment, true, &prefer);
            let greedy = model.greedy(false, &|project| (0, 0, project), &[]);
            let (for_shares, for_greedy) = model.served(&shares, &greedy);
            let rule = EqualShares { utility: Utility::Cost, completion: Completion::None, comparison: true };
            let outcome = count(&election, &Rule::EqualShares(rule), &tie_breaking).unwrap();
            prop_assert_eq!(winners(&outcome), if for_greedy > for_shares { greedy } else { shares });
        }
    }

    #[test]
    fn no_rule_spends_more_than_the_budget((election, _) in election()) {
        let tie_breaking = [Step::Lex];
        let mut rules: Vec<Rule> = [TooExpensive::Skip, TooExpensive::Stop, TooExpensive::StopPartly]
            .map(|too_expensive| Rule::Greedy(Greedy { too_expensive, ..Greedy::UTILITARIAN }))
            .into();
        rules.push(Rule::Greedy(Greedy { order: Order::ScorePerCost, ..Greedy::UTILITARIAN }));
        if election.vote_type().is_approval() {
            rules.push(Rule::Phragmen);
        }
        rules.extend([Utility::Cost, Utility::Cardinality].map(|utility| shares(utility, Completion::None)));
        rules.extend(RAISES.map(|(raises, utility)| shares(utility, Completion::Add1u(raises))));
        for rule in rules {
            let outcome = count(&election, &rule, &tie_breaking).unwrap();
            prop_assert!(election.cost_of(outcome.winners) <= election.budget(), "{:?}", rule);
        }
    }

    /// Rules that skip what doesn't fit, and completions by them, leave nothing out that somebody supports and fits.
    #[test]
    fn what_promises_to_be_exhaustive_is((election, _) in election()) {
        let tie_breaking = [Step::Lex];
        let mut rules: Vec<Rule> = [Order::Score, Order::ScorePerCost]
            .map(|order| Rule::Greedy(Greedy { order, ..Greedy::UTILITARIAN }))
            .into();
        rules.extend([Utility::Cost, Utility::Cardinality].map(|utility| shares(utility, Completion::Utilitarian)));
        rules.extend(RAISES.map(|(raises, utility)| shares(utility, Completion::Add1u(raises))));
        for rule in rules {
            let outcome = count(&election, &rule, &tie_breaking).unwrap();
            let left = election.budget().0 - election.cost_of(outcome.winners.iter().copied()).0;
            let fits = (0..).zip(election.projects()).find(|(index, project)| {
                !outcome.winners.contains(index) && project.supporters > 0 && project.cost.0 <= left
            });
            prop_assert_eq!(fits, None, "{:?}", rule);
        }
    }
}
