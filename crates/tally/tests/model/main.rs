//! The rules, their documents and the verifier over thousands of generated elections, beside a model that is plainly right.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

mod document;
mod elections;
mod naive;
mod rules;
mod verify;
