//! Whatever is read can be counted by every rule, and the document of each count is accepted by the verifier.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest as _, Sha256};
use viche_tally::document::{Source, canonical, document};
use viche_tally::format::{Options, read};
use viche_tally::rules::Request;
use viche_tally::verify;

/// Rules, with presets and completions of equal shares.
const METHODS: [(&str, Option<&str>, Option<&str>); 12] = [
    ("official", None, None),
    ("greedy", None, None),
    ("greedy-no-skip", None, None),
    ("greedy-threshold", None, None),
    ("greedy-custom", None, None),
    ("greedy-per-cost", None, None),
    ("phragmen", None, None),
    ("equal-shares", None, None),
    ("equal-shares", None, Some("utilitarian")),
    ("equal-shares", Some("pabutools-1.2.3"), Some("add1u")),
    ("equal-shares", Some("equalshares.net"), None),
    ("equal-shares", Some("wieliczka-2023"), None),
];

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, bytes) = input;
    let Ok(reading) = read(bytes, Options::LENIENT) else { return };
    let (rule, preset, completion) = METHODS[usize::from(choice) % METHODS.len()];
    let request = Request {
        rule: Some(rule.to_owned()),
        preset: preset.map(str::to_owned),
        completion: completion.map(str::to_owned),
        ..Request::default()
    };
    let Ok(method) = request.method(&reading.election, &reading.meta) else { return };
    let outcome = method.count(&reading.election);
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let source = Source { sha256, options: Options::LENIENT };
    let text = canonical(&document(&source, &reading.election, &method, &outcome));
    if let Err(rejection) = verify(text.as_bytes(), bytes) {
        panic!("{rejection}\n{text}");
    }
});
