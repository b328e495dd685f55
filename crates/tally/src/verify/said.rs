//! What a document says: read as far as it is needed at a time, since thousands of projects take much room.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::compare::{compare, falsehood};
use super::text::excerpt;
use super::{Rejection, canonical};
use crate::number::hexadecimal;

/// Members that may be long: their items are read one by one.
const LONG: [&str; 3] = ["projects", "rounds", "ties"];

/// A document.
pub(super) struct Said<'t> {
    text: &'t str,
    raw: BTreeMap<String, &'t RawValue>,
    /// The members that aren't long.
    pub(super) short: Map<String, Value>,
}

/// A long member as the file gives it: how many items it has, and each of them.
pub(super) struct Items<'a> {
    pub(super) count: usize,
    pub(super) item: Box<dyn Fn(usize) -> Value + 'a>,
}

impl<'t> Said<'t> {
    /// Reads JSON, and whether it is a result document.
    pub(super) fn parse(text: &'t [u8]) -> Result<Self, Rejection> {
        let parsed = std::str::from_utf8(text).ok().and_then(|text| {
            let raw: BTreeMap<String, &RawValue> = serde_json::from_str(text).ok()?;
            let short = raw.iter().filter(|(key, _)| !LONG.contains(&key.as_str()));
            let short = short.map(|(key, raw)| Some((key.clone(), serde_json::from_str(raw.get()).ok()?)));
            Some(Self { text, short: short.collect::<Option<_>>()?, raw })
        });
        let Some(said) = parsed else { return Err(unreadable(text)) };
        match said.short.get("format") {
            Some(format) if format == "viche-tally/2" => Ok(said),
            Some(format) => Err(other(&format!("the format {}", excerpt(format)))),
            None => Err(other("an object without format")),
        }
    }

    /// Compares a long member with what the file gives.
    pub(super) fn compare_items(&self, name: &str, given: &Items<'_>) -> Result<(), Rejection> {
        let lacks = || falsehood(name, "the document lacks it".to_owned());
        let raw = self.raw.get(name).ok_or_else(lacks)?;
        let Ok(said) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
            let said: Value = self.value(raw)?;
            return Err(falsehood(name, format!("the document says {}, expected an array", excerpt(&said))));
        };
        for (index, said) in said.iter().enumerate().take(given.count) {
            compare(&format!("{name}[{index}]"), &self.value(said)?, &(given.item)(index))?;
        }
        if said.len() == given.count {
            return Ok(());
        }
        let counts = format!("the document lists {}, the file gives {}", said.len(), given.count);
        Err(falsehood(name, counts))
    }

    fn value(&self, raw: &RawValue) -> Result<Value, Rejection> {
        serde_json::from_str(raw.get()).map_err(|_| unreadable(self.text.as_bytes()))
    }

    /// Whether it is spelled as canonical JSON.
    pub(super) fn is_canonical(&self) -> Result<(), Rejection> {
        let mut names: Vec<&String> = self.raw.keys().collect();
        names.sort_by_cached_key(|name| name.encode_utf16().collect::<Vec<u16>>());
        let mut rest = Spelling { text: self.text, at: 0 };
        for (place, name) in names.into_iter().enumerate() {
            rest.expect(if place == 0 { "{" } else { "," })?;
            rest.expect(&canonical::value(&name.as_str().into()))?;
            rest.expect(":")?;
            let raw = self.raw[name];
            match (self.short.get(name), serde_json::from_str::<Vec<&RawValue>>(raw.get())) {
                (None, Ok(items)) => {
                    rest.expect("[")?;
                    for (place, item) in items.into_iter().enumerate() {
                        rest.expect(if place == 0 { "" } else { "," })?;
                        rest.expect(&canonical::value(&self.value(item)?))?;
                    }
                    rest.expect("]")?;
                }
                (Some(value), _) => rest.expect(&canonical::value(value))?,
                (None, Err(_)) => rest.expect(&canonical::value(&self.value(raw)?))?,
            }
        }
        rest.expect("}")?;
        if rest.at == self.text.len() { Ok(()) } else { Err(rest.differs(0)) }
    }

    /// Whether the digest is that of the other members, which are all there, and spelled as they should be: behind the
    /// cost it is the second.
    pub(super) fn is_whole(&self) -> Result<(), Rejection> {
        let length = |name: &str| self.raw.get(name).map_or(0, |raw| name.len() + 3 + raw.get().len());
        let start = 1 + length("cost");
        let end = start + 1 + length("digest");
        let parts = [self.text.get(..start), self.text.get(end..)];
        let others = parts.into_iter().flatten();
        let digest = others.fold(Sha256::new(), Sha256::chain_update).finalize();
        if self.short.get("digest") == Some(&hexadecimal(&digest).into()) {
            return Ok(());
        }
        let sentence = "the document was altered: the digest isn't that of the other members, though each of them is true by \
                        the parameters that stand there now";
        Err(falsehood("digest", sentence.to_owned()))
    }
}

/// A text beside its canonical spelling.
struct Spelling<'t> {
    text: &'t str,
    at: usize,
}

impl Spelling<'_> {
    fn expect(&mut self, part: &str) -> Result<(), Rejection> {
        let rest = &self.text.as_bytes()[self.at..];
        if rest.starts_with(part.as_bytes()) {
            self.at += part.len();
            return Ok(());
        }
        let equal = part.bytes().zip(rest).take_while(|(expected, found)| expected == *found).count();
        Err(self.differs(equal))
    }

    fn differs(&self, equal: usize) -> Rejection {
        let byte = self.at + equal + 1;
        falsehood("text", format!("byte {byte} isn't that of canonical JSON (RFC 8785)"))
    }
}

fn other(found: &str) -> Rejection {
    let sentence = format!("expected a document of the format viche-tally/2, found {found}");
    Rejection::Document { line: 1, column: 1, sentence }
}

/// Why a text is no document.
fn unreadable(text: &[u8]) -> Rejection {
    let found = match serde_json::from_slice::<Value>(text) {
        Err(error) => {
            let sentence = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            let sentence = sentence.strip_suffix(&place).unwrap_or(&sentence);
            let (line, column) = (error.line().max(1), error.column().max(1));
            return Rejection::Document { line, column, sentence: format!("expected JSON: {sentence}") };
        }
        Ok(Value::Array(_)) => {
            "an array, as of a folder: each of its documents is verified by itself".to_owned()
        }
        Ok(other) => excerpt(&other),
    };
    other(&found)
}
