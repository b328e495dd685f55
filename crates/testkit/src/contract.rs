//! What the OpenAPI document promises of every answer.

use std::sync::LazyLock;

use reqwest::Method;
use serde_json::Value;

use crate::Answer;

/// The document as the code makes it.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(&viche_api::document_json()).expect("the document is JSON"));
    &DOCUMENT
}

/// What a `$ref` of the document stands for; anything else stands for itself.
pub fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            let target = document().pointer(reference.trim_start_matches('#'));
            resolved(target.unwrap_or_else(|| panic!("nothing is at {reference}")))
        }
        None => value,
    }
}

/// Headers that are no part of the contract: of HTTP itself, and of the rules of browsers.
const PLUMBING: [&str; 8] = [
    "access-control-allow-origin",
    "access-control-expose-headers",
    "connection",
    "content-length",
    "content-type",
    "date",
    "vary",
    "x-content-type-options",
];

/// Asserts that the document has an answer: its status, its headers, and the code of a refusal. What it says nothing of is exempt:
/// other addresses, and methods that an address does not take.
pub(crate) fn is_documented(method: &Method, path: &str, answer: &Answer) {
    let Some(operation) = operation(method, path).filter(|_| answer.status != 405) else { return };
    let response = resolved(&operation["responses"][answer.status.to_string()]);
    assert!(response.is_object(), "the document has no such status: {answer}");
    let headers = response["headers"].as_object();
    for name in answer.headers.keys().map(reqwest::header::HeaderName::as_str) {
        let documented =
            headers.is_some_and(|headers| headers.keys().any(|known| known.eq_ignore_ascii_case(name)));
        assert!(documented || PLUMBING.contains(&name), "the document has no {name} here: {answer}");
    }
    if answer.status >= 400 && *method != Method::HEAD {
        let code = answer.text("/code");
        let examples = &response["content"]["application/problem+json"]["examples"];
        assert!(examples.get(&code).is_some(), "the document has no {code} here: {answer}");
    }
}

/// The operation that an address means; HEAD is answered as GET is.
fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let path = path.split('?').next().unwrap_or_default();
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let paths = document()["paths"].as_object().into_iter().flatten();
    let (_, methods) = paths
        .filter(|(template, _)| fits(template, path))
        .min_by_key(|(template, _)| template.matches('{').count())?;
    methods.get(method.as_str().to_lowercase())
}

fn fits(template: &str, path: &str) -> bool {
    let mut given = path.split('/');
    let same = template.split('/').all(|part| {
        given.next().is_some_and(|text| text == part || (part.starts_with('{') && !text.is_empty()))
    });
    same && given.next().is_none()
}
