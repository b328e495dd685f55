//! What the verifier refuses, and by which sentence.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

#[path = "../common/mod.rs"]
mod common;

mod alterations;
mod damaged;
mod described;
mod documents;
mod forged;
mod hostile;
mod independence;
