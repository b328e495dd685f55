//! The operations of the document, as the tests that go through all of them need them.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
pub use viche_testkit::{document, resolved};

/// One operation.
#[derive(Clone)]
pub struct Operation {
    pub id: &'static str,
    pub method: Method,
    /// The address with its `{parameters}`.
    pub path: &'static str,
    pub described: &'static Value,
}

impl Operation {
    /// Every operation, in the order of the document.
    pub fn all() -> Vec<Self> {
        let paths = document()["paths"].as_object().unwrap();
        paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().iter().map(move |(method, described)| Self {
                    id: described["operationId"].as_str().unwrap(),
                    method: method.to_uppercase().parse().unwrap(),
                    path,
                    described,
                })
            })
            .collect()
    }

    /// Its parameters that lie in `path`, `query` or `header`.
    pub fn parameters(&self, place: &str) -> impl Iterator<Item = &'static Value> {
        let parameters = self.described["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        parameters.iter().map(resolved).filter(move |parameter| parameter["in"] == place)
    }

    /// The names of its parameters in a place.
    pub fn names(&self, place: &str) -> Vec<&'static str> {
        self.parameters(place).map(|parameter| parameter["name"].as_str().unwrap()).collect()
    }

    /// Whether it takes a body.
    pub fn has_body(&self) -> bool {
        !self.described["requestBody"].is_null()
    }

    /// What its body is described by: `schema` and `example`.
    pub fn body(&self) -> &'static Value {
        &self.described["requestBody"]["content"]["application/json"]
    }

    /// The status of success.
    pub fn success(&self) -> u16 {
        let statuses = self.described["responses"].as_object().unwrap().keys();
        let mut successes = statuses.filter(|status| status.starts_with('2'));
        let status = successes.next().unwrap_or_else(|| panic!("{} never succeeds", self.id));
        assert_eq!(successes.next(), None, "{} succeeds in two ways", self.id);
        status.parse().unwrap()
    }

    /// What its answer is described by: `schema` and `example`; nothing where there is no body.
    pub fn answer(&self) -> Option<&'static Value> {
        self.described["responses"][self.success().to_string()]["content"].get("application/json")
    }

    /// The codes of refusals with a status.
    pub fn refusals(&self, status: u16) -> BTreeSet<&'static str> {
        let refused = resolved(&self.described["responses"][status.to_string()]);
        let examples = refused["content"]["application/problem+json"]["examples"].as_object();
        examples.into_iter().flat_map(|examples| examples.keys().map(String::as_str)).collect()
    }
}

/// The example of a parameter: one that may be missing has it in its schema.
pub fn example(parameter: &'static Value) -> &'static Value {
    parameter.get("example").unwrap_or_else(|| &parameter["schema"]["examples"][0])
}

/// An example as an address has it; a list with commas.
pub fn text(example: &Value) -> String {
    match example {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
