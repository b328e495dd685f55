//! Petitions, along their way.

pub mod answer;
pub mod draft;
pub mod follow;
pub mod moderation;
pub mod read;
pub mod remove;
pub mod sign;
pub mod window;
pub mod withdraw;

use serde::{Deserialize, Serialize};
use viche_domain::problem::{Code, Problem};
use viche_domain::roles::{Permission, Role};
use viche_store::Result as Stored;
use viche_store::accounts::Account;

pub use viche_store::petitions::answers::{Answer, Document};
pub use viche_store::petitions::events::Event;
pub use viche_store::petitions::list::{Filter, Sort};
pub use viche_store::petitions::signatures::{OwnSignature, Signature};
pub use viche_store::petitions::signing::Receipt;
pub use viche_store::petitions::{Petition, Reference, Refusal};

use crate::Unit;

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

impl Unit<'_> {
    /// A petition whose row stays locked, for its author alone; to others it is not there.
    fn own_petition(&mut self, caller: &Account, reference: &Reference) -> Stored<Petition> {
        self.locked_petition(reference, Some(caller)).and_then(|petition| {
            match petition.author == caller.id {
                true => Ok(petition),
                false if petition.is_public() => Err(Code::NotTheAuthor.into()),
                false => Err(Code::PetitionNotFound.into()),
            }
        })
    }

    /// A petition whose row stays locked, for somebody of the staff who is not its author.
    fn others_petition(&mut self, staff: &Account, reference: &Reference) -> Stored<Petition> {
        let petition = self.locked_petition(reference, Some(staff))?;
        let author =
            viche_store::accounts::find(self.conn, viche_store::accounts::Which::Id(&petition.author))?;
        if author.is_some_and(|author| author.person == staff.person) {
            return Err(Code::OwnPetition.into());
        }
        Ok(petition)
    }

    /// A petition whose row stays locked, where the reader may know that it exists and it was not removed.
    fn locked_petition(&mut self, reference: &Reference, reader: Option<&Account>) -> Stored<Petition> {
        let petition = viche_store::petitions::lock(self.conn, reference)?.ok_or(Code::PetitionNotFound)?;
        petition.must_remain()?;
        visible(&petition, reader)?;
        Ok(petition)
    }
}

/// Whether the reader may see a petition: everybody what is public, the author and staff the rest. What was removed
/// is gone for all but staff.
fn visible(petition: &Petition, reader: Option<&Account>) -> Result<(), Problem> {
    let staff = reader.is_some_and(|reader| reader.may(Permission::ReadUnpublished));
    if staff || petition.is_public() {
        return Ok(());
    }
    petition.must_remain()?;
    match reader {
        Some(reader) if reader.id == petition.author => Ok(()),
        _ => Err(Code::PetitionNotFound.into()),
    }
}

/// Whether an account is a responder of a department.
fn responds_for(account: &Account, department: &str) -> bool {
    account
        .roles
        .iter()
        .any(|grant| grant.role == Role::Responder && grant.department.as_deref() == Some(department))
}
