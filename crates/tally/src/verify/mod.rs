//! Checking a result document against its file, independently of the code that made it.
//!
//! [`verify`] reads the file the way the document says, counts it once more with an engine of its own by the
//! parameters the document names, and compares member by member. It shares the reader of files with the rest of the
//! crate, and the data that makes; not the rules, not the document. Where the two engines differ, one of them is wrong.
//!
//! Everything is exact. Equal shares are counted in intervals of floating-point numbers that surely hold the truth;
//! where they overlap, fractions decide (`shares`). All endowments before the final one are looked at too: each by itself
//! where that can be afforded, else many at once where none of the outcomes that there may be stops the raising
//! (`shares/band.rs` has the argument, which is that of counting). [`Verified::raising`] says which it was.
//!
//! A true document says what the file gives by the parameters it names. That these are the parameters somebody had
//! decided on beforehand it can't say; [`Rejection::False`] at `digest` means that one place was altered although
//! everything is true by what stands there now.

mod asked;
mod canonical;
mod compare;
mod effort;
mod greedy;
mod phragmen;
mod preference;
mod result;
mod said;
mod shares;
mod text;
mod votes;

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::number::hexadecimal;
use crate::pabulib::{Duplicates, Options, Reading, Refusal, read};
use crate::{Election, Money};
use compare::{Members, compare};
use said::Said;

/// How the verifier went through the endowments of equal shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Raising {
    /// None was raised.
    None,
    /// Each of so many was run by itself.
    Each(u64),
    /// There are too many for that: of so many it ran some, and looked at the others many at once.
    InRanges(u64),
}

/// What a true document says, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The word of the rule.
    pub rule: String,
    /// How many projects won.
    pub winners: usize,
    /// What they cost.
    pub cost: Money,
    /// How it was made sure that raising ends there and no earlier.
    pub raising: Raising,
}

/// Why a document isn't accepted.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// The document can't be read.
    Document {
        /// The line at which reading ended; 1 if it is JSON, but no result document.
        line: usize,
        /// The column in that line.
        column: usize,
        /// What was expected.
        sentence: String,
    },
    /// The file can't be read the way the document says.
    File(Refusal),
    /// To count the file exactly by these parameters takes more operations than this; so it isn't known.
    TooMuch {
        /// How many may be taken.
        operations: u64,
    },
    /// A sentence of the document isn't true.
    False {
        /// Its member, such as `rounds[3].rate`; `text` if only the spelling of the JSON is wrong.
        path: String,
        /// What the document says and what is true.
        sentence: String,
    },
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document { line, column, sentence } => write!(f, "{line}:{column}: {sentence}"),
            Self::File(refusal) => write!(f, "{refusal}"),
            Self::TooMuch { operations } => write!(f, "checking takes more than {operations} operations"),
            Self::False { path, sentence } => write!(f, "{path}: {sentence}"),
        }
    }
}

impl std::error::Error for Rejection {}

/// The members that are checked after the input and the parameters, in this order.
const RESULT: [&str; 8] = ["winners", "cost", "left", "partly_funded", "rounds", "ties", "end", "projects"];

/// Checks a document, with or without a final newline, against its file.
pub fn verify(document: &[u8], file: &[u8]) -> Result<Verified, Rejection> {
    let text = document.strip_suffix(b"\n").unwrap_or(document);
    let said = Said::parse(text)?;
    let top = Members::new("", &said.short);
    let input = top.object("input")?;
    let sha256 = hexadecimal(&Sha256::digest(file));
    compare("input.sha256", input.get("sha256")?, &sha256.as_str().into())?;
    let Reading { election, meta, .. } = read(file, options(&input)?).map_err(Rejection::File)?;
    compare("input", top.get("input")?, &input_of(&election, &input, &sha256))?;
    let asked = asked::read(&top.object("parameters")?, &election, &meta)?;
    let given = result::compare_with(&election, &asked, &said)?;
    top.only(&[&["format", "input", "parameters", "digest"][..], &RESULT].concat())?;
    said.is_canonical()?;
    said.is_whole()?;
    Ok(Verified { rule: asked.word, winners: given.winners, cost: given.cost, raising: given.raising })
}

fn options(input: &Members<'_>) -> Result<Options, Rejection> {
    Ok(Options {
        lenient: input.word("reading", &[("strict", false), ("lenient", true)])?,
        duplicates: input.word(
            "duplicate_voters",
            &[
                ("kept", Duplicates::Keep),
                ("first_kept", Duplicates::First),
                ("last_kept", Duplicates::Last),
                ("none", Duplicates::Drop),
            ],
        )?,
        blank_ballots: input.word("blank_ballots", &[("counted", true), ("dropped", false)])?,
    })
}

/// What the document should say of its input; how it was read is for it to say.
fn input_of(election: &Election, said: &Members<'_>, sha256: &str) -> Value {
    let mut input = json!({
        "sha256": sha256,
        "vote_type": election.vote_type.name(),
        "budget": election.budget.to_string(),
        "projects": election.projects.len(),
        "voters": election.voters,
        "distinct_ballots": election.distinct_ballots(),
    });
    for key in ["reading", "duplicate_voters", "blank_ballots"] {
        input[key] = said.get(key).cloned().unwrap_or_default();
    }
    input
}
