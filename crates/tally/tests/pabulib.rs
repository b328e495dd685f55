//! The Pabulib format: what is read, what is refused where, what is repaired how.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use proptest::prelude::*;
use viche_tally::pabulib::{Code, Duplicates, Options, Reading, Record, Records, Refusal, Writer, read};
use viche_tally::{Money, Points};

mod common;

use common::soon;

const APPROVAL: &str = include_str!("files/approval.pb");
const CUMULATIVE: &str = include_str!("files/cumulative_crlf.pb");

fn strict(text: &str) -> Result<Reading, Refusal> {
    read(text.as_bytes(), Options::STRICT)
}

fn lenient(text: &str) -> Reading {
    read(text.as_bytes(), Options::LENIENT).unwrap()
}

/// The faults of a text as `line:column: code`.
fn faults(text: &[u8]) -> Vec<String> {
    match read(text, Options::STRICT) {
        Err(Refusal::Faults(faults)) => {
            faults.iter().map(|fault| format!("{}: {}", fault.position, fault.code.as_str())).collect()
        }
        Err(Refusal::Io(error)) => panic!("{error}"),
        Ok(_) => Vec::new(),
        Err(refusal) => panic!("{refusal}"),
    }
}

fn copy(text: &[u8]) -> Vec<u8> {
    let mut records = Records::new(text);
    let mut record = Record::default();
    let mut copy = Vec::new();
    let mut writer = Writer::new(&mut copy);
    while records.read(&mut record).unwrap() {
        writer.record(&record).unwrap();
    }
    copy
}

#[test]
fn a_well_formed_file_is_read() {
    let Reading { election, meta, repairs, .. } = strict(APPROVAL).unwrap();
    assert_eq!(repairs, []);
    assert_eq!(election.budget(), Money(100_000));
    assert_eq!(election.voters(), 6);
    assert_eq!(meta.get("weather"), Some("sunny; then \"rain\""));
    let swing = &election.projects()[1];
    assert_eq!((swing.name.as_str(), swing.cost), ("Swing \"Orel\"; two seats", Money(30_050)));
    assert_eq!((swing.score, swing.supporters), (Points(300), 3));
    assert_eq!(election.projects()[2].name, "Bench \"Old Oak\"");
}

#[test]
fn points_may_have_decimals_and_the_last_line_no_end() {
    let election = strict(CUMULATIVE).unwrap().election;
    let scores: Vec<Points> = election.projects().iter().map(|project| project.score).collect();
    assert_eq!(scores, [Points(700), Points(750), Points(1550)]);
}

#[test]
fn well_formed_files_are_written_back_byte_for_byte() {
    for text in [APPROVAL, CUMULATIVE, "META\r\n\"a\";\"b;\n\"\"c\"\nx;\"\"\n"] {
        assert_eq!(String::from_utf8(copy(text.as_bytes())).unwrap(), text);
    }
}

