//! Elections built from rows: what is refused, how a count is watched, and the file written beside.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::ops::ControlFlow;

use proptest::prelude::*;
use viche_tally::document::{canonical, document};
use viche_tally::pabulib::{Meta, Options, Source, WriteError, read, write};
use viche_tally::picture::picture;
use viche_tally::rules::{
    Completion, EqualShares, Greedy, Method, Raises, Request, Rule, Step, Uncounted, Utility,
};
use viche_tally::{BuildError, Builder, Choices, Election, Money, Points, VoteType, verify};

fn approvals(budget: i64) -> Builder {
    Builder::new(Money(budget), VoteType::Approval).unwrap()
}

/// Two projects, each with a voter of its own, and 4.00.
fn small() -> Election {
    let mut builder = approvals(400);
    for id in ["a", "b"] {
        let project = builder.project(id, "", Money(200)).unwrap();
        builder.ballots(Choices::Listed(&[project]), 1).unwrap();
    }
    builder.finish().unwrap()
}

fn meta() -> Meta {
    let mut meta = Meta::default();
    for key in ["description", "country", "unit", "instance"] {
        meta.set(key, "x");
    }
    meta.set("date_begin", "01.06.2026");
    meta.set("date_end", "30.06.2026");
    meta.set("rule", "unknown");
    meta
}

#[test]
fn what_cannot_be_part_of_an_election_is_refused() {
    for budget in [-100, Money::LIMIT + 1, i64::MIN] {
        let refused = Builder::new(Money(budget), VoteType::Approval).unwrap_err();
        assert_eq!(refused, BuildError::Budget(Money(budget)));
    }
    let mut builder = approvals(100);
    assert_eq!(builder.project("a", "", Money(50)), Ok(0));
    for cost in [-50, Money::LIMIT + 1] {
        let refused = builder.project("b", "", Money(cost)).unwrap_err();
        assert_eq!(refused, BuildError::Cost { id: "b".to_owned(), cost: Money(cost) });
    }
    assert_eq!(builder.project("a", "", Money(1)), Err(BuildError::DuplicateId("a".to_owned())));
    for id in ["", " a", "b\u{a0}", "a,b"] {
        assert_eq!(builder.project(id, "", Money(1)), Err(BuildError::Id(id.to_owned())));
    }
    assert_eq!(builder.ballots(Choices::Listed(&[0, 7]), 1), Err(BuildError::NoSuchProject(7)));
    assert_eq!(builder.ballots(Choices::Listed(&[0, 0]), 1), Err(BuildError::RepeatedProject(0)));
    let points = Choices::Points(&[(0, Points(100))]);
    assert_eq!(builder.ballots(points, 1), Err(BuildError::OtherChoices(VoteType::Approval)));
    assert_eq!(builder.default_score(Points(1)), Err(BuildError::OtherChoices(VoteType::Approval)));
    builder.ballots(Choices::Listed(&[0]), u32::MAX).unwrap();
    assert_eq!(builder.ballots(Choices::Listed(&[0]), 1), Err(BuildError::TooManyVoters));
    assert_eq!(builder.ballots(Choices::Listed(&[0]), 0), Ok(()));
    let election = builder.finish().unwrap();
    assert_eq!(
        (election.projects().len(), election.voters()),
        (1, u64::from(u32::MAX)),
        "nothing else is in it"
    );
    assert_eq!(election.projects()[0].score, Points(100 * i64::from(u32::MAX)));
}

#[test]
fn ballots_are_of_their_type() {
    let mut builder = Builder::new(Money(100), VoteType::ChooseOne).unwrap();
    for id in ["a", "b"] {
        builder.project(id, "", Money(1)).unwrap();
    }
    assert_eq!(builder.ballots(Choices::Listed(&[0, 1]), 1), Err(BuildError::SeveralChoices));
    for vote_type in [VoteType::Cumulative, VoteType::Scoring] {
        let mut builder = Builder::new(Money(100), vote_type).unwrap();
        let project = builder.project("a", "", Money(1)).unwrap();
        assert_eq!(builder.ballots(Choices::Listed(&[project]), 1), Err(BuildError::OtherChoices(vote_type)));
        for points in [Points(Points::LIMIT + 1), Points(i64::MIN), Points(i64::MAX)] {
            let refused = builder.ballots(Choices::Points(&[(project, points)]), 1);
            assert_eq!(refused, Err(BuildError::Points(points)));
        }
    }
    let mut builder = Builder::new(Money(100), VoteType::Ordinal).unwrap();
    let [a, b] = ["a", "b"].map(|id| builder.project(id, "", Money(1)).unwrap());
    builder.ballots(Choices::Listed(&[b, a]), 3).unwrap();
    let election = builder.finish().unwrap();
    assert_eq!([0, 1].map(|project| election.points(0, project)), [100, 200], "the best first");
}

