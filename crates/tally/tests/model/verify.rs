//! The verifier accepts every document that the library makes.

use proptest::prelude::*;
use viche_tally::document::{canonical, document};
use viche_tally::pabulib::{Options, Reading, Source, read};
use viche_tally::rules::{Request, Step};
use viche_tally::verify;

use super::elections::{file, file_of_great_amounts};

fn greedy(rule: &str) -> Request {
    let conflicts = [("0", "1"), ("2", "0"), ("3", "3")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let conflicts = if rule == "greedy-exclusive" { conflicts.to_vec() } else { Vec::new() };
    Request { rule: Some(rule.to_owned()), conflicts, ..Request::default() }
}

/// Every completion, preset, start and stop of equal shares, with both utilities, some with the comparison.
fn equal_shares() -> Vec<Request> {
    let completions = ["none", "utilitarian", "add1", "add1u"];
    let presets = [None, Some("pabutools-1.2.3"), Some("equalshares.net"), Some("wieliczka-2023")];
    let mut requests = Vec::new();
    for (index, preset) in presets.into_iter().enumerate() {
        for completion in if preset.is_none() { &completions[..] } else { &completions[2..] } {
            for utility in ["cost", "cardinality"] {
                requests.push(Request {
                    preset: preset.map(str::to_owned),
                    completion: Some((*completion).to_owned()),
                    utility: Some(utility.to_owned()),
                    comparison: index % 2 == 0,
                    ..Request::default()
                });
            }
        }
    }
    for (start, stop) in
        [("floor", "over"), ("exact", "over,all-elected"), ("floor", "over,exhaustive,all-elected")]
    {
        let [start, stop] = [start, stop].map(|word| Some(word.to_owned()));
        requests.push(Request { start, stop, ..Request::default() });
    }
    requests
}

fn tie_breakings() -> [Option<Vec<Step>>; 5] {
    let order = ["6", "2", "none", "0", "4"].map(str::to_owned).to_vec();
    [
        None,
        Some(vec![Step::Cost, Step::Votes, Step::Lex]),
        Some(vec![Step::Votes, Step::File]),
        Some(vec![Step::Order(order)]),
        Some(vec![Step::Cost, Step::Seed(vec![0xc0, 0xff, 0xee])]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_is_accepted(file in file(), tie_breaking in 0..5_usize) {
        let reading = read(file.as_bytes(), Options::LENIENT).unwrap();
        let words = ["greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "greedy-custom",
            "greedy-per-cost", "phragmen"];
        let requests = words.into_iter().map(greedy).chain(equal_shares());
        for request in requests {
            accepted(&reading, &file, &Request { tie_breaking: tie_breakings()[tie_breaking].clone(), ..request })?;
        }
    }

    /// Ties and near ties all the way, up to endowments that take thousands of millions of raises.
    #[test]
    fn great_amounts_are_raised_past_what_does_not_change(file in file_of_great_amounts()) {
        let reading = read(file.as_bytes(), Options::LENIENT).unwrap();
        for request in equal_shares() {
            accepted(&reading, &file, &request)?;
        }
    }
}

/// Counts and verifies; no rule is fine, since Phragmén's is for approvals only.
fn accepted(reading: &Reading, file: &str, request: &Request) -> Result<(), TestCaseError> {
    let Ok(method) = request.method(&reading.election, &reading.meta) else { return Ok(()) };
    let source = Source { sha256: sha256(file), options: Options::LENIENT };
    let outcome = method.count(&reading.election).unwrap();
    let text = canonical(&document(&source, &reading.election, &outcome).unwrap());
    let verified = verify(text.as_bytes(), file.as_bytes());
    prop_assert!(verified.is_ok(), "{}\n{}\n{}", verified.unwrap_err(), file, text);
    Ok(())
}

fn sha256(file: &str) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(file).iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}
