//! A set of texts that takes little more than their bytes.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

/// No byte of UTF-8, so it ends a text.
const END: u8 = 0xff;

#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    /// Where each begins.
    table: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// Adds a text; answers where it is, and whether it is new.
    pub(super) fn insert(&mut self, text: &str) -> (usize, bool) {
        let Self { bytes, table, hasher } = self;
        let hash = hasher.hash_one(text.as_bytes());
        if let Some(start) = table.find(hash, |start| at(bytes, *start) == text.as_bytes()) {
            return (*start, false);
        }
        let start = bytes.len();
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(END);
        table.insert_unique(hash, start, |start| hasher.hash_one(at(bytes, *start)));
        (start, true)
    }
}

fn at(bytes: &[u8], start: usize) -> &[u8] {
    let text = &bytes[start..];
    let end = text.iter().position(|byte| *byte == END);
    &text[..end.unwrap_or(text.len())]
}
