//! `viche openapi`

use super::Outcome;

pub fn run() -> Outcome {
    print!("{}", viche_api::document_json());
    Ok(())
}
