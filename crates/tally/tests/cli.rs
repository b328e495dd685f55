//! The command, from outside.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use viche_tally::document::canonical;
use viche_tally::document::document as document_of;
use viche_tally::pabulib::{Duplicates, Options, Reading, Source, read};
use viche_tally::rules::Request;

const APPROVAL: &str = include_str!("files/approval.pb");
const CUMULATIVE: &str = include_str!("files/cumulative_crlf.pb");

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

struct Answer {
    code: i32,
    out: String,
    err: String,
}

fn tally(path: &Path, options: &[&str]) -> Answer {
    run(&[&[path.to_str().unwrap()], options].concat())
}

fn run(arguments: &[&str]) -> Answer {
    let output = Command::new(env!("CARGO_BIN_EXE_viche-tally")).args(arguments).output().unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The columns of a TSV line, without path and seconds.
fn tsv(path: &Path, options: &[&str]) -> String {
    let answer = tally(path, &[options, &["--format", "tsv"]].concat());
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{options:?}");
    let columns: Vec<&str> = answer.out.trim_end().split('\t').collect();
    columns[1..4].join(" ")
}

#[test]
fn each_rule_runs_by_its_word() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb");
    // Scores: trees 3, swing 3, bench 2, pool 2; 1000.00 to spend.
    assert_eq!(tsv(&file, &[]), "greedy swing,trees 700.50");
    assert_eq!(tsv(&file, &["--rule", "greedy"]), "greedy swing,trees 700.50");
    assert_eq!(tsv(&file, &["--rule", "greedy-no-skip"]), "greedy-no-skip swing,trees 700.50");
    // Per cost: swing 3/300.50, trees 3/400, bench 2/300, pool 2/900.
    assert_eq!(tsv(&file, &["--rule", "greedy-per-cost"]), "greedy-per-cost swing,trees 700.50");
    // Each of six voters has 166.67. Swing and trees tie with 3 effective votes; swing takes 100.17 from voter 1, so
    // that 66.50 + 2 · 166.67 = 399.83 are left for the trees.
    assert_eq!(tsv(&file, &["--rule", "equal-shares"]), "equal-shares swing 300.50");
    // Loads: swing 100.17, trees 133.33 …; then bench needs 1/2 (300 + 133.33 + 100.17) = 266.75 and doesn't fit.
    assert_eq!(tsv(&file, &["--rule", "phragmen"]), "phragmen swing,trees 700.50");
}

#[test]
fn options_of_equal_shares_imply_it_and_are_refused_elsewhere() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb");
    for options in [["--utility", "cardinality"], ["--completion", "add1"], ["--preset", "wieliczka-2023"]] {
        assert!(tsv(&file, &options).starts_with("equal-shares "), "{options:?}");
        assert_eq!(tally(&file, &[&options[..], &["--rule", "greedy"]].concat()).code, 2, "{options:?}");
    }
    for options in [
        &["--stop", "soon"][..],
        &["--completion", "none", "--start", "floor"],
        &["--completion", "utilitarian", "--stop", "over"],
        &["--rule", "greedy", "--comparison"],
    ] {
        let answer = tally(&file, options);
        assert_eq!(answer.code, 2, "{options:?}");
        assert!(!answer.err.contains("a.pb"), "it isn't the file's fault: {}", answer.err);
    }
    let stops =
        ["exhaustive", "over,exhaustive"].map(|stop| tally(&file, &["--stop", stop, "--format", "json"]).out);
    assert_eq!(stops[0], stops[1], "before the budget is overspent it always stops");
}

