//! A petition in the hands of somebody who may act on it. Its row stays locked until the transaction ends, and there is no
//! other way to change where it stands than through one.

use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::{Action, Lifecycle};
use viche_domain::problem::{Code, Problem};
use viche_store::Result as Stored;
use viche_store::people::accounts::{self, Which};
use viche_store::petitions::{self, Petition, Reference};
use viche_store::record::Note;

use crate::{Caller, Unit};

/// A petition and whoever may act on it.
pub(crate) struct Held {
    /// The petition.
    pub petition: Petition,
    /// Who acts; nobody if it is the clock.
    pub caller: Option<Caller>,
}

impl Held {
    /// Applies an action, on the record.
    pub fn advance(&self, unit: &mut Unit<'_>, action: &Action<'_>, note: &Note<'_>) -> Stored<Lifecycle> {
        petitions::advance(unit, &self.petition, action, note)
    }
}

impl Unit<'_> {
    /// A petition for its author alone; for others it is not there unless everybody may read it.
    pub(crate) fn hold_as_author(&mut self, reference: &Reference) -> Stored<Held> {
        let caller = self.caller()?;
        let held = self.hold(reference, caller)?;
        match held.caller.as_ref().is_some_and(|caller| caller.account == held.petition.author) {
            true => Ok(held),
            false if held.petition.is_public() => Err(Code::NotTheAuthor.into()),
            false => Err(Code::PetitionNotFound.into()),
        }
    }

    /// A petition for somebody of the staff with this permission, who is not its author under another account either.
    pub(crate) fn hold_as_staff(&mut self, permission: Permission, reference: &Reference) -> Stored<Held> {
        let caller = self.staff(permission)?;
        let person = caller.person;
        let held = self.hold(reference, caller)?;
        let author = accounts::find(self.conn, Which::Id(held.petition.author))?;
        if author.is_some_and(|author| author.person == person) {
            return Err(Code::OwnPetition.into());
        }
        Ok(held)
    }

    /// A petition for a responder of this department.
    pub(crate) fn hold_for_department(&mut self, department: &str, reference: &Reference) -> Stored<Held> {
        let held = self.hold_as_staff(Permission::ReviewPetitions, reference)?;
        if responds_for(held.caller.as_ref(), department) {
            return Ok(held);
        }
        Err(Code::OtherDepartment.into())
    }

    /// A petition for a responder of the department in charge.
    pub(crate) fn hold_in_charge(&mut self, reference: &Reference) -> Stored<Held> {
        let held = self.hold_as_staff(Permission::ReviewPetitions, reference)?;
        match &held.petition.lifecycle.department {
            Some(department) if !responds_for(held.caller.as_ref(), department) => {
                Err(Code::OtherDepartment.into())
            }
            _ => Ok(held),
        }
    }

    /// A petition for anybody who may read it.
    pub(crate) fn hold_as_reader(&mut self, reference: &Reference) -> Stored<Held> {
        let caller = self.caller()?;
        self.hold(reference, caller)
    }

    /// A petition for the clock.
    pub(crate) fn hold_as_clock(&mut self, reference: &Reference) -> Stored<Option<Held>> {
        Ok(petitions::lock(self.conn, reference)?.map(|petition| Held { petition, caller: None }))
    }

    fn hold(&mut self, reference: &Reference, caller: Caller) -> Stored<Held> {
        let petition = petitions::lock(self.conn, reference)?.ok_or(Code::PetitionNotFound)?;
        petition.must_remain()?;
        visible(&petition, Some(&caller))?;
        Ok(Held { petition, caller: Some(caller) })
    }
}

/// Whether the reader may see a petition: everybody what is public; the author, the department in charge and staff the
/// rest. What was removed is gone for all but staff.
pub(crate) fn visible(petition: &Petition, reader: Option<&Caller>) -> Result<(), Problem> {
    let staff = reader.is_some_and(|reader| reader.may(Permission::ReadUnpublished));
    if staff || petition.is_public() {
        return Ok(());
    }
    petition.must_remain()?;
    let in_charge =
        petition.lifecycle.department.as_deref().is_some_and(|department| responds_for(reader, department));
    match reader {
        Some(reader) if reader.account == petition.author || in_charge => Ok(()),
        _ => Err(Code::PetitionNotFound.into()),
    }
}

fn responds_for(caller: Option<&Caller>, department: &str) -> bool {
    caller.is_some_and(|caller| caller.departments(Role::Responder).any(|code| code == department))
}
