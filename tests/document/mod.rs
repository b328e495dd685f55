//! The `OpenAPI` document is the contract: it is the one checked in, it is well formed, and its examples work.

pub mod examples;
mod headers;
pub mod operations;
pub mod world;

use std::collections::BTreeSet;
use std::path::PathBuf;

use operations::{Operation, document, example};

/// Writes the document anew instead of comparing it.
const BLESS: &str = "VICHE_BLESS";

#[test]
fn the_document_is_the_one_checked_in() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../api-spec/openapi.json");
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(&path, viche_api::document_json()).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert!(
        stored == viche_api::document_json(),
        "api-spec/openapi.json is not what the code says: run the test with {BLESS}=1 and look at the difference"
    );
}

#[test]
fn the_document_is_openapi_3_1() {
    let parsed = oas3::from_json(viche_api::document_json()).unwrap();
    assert!(parsed.openapi.starts_with("3.1."), "{}", parsed.openapi);
    let tags: BTreeSet<_> = parsed.tags.iter().map(|tag| tag.name.as_str()).collect();
    let mut ids = BTreeSet::new();
    for (path, method, operation) in parsed.operations() {
        let id = operation.operation_id.as_deref().unwrap_or_else(|| panic!("{method} {path} has no id"));
        assert!(ids.insert(id), "{id} is there twice");
        assert!(operation.summary.is_some(), "{id}");
        assert!(operation.tags.len() == 1 && tags.contains(operation.tags[0].as_str()), "{id}");
    }
    assert_eq!(ids.len(), Operation::all().len());
}

#[test]
fn every_schema_is_a_json_schema() {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}");
    }
    assert!(schemas.len() >= 60, "only {} schemas were looked at", schemas.len());
}

/// Generated Go makes a function `NewX` for each schema `X`, and Swift has a `Calendar` of its own.
#[test]
fn no_schema_clashes_with_what_generated_clients_have() {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    let clashing: Vec<_> =
        schemas.keys().filter(|name| name.starts_with("New") || *name == "Calendar").collect();
    assert!(clashing.is_empty(), "{clashing:?}");
    assert!(schemas.len() >= 60, "only {} schemas were looked at", schemas.len());
}

#[test]
fn every_parameter_and_body_has_an_example_that_fits() {
    let mut fitted = 0;
    for operation in Operation::all() {
        if operation.has_body() {
            examples::fits(&operation.body()["schema"], &operation.body()["example"]);
            fitted += 1;
        }
        for place in ["path", "query", "header"] {
            for parameter in operation.parameters(place) {
                examples::fits(&parameter["schema"], example(parameter));
                fitted += 1;
            }
        }
    }
    assert!(fitted >= 200, "only {fitted} examples were looked at");
}