/// Six voters, 1000.00. From 166.67 on everybody approves swing first (ties: by code point and by cost). It takes 100.17
/// from voter 1, who has then enough for the trees if 3 e − 100.17 ≥ 400. Nothing more fits in the 299.50 then left; the
/// next, the bench, is affordable if 2 e − 133.33 − 100.17 ≥ 300, that is from 266.75 on, and overspends.
#[test]
fn presets_starts_and_stops_mean_what_is_published() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb");
    let end = |options: &[&str]| {
        let answer = tally(&file, &[options, &["--format", "json"]].concat());
        let document: Value = serde_json::from_str(&answer.out).unwrap();
        let end = &document["end"];
        format!("{} {} {} {}", document["winners"], end["endowment"], end["endowments_tried"], end["reason"])
    };
    let both = r#"["swing","trees"]"#;
    assert_eq!(end(&["--preset", "pabutools-1.2.3"]), format!(r#"{both} "503/3" 2 "exhaustive""#));
    assert_eq!(end(&["--completion", "add1"]), format!(r#"{both} "503/3" 2 "exhaustive""#));
    assert_eq!(end(&["--preset", "equalshares.net"]), format!(r#"{both} "167" 2 "exhaustive""#));
    assert_eq!(end(&["--preset", "wieliczka-2023"]), format!(r#"{both} "266" 102 "overspent""#));
    assert_eq!(
        end(&["--preset", "equalshares.net", "--start", "exact"]),
        format!(r#"{both} "503/3" 2 "exhaustive""#)
    );
    assert_eq!(end(&["--completion", "add1", "--start", "floor"]), format!(r#"{both} "167" 2 "exhaustive""#));
    assert_eq!(
        end(&["--completion", "add1", "--stop", "over"]),
        format!(r#"{both} "800/3" 102 "overspent""#)
    );
    // Three voters have more winners with the trees, nobody fewer.
    let comparison = ["--rule", "equal-shares", "--comparison"];
    assert_eq!(end(&comparison), format!(r#"{both} "500/3" 1 "not_raised""#));
    assert_eq!(tsv(&file, &["--completion", "utilitarian"]), "equal-shares swing,trees 700.50");
    // The bench costs its two supporters 50.00 each: less than the swing its three, so it is better only by cardinality.
    let cheap = APPROVAL.replace("bench;300", "bench;100").replace("swing;300.50", "swing;180");
    let folder = Folder::with(&[("a.pb", &cheap)]);
    let first = |utility: &str| {
        let answer = tally(&folder.path("a.pb"), &["--utility", utility, "--format", "json"]);
        serde_json::from_str::<Value>(&answer.out).unwrap()["rounds"][0]["project"].clone()
    };
    assert_eq!((first("cost"), first("cardinality")), (Value::from("swing"), Value::from("bench")));
}

#[test]
fn a_folder_is_reported_in_the_order_of_its_files() {
    let names: Vec<String> = (10..30).map(|number| format!("{number}.pb")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), APPROVAL)).collect();
    let folder = Folder::with(&files);
    let answer = tally(folder.0.path(), &["--format", "tsv", "--jobs", "3"]);
    let lines: Vec<Vec<&str>> = answer.out.lines().map(|line| line.split('\t').collect()).collect();
    let paths: Vec<String> = names.iter().map(|name| folder.path(name).display().to_string()).collect();
    assert_eq!(lines.iter().map(|line| line[0]).collect::<Vec<_>>(), paths);
    assert!(lines.iter().all(|line| line.len() == 5 && line[4].parse::<f64>().unwrap() >= 0.0), "{lines:?}");
    let all = tally(folder.0.path(), &["--format", "json", "--jobs", "3"]).out;
    let one = tally(&folder.path("10.pb"), &["--format", "json"]).out;
    assert_eq!(all, format!("[{}]", vec![one; 20].join(",")));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure_and_lost_remarks_are_not() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", "META\n")]);
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_viche-tally"));
        command.arg(folder.0.path()).args(["--format", "tsv"]);
        command
    };
    let output = command().stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("standard output: "));
    let output = command().stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "as b.pb is no election");
    assert!(String::from_utf8(output.stdout).unwrap().contains("a.pb\tgreedy\tswing,trees\t700.50\t"));
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_passed_over() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    std::os::unix::fs::symlink(folder.path("nothing"), folder.path("b.pb")).unwrap();
    let answer = tally(folder.0.path(), &[]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.starts_with(&format!("{}: ", folder.path("b.pb").display())), "{}", answer.err);
}

/// The second ballot of voter 1 is left out, and so is the blank one: of four voters three have a winner.
#[test]
fn documents_are_compared_on_the_ballots_that_they_count() {
    let text = APPROVAL.replace("2;trees,bench;", "1;trees,bench;").replace("5;bench,swing;44", "5;;44");
    let folder = Folder::with(&[("a.pb", &text)]);
    let options = Options { duplicates: Duplicates::First, blank_ballots: false, ..Options::LENIENT };
    let Reading { election, meta, .. } = read(text.as_bytes(), options).unwrap();
    let method = Request::default().method(&election, &meta).unwrap();
    let file = folder.path("a.pb");
    let document = tally(&file, &["--lenient", "--format", "json"]).out;
    let sha256 =
        serde_json::from_str::<Value>(&document).unwrap()["input"]["sha256"].as_str().unwrap().to_owned();
    let outcome = method.count(&election).unwrap();
    let source = Source { sha256, options };
    let kept = canonical(&document_of(&source, &election, &outcome).unwrap());
    let folder = Folder::with(&[("kept", &kept), ("all", &document), ("array", &format!("[{document}]"))]);
    let compare = |first: &str, second: &str| {
        let [first, second] = [first, second].map(|name| folder.path(name).display().to_string());
        run(&["compare", file.to_str().unwrap(), &first, &second])
    };
    let answer = compare("kept", "kept");
    assert_eq!(answer.code, 0);
    assert!(
        answer
            .out
            .contains("Voters without a winner                            1                           1\n"),
        "{}",
        answer.out
    );
    assert!(answer.err.contains(": duplicate_voter: "), "repairs are reported: {}", answer.err);
    assert!(compare("kept", "all").err.contains("it leaves out other ballots than the first document"));
    assert!(compare("array", "all").err.contains("an array"));
}

/// Voter 1 has two ballots: for the swing and the trees, and for the trees and the bench.
#[test]
fn which_ballots_of_a_voter_with_several_count_can_be_said() {
    let text = APPROVAL.replace("2;trees,bench;", "1;trees,bench;");
    let folder = Folder::with(&[("a.pb", &text)]);
    let file = folder.path("a.pb");
    for (word, voters) in [("kept", 6), ("first_kept", 5), ("last_kept", 5), ("none", 4)] {
        let answer = tally(&file, &["--lenient", "--duplicate-voters", word, "--format", "json"]);
        let document: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(
            (&document["input"]["duplicate_voters"], &document["input"]["voters"]),
            (&word.into(), &voters.into())
        );
        std::fs::write(folder.path("a.json"), &answer.out).unwrap();
        let paths = ["a.json", "a.pb"].map(|name| folder.path(name).display().to_string());
        assert_eq!(run(&["verify", &paths[0], &paths[1]]).code, 0, "{word}");
        assert_eq!(run(&["compare", &paths[1], &paths[0], &paths[0]]).code, 0, "{word}");
    }
    assert_eq!(tally(&file, &["--duplicate-voters", "none"]).code, 2, "strict reading refuses them");
    assert_eq!(tally(&file, &["--lenient", "--duplicate-voters", "some"]).code, 2);
}

#[test]
fn conflicts_exclude_the_weaker_project() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("pairs", "trees;swing\n")]);
    let pairs = folder.path("pairs");
    let options = ["--rule", "greedy-exclusive", "--conflicts", pairs.to_str().unwrap()];
    assert_eq!(tsv(&folder.path("a.pb"), &options), "greedy-exclusive bench,swing 600.50");
}

#[test]
fn a_drawn_order_breaks_ties() {
    let text = APPROVAL.replace("budget;1000", "budget;400").replace("swing;300.50", "swing;400");
    let folder = Folder::with(&[("a.pb", &text), ("order", "pool\nswing\ntrees\nbench\n")]);
    let order = format!("order:{}", folder.path("order").display());
    let file = folder.path("a.pb");
    assert_eq!(tsv(&file, &[]), "greedy trees 400.00", "official greedy rules go by the file");
    assert_eq!(tsv(&file, &["--rule", "greedy"]), "greedy swing 400.00", "others by code point");
    assert_eq!(tsv(&file, &["--rule", "greedy", "--ties", "file"]), "greedy trees 400.00");
    assert_eq!(tsv(&file, &["--rule", "greedy", "--ties", &order]), "greedy swing 400.00");
    // The SHA-256 of 00 00 "swing" begins with ed, that of 00 00 "trees" with 28.
    assert_eq!(tsv(&file, &["--rule", "greedy", "--ties", "seed:00"]), "greedy trees 400.00");
}

#[test]
fn conflicts_are_refused_where_they_would_be_ignored() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("pairs", "trees;swing\n")]);
    let pairs = folder.path("pairs");
    let options = ["--conflicts", pairs.to_str().unwrap()];
    let file = folder.path("a.pb");
    assert_eq!(tally(&file, &[&options[..], &["--rule", "greedy"]].concat()).code, 2);
    let answer = tally(&file, &[&options[..], &["--format", "tsv"]].concat());
    let unused = format!("{}:1:1: unused_conflicts: ", pairs.display());
    assert_eq!(answer.code, 0);
    assert!(answer.err.starts_with(&unused), "META names another rule: {}", answer.err);
    std::fs::write(&pairs, "swing;bench\ntrees;tree\n").unwrap();
    let answer = tally(&file, &[&options[..], &["--rule", "greedy-exclusive"]].concat());
    let place = format!("{}:2:1: unknown_project: ", pairs.display());
    assert_eq!(answer.code, 2);
    assert!(answer.err.starts_with(&place), "{}", answer.err);
}

#[test]
fn a_result_with_a_winner_twice_is_not_compared() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb");
    let document = tally(&file, &["--format", "json"]).out;
    let twice = document.replacen("\"winners\":[\"trees\"", "\"winners\":[\"trees\",\"trees\"", 1);
    assert_ne!(twice, document);
    let paths = [("one", &document), ("two", &twice)].map(|(name, text)| {
        std::fs::write(folder.path(name), text).unwrap();
        folder.path(name).to_str().unwrap().to_owned()
    });
    let same = run(&["compare", file.to_str().unwrap(), &paths[0], &paths[0]]);
    assert_eq!(same.code, 0);
    let average = same.out.lines().find(|line| line.starts_with("Average winners a voter")).unwrap();
    assert_eq!(average.split_whitespace().skip(4).collect::<Vec<_>>(), ["1.00", "1.00"]);
    assert_eq!(run(&["compare", file.to_str().unwrap(), &paths[0], &paths[1]]).code, 2);
}

#[test]
fn nothing_of_a_file_moves_the_cursor() {
    let text = APPROVAL.replace("Лісосмуга", "\u{1b}[2J\u{202e}\u{9b}");
    let folder = Folder::with(&[("a.pb", &text)]);
    assert!(!tally(&folder.path("a.pb"), &[]).out.contains(['\u{1b}', '\u{202e}', '\u{9b}']));
}

#[test]
fn a_drawn_order_names_each_id_once() {
    let meta = "viche_ties;order\nviche_order;pool,trees,pool\n";
    let in_meta = APPROVAL.replace("rule;greedy\n", &format!("rule;greedy\n{meta}"));
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", &in_meta), ("order", "pool\n\ntrees\npool\n")]);
    let order = folder.path("order");
    let answer = tally(&folder.path("a.pb"), &["--ties", &format!("order:{}", order.display())]);
    let place = format!("{}:4:1: duplicate_project: ", order.display());
    assert_eq!(answer.code, 2);
    assert!(answer.err.starts_with(&place), "{}", answer.err);
    assert_eq!(tally(&folder.path("b.pb"), &[]).code, 2);
}

/// It is what was drawn, so it isn't refused, but somebody should know.
#[test]
fn where_a_drawn_order_and_the_projects_differ_is_said() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("order", "\u{feff}pool\nbank\ntrees\n")]);
    let order = format!("order:{}", folder.path("order").display());
    let answer = tally(&folder.path("a.pb"), &["--ties", &order, "--format", "tsv"]);
    let [path, order] = ["a.pb", "order"].map(|name| folder.path(name).display().to_string());
    let lines = [
        format!("{order}:2:1: unknown_project: \"bank\" is no project of {path}\n"),
        format!(
            "{order}:1:1: missing_project: 2 projects of {path} aren't drawn; they come last, by their ids\n"
        ),
    ];
    assert_eq!(answer.err, lines.concat());
    assert_eq!(answer.code, 0);
    let meta = "rule;greedy\nviche_ties;order\nviche_order;pool,bank,trees,swing,bench";
    let folder = Folder::with(&[("b.pb", &APPROVAL.replace("rule;greedy", meta))]);
    let path = folder.path("b.pb").display().to_string();
    let answer = tally(&folder.path("b.pb"), &["--format", "tsv"]);
    assert_eq!(answer.err, format!("{path}:13:13: unknown_project: \"bank\" is no project of {path}\n"));
}

