//! Who may act on a petition. It is loaded and locked in a capacity, and can do what that capacity may (see [`acts`]):
//! there is no other way to change one, but for signing.

mod acts;

use std::ops::Deref;

use viche_domain::person::roles::{Permission, Role};
use viche_domain::problem::{Code, Problem};
use viche_store::Result as Stored;
use viche_store::people::accounts::{self, Which};
use viche_store::petitions::{self, Locked, Petition, Reference};

use crate::{Caller, Unit};

/// A petition, locked until the transaction ends, in the hands of somebody who may act on it.
pub(crate) struct Held<As> {
    petition: Locked,
    by: As,
}

/// Its author.
pub(crate) struct Author;
/// A moderator, who is not its author.
pub(crate) struct Moderator;
/// An administrator, who is not its author.
pub(crate) struct Administrator;
/// A responder, who is not its author, of the department in charge if one is.
pub(crate) struct Responder(Caller);
/// A responder for the department with this code.
pub(crate) struct ForDepartment(String);
/// Anybody who may read it.
pub(crate) struct Reader(Caller);
/// The clock.
pub(crate) struct Clock;

impl<As> Deref for Held<As> {
    type Target = Petition;

    fn deref(&self) -> &Petition {
        &self.petition
    }
}

impl Unit<'_> {
    /// A petition for its author alone; for others it is not there unless everybody may read it.
    pub(crate) fn hold_as_author(&mut self, reference: &Reference) -> Stored<Held<Author>> {
        let (petition, caller) = self.hold(reference)?;
        match caller.account == petition.author {
            true => Ok(Held { petition, by: Author }),
            false if petition.is_public() => Err(Code::NotTheAuthor.into()),
            false => Err(Code::PetitionNotFound.into()),
        }
    }

    /// A petition for a moderator.
    pub(crate) fn hold_as_moderator(&mut self, reference: &Reference) -> Stored<Held<Moderator>> {
        let (petition, _) = self.hold_as_staff(Permission::ModeratePetitions, reference)?;
        Ok(Held { petition, by: Moderator })
    }

    /// A petition for an administrator.
    pub(crate) fn hold_as_administrator(&mut self, reference: &Reference) -> Stored<Held<Administrator>> {
        let (petition, _) = self.hold_as_staff(Permission::RemovePetitions, reference)?;
        Ok(Held { petition, by: Administrator })
    }

    /// A petition for a responder; of the department in charge if one is.
    pub(crate) fn hold_as_responder(&mut self, reference: &Reference) -> Stored<Held<Responder>> {
        let (petition, caller) = self.hold_as_staff(Permission::ReviewPetitions, reference)?;
        match petition.lifecycle.department() {
            Some(department) if !responds_for(&caller, department) => Err(Code::OtherDepartment.into()),
            _ => Ok(Held { petition, by: Responder(caller) }),
        }
    }

    /// A petition for anybody who may read it.
    pub(crate) fn hold_as_reader(&mut self, reference: &Reference) -> Stored<Held<Reader>> {
        let (petition, caller) = self.hold(reference)?;
        Ok(Held { petition, by: Reader(caller) })
    }

    /// A petition for the clock.
    pub(crate) fn hold_as_clock(&mut self, reference: &Reference) -> Stored<Option<Held<Clock>>> {
        Ok(self.lock(reference)?.map(|petition| Held { petition, by: Clock }))
    }

    /// A petition for somebody of the staff with this permission, who is not its author under another account either.
    fn hold_as_staff(&mut self, permission: Permission, reference: &Reference) -> Stored<(Locked, Caller)> {
        self.staff(permission)?;
        let (petition, caller) = self.hold(reference)?;
        let author = accounts::find(self.conn, Which::Id(petition.author))?;
        if author.is_some_and(|author| author.person == caller.person) {
            return Err(Code::OwnPetition.into());
        }
        Ok((petition, caller))
    }

    fn hold(&mut self, reference: &Reference) -> Stored<(Locked, Caller)> {
        let caller = self.caller()?;
        let petition = self.lock(reference)?.ok_or(Code::PetitionNotFound)?;
        petition.lifecycle.must_remain()?;
        visible(&petition, Some(&caller))?;
        Ok((petition, caller))
    }

    #[expect(clippy::disallowed_methods, reason = "whoever calls this says who acts")]
    fn lock(&mut self, reference: &Reference) -> Stored<Option<Locked>> {
        petitions::lock(self, reference)
    }
}

impl Held<Responder> {
    /// The same petition for the department that the responder speaks for.
    pub(crate) fn of_department(self, department: String) -> Result<Held<ForDepartment>, Problem> {
        let Responder(caller) = &self.by;
        if responds_for(caller, &department) {
            return Ok(Held { petition: self.petition, by: ForDepartment(department) });
        }
        Err(Code::OtherDepartment.into())
    }
}

/// Whether the reader may see a petition: everybody what is public; the author, the department in charge and staff the
/// rest. What was removed is gone for all but staff.
pub(crate) fn visible(petition: &Petition, reader: Option<&Caller>) -> Result<(), Problem> {
    let staff = reader.is_some_and(|reader| reader.may(Permission::ReadUnpublished));
    if staff || petition.is_public() {
        return Ok(());
    }
    petition.lifecycle.must_remain()?;
    match (reader, petition.lifecycle.department()) {
        (Some(reader), _) if reader.account == petition.author => Ok(()),
        (Some(reader), Some(department)) if responds_for(reader, department) => Ok(()),
        _ => Err(Code::PetitionNotFound.into()),
    }
}

fn responds_for(caller: &Caller, department: &str) -> bool {
    caller.departments(Role::Responder).any(|code| code == department)
}
