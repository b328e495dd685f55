//! Every example of the document is sent to a running service, and what comes back is what the document says.

use serde_json::{Value, json};
use viche_testkit::on_both;

use super::headers::has_headers;
use super::operations::{Operation, document};
use super::world::World;

/// The particulars of an audit record, which differ from action to action.
const FREE_FORM: &str = "list_audit/data/data";

on_both! {
    async fn every_example_is_answered_as_documented(service) {
        let world = World::new(&service).await;
        let (mut contradicted, mut answered_with) = (Vec::new(), 0);
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            let answer = request.send().await.is(operation.success());
            has_headers(&operation.described["responses"][operation.success().to_string()], &answer);
            match operation.answer() {
                Some(content) => {
                    let answered = answer.json();
                    fits(&content["schema"], &answered);
                    contradicted.extend(differences(&content["example"], &answered, operation.id));
                    fits(&content["schema"], &content["example"]);
                    answered_with += 1;
                }
                None => assert!(answer.body.is_empty(), "{answer}"),
            }
        }
        assert!(answered_with >= 50, "{answered_with}");
        assert!(contradicted.is_empty(), "{contradicted:#?}");
    }
}

/// Asserts that a value fits a schema of the document.
pub fn fits(schema: &Value, value: &Value) {
    let mut whole = schema.clone();
    whole["components"] = document()["components"].clone();
    let validator = jsonschema::options().should_validate_formats(true).build(&whole).unwrap();
    let faults: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{schema} does not describe {value:#}: {faults:#?}");
}

/// Where a value does not tell what an example tells, all the way down: it has exactly the same fields, null where those
/// are null, and the same state. In a list it is enough that one item is like the example's first.
fn differences(example: &Value, value: &Value, place: &str) -> Vec<String> {
    match (example, value) {
        (Value::Object(expected), Value::Object(found)) if place != FREE_FORM => {
            let (expected_names, found_names): (Vec<_>, Vec<_>) =
                (expected.keys().collect(), found.keys().collect());
            if expected_names != found_names {
                return vec![format!("{place} has {found_names:?}, not {expected_names:?}")];
            }
            let inner =
                |name: &String| differences(&expected[name], &found[name], &format!("{place}/{name}"));
            expected.keys().flat_map(inner).collect()
        }
        (Value::Array(expected), Value::Array(found)) => {
            let Some(first) = expected.first() else { return Vec::new() };
            let likest = found.iter().map(|item| differences(first, item, place)).min_by_key(Vec::len);
            likest.unwrap_or_else(|| vec![format!("{place} is empty")])
        }
        (Value::String(expected), Value::String(found)) if place.ends_with("/state") && expected != found => {
            vec![format!("{place} is {found}, not {expected}")]
        }
        _ if example.is_null() != value.is_null() => {
            vec![format!("{place} is {value}, not like {example}")]
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_documented_refusal_is_a_problem_document() {
    let mut looked_at = 0;
    for operation in Operation::all() {
        let responses = operation.described["responses"].as_object().unwrap();
        for status in
            responses.keys().filter_map(|status| status.parse::<u16>().ok()).filter(|status| *status >= 400)
        {
            let codes = operation.refusals(status);
            assert!(!codes.is_empty(), "{} {status}", operation.id);
            for code in codes {
                let example = &document()["components"]["examples"][code]["value"];
                fits(&json!({ "$ref": "#/components/schemas/Problem" }), example);
                assert_eq!((&example["code"], &example["status"]), (&json!(code), &json!(status)));
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 600, "only {looked_at} refusals were looked at");
}