/// What can't be counted as META or an option asks is said with the place in META, or the file's beginning.
#[test]
fn a_rule_that_cannot_be_run_is_a_fault_with_its_place() {
    let table = [
        ("rule;phragmen", &[][..], "10:11: vote_type: phragmen is for"),
        ("rule;greedy", &["--rule", "phragmen"], "10:11: vote_type: phragmen is for"),
        ("rule;equalshares\nviche_utility;love", &[], "12:15: utility: expected"),
        ("rule;greedy\nviche_ties;order\nviche_order;a,a", &[], "13:13: viche_order: expected each id once"),
        ("rule;greedy\nviche_ties;coin", &[], "12:12: ties: expected lex"),
        ("rule;greedy\nviche_ties;order", &[], "12:12: viche_ties: order needs the key viche_order"),
        (
            "rule;greedy\nviche_ties;order:a,b",
            &[],
            "12:12: viche_ties: order has its ids in the key viche_order",
        ),
        ("rule;greedy\nviche_ties;seed", &[], "12:12: viche_ties: seed needs the key viche_seed"),
        (
            "rule;equalshares\nviche_comparison;yes",
            &[],
            "12:18: viche_comparison: expected 0 | 1, found \"yes\"",
        ),
        (
            "rule;equalshares\nviche_completions;add1",
            &[],
            "12:19: viche_completions: expected one of viche_utility",
        ),
        ("rule;greedy\nviche_conflicts;pool,trees", &[], "12:17: viche_conflicts: greedy has none"),
    ];
    for (rule, options, fault) in table {
        let text = APPROVAL.replace("approval", "ordinal").replace("rule;greedy", rule);
        let folder = Folder::with(&[("a.pb", &text)]);
        let answer = tally(&folder.path("a.pb"), options);
        let expected = format!("{}:{fault}", folder.path("a.pb").display());
        assert_eq!(answer.code, 2, "{rule}");
        assert!(answer.err.starts_with(&expected), "{expected} {}", answer.err);
    }
}

