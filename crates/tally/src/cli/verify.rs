//! Whether a result document is true.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use super::one::regular;
use super::{Answer, FALSE};
use crate::pabulib::Refusal;
use crate::verify::{Raising, Rejection, Verified, verify as check};

/// An error if document or file can't be read.
pub(super) fn verify(document: &Path, file: &Path) -> Result<Answer, String> {
    let read = |path: &Path| {
        let mut bytes = Vec::new();
        let read = regular(path).and_then(|mut file| file.read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    let shown = file.display();
    match check(&read(document)?, &read(file)?) {
        Ok(Verified { rule, winners, cost, raising }) => {
            let raising = match raising {
                Raising::None => String::new(),
                Raising::Each(tried) => format!("; each of {tried} endowments run by itself"),
                Raising::InRanges(tried) => format!("; {tried} endowments, looked at in ranges"),
            };
            let text = format!("true: {shown} by {rule}: {winners} winners, {cost}{raising}\n");
            Ok(Answer { text, remarks: Vec::new(), code: ExitCode::SUCCESS })
        }
        Err(Rejection::False { path, sentence }) => {
            let text = format!("false: {path}: {sentence}\n");
            Ok(Answer { text, remarks: Vec::new(), code: ExitCode::from(FALSE) })
        }
        Err(Rejection::Document { line, column, sentence }) => {
            Err(format!("{}:{line}:{column}: {sentence}", document.display()))
        }
        Err(rejection @ Rejection::TooMuch { .. }) => Err(format!("{shown}: too_much: {rejection}")),
        Err(Rejection::File(Refusal::Io(error))) => Err(format!("{shown}: {error}")),
        Err(Rejection::File(Refusal::Faults(faults))) => {
            let lines: Vec<String> = faults.iter().map(|fault| format!("{shown}:{fault}")).collect();
            Err(lines.join("\n"))
        }
    }
}
