//! Refusals: one table of codes ([`Code`]), one of faults in a request ([`FaultCode`]), and the [`Problem`] that
//! carries them from wherever a rule is broken to the RFC 9457 document that the client reads.

mod codes;
mod faults;

pub use codes::Code;
pub use faults::FaultCode;

use std::borrow::Cow;

use crate::language::Locale;
use crate::messages::{Fact, Value};

/// A refusal on its way to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which refusal it is.
    pub code: Code,
    /// What is wrong where, when the request itself is at fault.
    pub faults: Vec<Fault>,
    /// Facts a client may want to show, such as `closes_at`; rendered as `context`.
    pub context: Vec<(&'static str, String)>,
    /// Seconds after which a retry makes sense.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// A refusal without particulars.
    pub const fn new(code: Code) -> Self {
        Self { code, faults: Vec::new(), context: Vec::new(), retry_after: None }
    }

    /// The request is well-formed, but these fields are wrong.
    pub const fn invalid(faults: Vec<Fault>) -> Self {
        Self { code: Code::ValidationFailed, faults, context: Vec::new(), retry_after: None }
    }

    /// Adds a fault.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Adds a fact for the client.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.context.push((name, value.to_string()));
        self
    }

    /// Says when to try again, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.as_str())?;
        for fault in &self.faults {
            write!(f, "; {}: {}", fault.place, fault.code.as_str())?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// Where in a request a fault lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A JSON pointer (RFC 6901) into the body; empty for the whole body.
    Pointer(String),
    /// A query or path parameter.
    Parameter(String),
    /// A request header.
    Header(&'static str),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pointer(text) | Self::Parameter(text) => f.write_str(text),
            Self::Header(name) => f.write_str(name),
        }
    }
}

/// One fault of a request: where, what, and the facts of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it lies.
    pub place: Place,
    /// What is wrong there.
    pub code: FaultCode,
    /// What the sentence speaks of.
    pub facts: Vec<Fact>,
}

impl Fault {
    /// A fault at a JSON pointer of the body.
    pub fn at(pointer: impl Into<String>, code: FaultCode) -> Self {
        Self { place: Place::Pointer(pointer.into()), code, facts: Vec::new() }
    }

    /// A fault of a query or path parameter.
    pub fn parameter(name: impl Into<String>, code: FaultCode) -> Self {
        Self { place: Place::Parameter(name.into()), code, facts: Vec::new() }
    }

    /// A fault of a header.
    pub const fn header(name: &'static str, code: FaultCode) -> Self {
        Self { place: Place::Header(name), code, facts: Vec::new() }
    }

    /// Adds a fact of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// The sentence in one language.
    pub fn message(&self, locale: Locale) -> Cow<'static, str> {
        self.code.message(locale, &self.facts)
    }
}
