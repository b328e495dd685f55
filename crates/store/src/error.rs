//! How a unit of work can fail.

use viche_domain::problem::{Code, Problem};

/// Why a unit of work was undone.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule refused it; the client is told.
    #[error("{0}")]
    Refused(Problem),
    /// The database can't be reached, or the connection broke: whether a commit took place is unknown.
    #[error("the database can't be reached: {0}")]
    Unavailable(String),
    /// All connections stayed busy for as long as a request may wait.
    #[error("no connection became free in time")]
    Overloaded,
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
        use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
        matches!(self, Self::Database(DatabaseError(UniqueViolation, _)))
    }
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
            Error::Database(cause) if is_contention(&cause) => {
                tracing::info!(%cause, "gave way to a concurrent change");
                Self::new(Code::Overloaded).retry_after(1)
            }
            Error::Overloaded => Self::new(Code::Overloaded).retry_after(2),
            other => {
                tracing::error!(cause = %other, "database error");
                Self::new(Code::Internal)
            }
        }
    }
}

/// Whether a statement failed only because another transaction was at the same rows.
fn is_contention(cause: &diesel::result::Error) -> bool {
    use diesel::result::DatabaseErrorKind::{SerializationFailure, UniqueViolation};
    use diesel::result::Error::DatabaseError;
    match cause {
        DatabaseError(SerializationFailure | UniqueViolation, _) => true,
        DatabaseError(_, information) => {
            let message = information.message();
            message.contains("deadlock detected") || message.contains("database is locked")
        }
        _ => false,
    }
}

/// The outcome of a unit of work.
pub type Result<T, E = Error> = std::result::Result<T, E>;
