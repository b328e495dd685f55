//! What a client sent with a request beside its address.

use viche_domain::problem::{Code, Problem};

/// What was sent, or what is wrong with it. That is for a use case to say, once it knows that the caller may: others are
/// told that they may not, whatever they sent.
pub type Sent<T> = Result<T, Problem>;

/// The versions over which an edit may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// Whatever version there is.
    Any,
    /// One of these.
    Versions(Vec<i64>),
}

impl Over {
    /// Refuses an edit of a version that it is not meant for.
    pub fn allows(&self, version: i64) -> Result<(), Problem> {
        match self {
            Self::Versions(versions) if !versions.contains(&version) => Err(Code::PreconditionFailed.into()),
            _ => Ok(()),
        }
    }
}
