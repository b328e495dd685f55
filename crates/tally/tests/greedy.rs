//! The greedy rules and the comparison, case by case.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use viche_tally::rules::greedy::WITHDRAWN;
use viche_tally::rules::{
    Comparator, Completion, Course, EqualShares, Greedy, Method, Outcome, Rule, Step, Threshold,
    TooExpensive, Uncounted, Utility, Verdict,
};
use viche_tally::{Builder, Choices, Election, Money, Points, VoteType};

/// Projects with so many votes of voters of their own.
fn election(budget: i64, projects: &[(&str, i64, u32)]) -> Election {
    let mut builder = Builder::new(Money(budget), VoteType::Approval).unwrap();
    for (id, cost, votes) in projects {
        let project = builder.project(*id, "", Money(*cost)).unwrap();
        builder.ballots(Choices::Listed(&[project]), *votes).unwrap();
    }
    builder.finish().unwrap()
}

fn count(election: &Election, rule: &Rule, ties: &[Step]) -> Result<Outcome, Uncounted> {
    Method::new(rule.clone(), ties.to_vec()).count(election)
}

fn outcome(election: &Election, rule: Greedy) -> Outcome {
    count(election, &Rule::Greedy(rule), &[Step::Lex]).unwrap()
}

fn winners(election: &Election, rule: Greedy) -> Vec<&str> {
    let winners = outcome(election, rule).winners;
    winners.iter().map(|project| election.projects()[*project as usize].id.as_str()).collect()
}

fn verdict(election: &Election, rule: Greedy, project: u32) -> Verdict {
    let Course::Greedy(course) = outcome(election, rule).course else { unreachable!() };
    course.rounds.iter().find(|round| round.project == project).unwrap().verdict
}

fn too_expensive(too_expensive: TooExpensive) -> Greedy {
    Greedy { too_expensive, ..Greedy::UTILITARIAN }
}

const FOUR: [(&str, i64, u32); 4] = [("a", 600, 9), ("b", 500, 7), ("c", 300, 5), ("d", 100, 3)];

#[test]
fn what_does_not_fit_is_skipped_or_ends_it() {
    let election = election(1_000, &FOUR);
    assert_eq!(winners(&election, Greedy::UTILITARIAN), ["a", "c", "d"]);
    assert_eq!(winners(&election, too_expensive(TooExpensive::Stop)), ["a"]);
    assert_eq!(verdict(&election, too_expensive(TooExpensive::Stop), 2), Verdict::BehindTheStop);
}

#[test]
fn the_first_misfit_is_partly_funded_from_80_percent_of_its_cost() {
    for (budget, partly) in [(1_000, Some(1)), (999, None)] {
        let election = election(budget, &FOUR);
        let outcome = outcome(&election, too_expensive(TooExpensive::StopPartly));
        assert_eq!((outcome.winners, outcome.partly_funded), (vec![0], partly), "{budget}");
    }
}

#[test]
fn withdrawn_projects_do_not_stop_it() {
    let election = election(1_000, &[("w", WITHDRAWN.0, 20), ("a", 600, 9), ("b", 400, 7)]);
    assert_eq!(winners(&election, too_expensive(TooExpensive::Stop)), ["a", "b"]);
    assert_eq!(verdict(&election, too_expensive(TooExpensive::Stop), 0), Verdict::Withdrawn);
}

#[test]
fn a_score_equal_to_the_threshold_passes_unless_more_is_asked_for() {
    let election = election(1_000, &FOUR);
    for (comparator, expected) in [(Comparator::AtLeast, vec!["a", "c"]), (Comparator::MoreThan, vec!["a"])] {
        let threshold = Some(Threshold { score: Points(500), comparator });
        assert_eq!(winners(&election, Greedy { threshold, ..Greedy::UTILITARIAN }), expected);
        let stopping = Greedy {
            threshold: Some(Threshold { score: Points(800), comparator }),
            ..too_expensive(TooExpensive::Stop)
        };
        assert_eq!(winners(&election, stopping), ["a"]);
    }
}

#[test]
fn a_winner_excludes_its_rival_but_a_loser_does_not() {
    let election = election(1_000, &FOUR);
    let with = |conflicts: Vec<(u32, u32)>| Greedy { conflicts, ..Greedy::UTILITARIAN };
    assert_eq!(winners(&election, with(vec![(2, 0)])), ["a", "d"]);
    assert_eq!(verdict(&election, with(vec![(2, 0)]), 2), Verdict::Excluded(0));
    assert_eq!(winners(&election, with(vec![(1, 2)])), ["a", "c", "d"], "b doesn't fit, so c isn't excluded");
}

#[test]
fn what_nobody_supports_is_not_funded_even_if_it_is_free() {
    let election = election(1_000, &[("a", 0, 0), ("b", 100, 0), ("c", 0, 1)]);
    assert_eq!(winners(&election, Greedy::UTILITARIAN), ["c"]);
    let shares = |utility, completion| {
        let rule = Rule::EqualShares(EqualShares { utility, completion, comparison: false });
        count(&election, &rule, &[Step::Lex]).unwrap().winners
    };
    assert_eq!(shares(Utility::Cardinality, Completion::None), [2]);
    assert_eq!(
        shares(Utility::Cost, Completion::None),
        [0_u32; 0],
        "by its cost it is worth nothing to anybody"
    );
    assert_eq!(shares(Utility::Cost, Completion::Utilitarian), [2]);
}

#[test]
fn every_tie_is_reported_with_the_step_that_decided() {
    let election = election(1_000, &[("10", 200, 4), ("9", 200, 4), ("8", 100, 4)]);
    let tie_breaking = [Step::Cost, Step::Votes, Step::Lex];
    let Course::Greedy(course) =
        count(&election, &Rule::Greedy(Greedy::UTILITARIAN), &tie_breaking).unwrap().course
    else {
        unreachable!()
    };
    let ties: Vec<_> = course.ties.iter().map(|tie| (tie.preferred, tie.step)).collect();
    assert_eq!(ties, [(2, "cost"), (0, "lex")], "8 is cheaper; \"10\" comes before \"9\"");
}

/// Greedy is taken if strictly more voters have more winners there.
#[test]
fn the_comparison_switches_only_to_a_strict_majority() {
    for (large, switched) in [(4, false), (5, true)] {
        // Equal shares elect "small", which its own four voters can pay; greedy spends all on "large".
        let mut builder = Builder::new(Money(1_000), VoteType::Approval).unwrap();
        let [small, big, rest] = [("small", 400), ("large", 1_000), ("none", 5_000)]
            .map(|(id, cost)| builder.project(id, "", Money(cost)).unwrap());
        for (project, voters) in [(small, 4), (big, large), (rest, 1)] {
            builder.ballots(Choices::Listed(&[project]), voters).unwrap();
        }
        let election = builder.finish().unwrap();
        let rule = EqualShares { utility: Utility::Cost, completion: Completion::None, comparison: true };
        let tie_breaking = [Step::Cost, Step::Lex];
        let outcome = count(&election, &Rule::EqualShares(rule), &tie_breaking).unwrap();
        assert_eq!(outcome.winners, [if switched { big } else { small }], "{large}");
    }
}
