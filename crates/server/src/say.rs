//! What commands say on the standard output. Where nobody reads it to the end, as with `| head`, the rest is dropped.

use std::fmt::Display;
use std::io::{ErrorKind, Write as _, stdout};

use crate::commands::Outcome;

/// Says a line.
pub fn line(text: impl Display) -> Outcome {
    all(format_args!("{text}\n"))
}

/// Says a text as it stands.
pub fn all(text: impl Display) -> Outcome {
    let mut out = stdout().lock();
    match write!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("the output: {error}").into()),
        _ => Ok(()),
    }
}
