//! Whatever is given for a document, the verifier answers, and soon.

use serde_json::{Value, json};
use viche_tally::Rejection;
use viche_tally::document::canonical;
use viche_tally::rules::Request;

use super::common::soon;
use super::documents::{APPROVAL, Case, cases, hexadecimal, sealed};

/// A small file leaves little to count, however big the document is.
fn refused_soon(case: &Case, text: &[u8]) -> Rejection {
    let rejection = soon("a document", || viche_tally::verify(text, case.file.as_bytes()).unwrap_err());
    let sentence = rejection.to_string();
    assert!(sentence.len() < 1000, "a sentence, not the document again: {sentence}");
    rejection
}

#[test]
fn what_is_no_document_is_unreadable() {
    let case = &cases()[0];
    let deep = "[".repeat(500_000);
    let folder = format!("[{}]", canonical(&case.document));
    let table: [(&[u8], &str); 13] = [
        (b"", "1:1: expected JSON: EOF while parsing a value"),
        (b"\n", "expected JSON: "),
        (b"{\n\"format\": \"viche-tally/2\",}", "2:27: expected JSON: trailing comma"),
        (b"{\"format\":\"viche-tally/2\"} x", "1:28: expected JSON: trailing characters"),
        (b"\xff\xfe", "expected JSON: "),
        (b"\"\xc3\x28\"", "expected JSON: "),
        (b"{\"format\":\"viche-tally/2\",\"cost\":1e999}", "expected JSON: number out of range"),
        (b"null", "found null"),
        (b"{}", "found an object without format"),
        (b"{\"format\":\"viche-tally/1\"}", "found the format \"viche-tally/1\""),
        (b"{\"format\":[\"viche-tally/2\"]}", "found the format [\"viche-tally/2\"]"),
        (folder.as_bytes(), "found an array, as of a folder: each of its documents is verified by itself"),
        (deep.as_bytes(), "expected JSON: recursion limit exceeded"),
    ];
    for (text, part) in table {
        let rejection = refused_soon(case, text);
        assert!(matches!(rejection, Rejection::Document { .. }), "{part}");
        assert!(rejection.to_string().contains(part), "{rejection}");
    }
}

#[test]
fn a_file_that_cannot_be_read_as_the_document_says_is_unreadable() {
    let case = Case::of(APPROVAL, &Request::default());
    let damaged = case.file.replace("6;pool", "6;poool");
    let mut document = case.document.clone();
    let sha256 = <sha2::Sha256 as sha2::Digest>::digest(&damaged);
    document["input"]["sha256"] = hexadecimal(&sha256).into();
    let rejection = viche_tally::verify(canonical(&document).as_bytes(), damaged.as_bytes()).unwrap_err();
    assert!(matches!(rejection, Rejection::File(_)));
    assert!(rejection.to_string().starts_with("29:3: unknown_project: "), "{rejection}");
}

/// Pointers to all values of a document.
fn places(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, format!("{at}/{index}"), all));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| places(member, format!("{at}/{key}"), all));
        }
        _ => {}
    }
    all.push(at);
}

/// Every member with values of every type: refused, unless it is a parameter that may be so.
#[test]
fn values_of_other_types_are_refused_and_nothing_panics() {
    let digits = "9".repeat(1_000);
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1_000_000_000_000_000_000_u64),
        json!(""),
        json!("1/0"),
        json!(digits),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"": [{}]}),
    ];
    for case in cases().iter().step_by(3) {
        let mut all = Vec::new();
        places(&case.document, String::new(), &mut all);
        for place in all.iter().filter(|place| !place.starts_with("/projects/") && *place != "/digest") {
            for value in &values {
                let mut document = case.document.clone();
                *document.pointer_mut(place).unwrap() = value.clone();
                let unchanged = document == case.document;
                let verdict = case.refused_in_itself(&document);
                let is_claim = place.starts_with("/parameters");
                assert!(verdict.is_some() || unchanged || is_claim, "{place} {value} of {}", case.name);
            }
        }
    }
}

#[test]
fn a_megabyte_is_refused_soon() {
    let digits = "9".repeat(1_000_000);
    let seed = "00".repeat(500_000);
    let shares = cases().into_iter().find(|case| case.document["parameters"]["utility"] == "cost").unwrap();
    let exclusive =
        cases().into_iter().find(|case| case.document["parameters"]["rule"] == "greedy-exclusive").unwrap();
    let steps = vec!["cost"; 150_000];
    let pairs = vec![["a", "b"]; 90_000];
    let table = [
        (&shares, "/end/endowment", json!(digits)),
        (&shares, "/end/endowment", json!(format!("{digits}/{digits}"))),
        (&shares, "/end/endowments_tried", json!(1_000_000_000_000_000_000_u64)),
        (&shares, "/rounds/0/rate", json!(digits)),
        (&shares, "/parameters/ladder", json!(steps)),
        (&shares, "/parameters/ladder", json!([&steps[..], &["lex"]].concat())),
        (&shares, "/parameters/seed", json!(seed)),
        (&shares, "/rounds", json!(vec![0; 400_000])),
        (&exclusive, "/parameters/conflicts", json!(pairs)),
        (&exclusive, "/winners", json!(pairs)),
    ];
    for (case, pointer, value) in table {
        let mut document = case.document.clone();
        match document.pointer_mut(pointer) {
            Some(place) => *place = value,
            None => document["parameters"]["seed"] = value,
        }
        refused_soon(case, canonical(&document).as_bytes());
        // With a digest that fits, it may be the true document of such parameters; it is answered all the same.
        let _ = soon(pointer, || case.refused(&sealed(&document)));
    }
    let mut named = shares.document.clone();
    named["x".repeat(1_000_000)] = json!(0);
    refused_soon(&shares, canonical(&named).as_bytes());
}
