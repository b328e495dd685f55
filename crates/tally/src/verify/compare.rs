//! What a document says beside what is true.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::Rejection;
use super::text::{excerpt, excerpts, name};

/// A sentence that isn't true.
pub(super) fn falsehood(path: &str, sentence: String) -> Rejection {
    Rejection::False { path: path.to_owned(), sentence }
}

/// Members that tell what the others are about: they are compared before those.
const FIRST: [&str; 6] = ["id", "stage", "round", "project", "reason", "verdict"];

/// Finds the first difference, if any.
pub(super) fn compare(path: &str, said: &Value, given: &Value) -> Result<(), Rejection> {
    compare_at(&mut path.to_owned(), said, given)
}

fn compare_at(path: &mut String, said: &Value, given: &Value) -> Result<(), Rejection> {
    match (said, given) {
        (Value::Object(said), Value::Object(given)) => compare_members(path, said, given),
        (Value::Array(said), Value::Array(given)) => {
            for (index, (said, given)) in said.iter().zip(given).enumerate() {
                within(path, format_args!("[{index}]"), |path| compare_at(path, said, given))?;
            }
            if said.len() == given.len() {
                return Ok(());
            }
            let counts = format!("the document lists {}, the file gives {}", said.len(), given.len());
            Err(falsehood(path, counts))
        }
        _ if said == given => Ok(()),
        _ => Err(differs(path, said, given)),
    }
}

fn compare_members(
    path: &mut String,
    said: &Map<String, Value>,
    given: &Map<String, Value>,
) -> Result<(), Rejection> {
    let first = FIRST.iter().copied().filter(|key| given.contains_key(*key));
    let others = given.keys().map(String::as_str).filter(|key| !FIRST.contains(key));
    for key in first.chain(others) {
        within(path, format_args!(".{key}"), |path| {
            let lacks = || format!("the document lacks it, the file gives {}", excerpt(&given[key]));
            let said = said.get(key).ok_or_else(|| falsehood(path, lacks()))?;
            compare_at(path, said, &given[key])
        })?;
    }
    match said.iter().find(|(key, _)| !given.contains_key(*key)) {
        Some((key, value)) => Err(unknown(path, key, value)),
        None => Ok(()),
    }
}

/// Goes on with a longer path, and shortens it again.
fn within<T>(path: &mut String, step: std::fmt::Arguments<'_>, compare: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    let _ = path.write_fmt(step);
    let result = compare(path);
    path.truncate(length);
    result
}

fn differs(path: &str, said: &Value, given: &Value) -> Rejection {
    let [said, given] = excerpts(said, given);
    falsehood(path, format!("the document says {said}, the file gives {given}"))
}

fn unknown(path: &str, key: &str, value: &Value) -> Rejection {
    let sentence = format!("the document says {}, but there is no such member", excerpt(value));
    falsehood(&join(path, &name(key)), sentence)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// An object of the document and where it stands.
pub(super) struct Members<'a> {
    path: String,
    members: &'a Map<String, Value>,
}

impl<'a> Members<'a> {
    pub(super) fn new(path: &str, members: &'a Map<String, Value>) -> Self {
        Self { path: path.to_owned(), members }
    }

    /// The path of a member.
    fn path(&self, key: &str) -> String {
        join(&self.path, key)
    }

    pub(super) fn get(&self, key: &str) -> Result<&'a Value, Rejection> {
        self.members.get(key).ok_or_else(|| falsehood(&self.path(key), "the document lacks it".to_owned()))
    }

    pub(super) fn object(&self, key: &str) -> Result<Members<'a>, Rejection> {
        let value = self.get(key)?;
        let members = value.as_object().ok_or_else(|| self.expected(key, value, "an object"))?;
        Ok(Members { path: self.path(key), members })
    }

    pub(super) fn array(&self, key: &str) -> Result<&'a [Value], Rejection> {
        let value = self.get(key)?;
        value.as_array().map(Vec::as_slice).ok_or_else(|| self.expected(key, value, "an array"))
    }

    pub(super) fn bool(&self, key: &str) -> Result<bool, Rejection> {
        let value = self.get(key)?;
        value.as_bool().ok_or_else(|| self.expected(key, value, "true or false"))
    }

    /// What one of the known words stands for.
    pub(super) fn word<T: Copy>(&self, key: &str, known: &[(&str, T)]) -> Result<T, Rejection> {
        let value = self.get(key)?;
        let found = known.iter().find(|(word, _)| value == word);
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            self.expected(key, value, &words.join(" or "))
        })
    }

    /// Refuses a member that isn't the only possible value.
    pub(super) fn must_be(&self, key: &str, only: &Value) -> Result<(), Rejection> {
        let value = self.get(key)?;
        if value == only {
            return Ok(());
        }
        let [value, only] = excerpts(value, only);
        Err(falsehood(&self.path(key), format!("the document says {value}, expected {only}")))
    }

    /// Refuses members other than these.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Rejection> {
        match self.members.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            Some((key, value)) => Err(unknown(&self.path, key, value)),
            None => Ok(()),
        }
    }

    /// The refusal of a value that isn't what it should be.
    pub(super) fn expected(&self, key: &str, value: &Value, what: &str) -> Rejection {
        falsehood(&self.path(key), format!("the document says {}, expected {what}", excerpt(value)))
    }
}
