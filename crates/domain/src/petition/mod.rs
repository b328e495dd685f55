//! Petitions: their words, their public numbers, and the way they go from draft to answer.

mod duty;
mod lifecycle;
mod number;
mod signing;
mod words;

pub use duty::Duty;
pub use lifecycle::{Action, Lifecycle};
pub use number::PublicNumber;
pub use words::{Decision, EventKind, RefusalCode, State};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
