//! Whatever comes in: a problem document with the right code and place, never a 5xx, and nothing changed.

mod bodies;
mod limits;
mod order;
mod paths;
pub mod raw;
mod together;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use viche_testkit::{Answer, Contents, Service};

use crate::document::operations::Operation;

/// Looks at every refusal: that it is documented, that it is written in both languages, that nothing was done.
struct Inspector<'a> {
    service: &'a Service,
    seen: Mutex<BTreeSet<String>>,
    refusals: AtomicUsize,
}

impl<'a> Inspector<'a> {
    fn new(service: &'a Service) -> Self {
        Self { service, seen: Mutex::default(), refusals: AtomicUsize::new(0) }
    }

    /// Asserts that no table has changed since it was looked at.
    async fn nothing_changed_since(&self, before: &Contents, what: &str) {
        let changed = before.differences(&self.service.contents().await);
        assert!(changed.is_empty(), "{what} changed something: {changed:#?}");
    }

    /// Asserts that it has looked at so many refusals, or more.
    fn has_seen(&self, refusals: usize) {
        let seen = self.refusals.load(Ordering::Relaxed);
        assert!(seen >= refusals, "only {seen} refusals were looked at");
    }

    /// Asserts that an answer is a refusal that the document of its operation has. Gives whether it is the first with
    /// its code.
    fn is_documented(&self, operation: &Operation, answer: &Answer) -> bool {
        assert!((400..500).contains(&answer.status), "{}: {answer}", operation.id);
        self.refusals.fetch_add(1, Ordering::Relaxed);
        let code = answer.clone().is_refused(answer.status, &answer.text("/code")).text("/code");
        let documented = operation.refusals(answer.status);
        assert!(documented.contains(&*code), "{} does not document {code}: {answer}", operation.id);
        self.seen.lock().unwrap().insert(code)
    }
}

/// Asserts that a refusal says the same in both languages.
fn is_told_in_both(ukrainian: &Answer, english: &Answer) {
    let (ukrainian, english) = (ukrainian.clone().is_written_in("uk"), english.clone().is_written_in("en"));
    assert_eq!(ukrainian.text("/code"), english.text("/code"));
    let faults = |answer: &Answer| answer.json()["errors"].as_array().cloned().unwrap_or_default();
    let (in_ukrainian, in_english) = (faults(&ukrainian), faults(&english));
    assert_eq!(in_ukrainian.len(), in_english.len());
    for (uk, en) in in_ukrainian.iter().zip(&in_english) {
        assert_eq!(
            (&uk["code"], &uk["pointer"], &uk["parameter"]),
            (&en["code"], &en["pointer"], &en["parameter"])
        );
        let message = |fault: &serde_json::Value| fault["message"].as_str().unwrap().to_owned();
        assert!(!message(uk).is_ascii() && message(en).is_ascii(), "{ukrainian} {english}");
        assert!(!message(uk).contains('{') && !message(en).contains('{'), "{ukrainian} {english}");
    }
}
