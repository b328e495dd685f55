//! The files of messages of all crates: both languages say the same, each with its own plural forms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use viche_domain::language::Locale;
use viche_domain::problem::{Code, FaultCode};

/// The words of CLDR for the forms of a number.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What one message, or one part of it, is made of.
#[derive(Debug, Default)]
struct Said {
    text: String,
    facts: BTreeSet<String>,
    /// For each fact that chooses among variants, their keys.
    choices: Vec<(String, BTreeSet<String>)>,
}

impl Said {
    fn plurals(&self) -> impl Iterator<Item = &(String, BTreeSet<String>)> {
        self.choices.iter().filter(|(_, keys)| is_plural(keys))
    }

    fn words(&self) -> BTreeSet<&(String, BTreeSet<String>)> {
        self.choices.iter().filter(|(_, keys)| !is_plural(keys)).collect()
    }

    fn read(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.read_expression(expression),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.read_fact(inline),
            Expression::Select { selector, variants } => {
                self.read_fact(selector);
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("only facts choose among variants, not {selector:?}")
                };
                let keys = variants.iter().map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => name.clone(),
                    VariantKey::NumberLiteral { value } => value.clone(),
                });
                self.choices.push((id.name.clone(), keys.collect()));
                for variant in variants {
                    self.read(&variant.value);
                }
            }
        }
    }

    fn read_fact(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.facts.insert(id.name.clone());
            }
            InlineExpression::MessageReference { .. } => {}
            other => panic!("messages hold texts, facts and other messages, not {other:?}"),
        }
    }
}

fn is_plural(keys: &BTreeSet<String>) -> bool {
    keys.iter().any(|key| FORMS.contains(&key.as_str()))
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Every message of one language, by crate, file, key and part.
fn said(language: &str) -> BTreeMap<String, Said> {
    let mut all = BTreeMap::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    for name in fs::read_dir(&crates).unwrap().map(|entry| entry.unwrap().file_name()) {
        let folder = crates.join(&name).join("messages").join(language);
        if !folder.exists() {
            continue;
        }
        for path in files(&folder) {
            let file = format!("{} {}", name.display(), path.strip_prefix(&folder).unwrap().display());
            let text = fs::read_to_string(&path).unwrap();
            let resource =
                fluent_syntax::parser::parse(text).unwrap_or_else(|(_, e)| panic!("{file}: {e:?}"));
            for entry in resource.body {
                let Entry::Message(message) = entry else { continue };
                let parts = message.attributes.iter().map(|part| (Some(&part.id.name), &part.value));
                for (part, pattern) in message.value.iter().map(|value| (None, value)).chain(parts) {
                    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
                    let mut said = Said::default();
                    said.read(pattern);
                    let twice = all.insert(format!("{file} {}{part}", message.id.name), said);
                    assert!(twice.is_none(), "{file}: {}{part} is there twice", message.id.name);
                }
            }
        }
    }
    all
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_facts_and_words() {
    let (uk, en) = (said("uk"), said("en"));
    assert_eq!(uk.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, uk) in &uk {
        let en = &en[key];
        assert_eq!(uk.facts, en.facts, "{key}");
        assert_eq!(uk.words(), en.words(), "{key}");
    }
}

#[test]
fn numbers_have_all_the_forms_of_their_language() {
    for (language, forms) in [("uk", &["few", "many", "one"][..]), ("en", &["one", "other"])] {
        let mut seen = 0;
        for (key, said) in said(language) {
            for (fact, keys) in said.plurals() {
                assert!(keys.iter().eq(forms), "{key} ${fact} in {language}: {keys:?}");
                seen += 1;
            }
        }
        assert!(seen > 0, "no message in {language} has a number");
    }
}

#[test]
fn every_message_is_in_its_own_language() {
    for (key, said) in said("uk") {
        assert!(!said.text.is_ascii(), "{key}: {}", said.text);
        assert!(
            !said.text.contains(['\'', '’', '"']),
            "{key} has an apostrophe that isn't ʼ, or quotes that aren't «»"
        );
    }
    for (key, said) in said("en") {
        assert!(said.text.is_ascii(), "{key}: {}", said.text);
    }
}

#[test]
fn every_message_about_a_refusal_has_its_code() {
    let of = |file: &str| -> BTreeSet<String> {
        let keys = said(Locale::Uk.tag()).into_keys();
        let keys = keys.filter_map(|key| key.strip_prefix(file)?.rsplit(' ').next().map(str::to_owned));
        keys.map(|key| key.trim_end_matches(".detail").to_owned()).collect()
    };
    let codes: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(of("domain problems/"), codes);
    let faults: BTreeSet<_> = FaultCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(of("domain faults.ftl"), faults);
}
