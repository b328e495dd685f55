//! Participatory budgets, counted exactly.
//!
//! - [`Election`]: projects with their cost and ballots with their points, equal ballots merged; made by a [`Builder`] from
//!   whatever rows there are, or read from a file.
//! - [`mod@pabulib`]: Pabulib files (`.pb`), read strictly or leniently and written.
//! - [`rules`]: greedy rules, the method of equal shares with its completions, sequential Phragmén. The outcome is
//!   always that of exact rational arithmetic; ties are found exactly and reported with what broke them.
//! - [`document`]: the result as canonical JSON, explained so that it can be checked without this crate.
//! - [`mod@picture`]: the result as an SVG.
//! - [`mod@fairness`]: whether groups of voters got what they deserve, and who was served how well.
//! - [`mod@verify`]: whether such a document is true, by an engine that shares nothing with the rules.
//!
//! Money is whole hundredths of the currency unit ([`Money`]), and so are points ([`Points`]).

pub mod document;
pub mod election;
pub mod fairness;
pub mod pabulib;
pub mod picture;
pub mod rules;
pub mod verify;

#[cfg(feature = "cli")]
pub mod cli;

mod builder;
mod number;

pub use builder::{BuildError, Builder, Choices};
pub use election::{Election, Project, VoteType};
pub use number::{Money, Points};
pub use verify::{Raising, Rejection, Verified, verify};
pub use {num_bigint, num_rational, serde_json};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
