//! Petitions, along their way.

pub mod answer;
pub mod assignment;
pub mod draft;
pub mod follow;
mod held;
pub mod moderation;
pub mod read;
pub mod remove;
pub mod sign;
pub mod window;
pub mod withdraw;

use serde::{Deserialize, Serialize};
use viche_domain::petition::EventKind;

pub use viche_store::petitions::answers::{Answer, Document};
pub use viche_store::petitions::list::{Filter, Sort};
pub use viche_store::petitions::signatures::{OwnSignature, Signature};
pub use viche_store::petitions::signing::Receipt;
pub use viche_store::petitions::{Petition, Reference, Refusal};

/// Something that happened to a petition.
pub type Event = viche_store::record::Event<EventKind>;

/// A petition with all that is shown of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Details {
    /// The petition.
    pub petition: Petition,
    /// Its text.
    pub text: String,
    /// The moderator's refusal.
    pub refusal: Option<Refusal>,
    /// The city's answers, the latest version first.
    pub answers: Vec<Answer>,
}
