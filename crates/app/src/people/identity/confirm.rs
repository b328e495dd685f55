//! What a confirmation does: it gives the person its key, or merges a provisional person into the one it turns out to be; and
//! what undoing it does.

use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identification::level_without_papers;
use viche_domain::person::identity::{Level, PersonKey};
use viche_domain::problem::Code;
use viche_store::people::accounts::{self, Account, Person};
use viche_store::petitions::signatures::{self, Handover};
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result};

use super::Confirmed;
use crate::Unit;

/// Who is known by a number.
pub(super) enum Known {
    /// The account's own person: nothing is to be done.
    Theirs,
    /// Nobody yet.
    Nobody,
    /// Somebody else than the account's person.
    Somebody(Person),
}

/// Looks up who is known by a number, unless papers contradict what is known, or the account is somebody else's already and
/// that is not to be replaced.
pub(super) fn known(
    unit: &mut Unit<'_>,
    key: &PersonKey,
    account: &Account,
    confirmed: &Confirmed,
    replaces: bool,
) -> Result<Known> {
    let known = accounts::person_by_key(unit.conn, key)?;
    // A mistyped digit of a document is another's number: two people are never made one where their papers contradict.
    let born = known.as_ref().and_then(|person| person.birth_date).zip(confirmed.birth_date);
    if born.is_some_and(|(known, stated)| known != stated) {
        return Err(Code::BirthDateDiffers.into());
    }
    match known {
        Some(person) if person.id == account.person => Ok(Known::Theirs),
        _ if account.identified && !replaces => Err(Code::AlreadyIdentified.into()),
        Some(person) => Ok(Known::Somebody(person)),
        None => Ok(Known::Nobody),
    }
}

/// Makes the account's person the confirmed one, with what was signed by the account. Of a person of several accounts it
/// leaves the others. `by` is who confirmed it.
pub(super) fn confirm(
    unit: &mut Unit<'_>,
    key: &PersonKey,
    account: &Account,
    confirmed: &Confirmed,
    known: Known,
    by: Id,
) -> Result<()> {
    let (now, from) = (unit.now, account.person);
    unit.set_by(by);
    let others = accounts::has_others(unit.conn, from, account.id)?;
    let (to, name, merged) = match known {
        Known::Theirs => return Ok(()),
        Known::Somebody(person) => {
            if others {
                accounts::give_to(unit.conn, account.id, person.id)?;
            } else {
                accounts::merge_person(unit.conn, from, person.id)?;
            }
            (person.id, person.full_name, Some(person.id))
        }
        Known::Nobody => {
            let (name, birth) = (&confirmed.full_name, confirmed.birth_date);
            let to = if others { unknown_again(unit, account)? } else { from };
            accounts::identify_person(unit.conn, to, key, name, birth, now)?;
            (to, name.clone(), None)
        }
    };
    let handed = others.then_some(account.id);
    let handover = Handover { from, account: handed, to, level: Level::Identified, name: &name };
    signatures::hand_over(unit, &handover)?;
    unit.log(
        Subject::Id(ObjectKind::Account, account.id),
        "account.identified",
        &Note::of(json!({ "level": Level::Identified, "merged_into": merged })),
    )
}

/// Makes the account's person an unknown one: the account, and what was signed with it, are taken from whoever it was
/// thought to be.
pub(super) fn undo(unit: &mut Unit<'_>, account: &Account) -> Result<()> {
    let (from, name) = (account.person, account.registered_name.as_str());
    let level = level_without_papers(account.email.is_some());
    let (handed, to) = if accounts::has_others(unit.conn, from, account.id)? {
        (Some(account.id), unknown_again(unit, account)?)
    } else {
        accounts::forget_identity(unit.conn, from, name)?;
        (None, from)
    };
    signatures::hand_over(unit, &Handover { from, account: handed, to, level, name })
}

/// Gives an account to a person of whom nothing is known but what was registered.
fn unknown_again(unit: &mut Unit<'_>, account: &Account) -> Result<Id> {
    let (person, now) = (unit.new_id(), unit.now);
    accounts::insert_provisional_person(unit.conn, person, &account.registered_name, now)?;
    accounts::give_to(unit.conn, account.id, person)?;
    Ok(person)
}
