//! Whatever is altered in one place is refused; and if the digest is made to fit, by the sentence that became false.

use std::fmt::Write as _;

use serde_json::{Value, json};
use viche_tally::document::canonical;
use viche_tally::rules::Request;

use super::documents::{APPROVAL, Case, TIES, by_rule, cases, sealed};

/// A step into a document: the name of a member or the index of an item.
type Step = String;

fn step_in<'a>(document: &'a mut Value, steps: &[Step]) -> &'a mut Value {
    steps.iter().fold(document, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    })
}

/// The paths of all values of a document, as steps.
fn places(value: &Value, at: &[Step], places: &mut Vec<Vec<Step>>) {
    places.push(at.to_vec());
    let steps: Vec<(Step, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(members) => members.iter().map(|(key, member)| (key.clone(), member)).collect(),
        _ => Vec::new(),
    };
    for (step, inner) in steps {
        self::places(inner, &[at, &[step]].concat(), places);
    }
}

/// How the verifier writes a path.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            let _ = write!(path, "[{step}]");
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(step);
        }
    }
    path
}

/// A document altered at one place, and the steps to where that shows.
struct Alteration {
    steps: Vec<Step>,
    document: Value,
}

/// Everything that can be done to one value.
fn alterations_at(document: &Value, steps: &[Step]) -> Vec<Alteration> {
    let mut all = Vec::new();
    let value = step_in(&mut document.clone(), steps).clone();
    let mut alter = |inner: &[Step], value: Value| {
        let mut altered = document.clone();
        *step_in(&mut altered, steps) = value;
        all.push(Alteration { steps: [steps, inner].concat(), document: altered });
    };
    match value {
        Value::Null => alter(&[], "0".into()),
        Value::Bool(is) => alter(&[], (!is).into()),
        Value::Number(number) => {
            alter(&[], (number.as_u64().unwrap() + 1).into());
            alter(&[], number.to_string().into());
        }
        Value::String(text) => {
            alter(&[], format!("{text}1").into());
            alter(&[], Value::Null);
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut others = items.clone();
                others.remove(index);
                alter(&[], others.into());
                let mut twice = items.clone();
                twice.insert(index, items[index].clone());
                alter(&[], twice.into());
                if index > 0 && items[index] != items[index - 1] {
                    let mut swapped = items.clone();
                    swapped.swap(index - 1, index);
                    alter(&[(index - 1).to_string()], swapped.into());
                }
            }
            alter(&[], [&items[..], &[Value::Null]].concat().into());
        }
        Value::Object(members) => {
            for key in members.keys() {
                let mut others = members.clone();
                others.remove(key);
                alter(std::slice::from_ref(key), others.into());
            }
            let mut more = members.clone();
            more.insert("more".to_owned(), Value::Null);
            alter(&["more".to_owned()], more.into());
        }
    }
    all
}

fn alterations(document: &Value) -> Vec<Alteration> {
    let mut all = Vec::new();
    places(document, &[], &mut all);
    all.iter().flat_map(|steps| alterations_at(document, steps)).collect()
}

/// Members that say what was asked for: with them altered and the digest made to fit, the document is about another
/// count, and may be true of that.
fn is_claim(path: &str) -> bool {
    let input = ["input.reading", "input.duplicate_voters", "input.blank_ballots"];
    path.starts_with("parameters") || input.contains(&path)
}

#[test]
fn every_alteration_of_one_place_is_refused() {
    for case in cases() {
        assert_eq!(case.refused(&case.document), None, "{}", case.name);
        for Alteration { steps, document } in alterations(&case.document) {
            assert!(case.refused(&document).is_some(), "{} of {}: {document}", path(&steps), case.name);
        }
    }
}

#[test]
fn with_a_new_digest_the_sentence_that_became_false_is_named() {
    for case in cases() {
        for Alteration { steps, document } in alterations(&case.document) {
            let at = path(&steps);
            if is_claim(&at) || at == "digest" {
                continue;
            }
            let refused = case.refused_in_itself(&document).unwrap_or_default();
            // What was removed, added or swapped shows at the place itself or, as with arrays, within or above it.
            let is_there = refused.starts_with(&at) || at.starts_with(&refused) && !refused.is_empty();
            let is_unreadable = refused == "unreadable" && at == "format";
            assert!(is_there || is_unreadable, "{at}, named {refused}, of {}: {document}", case.name);
        }
    }
}

#[test]
fn every_byte_counts() {
    for case in [&cases()[0], &cases()[8]] {
        let text = canonical(&case.document);
        assert!(case.verify(&text).is_ok() && case.verify(&format!("{text}\n")).is_ok());
        for place in 0..text.len() {
            for flip in [1, 0x20, 0x80] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= flip;
                let verdict = viche_tally::verify(&bytes, case.file.as_bytes());
                assert!(verdict.is_err(), "byte {place} of {text}");
            }
            let mut shorter = text.clone().into_bytes();
            shorter.remove(place);
            assert!(viche_tally::verify(&shorter, case.file.as_bytes()).is_err(), "byte {place} of {text}");
        }
    }
}

