//! What a value read by serde has wrong, and where.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};
use viche_domain::problem::{Fault, FaultCode};

/// A value that does not fit the type it is read into.
#[derive(Debug, Clone)]
pub(super) struct Mismatch {
    code: FaultCode,
    /// Names and indexes from the outside in.
    path: Vec<String>,
}

impl Mismatch {
    /// A fault of the value at hand.
    pub(super) const fn new(code: FaultCode) -> Self {
        Self { code, path: Vec::new() }
    }

    /// The same fault, seen from the object or array that holds the value under this name or index.
    pub(super) fn under(mut self, step: impl ToString) -> Self {
        self.path.insert(0, step.to_string());
        self
    }

    /// The same fault of what this value holds under this name or index.
    pub(super) fn within(mut self, step: impl ToString) -> Self {
        self.path.push(step.to_string());
        self
    }

    /// The fault with its JSON pointer (RFC 6901). U+0000, which answers don't hold either, is shown as U+FFFD.
    pub(super) fn at_pointer(&self) -> Fault {
        let pointer = self
            .path
            .iter()
            .fold(String::new(), |pointer, step| pointer + "/" + &step.replace('~', "~0").replace('/', "~1"))
            .replace('\0', "\u{fffd}");
        Fault::at(pointer, self.code)
    }

    /// The fault of a query parameter, the outermost name.
    pub(super) fn of_parameter(&self) -> Fault {
        Fault::parameter(self.path.first().cloned().unwrap_or_default(), self.code)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.join("/"), self.code.as_str())
    }
}

impl std::error::Error for Mismatch {}

impl Error for Mismatch {
    /// What a type's own reading refuses, such as a date that does not exist.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(FaultCode::Malformed)
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(FaultCode::WrongType)
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::new(FaultCode::WrongType)
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(FaultCode::UnknownValue)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(FaultCode::UnknownField).under(field)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(FaultCode::Required).under(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(FaultCode::Repeated).under(field)
    }
}
