//! Whatever is read can be counted by every rule, and the document of each count is accepted by the verifier.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest as _, Sha256};
use viche_tally::document::{canonical, document};
use viche_tally::pabulib::{Options, Source, read};
use viche_tally::rules::{Request, RequestError};
use viche_tally::verify;

/// Requests as `rule utility preset completion`, `-` where nothing is asked for.
const REQUESTS: [&str; 16] = [
    "official - - -",
    "greedy - - -",
    "greedy-no-skip - - -",
    "greedy-threshold - - -",
    "greedy-exclusive - - -",
    "greedy-custom - - -",
    "greedy-per-cost - - -",
    "phragmen - - -",
    "equal-shares - - -",
    "equal-shares - - utilitarian",
    "equal-shares - pabutools-1.2.3 add1u",
    "equal-shares - equalshares.net -",
    "equal-shares - wieliczka-2023 -",
    "equal-shares cardinality - -",
    "equal-shares cardinality pabutools-1.2.3 -",
    "equal-shares cardinality wieliczka-2023 add1u",
];
const LADDERS: [&str; 4] = ["lex", "file", "cost,votes,lex", "votes,seed:c0ffee"];

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (choice, tie_breaking, bytes) = input;
    let Ok(reading) = read(bytes, Options::LENIENT) else { return };
    let words: Vec<Option<String>> = REQUESTS[usize::from(choice) % REQUESTS.len()]
        .split(' ')
        .map(|word| (word != "-").then(|| word.to_owned()))
        .collect();
    let [rule, utility, preset, completion] = &words[..] else { unreachable!("four words") };
    let is_shares = rule.as_deref() == Some("equal-shares");
    let ties = LADDERS[usize::from(tie_breaking) % LADDERS.len()];
    let request = Request {
        rule: rule.clone(),
        utility: utility.clone(),
        preset: preset.clone(),
        completion: completion.clone(),
        comparison: is_shares && tie_breaking >= 128,
        tie_breaking: viche_tally::rules::tie_breaking(ties, |_| Ok::<_, RequestError>(Vec::new())).ok(),
        ..Request::default()
    };
    let Ok(method) = request.method(&reading.election, &reading.meta) else { return };
    let Ok(outcome) = method.count(&reading.election) else { return };
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let source = Source { sha256, options: Options::LENIENT };
    let Ok(document) = document(&source, &reading.election, &outcome) else { return };
    let text = canonical(&document);
    if let Err(rejection) = verify(text.as_bytes(), bytes) {
        panic!("{rejection}\n{text}");
    }
});
