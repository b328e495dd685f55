//! `viche openapi`

use super::Outcome;
use crate::say;

pub fn run() -> Outcome {
    say::all(viche_api::document_json())
}
