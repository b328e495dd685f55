//! The Pabulib format (`.pb`): UTF-8, three sections `META`, `PROJECTS` and `VOTES`, each with its name alone on a
//! line, then a header, then rows of cells separated by `;`, quoted with `"` where needed (`""` inside).
//!
//! [`Records`] and [`Writer`] stream rows and keep their bytes; [`read`] makes an [`Election`] of
//! them and names every fault with line, column and code. [`write()`] writes an election that was built from other rows.

mod ballot_limits;
mod fault;
mod groups;
mod log;
mod meta;
mod reader;
mod record;
mod texts;
mod totals;
mod votes;
mod write;
mod writer;

use std::fmt;
use std::io;

pub use fault::{Code, Fault};
pub use groups::{Group, Grouping};
pub use meta::Meta;
pub use reader::{read, read_groups};
pub use record::{Position, Record, Records, Section, Terminator};
pub use write::{WriteError, write};
pub use writer::Writer;

use crate::Election;

/// What becomes of the ballots of a voter who has several, when reading leniently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Duplicates {
    /// Each row is a ballot.
    #[default]
    Keep,
    /// Only the first row is.
    First,
    /// Only the last row is.
    Last,
    /// None of them is.
    Drop,
}

impl Duplicates {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Keep, Self::First, Self::Last, Self::Drop];

    /// The word for it in documents and of the command.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keep => "kept",
            Self::First => "first_kept",
            Self::Last => "last_kept",
            Self::Drop => "none",
        }
    }
}

/// How to read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Repair and report what can be repaired, instead of refusing it.
    pub lenient: bool,
    /// What becomes of the ballots of a voter who has several, when reading leniently.
    pub duplicates: Duplicates,
    /// Whether a blank ballot, when reading leniently, counts as a voter.
    pub blank_ballots: bool,
}

impl Options {
    /// Refuse whatever isn't as it should be.
    pub const STRICT: Self = Self { lenient: false, duplicates: Duplicates::Keep, blank_ballots: true };
    /// Repair what can be repaired; every row of VOTES is a ballot.
    pub const LENIENT: Self = Self { lenient: true, ..Self::STRICT };
}

/// Which file an election is in, and how that is read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How it is read.
    pub options: Options,
}

/// A file, read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reading {
    /// What it holds.
    pub election: Election,
    /// Its META.
    pub meta: Meta,
    /// Warnings and, if read leniently, repairs, in the order of the file.
    pub repairs: Vec<Fault>,
}

/// Why a file isn't read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// It can't be got.
    Io(io::Error),
    /// It is wrong in these places, at least one.
    Faults(Vec<Fault>),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Faults(faults) => {
                let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

impl std::error::Error for Refusal {}