/// `equalshares/add1` in META is `wieliczka-2023`, whatever else META says of it.
#[test]
fn add1_in_meta_keeps_its_preset() {
    let meta = |keys: &str| APPROVAL.replace("rule;greedy", &format!("rule;equalshares/add1{keys}"));
    let folder = Folder::with(&[("a.pb", &meta("")), ("b.pb", &meta("\nviche_completion;add1u"))]);
    let parameters = |path: &str, options: &[&str]| {
        let answer = tally(&folder.path(path), &[options, &["--format", "json"]].concat());
        let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        document["parameters"].clone()
    };
    let wieliczka = ["--preset", "wieliczka-2023"];
    assert_eq!(parameters("a.pb", &[]), parameters("a.pb", &wieliczka));
    let completed = [&wieliczka[..], &["--completion", "add1u"]].concat();
    assert_eq!(parameters("b.pb", &[]), parameters("b.pb", &completed));
}

/// Trees and swing would load their supporters equally, and neither fits.
#[test]
fn phragmen_stops_at_the_first_by_the_ladder_that_does_not_fit() {
    let text = APPROVAL
        .replace("budget;1000", "budget;350")
        .replace("swing;300.50", "swing;400")
        .replace("bench;300", "bench;500");
    let folder = Folder::with(&[("a.pb", &text)]);
    for (ties, stopped) in [("lex", "swing"), ("file", "trees")] {
        let answer = tally(&folder.path("a.pb"), &["--rule", "phragmen", "--ties", ties, "--format", "json"]);
        let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(document["end"]["project"], stopped, "{ties}");
    }
}

