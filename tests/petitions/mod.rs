//! Petitions along their way, from the draft to the answer.

mod access;
mod assignment;
pub mod crowds;
mod deadlines;
mod drafts;
mod lapse;
mod letters;
mod moderation;
mod removal;
mod reviews;
mod signing;
mod transitions;
mod turns;

use serde_json::Value;
use viche_testkit::{Caller, Petition};

/// All that is known of a petition: itself, its history, its signers.
async fn all_of(reader: &Caller, petition: &Petition) -> (Value, Vec<String>, Vec<Value>) {
    let shown = reader.reads(petition).await.is(200).json();
    (shown, reader.history_of(petition).await, reader.signers_of(petition).await)
}
