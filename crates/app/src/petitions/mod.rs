//! Petitions, along their way.

mod access;
pub mod answer;
pub mod assignment;
pub mod draft;
pub mod follow;
pub mod lapse;
pub mod moderation;
pub mod read;
pub mod remove;
mod shown;
pub mod sign;
pub mod standing;
pub mod withdraw;

use chrono::{DateTime, Utc};
use viche_domain::petition::EventKind;
use viche_store::Result as Stored;
use viche_store::petitions::answers::Answer;

pub use shown::{
    AnswerView, EventView, Full, Moderated, OwnSignatureView, QueueCount, QueueItem, ReceiptView,
    SignatureView, Standing, Summary,
};
pub use viche_store::petitions::list::{Filter, Sort};
pub use viche_store::petitions::refusals::{Filter as RefusedFilter, Refusal};
pub use viche_store::petitions::signatures::{OwnSignature, Signature};
pub use viche_store::petitions::{Petition, Reference};

use crate::Unit;

/// Something that happened to a petition.
pub type Event = viche_store::record::Event<EventKind>;

/// A petition with what stands beside it.
#[derive(Debug, Clone)]
pub struct Details {
    /// The petition.
    pub petition: Petition,
    /// Its text.
    pub text: String,
    /// The moderator's refusal, and when it was.
    pub refusal: Option<(Refusal, DateTime<Utc>)>,
    /// The city's answers, the latest version first.
    pub answers: Vec<Answer>,
}

/// A petition as it now is, whoever looks.
fn full(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Full> {
    let now = unit.now;
    read::details(unit, reference).map(|details| Full::of(details, now))
}