#[test]
fn bad_input_is_named_and_the_other_files_of_a_folder_still_run() {
    let bad = APPROVAL.replace("6;pool", "6;poool");
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", &bad), ("c.PB", CUMULATIVE), ("d.txt", "")]);
    std::fs::create_dir(folder.path("e.pb")).unwrap();
    let answer = tally(folder.0.path(), &["--format", "tsv", "--jobs", "2"]);
    assert_eq!(answer.code, 2);
    let place = format!("{}:29:3: unknown_project: ", folder.path("b.pb").display());
    assert!(answer.err.starts_with(&place), "{}", answer.err);
    assert_eq!(answer.out.lines().count(), 2);
    let answer = tally(folder.0.path(), &["--format", "tsv", "--lenient"]);
    assert_eq!((answer.code, answer.out.lines().count()), (0, 3));
    assert!(answer.err.starts_with(&place), "repairs are reported: {}", answer.err);
    assert_eq!(tally(&folder.path("none.pb"), &[]).code, 2);
}

#[test]
fn documents_are_canonical_and_can_be_compared() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb");
    let mut paths = Vec::new();
    for (name, rule) in [("g.json", "greedy"), ("n.json", "greedy-no-skip")] {
        let document = tally(&file, &["--rule", rule, "--format", "json"]);
        assert_eq!(document.code, 0);
        let value: serde_json::Value = serde_json::from_str(&document.out).unwrap();
        assert_eq!(viche_tally::document::canonical(&value), document.out);
        assert_eq!(value["winners"], serde_json::json!(["swing", "trees"]), "{rule}");
        std::fs::write(folder.path(name), document.out).unwrap();
        paths.push(folder.path(name).to_str().unwrap().to_owned());
    }
    let shares = tally(&file, &["--rule", "equal-shares", "--format", "json"]).out;
    std::fs::write(folder.path("s.json"), shares).unwrap();
    let shares = folder.path("s.json");
    let answer = run(&["compare", file.to_str().unwrap(), &paths[0], shares.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let lines: Vec<Vec<&str>> = answer.out.lines().map(|line| line.split_whitespace().collect()).collect();
    // Swing has 3 voters of 6, the trees 3, and one has both.
    for row in [
        "First: greedy; ladder: lex",
        "Second: equal-shares; utility: cost; completion: none; ladder: lex",
        "Winners 2 1",
        "Winners only here 1 0",
        "Cost 700.50 300.50",
        "Voters with more winners 3 0",
        "Average winners a voter 1.00 0.50",
        "Voters without a winner 1 3",
        "Exclusion ratio 16.7 % 50.0 %",
        "Only in the first:",
        "trees 400.00 Лісосмуга",
    ] {
        assert!(lines.contains(&row.split(' ').collect()), "{row}: {}", answer.out);
    }
    let folder_answer = tally(folder.0.path(), &["--format", "json"]);
    assert!(folder_answer.out.starts_with("[{") && folder_answer.out.ends_with("}]"));
}

/// Six voters, 1000.00; swing and trees are funded for 700.50, and voter 6 has nothing.
#[test]
fn fairness_is_told_as_a_table_a_document_and_a_picture() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", CUMULATIVE)]);
    for name in ["a", "b"] {
        let document = tally(&folder.path(&format!("{name}.pb")), &["--format", "json"]).out;
        std::fs::write(folder.path(&format!("{name}.json")), document).unwrap();
    }
    let fairness = |name: &str, options: &[&str]| {
        let paths = ["pb", "json"].map(|kind| folder.path(&format!("{name}.{kind}")).display().to_string());
        run(&[&["fairness", &paths[0], &paths[1]], options].concat())
    };
    let table = fairness("a", &[]);
    assert_eq!((table.code, table.err.as_str()), (0, ""));
    for line in [
        "Winners: 2, for 700.50 of 1000.00",
        "EJR+ by cost up to one project: satisfied",
        "EJR+ by cost up to any project: satisfied",
        "EJR+ by cardinality up to any project: satisfied",
        "all voters          6              5    16.7 %         116.75        116.75         0.31",
        "not said            1              1     0.0 %         133.33        133.33         0.00",
    ] {
        assert!(table.out.lines().any(|found| found == line), "{line}: {}", table.out);
    }
    // Without a winner, the two voters for the bench of 300.00 would have deserved 333.33.
    let nothing = std::fs::read_to_string(folder.path("a.json")).unwrap();
    let nothing = nothing.replace("\"winners\":[\"trees\",\"swing\"]", "\"winners\":[]");
    std::fs::write(folder.path("none.json"), nothing).unwrap();
    let paths = ["a.pb", "none.json"].map(|name| folder.path(name).display().to_string());
    let answer = run(&["fairness", &paths[0], &paths[1]]).out;
    let line = "EJR+ by cost up to any project: not satisfied: 3 voters for trees deserved 500.00, and have funded for at most \
                0.00 each; 3 projects were deserved\n";
    assert!(answer.contains(line), "{answer}");
    let svg = folder.path("a.svg").display().to_string();
    let json = fairness("a", &["--format", "json", "--svg", &svg]);
    let document: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(canonical(&document), json.out);
    assert_eq!(document["format"], "viche-fairness/1");
    assert_eq!(
        (&document["all"]["voters_with_winner"], &document["all"]["exclusion_ratio"]),
        (&5.into(), &"1/6".into())
    );
    let ages = document["groups"]["age"].as_array().unwrap();
    assert_eq!(ages.iter().map(|group| group["voters"].as_u64().unwrap()).sum::<u64>(), 6);
    assert!(std::fs::read_to_string(&svg).unwrap().starts_with("<svg "));
    let points = fairness("b", &[]);
    assert_eq!(points.code, 0);
    assert!(points.out.contains("EJR+ isn't defined for cumulative ballots"), "{}", points.out);
    let other =
        run(&["fairness", folder.path("b.pb").to_str().unwrap(), folder.path("a.json").to_str().unwrap()]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("it is the result of another file"), "{}", other.err);
}

