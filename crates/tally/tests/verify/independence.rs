//! The verifier has nothing of the code it checks.

use std::path::Path;

fn sources(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else {
            all.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn the_verifier_imports_neither_rules_nor_document() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/verify"), &mut all);
    assert!(all.len() > 10);
    for (path, text) in all {
        for part in
            ["rules::", "crate::rules", "document::", "crate::document", "crate::{document", "crate::{rules"]
        {
            assert!(!text.contains(part), "{path} has {part}");
        }
        // Paths from the crate on can be told from what is the verifier's own; those upwards end within it.
        let depth = if path.contains("/shares/") { 2 } else { 1 };
        assert!(!text.contains(&"super::".repeat(depth + 1)), "{path} reaches out of the verifier");
    }
}
