//! Extreme elections: whatever they are, counting takes a bounded number of operations, tells how far it is, and can be
//! stopped soon. Operations are the same on every machine, seconds aren't.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::ops::ControlFlow;

use proptest::prelude::*;
use viche_tally::document::text;
use viche_tally::pabulib::{Options, Source};
use viche_tally::rules::{Completion, Effort, EqualShares, Method, Raises, Rule, Step, Uncounted, Utility};
use viche_tally::{Builder, Choices, Election, Money, VoteType};

/// After how many operations whoever watches hears of it, at most: an interval, and one step of a rule.
const SOON: u64 = 40_000_000;

fn election(budget: i64, costs: &[i64], ballots: &[(Vec<usize>, u32)]) -> Election {
    let mut builder = Builder::new(Money(budget), VoteType::Approval).unwrap();
    for (index, cost) in costs.iter().enumerate() {
        builder.project(index.to_string(), "", Money(*cost)).unwrap();
    }
    for (ballot, voters) in ballots {
        let mut listed: Vec<u32> =
            ballot.iter().map(|project| u32::try_from(project % costs.len()).unwrap()).collect();
        listed.sort_unstable();
        listed.dedup();
        builder.ballots(Choices::Listed(&listed), *voters).unwrap();
    }
    builder.finish().unwrap()
}

/// All rules whose work isn't bounded by sorting.
fn rules() -> Vec<Rule> {
    let mut rules = vec![Rule::Phragmen];
    for utility in [Utility::Cost, Utility::Cardinality] {
        for completion in [
            Completion::None,
            Completion::Add1(Raises::PABUTOOLS),
            Completion::Add1u(Raises::EQUALSHARES_NET),
            Completion::Add1(Raises::WIELICZKA),
        ] {
            rules.push(Rule::EqualShares(EqualShares { utility, completion, comparison: false }));
        }
    }
    rules
}

/// Counts, and makes the document where it could; answers the operations that counting took.
fn bounded(election: &Election, rule: Rule) -> u64 {
    let method = Method::new(rule, vec![Step::Cost, Step::Votes, Step::Lex]);
    let (mut last, mut longest) = (0, 0);
    let outcome = method.count_watched(election, &mut |progress| {
        longest = longest.max(progress.operations - last);
        last = progress.operations;
        ControlFlow::Continue(())
    });
    assert!(longest <= SOON, "{longest} operations without a word");
    assert!(last <= Effort::MOST + SOON, "{last} operations");
    let source = Source { sha256: String::new(), options: Options::STRICT };
    match outcome.and_then(|outcome| text(&source, election, &outcome)) {
        Ok(_) => {}
        Err(error) => assert_eq!(error, Uncounted::TooMuch { operations: Effort::MOST }),
    }
    last
}

/// Costs over thirteen orders of magnitude, or near each other, or equal.
fn costs() -> impl Strategy<Value = Vec<i64>> {
    let anywhere =
        (0..13_u32, 1..100_i64).prop_map(|(power, digits)| (digits * 10_i64.pow(power)).min(Money::LIMIT));
    let near = (-3..=3_i64).prop_map(|off| 5_000_000 + off);
    let cost = prop_oneof![3 => anywhere, 1 => near, 1 => Just(5_000_000), 1 => Just(0)];
    prop::collection::vec(cost, 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Few voters and many projects: hardly two endowments have the same outcome.
    #[test]
    fn few_voters_and_many_projects(
        costs in costs(),
        ballots in prop::collection::vec((prop::collection::vec(0..80_usize, 1..60), prop_oneof![Just(1_u32), 1..1_000_u32]), 1..8),
        budget in prop_oneof![0..10_000_i64, 1_000_000..100_000_000_i64, Just(Money::LIMIT)],
    ) {
        let election = election(budget, &costs, &ballots);
        for rule in rules() {
            bounded(&election, rule);
        }
    }
}

/// Voters of pairs, triples or of everything; projects of one cost. All tie in every round.
#[test]
fn ties_in_every_round() {
    for (projects, length) in [(1_000, 1), (300, 2), (200, 3), (100, 100)] {
        let costs = vec![10_000; projects];
        let ballots: Vec<(Vec<usize>, u32)> =
            (0..projects).map(|first| ((first..first + length).collect(), 1)).collect();
        let election = election(i64::try_from(projects).unwrap() * 3_000, &costs, &ballots);
        for rule in rules() {
            bounded(&election, rule);
        }
    }
}

/// Every endowment from 0.01 to the greatest amount there may be: more steps than could be taken one by one.
#[test]
fn an_endless_way_is_taken_in_few_operations() {
    let ballots: Vec<(Vec<usize>, u32)> = vec![(vec![0, 1], 1), (vec![1, 2], 1), (vec![0, 2, 3], 1)];
    let costs = [1_000, 70_000_000, 3_000_000_000, Money::LIMIT];
    let election = election(30_000, &costs, &ballots);
    for rule in rules() {
        let operations = bounded(&election, rule);
        assert!(operations < 1_000_000, "{operations} operations for four projects");
    }
}