/// True: 0; false: 1; unreadable: 2.
#[test]
fn a_document_is_verified_against_its_file() {
    let bad = APPROVAL.replace("6;pool", "6;poool");
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", CUMULATIVE), ("bad.pb", &bad)]);
    let verify = |document: &str, file: &str| {
        run(&["verify", folder.path(document).to_str().unwrap(), folder.path(file).to_str().unwrap()])
    };
    let write = |name: &str, text: &str| std::fs::write(folder.path(name), text).unwrap();
    for options in
        [&[][..], &["--preset", "wieliczka-2023"], &["--rule", "phragmen"], &["--ties", "seed:c0ffee"]]
    {
        let document = tally(&folder.path("a.pb"), &[options, &["--format", "json"]].concat()).out;
        write("a.json", &document);
        let answer = verify("a.json", "a.pb");
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{options:?}: {}", answer.out);
        assert!(answer.out.starts_with("true: ") && answer.out.contains("a.pb by "), "{}", answer.out);
    }
    let document = tally(&folder.path("a.pb"), &["--preset", "wieliczka-2023", "--format", "json"]).out;
    write("a.json", &document);
    let line = "; each of 102 endowments run by itself\n";
    assert!(verify("a.json", "a.pb").out.ends_with(line), "it says how it knows");
    let document = tally(&folder.path("a.pb"), &["--format", "json"]).out;
    write("a.json", &document);
    let line = format!("true: {} by greedy: 2 winners, 700.50\n", folder.path("a.pb").display());
    assert_eq!(verify("a.json", "a.pb").out, line);
    write("false.json", &document.replace("\"cost\":\"700.50\"", "\"cost\":\"700.00\""));
    let answer = verify("false.json", "a.pb");
    let sentence = "false: cost: the document says \"700.00\", the file gives \"700.50\"\n";
    assert_eq!((answer.code, answer.out.as_str(), answer.err.as_str()), (1, sentence, ""));
    let answer = verify("a.json", "b.pb");
    assert_eq!(answer.code, 1);
    assert!(answer.out.starts_with("false: input.sha256: "), "{}", answer.out);

    write("no.json", "{\n  \"format\" \"viche-tally/1\"\n}");
    let answer = verify("no.json", "a.pb");
    let place = format!("{}:2:12: expected JSON: ", folder.path("no.json").display());
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert!(answer.err.starts_with(&place), "{}", answer.err);
    write("folder.json", &format!("[{document}]"));
    assert_eq!(verify("folder.json", "a.pb").code, 2);
    assert_eq!(verify("none.json", "a.pb").code, 2);
    assert_eq!(verify("a.json", "none.pb").code, 2);
    let lenient = tally(&folder.path("bad.pb"), &["--format", "json", "--lenient"]).out;
    write("lenient.json", &lenient);
    assert_eq!(verify("lenient.json", "bad.pb").code, 0, "read the way the document says");
    write("strict.json", &lenient.replace("\"lenient\"", "\"strict\""));
    let answer = verify("strict.json", "bad.pb");
    let place = format!("{}:29:3: unknown_project: ", folder.path("bad.pb").display());
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert!(answer.err.starts_with(&place), "{}", answer.err);
}

