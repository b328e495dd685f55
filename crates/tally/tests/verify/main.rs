//! What the verifier refuses, and by which sentence.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

mod alterations;
mod damaged;
mod described;
mod documents;
mod forged;
mod hostile;
mod independence;
