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
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            let answer = request.send().await.is(operation.success());
            has_headers(&operation.described["responses"][operation.success().to_string()], &answer);
            match operation.answer() {
                Some(content) => {
                    let answered = answer.json();
                    fits(&content["schema"], &answered);
                    has_keys_of(&content["example"], &answered, operation.id);
                    fits(&content["schema"], &content["example"]);
                }
                None => assert!(answer.body.is_empty(), "{answer}"),
            }
        }
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

/// Asserts that a value has exactly the fields of an example, all the way down; a list's items those of its first.
fn has_keys_of(example: &Value, value: &Value, place: &str) {
    match (example, value) {
        (Value::Object(expected), Value::Object(found)) if place != FREE_FORM => {
            assert!(expected.keys().eq(found.keys()), "{place}: {value:#} has not the fields of {example:#}");
            for (name, inner) in expected {
                has_keys_of(inner, &found[name], &format!("{place}/{name}"));
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            if let Some(first) = expected.first() {
                assert!(!found.is_empty(), "{place}: the world lacks what the example shows");
                for item in found {
                    has_keys_of(first, item, place);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_documented_refusal_is_a_problem_document() {
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
            }
        }
    }
}