/// An export whose META says how it was counted gives the document of that count.
#[test]
fn meta_says_how_to_count() {
    let meta = "viche_preset;equalshares.net\nviche_ties;cost,votes,seed\nviche_seed;c0ffee\n";
    let text = APPROVAL.replace("rule;greedy\n", &format!("rule;equal-shares\n{meta}"));
    let folder = Folder::with(&[("a.pb", &text)]);
    let file = folder.path("a.pb");
    let explicit = ["--preset", "equalshares.net", "--ties", "cost,votes,seed:c0ffee", "--format", "json"];
    assert_eq!(tally(&file, &["--format", "json"]).out, tally(&file, &explicit).out);
}

#[test]
fn the_table_names_winners_losers_and_why() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let answer = tally(&folder.path("a.pb"), &[]);
    for part in [
        "Winners: 2",
        "Cost: 700.50; left: 299.50",
        "5 of 6 (83.3 %)",
        "pool (cost 900.00, 2 votes): 299.50 was left",
    ] {
        assert!(answer.out.contains(part), "{part}: {}", answer.out);
    }
}

/// Nobody is told that a project nearly won which can't win, or that winners are of a rule that they aren't of.
#[test]
fn the_table_says_what_a_loser_needed_only_where_that_helps() {
    let shares = APPROVAL.replace("rule;greedy", "rule;equalshares/add1");
    let withdrawn = shares.replace("pool;900", "pool;999999999").replace("bench;300;", "bench;0;");
    let folder = Folder::with(&[("a.pb", &shares), ("b.pb", &withdrawn)]);
    let table = tally(&folder.path("b.pb"), &[]).out;
    for line in [
        "pool (cost 999999999.00, 2 votes): after round 2 its supporters held less than its cost; it costs more than the whole budget\n",
        "bench (cost 0.00, 2 votes): it is free, so by its cost it is worth nothing to its supporters\n",
    ] {
        assert!(table.contains(line), "{line}: {table}");
    }
    let table = tally(&folder.path("a.pb"), &["--comparison", "--completion", "none"]).out;
    // Swing alone is elected; greedy adds the trees, with three voters.
    let line = "Comparison: 3 voters have more winners with greedy, 0 with equal shares; the winners are those of greedy\n";
    assert!(table.contains(line) && table.contains("comparison with greedy, which was taken;"), "{table}");
    let table = tally(&folder.path("a.pb"), &["--completion", "utilitarian"]).out;
    let line = "bench (cost 300.00, 2 votes): after round 1 its supporters held less than its cost, and the completion \
                had 299.50 left for it; it needed 0.50 less cost, or one more vote\n";
    assert!(table.contains(line), "{table}");
    assert!(table.contains("for the same endowment of 166.67 a voter and all else unchanged"), "{table}");
}

