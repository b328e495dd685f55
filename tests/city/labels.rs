//! What the words of the document are called.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use viche_testkit::{document, on_both};

/// Words that programs alone read, and languages, which name themselves.
const UNNAMED: [&str; 3] = ["ProblemCode", "ProblemErrorCode", "Language"];

/// The closed vocabularies of the document, by the names of their schemas.
fn vocabularies() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    let words = |schema: &'static Value| {
        let words = schema["enum"].as_array()?.iter().map(|word| word.as_str().unwrap());
        Some(words.collect::<BTreeSet<_>>())
    };
    let closed = schemas.iter().filter(|(name, _)| !UNNAMED.contains(&name.as_str()));
    closed.filter_map(|(name, schema)| Some((name.as_str(), words(schema)?))).collect()
}

on_both! {
    async fn every_word_of_a_vocabulary_has_a_label_in_both_languages(service) {
        let labels = service.nobody().get("/v1/labels").await.is(200);
        assert!(labels.header("cache-control").unwrap().starts_with("public"), "{labels}");
        let labels = labels.json();
        let mut labelled = Vec::new();
        for (vocabulary, named) in labels.as_object().unwrap() {
            let mut words = BTreeSet::new();
            for word in named.as_array().unwrap() {
                let text = |field: &str| word[field].as_str().unwrap().to_owned();
                let (uk, en) = (text("name_uk"), text("name_en"));
                assert!(!uk.is_ascii() && en.is_ascii(), "{vocabulary}: {word}");
                assert!(!en.contains('_') && en.len() < 60, "{vocabulary}: {word}");
                assert!(words.insert(text("code")), "{vocabulary}: {word} stands twice");
            }
            labelled.push(words);
        }
        assert_eq!(labelled.len(), 10);
        let vocabularies = vocabularies();
        assert!(vocabularies.len() >= 10, "{vocabularies:?}");
        for (name, words) in vocabularies {
            let has_all = |labelled: &BTreeSet<String>| words.iter().all(|word| labelled.contains(*word));
            assert!(labelled.iter().any(has_all), "{name} has no labels");
        }
    }
}
