//! The format's description, from which other verifiers can be written.

use serde_json::Value;

use super::documents::cases;

const DESCRIPTION: &str = include_str!("../../src/document/members.md");

/// The members of a value and of all within it, and the texts of those that have a fixed word.
fn words(value: &Value, words: &mut Vec<String>) {
    const FIXED: [&str; 16] = [
        "format",
        "reading",
        "duplicate_voters",
        "blank_ballots",
        "vote_type",
        "rule",
        "order",
        "misfit",
        "comparator",
        "utility",
        "completion",
        "start",
        "stage",
        "step",
        "reason",
        "verdict",
    ];
    match value {
        Value::Array(items) => items.iter().for_each(|item| self::words(item, words)),
        Value::Object(members) => {
            for (name, member) in members {
                words.push(name.clone());
                match member {
                    Value::String(word) if FIXED.contains(&name.as_str()) => words.push(word.clone()),
                    Value::Array(steps) if ["ladder", "stop"].contains(&name.as_str()) => {
                        words.extend(steps.iter().map(|step| step.as_str().unwrap().to_owned()));
                    }
                    _ => self::words(member, words),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_member_and_word_is_described() {
    let mut used = Vec::new();
    for case in cases() {
        words(&case.document, &mut used);
    }
    used.sort_unstable();
    used.dedup();
    assert!(used.len() > 100, "{used:?}");
    let described: Vec<&str> = DESCRIPTION.split('`').skip(1).step_by(2).collect();
    used.retain(|word| !described.contains(&word.as_str()));
    assert_eq!(used, Vec::<String>::new());
}