/// Whoever copies a file doesn't mend it in silence.
#[test]
fn damaged_rows_are_written_back_byte_for_byte() {
    let texts: [&[u8]; 5] = [
        b"META\nkey;\"value\" more;x\n",
        b"a;\"b\"c\"d\"\r\nx\n",
        b"a;\"never closed\nb;c",
        b"a;\xff\xfe;\"b\"\n",
        b"\xef\xbb\xbfMETA\n\n;;\n",
    ];
    for text in texts {
        assert_eq!(copy(text), text, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn cells_that_need_quotes_get_them() {
    let mut text = Vec::new();
    Writer::new(&mut text).row(&["plain", "a;b", "\"so\"", "in \"side\"", "two\nlines"]).unwrap();
    assert_eq!(text, b"plain;\"a;b\";\"\"\"so\"\"\";in \"side\";\"two\nlines\"\n");
}

#[test]
fn equal_ballots_are_one_ballot_with_a_count() {
    let text = APPROVAL.replace("3;swing;51", "3;swing,trees;51");
    let election = strict(&text).unwrap().election;
    assert_eq!(election.distinct_ballots(), 5);
    assert_eq!(election.count(0), 2);
}

#[test]
fn each_fault_is_named_with_line_column_and_code() {
    let table: &[(&str, &str, &[&str])] = &[
        ("META\nkey", "\u{feff}META\nkey", &["1:1: byte_order_mark"]),
        ("budget;1000", "budget;1000,50", &["9:8: decimal_comma"]),
        ("budget;1000", "budget;12,000", &["9:8: invalid_number"]),
        ("budget;1000", "budget;many", &["9:8: invalid_number"]),
        ("budget;1000", "budget;-1", &["9:8: invalid_number"]),
        ("budget;1000", "budget;99999999999999", &["9:8: number_too_large"]),
        ("budget;1000\n", "", &["15:1: missing_key"]),
        ("country;Ukraine\n", "", &["15:1: missing_key"]),
        ("vote_type;approval", "vote_type;aproval", &["10:11: invalid_value"]),
        ("vote_type;approval", "vote_type;cumulative", &["16:1: missing_key", "23:1: wrong_header"]),
        ("rule;greedy", "rule;gready", &["11:6: invalid_value"]),
        ("01.06.2026", "31.06.2026", &["12:12: invalid_value"]),
        ("currency;UAH", "currency;UAH;x", &["14:14: wrong_width"]),
        ("currency;UAH", "unit;Kyiv", &["14:1: duplicate_key"]),
        ("num_projects;4", "num_projects;5", &["7:14: wrong_count"]),
        ("num_votes;6", "num_votes;six", &["8:11: wrong_count"]),
        ("pool;900", ";900", &["21:1: empty_id", "27:9: unknown_project", "29:3: unknown_project"]),
        (
            "bench;300;",
            "trees;300;",
            &["20:1: duplicate_project", "25:9: unknown_project", "28:3: unknown_project"],
        ),
        ("trees;400", "trees;4.001", &["18:7: invalid_number"]),
        (
            "trees;400",
            "tr,ees;400",
            &[
                "18:1: invalid_value",
                "24:3: unknown_project",
                "25:3: unknown_project",
                "27:3: unknown_project",
            ],
        ),
        ("2;trees,bench;", "2;Лісосмуга,bench;", &["25:3: unknown_project"]),
        ("2;trees,bench;", "2;trees,bank;", &["25:9: unknown_project"]),
        ("2;trees,bench;", "2;;", &["25:3: blank_ballot"]),
        ("2;trees,bench;", "2;trees, bank;", &["25:10: unknown_project"]),
        ("2;trees,bench;", "2;\"tr\"\"ees,bank\";", &["25:4: unknown_project", "25:12: unknown_project"]),
        ("6;pool;60\n", "6;pool;60\n;;\n", &["30:1: blank_line"]),
        ("country;Ukraine\n", "country;Ukraine\n;x\n", &["5:1: empty_id"]),
        ("2;trees,bench;", "1;trees,bench;", &["25:1: duplicate_voter"]),
        ("2;trees,bench;", "2;trees,bench", &["25:14: wrong_width"]),
        ("bench;300;", "bench;300", &["20:26: wrong_width"]),
        ("unit;Zhytomyr", "unit", &["5:5: wrong_width"]),
        ("num_votes;6\nbudget;1000", "num_votes;9\nbudget;", &["8:11: wrong_count", "9:8: invalid_number"]),
        ("META\n", "META;;\n", &["1:6: wrong_section"]),
        ("VOTES\nvoter_id;vote;", "voter_id;vote;", &["22:1: wrong_section"]),
        ("PROJECTS\nproject_id;", "project_id;", &["16:1: wrong_section"]),
        ("name;colour\n", ";\n", &[]),
        ("2;trees,bench;", "2;\"trees\",bench;", &["25:10: text_after_quote"]),
        ("2;trees,bench;", "2;\"trees\"x,bench;", &["25:10: text_after_quote"]),
        ("5;bench,swing;44\n6;pool;60\n", "5;\"bench\n", &["28:3: unclosed_quote"]),
        ("PROJECTS\n", "VOTES\n", &["16:1: wrong_section"]),
        ("VOTES\nvoter_id;vote;age\n", "VOTES\nid;vote;age\n", &["23:1: wrong_header"]),
        ("PROJECTS\nproject_id", "PROJECTS\ncolour", &["17:1: wrong_header"]),
    ];
    for (from, to, expected) in table {
        let text = APPROVAL.replacen(from, to, 1);
        assert_ne!(text, APPROVAL, "{from}");
        assert_eq!(faults(text.as_bytes()), *expected, "{to}");
    }
    assert_eq!(faults(b""), ["1:1: wrong_section"]);
    assert_eq!(faults(b"PROJECTS\n"), ["1:1: wrong_section"]);
    let bytes = [b"META\nkey;value\nunit;", [0xff].as_slice(), b"\n"].concat();
    assert_eq!(faults(&bytes)[0], "3:6: invalid_utf8");
    let bytes = [b"4;tr".as_slice(), &[0xff], b"es,b", &[0xff], b"nch;17"].concat();
    let (before, after) = APPROVAL.split_once("4;trees,pool;17").unwrap();
    let bytes = [before.as_bytes(), &bytes, after.as_bytes()].concat();
    assert_eq!(faults(&bytes), ["27:5: invalid_utf8"], "what else is wrong in that row can't be told");
    assert_eq!(faults(CUMULATIVE.replace("7,3", "").as_bytes()), ["22:7: misaligned_points"]);
    assert_eq!(faults(CUMULATIVE.replace("7,3", "7").as_bytes()), ["22:8: misaligned_points"]);
    assert_eq!(faults(CUMULATIVE.replace("7,3", "7,3,1").as_bytes()), ["22:11: misaligned_points"]);
    assert_eq!(faults(CUMULATIVE.replace("7,3", "7,x").as_bytes()), ["22:9: invalid_number"]);
}

#[test]
fn lenient_reading_repairs_and_reports() {
    let text = format!("\u{feff}{APPROVAL}")
        .replace("budget;1000", "budget;1\u{a0}000,50")
        .replace("num_votes;6", "num_votes;7")
        .replace("2;trees,bench;", "1;trees,bank,bench;")
        .replace("6;pool;60", "6;;60");
    let Reading { election, repairs, .. } = lenient(&text);
    let codes: Vec<Code> = repairs.iter().map(|repair| repair.code).collect();
    let expected = [
        Code::ByteOrderMark,
        Code::WrongCount,
        Code::InvalidNumber,
        Code::DuplicateVoter,
        Code::UnknownProject,
        Code::BlankBallot,
    ];
    assert_eq!(codes, expected);
    assert_eq!(election.budget(), Money(100_050));
    assert_eq!(election.voters(), 6, "a voter's second ballot and a blank one are ballots");
    assert_eq!(election.projects()[2].supporters, 2);
}

/// Each repair says what was found, and what was made of it.
#[test]
fn repairs_say_what_was_made_of_it() {
    let table: &[(&str, &str, &str)] = &[
        (
            "budget;1000",
            "budget;1 000,5",
            "9:8: invalid_number: expected a number such as 1200 or 1200.50, found \"1 000,5\"; it is read as 1000.50",
        ),
        (
            "budget;1000",
            "budget;1000,50",
            "9:8: decimal_comma: expected a decimal point, found \"1000,50\"; it is read as 1000.50",
        ),
        (
            "bench;300;",
            "trees;300;",
            "20:1: duplicate_project: expected each project once, found \"trees\" again; the first is taken",
        ),
        (
            "2;trees,bench;",
            "2;trees,bank;",
            "25:9: unknown_project: expected a project of PROJECTS, found \"bank\"; it is passed over",
        ),
        ("2;trees,bench;", "2;;", "25:3: blank_ballot: expected a project; it counts as a voter"),
        (
            "2;trees,bench;",
            "1;trees,bench;",
            "25:1: duplicate_voter: expected each voter once, found \"1\" again; the row is a ballot all the same",
        ),
        (
            "num_votes;6",
            "num_votes;7",
            "8:11: wrong_count: expected 6, as there are, found \"7\"; those that there are count",
        ),
        (
            "PROJECTS\n",
            "PROJECTS;;\n",
            "16:10: wrong_section: expected PROJECTS alone on its line; the empty cells are dropped",
        ),
        (
            "rule;greedy",
            "rule;gready",
            "11:6: invalid_value: expected one of greedy, greedy-no-skip, greedy-threshold, greedy-exclusive, greedy-custom, equalshares, equalshares-comparison, equalshares/add1, equalshares/add1-comparison, unknown, greedy-per-cost, equal-shares, phragmen, found \"gready\"; it is read as unknown",
        ),
    ];
    for (from, to, sentence) in table {
        let repairs = lenient(&APPROVAL.replacen(from, to, 1)).repairs;
        assert_eq!(repairs.iter().map(ToString::to_string).next().as_deref(), Some(*sentence), "{to}");
    }
}

/// A comma or point before three digits may be decimal or part thousands, and spaces part thousands only by threes.
#[test]
fn what_a_number_may_mean_is_not_guessed() {
    for budget in ["12,000", "1 00", "10 0000", "1,000,000", "1.000,50", "1 000 ,5", "1.500", "1.5 000"] {
        let text = APPROVAL.replace("budget;1000", &format!("budget;{budget}"));
        assert!(read(text.as_bytes(), Options::LENIENT).is_err(), "{budget}");
    }
    for (budget, amount) in [("1\u{a0}234\u{202f}567,8", 123_456_780), ("12,5", 1_250), ("1 000.25", 100_025)]
    {
        let text = APPROVAL.replace("budget;1000", &format!("budget;{budget}"));
        assert_eq!(lenient(&text).election.budget(), Money(amount), "{budget}");
    }
}

#[test]
fn an_ordinal_ballot_has_its_points_by_the_places_as_written() {
    let text = APPROVAL.replace("approval", "ordinal").replace("2;trees,bench;", "2;trees,bank,bench;");
    let scores = |text: &str| -> Vec<Points> {
        lenient(text).election.projects().iter().map(|project| project.score).collect()
    };
    let known = text.replace("bank", "pool");
    let trailing = text.replace("trees,bank,bench", "trees,bench,");
    assert_eq!(scores(&trailing)[2], Points(300), "an empty entry takes no place");
    let [unknown, known] = [text, known].map(|text| scores(&text));
    assert_eq!([unknown[0], unknown[2]], [known[0], known[2]]);
    assert_eq!(known[3].0 - unknown[3].0, 200);
}

#[test]
fn optional_values_and_points_may_be_empty() {
    let text = APPROVAL.replace("currency;UAH", "min_project_score_threshold;");
    assert_eq!(strict(&text).unwrap().meta.score_threshold(), None);
    let text = CUMULATIVE.replace("7,3", "7,");
    assert_eq!(faults(text.as_bytes()), ["22:9: invalid_number"]);
    let repairs = lenient(&text).repairs;
    assert!(repairs[0].sentence.ends_with("; it is read as 0"), "{}", repairs[0]);
}

#[test]
fn what_becomes_of_duplicates_and_blank_ballots_can_be_chosen() {
    let text = APPROVAL.replace("2;trees,bench;", "1;trees,bench;").replace("6;pool;60", "6;;60");
    let options = Options { duplicates: Duplicates::First, blank_ballots: false, ..Options::LENIENT };
    assert_eq!(read(text.as_bytes(), options).unwrap().election.voters(), 4);
}

/// Voter 1 casts the first, second and fourth ballot: swing and trees, then the bench and trees, then the pool and trees.
#[test]
fn any_ballots_of_a_voter_with_several_may_count() {
    let text =
        APPROVAL.replace("2;trees,bench;", "1;trees,trees,bench;").replace("4;trees,pool;", "1;trees,pool;");
    let scores = |duplicates: Duplicates| {
        let options = Options { duplicates, ..Options::LENIENT };
        let election = read(text.as_bytes(), options).unwrap().election;
        let scores: Vec<i64> = election.projects().iter().map(|project| project.score.0 / 100).collect();
        let supporters: Vec<u64> = election.projects().iter().map(|project| project.supporters).collect();
        (election.voters(), election.distinct_ballots(), scores, supporters)
    };
    let all = (6, 6, vec![4, 3, 2, 2], vec![3, 3, 2, 2]);
    assert_eq!(scores(Duplicates::Keep), all);
    assert_eq!(scores(Duplicates::First), (4, 4, vec![1, 3, 1, 1], vec![1, 3, 1, 1]));
    assert_eq!(scores(Duplicates::Last), (4, 4, vec![1, 2, 1, 2], vec![1, 2, 1, 2]));
    assert_eq!(scores(Duplicates::Drop), (3, 3, vec![0, 2, 1, 1], vec![0, 2, 1, 1]));
    for (duplicates, repair) in Duplicates::ALL.into_iter().zip([
        "the row is a ballot all the same",
        "only the first row is a ballot",
        "only the last row is a ballot",
        "none of the voter's rows is a ballot",
    ]) {
        let repairs = read(text.as_bytes(), Options { duplicates, ..Options::LENIENT }).unwrap().repairs;
        let sentence = format!("expected each voter once, found \"1\" again; {repair}");
        assert!(repairs.iter().any(|fault| fault.sentence == sentence), "{repairs:?}");
    }
}

/// They count, as they were cast; but whoever publishes the columns may have counted otherwise.
#[test]
fn columns_that_contradict_the_votes_are_reported() {
    let warnings = |text: &str| -> Vec<String> {
        strict(text).unwrap().repairs.iter().map(ToString::to_string).collect()
    };
    let rows = ["trees;400", "swing;300.50", "bench;300", "pool;900"];
    let with = |columns: &str, cells: [&str; 4]| {
        let mut text = APPROVAL.replace("project_id;cost", &format!("project_id;cost;{columns}"));
        for (row, cells) in rows.iter().zip(cells) {
            text = text.replacen(row, &format!("{row};{cells}"), 1);
        }
        text
    };
    assert_eq!(warnings(&with("votes;score", ["3;3", "3;3.00", "2;2", "2;2"])), [""; 0]);
    assert_eq!(
        warnings(&with("votes;score", ["3;", ";x", "2;2", "2;2"])),
        [""; 0],
        "nothing is said of some"
    );
    assert_eq!(
        warnings(&with("votes;score", ["3;3", "4;3", "2;2", "1;1.5"])),
        [
            "19:14: wrong_total: expected 3 votes of \"swing\" by VOTES, found 4; projects that differ: 2",
            "21:12: wrong_total: expected 2 score of \"pool\" by VOTES, found 1.50; projects that differ: 1",
        ]
    );
    let twice = with("votes", ["3", "4", "2", "2"]).replace("3;swing;", "3;swing,swing;");
    assert_eq!(strict(&twice).unwrap().repairs.len(), 1, "a repetition counts, and is named itself");
}

#[test]
fn a_repeated_project_counts_twice_in_the_score_but_is_one_supporter() {
    let Reading { election, repairs, .. } = strict(&APPROVAL.replace("3;swing;", "3;swing,swing;")).unwrap();
    assert_eq!(repairs.iter().map(|repair| repair.code).collect::<Vec<_>>(), [Code::RepeatedProject]);
    assert_eq!((election.projects()[1].score, election.projects()[1].supporters), (Points(400), 3));
}

/// Ballots that META doesn't allow were accepted when they were cast: they count, and each limit is reported once.
#[test]
fn ballots_outside_the_limits_of_meta_are_reported_and_count() {
    let warnings = |text: &str| -> Vec<String> {
        strict(text).unwrap().repairs.iter().map(ToString::to_string).collect()
    };
    let meta = |text: &str, keys: &str| text.replace("currency;", &format!("{keys}\ncurrency;"));
    let allowed =
        "max_length;2\nmin_length;1\nmax_sum_cost;1300\nmin_sum_cost;300.5\nmax_points;0\nmin_points;";
    assert_eq!(warnings(&meta(APPROVAL, allowed)), [""; 0]);
    let broken = "max_length;1\nmin_length;2\nmax_sum_cost;700.5\nmin_sum_cost;300.51\nmin_points;few";
    assert_eq!(
        warnings(&meta(APPROVAL, broken)),
        [
            "18:12: invalid_number: expected a number such as 1200 or 1200.50, found \"few\"; no ballot is compared with it",
            "29:3: outside_limits: expected at most 1 by max_length, found 2; ballots that break it: 4",
            "31:3: outside_limits: expected at least 2 by min_length, found 1; ballots that break it: 2",
            "31:3: outside_limits: expected at least 300.51 by min_sum_cost, found 300.50; ballots that break it: 1",
            "32:3: outside_limits: expected at most 700.50 by max_sum_cost, found 1300; ballots that break it: 2",
        ]
    );
    let chosen = APPROVAL.replace("approval", "choose-1");
    assert_eq!(
        warnings(&chosen),
        ["24:3: outside_limits: expected at most 1 by vote_type, found 2; ballots that break it: 4"]
    );
    assert_eq!(strict(&chosen).unwrap().election.projects()[0].score, Points(300));
    let points = "max_sum_points;9\r\nmin_sum_points;10\r\nmin_points;3.5\r\nmax_points;9.99";
    assert_eq!(
        warnings(&CUMULATIVE.replace("max_sum_points;10", points)),
        [
            "25:7: outside_limits: expected at most 9 by max_sum_points, found 10; ballots that break it: 3",
            "25:7: outside_limits: expected at least 3.50 by min_points, found 3; ballots that break it: 1",
            "26:6: outside_limits: expected at most 9.99 by max_points, found 10; ballots that break it: 1",
        ]
    );
}

#[test]
fn projects_that_a_scoring_ballot_does_not_name_get_the_default_score() {
    let text = CUMULATIVE.replace("cumulative", "scoring\r\ndefault_score;-1");
    let election = strict(&text).unwrap().election;
    let scores: Vec<Points> = election.projects().iter().map(|project| project.score).collect();
    assert_eq!(scores, [Points(500), Points(650), Points(1450)]);
    assert_eq!(election.projects()[0].supporters, 1);
}

#[test]
fn limits_of_points_and_of_what_is_named_are_faults() {
    let much = CUMULATIVE.replace("1,2;7,3", "1,1;900000,900000");
    assert_eq!(faults(much.as_bytes()), ["22:7: too_many_points"]);
    let scoring = CUMULATIVE.replace("cumulative", "scoring\r\ndefault_score;2");
    let election = strict(&scoring).unwrap().election;
    let scores: Vec<Points> = election.projects().iter().map(|project| project.score).collect();
    assert_eq!(
        scores,
        [Points(1_100), Points(950), Points(1_750)],
        "2 from each ballot that doesn't name it"
    );
    assert!(election.projects().iter().all(|project| project.supporters == 3), "{election:?}");
    let (head, _) = scoring.split_once("PROJECTS").unwrap();
    let (projects, votes) = (4_000, 3_000);
    let head = head.replace("num_projects;3", "num_projects;4000").replace("num_votes;3", "num_votes;3000");
    let projects = (0..projects).map(|project| format!("p{project};1\r\n")).collect::<Vec<_>>().concat();
    let votes = (0..votes).map(|voter| format!("{voter};p{voter};1\r\n")).collect::<Vec<_>>().concat();
    let text =
        format!("{head}PROJECTS\r\nproject_id;cost\r\n{projects}VOTES\r\nvoter_id;vote;points\r\n{votes}");
    assert_eq!(
        faults(text.as_bytes()),
        ["11:15: too_many_points"],
        "12,000,000 would come from 2 points by default"
    );
    let many = APPROVAL.replace("6;pool;60\n", &"x;bank;0\n".repeat(20_000));
    let faults = faults(many.as_bytes());
    assert_eq!((faults.len(), faults[10_000].rsplit(' ').next()), (10_001, Some("too_many_faults")));
    let blank = strict(&APPROVAL.replace("4;trees,pool;17\n", "\n4;trees,pool;17\n")).unwrap().repairs;
    assert_eq!(blank.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::BlankLine]);
}

/// A megabyte of whatever is refused, or read, within a second.
#[test]
fn a_hostile_megabyte_takes_no_time() {
    let head = APPROVAL.split("PROJECTS").next().unwrap();
    let projects = format!("{head}PROJECTS\nproject_id;cost\np;1\n");
    let row = |row: &str| row.repeat(1_000_000 / row.len());
    let points = projects.replace("vote_type;approval", "vote_type;cumulative\nmax_sum_points;1");
    let list = |item: &str| vec![item; 250_000].join(",");
    let wide = format!("{}voter_id;vote", "c;".repeat(70_000));
    let hostile = [
        format!("{projects}VOTES\n{wide}\n{}", row("1;\n")),
        format!("{points}VOTES\nvoter_id;vote;points\n1;{};{}\n", list("p"), list("x")),
        format!("{points}VOTES\nvoter_id;vote;points\n1;{};{}\n", list("q"), list("9")),
        format!("{points}VOTES\nvoter_id;vote;points\n1;{};\n", list("p")),
        row(";"),
        row("\n"),
        row("\""),
        row("META\n"),
        row("\u{feff}"),
        format!("META\n{}", row("a;")),
        format!("META\nkey;value\nbudget;{}\n", row("9")),
        format!("META\nkey;value\n{}", row("a;b\n")),
        format!("META\nkey;value\n\"{}", row("\n\"\"")),
        format!("{head}PROJECTS\nproject_id;cost\n{}", row("x;y\n")),
        format!("{projects}VOTES\nvoter_id;vote\n1;{}\n", row("p,")),
        format!("{projects}VOTES\nvoter_id;vote\n1;{}\n", row("q,")),
        format!("{projects}VOTES\nvoter_id;vote\n{}", row("\n1;\n")),
        format!("{projects}VOTES\nvoter_id;vote;vote\n{}", row("1;p\n")),
        format!("{projects}VOTES\nvoter_id;vote\n1;\"{}\"\n", row("q\"\"a,")),
        format!("{projects}VOTES\nvoter_id;vote;age;sex\n{}META\n", row("1\n")),
    ];
    for text in hostile {
        for options in [Options::STRICT, Options::LENIENT] {
            let what: String = text.chars().take(300).collect();
            let _ = soon(&what, || read(text.as_bytes(), options));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(bytes.as_slice(), Options::STRICT);
        let _ = read(bytes.as_slice(), Options::LENIENT);
    }

    #[test]
    fn no_damage_to_a_file_makes_it_panic(
        at in 0..APPROVAL.len(),
        length in 0..20_usize,
        bytes in prop::collection::vec(prop_oneof![Just(b';'), Just(b'"'), Just(b'\n'), Just(b','), any::<u8>()], 0..6),
    ) {
        let text = APPROVAL.as_bytes();
        let end = (at + length).min(text.len());
        let damaged = [&text[..at], &bytes, &text[end..]].concat();
        let _ = read(damaged.as_slice(), Options::STRICT);
        let _ = read(damaged.as_slice(), Options::LENIENT);
    }

    #[test]
    fn what_is_written_is_read_back(cells in prop::collection::vec("[a;\"\r\n, é]{0,8}", 1..5)) {
        let mut text = Vec::new();
        let borrowed: Vec<&str> = cells.iter().map(String::as_str).collect();
        Writer::new(&mut text).row(&borrowed).unwrap();
        let mut record = Record::default();
        prop_assert!(Records::new(text.as_slice()).read(&mut record).unwrap());
        let read: Vec<&str> = (0..record.len()).map(|cell| record.get(cell)).collect();
        prop_assert_eq!(read, borrowed);
        prop_assert_eq!(copy(&text), text);
    }
}

#[test]
fn names_of_sections_in_lower_case_are_read_leniently() {
    let text = APPROVAL.replace("PROJECTS", "projects").replace("VOTES", "Votes");
    assert_eq!(faults(text.as_bytes()).iter().filter(|fault| fault.contains("wrong_section")).count(), 2);
    assert_eq!(lenient(&text).election.projects(), strict(APPROVAL).unwrap().election.projects());
}
