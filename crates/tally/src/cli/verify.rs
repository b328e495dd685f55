//! Whether a result document is true.

use std::path::Path;
use std::process::ExitCode;

use super::FALSE;
use crate::format::Refusal;
use crate::verify::{Rejection, Verified, verify as check};

/// Answers what to print and the exit code; an error if document or file can't be read.
pub(super) fn verify(document: &Path, file: &Path) -> Result<(String, ExitCode), String> {
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let shown = file.display();
    match check(&read(document)?, &read(file)?) {
        Ok(Verified { rule, winners, cost }) => {
            Ok((format!("true: {shown} by {rule}: {winners} winners, {cost}\n"), ExitCode::SUCCESS))
        }
        Err(Rejection::False { path, sentence }) => {
            Ok((format!("false: {path}: {sentence}\n"), ExitCode::from(FALSE)))
        }
        Err(Rejection::Document { line, column, sentence }) => {
            Err(format!("{}:{line}:{column}: {sentence}", document.display()))
        }
        Err(Rejection::File(Refusal::Io(error))) => Err(format!("{shown}: {error}")),
        Err(Rejection::File(Refusal::Faults(faults))) => {
            let lines: Vec<String> = faults.iter().map(|fault| format!("{shown}:{fault}")).collect();
            Err(lines.join("\n"))
        }
    }
}