/// The same members, spelled otherwise.
#[test]
fn only_canonical_text_is_accepted() {
    let case = Case::of(APPROVAL, &Request::default());
    let text = canonical(&case.document);
    let name = r#""name":"Лісосмуга""#;
    assert!(text.contains(name));
    for other in [
        format!(" {text}"),
        format!("{text}\n\n"),
        format!("{text}\r\n"),
        serde_json::to_string_pretty(&case.document).unwrap(),
        text.replace(name, &name.replace('Л', "\\u041b")),
        text.replacen('{', r#"{"cost":"0.00","#, 1),
    ] {
        let viche_tally::Rejection::False { path, .. } = case.verify(&other).unwrap_err() else {
            panic!("{other}");
        };
        assert_eq!(path, "text");
    }
}

/// Typical alterations, with what is said of them.
#[test]
fn the_sentence_says_what_is_true() {
    let find =
        |rule: &str| cases().into_iter().find(|case| case.document["parameters"]["rule"] == rule).unwrap();
    let greedy = Case::of(APPROVAL, &by_rule("greedy"));
    let shares = Case::of(
        TIES,
        &Request {
            preset: Some("pabutools-1.2.3".to_owned()),
            stop: Some("over".to_owned()),
            ..Request::default()
        },
    );
    let phragmen = find("phragmen");
    let table = [
        (&greedy, "/input/sha256", json!("00"), "input.sha256", "\"00\""),
        (&greedy, "/input/voters", json!(7), "input.voters", "the document says 7, the file gives 6"),
        (&greedy, "/winners", json!(["swing"]), "winners", "the document lists 1, the file gives 2"),
        (&greedy, "/winners/1", json!("pool"), "winners[1]", "says \"pool\", the file gives \"trees\""),
        (
            &greedy,
            "/cost",
            json!("700.00"),
            "cost",
            "the document says \"700.00\", the file gives \"700.50\"",
        ),
        (
            &greedy,
            "/rounds/2/verdict",
            json!("funded"),
            "rounds[2].verdict",
            "the file gives \"too_expensive\"",
        ),
        (
            &greedy,
            "/projects/3/why/more_votes/voters",
            json!("9"),
            "projects[3].why.more_votes.voters",
            "the file gives \"2\"",
        ),
        (&greedy, "/parameters/misfit", json!("stop"), "parameters.misfit", "expected \"skip\""),
        (&greedy, "/parameters/rule", json!("dice"), "parameters.rule", "expected a known rule"),
        (
            &greedy,
            "/parameters/ladder",
            json!(["lex", "file"]),
            "parameters.ladder[0]",
            "expected cost or votes",
        ),
        (&shares, "/rounds/0/rate", json!("1/3"), "rounds[0].rate", "the document says \"1/3\""),
        (&shares, "/ties/0/preferred", json!("d"), "ties[0].preferred", "says \"d\""),
        (&shares, "/end/endowment", json!("1/0"), "end.endowment", "says \"1/0\""),
        (&shares, "/end/endowments_tried", json!(1), "end.endowments_tried", "raising goes on after so many"),
        (&shares, "/end/endowments_tried", json!(u64::MAX), "end.endowments_tried", "18446744073709551615"),
        (&shares, "/end/next/cost", json!("1.00"), "end.next.cost", "says \"1.00\""),
        (
            &shares,
            "/parameters/stop",
            json!(["exhaustive"]),
            "parameters.stop",
            "expected [\"over\",\"exhaustive\"]",
        ),
        (&phragmen, "/end/load", json!("5"), "end.load", "says \"5\""),
        (&phragmen, "/parameters/drawn_order/0", json!(5), "parameters.drawn_order[0]", "expected an id"),
    ];
    for (case, pointer, value, path, part) in table {
        let mut document = case.document.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        let viche_tally::Rejection::False { path: named, sentence } =
            case.verify(&canonical(&sealed(&document))).unwrap_err()
        else {
            panic!("{pointer}");
        };
        assert_eq!(named, path, "{pointer}: {sentence}");
        assert!(sentence.contains(part), "{pointer}: {sentence}");
    }
}

/// Of long values that begin alike, what differs is shown.
#[test]
fn a_difference_far_behind_shows() {
    let name = "Ґ".repeat(200);
    let file: &'static str = Box::leak(APPROVAL.replace("Лісосмуга", &name).into_boxed_str());
    let case = Case::of(file, &Request::default());
    let mut document = case.document.clone();
    assert_eq!(document["projects"][0]["name"], name.as_str());
    document["projects"][0]["name"] = format!("{}Є{}", "Ґ".repeat(150), "Ґ".repeat(49)).into();
    let rejection = case.verify(&canonical(&sealed(&document))).unwrap_err().to_string();
    let (before, after) = ("Ґ".repeat(20), "Ґ".repeat(39));
    let expected =
        format!("projects[0].name: the document says …{before}Є{after}…, the file gives …{before}Ґ{after}…");
    assert_eq!(rejection, expected);
}