#[test]
fn what_is_said_of_a_refusal_names_what_was_found() {
    let refused = |error: BuildError| error.to_string();
    assert_eq!(
        refused(BuildError::Budget(Money(-100))),
        "expected a budget from 0.00 to 100000000000.00, found -1.00"
    );
    assert_eq!(refused(BuildError::DuplicateId("a".to_owned())), "expected each id once, found \"a\" again");
    assert_eq!(
        refused(BuildError::OtherChoices(VoteType::Scoring)),
        "expected points for projects on scoring ballots"
    );
}

/// A winner's index means nothing in another election, nor a conflict's.
#[test]
fn an_outcome_is_of_its_election() {
    let (election, other) = (small(), small());
    let method = Method::new(Rule::Greedy(Greedy::UTILITARIAN), Vec::new());
    let outcome = method.count(&election).unwrap();
    assert_eq!(method.ties(), [Step::Lex], "ties are always broken");
    let source = Source { sha256: String::new(), options: Options::STRICT };
    assert!(document(&source, &election.clone(), &outcome).is_ok());
    assert_eq!(document(&source, &other, &outcome).unwrap_err(), Uncounted::OtherElection);
    assert_eq!(picture(&other, &meta(), &outcome).unwrap_err(), Uncounted::OtherElection);
    let conflicts = vec![(0, 2)];
    let method = Method::new(Rule::Greedy(Greedy { conflicts, ..Greedy::UTILITARIAN }), Vec::new());
    assert_eq!(method.count(&election).unwrap_err(), Uncounted::NoSuchProject(2));
    let cumulative = Builder::new(Money(1), VoteType::Cumulative).unwrap().finish().unwrap();
    let phragmen = Method::new(Rule::Phragmen, Vec::new());
    let refused = phragmen.count(&cumulative).unwrap_err();
    assert_eq!(refused, Uncounted::NotForBallots(VoteType::Cumulative));
}

