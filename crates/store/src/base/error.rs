//! How a unit of work can fail.

#[cfg(test)]
mod tests;

use std::time::Duration;

use diesel::result::DatabaseErrorKind as Kind;
use diesel::result::Error::{DatabaseError, RollbackErrorOnCommit};
use viche_domain::problem::{Code, Problem};

/// Nothing that we ask fails by itself after so long: what does was cancelled while it waited or worked.
const CANCELLED_AFTER: Duration = Duration::from_millis(500);

/// Why a unit of work was undone.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule refused it; the client is told.
    #[error("{0}")]
    Refused(Problem),
    /// The database can't be reached, or the connection broke: whether a commit took place is unknown.
    #[error("the database can't be reached: {0}")]
    Unavailable(String),
    /// Its lane is full: it was turned away before it began.
    #[error("no connection becomes free in time")]
    Overloaded {
        /// After how many seconds to come back.
        retry_after: u32,
    },
    /// It waited too long for another's lock, or gave way to another: nothing of it was written.
    #[error("gave way: {0}")]
    GaveWay(String),
    /// The database takes no writes: its disk is full, or it is there to be read alone. Nothing was written.
    #[error("the database takes no writes: {0}")]
    Unwritable(String),
    /// This node's clock can't be trusted. Nothing was written.
    #[error("the clock is wrong: {0}")]
    ClockWrong(String),
    /// The database refused a statement.
    #[error("{0}")]
    Database(#[from] diesel::result::Error),
    /// A stored word or document could not be read back.
    #[error("unreadable {what}")]
    Corrupt {
        /// The column.
        what: &'static str,
        /// Its value, which may be somebody's: never shown.
        value: String,
    },
}

impl Error {
    /// Whether a uniqueness constraint said no.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Database(DatabaseError(Kind::UniqueViolation, _)))
    }

    /// What a statement's failure means, given how long it ran; the connection still answers.
    ///
    /// Diesel keeps the SQLSTATE to itself but for a few kinds: 40001 and 25006 are among them, 55P03 (waited too long
    /// for a lock), 57014 (ran too long) and 40P01 (deadlock) are not. Their messages are in the server's language,
    /// which a role without privileges can't choose (`lc_messages`). So the time tells: each of them comes of having
    /// waited, at the earliest for `deadlock_timeout`, a second. The words catch those that came sooner, such as by
    /// an operator's hand, where the server speaks English; SQLite always does.
    pub(super) fn judged(cause: diesel::result::Error, ran: Duration) -> Self {
        let cause = match cause {
            RollbackErrorOnCommit { commit_error, .. } => *commit_error,
            other => other,
        };
        let DatabaseError(kind, information) = &cause else { return Self::Database(cause) };
        match kind {
            Kind::ReadOnlyTransaction => Self::Unwritable(cause.to_string()),
            Kind::SerializationFailure => Self::GaveWay(cause.to_string()),
            known if is_explained(known) => Self::Database(cause),
            _ if is_want_of_room(information.message()) => Self::Unwritable(cause.to_string()),
            _ if ran >= CANCELLED_AFTER || is_cancellation(information.message()) => {
                Self::GaveWay(cause.to_string())
            }
            _ => Self::Database(cause),
        }
    }
}

impl Error {
    /// Whether diesel has no name for what happened, and neither the time nor the words told.
    pub(super) fn is_unexplained(&self) -> bool {
        matches!(self, Self::Database(DatabaseError(kind, _)) if !is_explained(kind))
    }
}

/// Whether the kind says what happened. Diesel's word for the rest is hidden.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "diesel gives it so, and it is not Copy")]
const fn is_explained(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::UniqueViolation
            | Kind::ForeignKeyViolation
            | Kind::NotNullViolation
            | Kind::CheckViolation
            | Kind::RestrictViolation
            | Kind::ExclusionViolation
            | Kind::UnableToSendCommand
            | Kind::ClosedConnection
            | Kind::ReadOnlyTransaction
            | Kind::SerializationFailure
    )
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<Error> for Problem {
    /// What the client is told; the cause goes to the log, never into the answer.
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(problem) => problem,
            Error::Unavailable(cause) => {
                tracing::warn!(cause, "database unavailable");
                Self::new(Code::Unavailable).retry_after(5)
            }
            Error::Unwritable(cause) => {
                tracing::error!(cause, "the database takes no writes");
                Self::new(Code::NotWritable).retry_after(10)
            }
            Error::ClockWrong(cause) => {
                tracing::error!(cause, "nothing is written by a wrong clock");
                Self::new(Code::ClockWrong).retry_after(10)
            }
            Error::GaveWay(cause) => {
                tracing::info!(cause, "gave way to a concurrent change");
                Self::new(Code::Overloaded).retry_after(1)
            }
            ref error if error.is_unique_violation() => {
                tracing::info!(cause = %error, "another was first");
                Self::new(Code::Overloaded).retry_after(1)
            }
            Error::Overloaded { retry_after } => Self::new(Code::Overloaded).retry_after(retry_after),
            other => {
                tracing::error!(cause = %other, "database error");
                Self::new(Code::Internal)
            }
        }
    }
}

/// What SQLite says, and PostgreSQL in English; elsewhere an attempt to write tells.
fn is_want_of_room(message: &str) -> bool {
    [
        "database or disk is full",
        "disk I/O error",
        "attempt to write a readonly database",
        "unable to open database file",
        "No space left on device",
        "Disk quota exceeded",
        "could not extend file",
    ]
    .iter()
    .any(|words| message.contains(words))
}

fn is_cancellation(message: &str) -> bool {
    ["canceling statement due to", "deadlock detected", "database is locked"]
        .iter()
        .any(|words| message.contains(words))
}

/// The outcome of a unit of work.
pub type Result<T, E = Error> = std::result::Result<T, E>;