#[test]
fn a_picture_is_written_besides_what_is_printed() {
    let folder = Folder::with(&[("a.pb", APPROVAL), ("old.svg", &"old".repeat(100_000))]);
    let file = folder.path("a.pb");
    for name in ["new.svg", "old.svg"] {
        let svg = folder.path(name);
        assert_eq!(tsv(&file, &["--svg", svg.to_str().unwrap()]), "greedy swing,trees 700.50");
        let picture = std::fs::read_to_string(svg).unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"), "{name}: {picture}");
    }
    let [new, old] = ["new.svg", "old.svg"].map(|name| std::fs::read(folder.path(name)).unwrap());
    assert!(new == old);
}

#[test]
fn a_picture_is_of_one_file_and_goes_where_it_can_be_written() {
    let bad = APPROVAL.replace("6;pool", "6;poool");
    let folder = Folder::with(&[("a.pb", APPROVAL), ("b.pb", &bad), ("old.svg", "old")]);
    let refused = |path: &str, svg: &str| {
        let answer = tally(&folder.path(path), &["--svg", folder.path(svg).to_str().unwrap()]);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{path} {svg}");
        answer.err
    };
    assert!(refused("", "new.svg").contains("--svg draws one file, not a folder"));
    assert!(refused("a.pb", "none/new.svg").contains("new.svg: "));
    assert!(refused("a.pb", "").contains("directory"), "a folder is no target");
    assert!(refused("a.pb", "a.pb").contains("would replace what is counted"));
    assert_eq!(std::fs::read_to_string(folder.path("a.pb")).unwrap(), APPROVAL);
    // Where nothing could be counted, nothing is left behind and nothing lost.
    refused("b.pb", "new.svg");
    refused("b.pb", "old.svg");
    assert!(!folder.path("new.svg").exists());
    assert_eq!(std::fs::read_to_string(folder.path("old.svg")).unwrap(), "old");
}

#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let answer = tally(Path::new("/dev/zero"), &[]);
    assert_eq!((answer.code, answer.err.contains("not a regular file")), (2, true), "{}", answer.err);
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let file = folder.path("a.pb").display().to_string();
    for arguments in [["fairness", &file, "/dev/zero"], ["verify", "/dev/zero", &file]] {
        let answer = run(&arguments);
        assert_eq!((answer.code, answer.err.contains("not a regular file")), (2, true), "{}", answer.err);
    }
}

#[test]
fn an_id_of_any_length_has_a_table() {
    let long = "x".repeat(70_000);
    let folder = Folder::with(&[("a.pb", &APPROVAL.replace("swing", &long))]);
    assert!(tally(&folder.path("a.pb"), &[]).out.contains(&long));
}

#[test]
fn a_threshold_that_is_named_must_be_there() {
    let folder = Folder::with(&[("a.pb", APPROVAL)]);
    let answer = tally(&folder.path("a.pb"), &["--rule", "greedy-threshold"]);
    assert_eq!(
        (answer.code, answer.err.contains("min_project_score_threshold")),
        (2, true),
        "{}",
        answer.err
    );
}
