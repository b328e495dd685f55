//! What can be wrong with a file.

use std::fmt;

use super::Position;

/// Something wrong, or repaired, at a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub position: Position,
    /// Which kind.
    pub code: Code,
    /// What was found and what was expected; when repaired, what was made of it.
    pub sentence: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.position, self.code.as_str(), self.sentence)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// The kinds of faults.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// The code as printed.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

codes! {
    /// The file begins with a byte order mark.
    ByteOrderMark = "byte_order_mark",
    /// Bytes that are no UTF-8.
    InvalidUtf8 = "invalid_utf8",
    /// A line without content between others: a warning; or with nothing but empty cells.
    BlankLine = "blank_line",
    /// A quote that is never closed.
    UnclosedQuote = "unclosed_quote",
    /// Text between a closing quote and the next `;`.
    TextAfterQuote = "text_after_quote",
    /// A section is missing, repeated or out of order.
    WrongSection = "wrong_section",
    /// A required column is missing, or a column is named twice.
    WrongHeader = "wrong_header",
    /// A row with more or fewer cells than its header.
    WrongWidth = "wrong_width",
    /// A required key of META is missing.
    MissingKey = "missing_key",
    /// A key of META stands twice.
    DuplicateKey = "duplicate_key",
    /// A value of META that isn't among the known ones or has the wrong form.
    InvalidValue = "invalid_value",
    /// No number of at most two decimals.
    InvalidNumber = "invalid_number",
    /// A decimal comma.
    DecimalComma = "decimal_comma",
    /// A number beyond what is counted with.
    NumberTooLarge = "number_too_large",
    /// An empty id, or key of META.
    EmptyId = "empty_id",
    /// A project's id stands twice in PROJECTS.
    DuplicateProject = "duplicate_project",
    /// A ballot names a project that isn't in PROJECTS.
    UnknownProject = "unknown_project",
    /// A ballot names a project twice: a warning, never refused.
    RepeatedProject = "repeated_project",
    /// A voter's id stands twice in VOTES.
    DuplicateVoter = "duplicate_voter",
    /// A ballot without a project.
    BlankBallot = "blank_ballot",
    /// As many points as projects are needed in a ballot.
    MisalignedPoints = "misaligned_points",
    /// Ballots that META doesn't allow, by `choose-1` or a key as `max_length`: a warning, never refused.
    OutsideLimits = "outside_limits",
    /// META counts other projects or votes than there are.
    WrongCount = "wrong_count",
    /// The columns `votes` or `score` say otherwise than VOTES: a warning, never refused.
    WrongTotal = "wrong_total",
    /// A ballot's points for a project add up to too many, or giving every project of every ballot its `default_score`
    /// makes too many.
    TooManyPoints = "too_many_points",
    /// More faults than are named.
    TooManyFaults = "too_many_faults",
}