/// One voter each; money goes up by 1.00 at a time, for ever, but for who watches.
#[test]
fn who_watches_may_say_stop() {
    let mut builder = approvals(10_000);
    for (id, cost) in [("a", 5_000), ("b", 900_000), ("c", 9_999_900)] {
        let project = builder.project(id, "", Money(cost)).unwrap();
        builder.ballots(Choices::Listed(&[project]), 1).unwrap();
    }
    let election = builder.finish().unwrap();
    let over = Raises { exhaustive: false, ..Raises::PABUTOOLS };
    let completion = Completion::Add1(over);
    let rule = EqualShares { utility: Utility::Cost, completion, comparison: false };
    let method = Method::new(Rule::EqualShares(rule), Vec::new());
    let mut heard = Vec::new();
    let all = method.count_watched(&election, &mut |progress| {
        heard.push((progress.runs, progress.spent, progress.operations));
        ControlFlow::Continue(())
    });
    assert!(heard.is_sorted() && heard.len() > 3, "{heard:?}");
    assert_eq!(all.unwrap().winners, [0]);
    for most in 1..=heard.len() {
        let mut calls = 0;
        let stopped = method.count_watched(&election, &mut |_| {
            calls += 1;
            if calls == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((stopped.unwrap_err(), calls), (Uncounted::Cancelled, most));
    }
}

/// Rules that raise nothing are watched, too: 3,000 projects of one load, for more than an interval.
#[test]
fn a_long_rule_without_raises_can_be_stopped() {
    let mut builder = approvals(1_000_000);
    let projects: Vec<u32> =
        (0..1_500).map(|id| builder.project(id.to_string(), "", Money(100)).unwrap()).collect();
    for pair in projects.windows(2) {
        builder.ballots(Choices::Listed(pair), 1).unwrap();
    }
    let election = builder.finish().unwrap();
    let rule = EqualShares { utility: Utility::Cost, completion: Completion::None, comparison: false };
    for rule in [Rule::Phragmen, Rule::EqualShares(rule)] {
        let stopped = Method::new(rule, Vec::new()).count_watched(&election, &mut |_| ControlFlow::Break(()));
        assert_eq!(stopped.unwrap_err(), Uncounted::Cancelled);
    }
}

#[test]
fn meta_that_could_not_be_read_is_not_written() {
    let election = small();
    let with = |key: &str, value: &str| {
        let mut meta = meta();
        meta.set(key, value);
        write(Vec::new(), &election, &meta).unwrap_err()
    };
    for (key, value) in [
        ("rule", "gready"),
        ("date_end", "31.06.2026"),
        ("min_project_score_threshold", "many"),
        ("max_length", "some"),
        (" x", "1"),
    ] {
        assert!(matches!(with(key, value), WriteError::InvalidValue { key: named } if named == key), "{key}");
    }
    let mut short = meta();
    short.remove("unit");
    let refused = write(Vec::new(), &election, &short).unwrap_err();
    assert!(matches!(refused, WriteError::MissingKey("unit")));
}

/// A ballot that a file may have, but no service: what it says can't be said again.
#[test]
fn what_was_read_and_cannot_be_written_is_refused() {
    let text = include_str!("files/approval.pb");
    let reading = |text: &str| read(text.as_bytes(), Options::LENIENT).unwrap();
    let again = |text: &str| {
        let reading = reading(text);
        write(Vec::new(), &reading.election, &reading.meta)
    };
    assert!(again(text).is_ok());
    assert!(matches!(again(&text.replace("3;swing;", "3;swing,swing;")), Err(WriteError::NotAsRead)));
    let ordinal = text.replace("approval", "ordinal");
    assert!(again(&ordinal).is_ok());
    for ballot in ["2;trees,swing,trees;", "2;trees,bank;"] {
        let text = ordinal.replace("2;trees,bench;", ballot);
        assert!(matches!(again(&text), Err(WriteError::NotAsRead)), "{ballot}");
    }
}

/// What looks like the beginning of a section is a name like others.
#[test]
fn names_of_sections_are_only_names() {
    let mut builder = approvals(400);
    for (id, name) in [("VOTES", ""), ("voter_id", "vote"), ("\"META\"", "a;b\n\"c\"")] {
        let project = builder.project(id, name, Money(100)).unwrap();
        builder.ballots(Choices::Listed(&[project]), 1).unwrap();
    }
    let election = builder.finish().unwrap();
    let mut meta = meta();
    for (key, value) in [("PROJECTS", ""), ("project_id", "cost"), ("votes", ""), ("x;y", "\"z\"")] {
        meta.set(key, value);
    }
    let mut file = Vec::new();
    write(&mut file, &election, &meta).unwrap();
    let reading = read(file.as_slice(), Options::STRICT).unwrap();
    assert_eq!(reading.election.projects(), election.projects());
    for key in ["PROJECTS", "project_id", "votes", "x;y"] {
        assert_eq!(reading.meta.get(key), meta.get(key), "{key}");
    }
}

/// Projects with points, and how many voters say that.
type Row = (Vec<(u32, i64)>, u32);

/// A vote type, costs, and rows.
fn rows() -> impl Strategy<Value = (VoteType, Vec<i64>, Vec<Row>)> {
    let vote_type = prop_oneof![
        Just(VoteType::Approval),
        Just(VoteType::ChooseOne),
        Just(VoteType::Ordinal),
        Just(VoteType::Cumulative),
        Just(VoteType::Scoring),
    ];
    (1..=6_u32, vote_type).prop_flat_map(|(projects, vote_type)| {
        let most = if vote_type == VoteType::ChooseOne { 1 } else { projects as usize };
        let all: Vec<u32> = (0..projects).collect();
        let listed = prop::sample::subsequence(all, 0..=most).prop_shuffle();
        let ballot = listed.prop_flat_map(|listed| {
            let length = listed.len();
            (Just(listed), prop::collection::vec(-50..500_i64, length))
                .prop_map(|(listed, points)| listed.into_iter().zip(points).collect::<Vec<_>>())
        });
        let costs = prop::collection::vec(
            prop_oneof![0..900_i64, (1..6_i64).prop_map(|unit| unit * 100)],
            projects as usize,
        );
        (Just(vote_type), costs, prop::collection::vec((ballot, 0..4_u32), 0..8))
    })
}

fn build(vote_type: VoteType, costs: &[i64], ballots: &[Row], default: i64) -> Election {
    let mut builder = Builder::new(Money(1_000), vote_type).unwrap();
    for (index, cost) in costs.iter().enumerate() {
        builder.project(format!("p{index}"), "Ґанок; \"новий\"", Money(*cost)).unwrap();
    }
    if vote_type == VoteType::Scoring {
        builder.default_score(Points(default)).unwrap();
    }
    for (choices, voters) in ballots {
        let listed: Vec<u32> = choices.iter().map(|(project, _)| *project).collect();
        let points: Vec<(u32, Points)> =
            choices.iter().map(|(project, points)| (*project, Points(*points))).collect();
        let choices =
            if vote_type.has_points() { Choices::Points(&points) } else { Choices::Listed(&listed) };
        builder.ballots(choices, *voters).unwrap();
    }
    builder.finish().unwrap()
}

fn requests() -> Vec<Request> {
    let with = |rule: &str| Request { rule: Some(rule.to_owned()), ..Request::default() };
    let word = |word: &str| Some(word.to_owned());
    vec![
        with("greedy"),
        Request { tie_breaking: Some(vec![Step::Cost]), ..with("greedy-per-cost") },
        Request { conflicts: vec![("p0".to_owned(), "p0".to_owned())], ..with("greedy-exclusive") },
        Request { tie_breaking: Some(vec![Step::File]), ..with("phragmen") },
        with("equal-shares"),
        Request { preset: word("equalshares.net"), utility: word("cardinality"), ..Request::default() },
        Request {
            completion: word("add1u"),
            start: word("floor"),
            stop: word("over,exhaustive"),
            comparison: true,
            tie_breaking: Some(vec![Step::Votes, Step::Seed(vec![0xc0, 0xff])]),
            ..Request::default()
        },
        Request {
            tie_breaking: Some(vec![Step::Order(vec!["p1".to_owned(), "p0".to_owned()])]),
            ..with("greedy")
        },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// The document of an election built from rows is that of its file, whose META says how it was counted.
    #[test]
    fn rows_and_their_file_have_one_document((vote_type, costs, ballots) in rows(), default in -3..3_i64) {
        let election = build(vote_type, &costs, &ballots, default * 100);
        let mut meta = meta();
        meta.set("max_sum_points", "100");
        for request in requests() {
            if request.conflicts.len() == 1 && costs.is_empty() {
                continue;
            }
            let Ok(method) = request.method(&election, &meta) else { continue };
            let outcome = method.count(&election).unwrap();
            let mut counted_by = meta.clone();
            request.write_into(&mut counted_by);
            let mut file = Vec::new();
            let source = write(&mut file, &election, &counted_by).unwrap();
            let text = canonical(&document(&source, &election, &outcome).unwrap());
            let reading = read(file.as_slice(), source.options).unwrap();
            let method = Request::default().method(&reading.election, &reading.meta).unwrap();
            let outcome = method.count(&reading.election).unwrap();
            let again = canonical(&document(&source, &reading.election, &outcome).unwrap());
            prop_assert_eq!(&again, &text);
            let verified = verify(text.as_bytes(), &file);
            prop_assert!(verified.is_ok(), "{}", verified.unwrap_err());
        }
    }

    /// However ballots come, one by one or as many at once, it is one election.
    #[test]
    fn so_many_voters_are_so_many_ballots((vote_type, costs, ballots) in rows()) {
        let singly: Vec<_> =
            ballots.iter().flat_map(|(ballot, voters)| vec![(ballot.clone(), 1); *voters as usize]).collect();
        let [together, singly] = [&ballots, &singly].map(|ballots| build(vote_type, &costs, ballots, 0));
        prop_assert_eq!(together.projects(), singly.projects());
        prop_assert_eq!(together.voters(), singly.voters());
        let ballots = |election: &Election| -> Vec<(u32, Vec<(u32, i64)>)> {
            (0..election.distinct_ballots()).map(|index| (election.count(index), election.ballot(index).collect())).collect()
        };
        prop_assert_eq!(ballots(&together), ballots(&singly));
    }
}
