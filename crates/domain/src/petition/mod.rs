//! Petitions: their words, their public numbers, and the way they go from draft to answer.

mod assignment;
mod document;
pub(crate) mod figures;
mod lifecycle;
pub mod news;
mod number;
mod signing;
mod vocabulary;
mod waiting;

pub use assignment::Assignment;
pub use document::Document;
pub use figures::{Figures, LONGEST_WINDOW, SigningWindow, Window};
pub use lifecycle::{Action, Facts, Lifecycle, Policy};
pub use number::PublicNumber;
pub use signing::Invalidation;
pub use vocabulary::{Decision, EventKind, ListedState, RefusalCode, State, WaitingState};

/// How many petitions one account can follow: few enough to be read and sorted for each page of them.
pub const MOST_FOLLOWED: usize = 1_000;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
