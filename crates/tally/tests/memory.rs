//! What reading and counting take in memory: at most four times the file and 16 MB, even where no two ballots are equal
//! and rows are as short as they can be; and what is hostile takes little.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fmt::Write as _;
use std::io::{BufReader, Seek as _, Write as _};

use peak_alloc::PeakAlloc;
use viche_tally::pabulib::{Meta, Options, Refusal, read};
use viche_tally::rules::Request;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MEGABYTE: usize = 1 << 20;

/// A file of so many ballots, each of `length` projects that follow from its number.
fn election(vote_type: &str, projects: u64, ballots: u64, length: u64) -> String {
    let mut text = format!(
        "META\nkey;value\ndescription;x\ncountry;x\nunit;x\ninstance;x\nnum_projects;{projects}\nnum_votes;{ballots}\n\
         budget;{}\nvote_type;{vote_type}\nrule;greedy\ndate_begin;2026\ndate_end;2026\nmax_sum_points;10\n\
         PROJECTS\nproject_id;cost\n",
        projects * 50
    );
    for project in 0..projects {
        writeln!(text, "{project};{}", 100 + project % 17).unwrap();
    }
    let has_points = vote_type == "cumulative";
    text.push_str(if has_points { "VOTES\nvoter_id;vote;points\n" } else { "VOTES\nvoter_id;vote\n" });
    for ballot in 0..ballots {
        let first = ballot % projects;
        let step = 1 + ballot / projects % (projects - 1).max(1);
        let listed = (0..length).map(|place| ((first + place * step + place * place) % projects).to_string());
        let listed: Vec<String> = listed.collect();
        let points = listed.iter().enumerate().map(|(place, _)| (1 + (ballot >> place) % 9).to_string());
        let points =
            if has_points { format!(";{}", points.collect::<Vec<_>>().join(",")) } else { String::new() };
        writeln!(text, "{ballot};{}{points}", listed.join(",")).unwrap();
    }
    text
}

/// The greatest number of bytes in use while reading a file and counting it by each rule.
fn peak(text: String, rules: &[&str]) -> usize {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.rewind().unwrap();
    drop(text);
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let election = read(BufReader::new(file), Options::STRICT).unwrap().election;
    for rule in rules {
        let request = Request { rule: Some((*rule).to_owned()), ..Request::default() };
        request.method(&election, &Meta::default()).unwrap().count(&election).unwrap();
    }
    MEMORY.peak_usage() - before
}

fn peak_of_reading(text: &str, options: Options) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let reading = read(text.as_bytes(), options);
    let peak = MEMORY.peak_usage() - before;
    assert!(!matches!(reading, Err(Refusal::Io(_))));
    peak
}

/// One test, since others beside it would be counted with it.
#[test]
fn memory_is_bounded_by_the_file() {
    let approval = &["greedy", "equal-shares", "phragmen"][..];
    let points = &["greedy", "equal-shares"][..];
    for (vote_type, projects, ballots, length, rules) in [
        ("choose-1", 9, 600_000, 1, approval),
        ("approval", 100, 300_000, 5, approval),
        ("approval", 1_000, 100_000, 20, approval),
        ("approval", 197, 131_778, 3, approval),
        ("ordinal", 30, 100_000, 5, points),
        ("cumulative", 97, 200_000, 4, points),
        ("choose-1", 100_000, 10, 1, approval),
    ] {
        let text = election(vote_type, projects, ballots, length);
        let limit = 4 * text.len() + 16 * MEGABYTE;
        let peak = peak(text, rules);
        assert!(peak <= limit, "{vote_type} with {ballots} ballots: {peak} bytes, at most {limit}");
    }
    let head = election("approval", 3, 3, 1);
    let meta = head.split("PROJECTS").next().unwrap();
    let row = |row: &str| row.repeat(MEGABYTE / row.len());
    let one = format!("{meta}PROJECTS\nproject_id;cost\np;1\n");
    for text in [
        row(";"),
        row("\""),
        row("a;\"\""),
        format!("META\nkey;value\n{}", row("a;b\n")),
        format!("{meta}PROJECTS\nproject_id;cost\n{}", row("x;y\n")),
        format!("{one}VOTES\nvoter_id;vote\n{}", row("1;q,q,q\n")),
        format!("{one}VOTES\nvoter_id;vote\n1;{}\n", row("q,")),
        format!("{one}VOTES\nvoter_id;vote\n1;{}\n", row("p,")),
    ] {
        for options in [Options::STRICT, Options::LENIENT] {
            let peak = peak_of_reading(&text, options);
            assert!(peak < 100 * MEGABYTE, "{}…: {peak} bytes", &text[..20]);
        }
    }
}
