//! What a confirmation does: it gives the person its key, or merges a provisional person into the one it turns out to be.

use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identity::PersonKey;
use viche_domain::problem::Code;
use viche_store::people::accounts::{self, Account};
use viche_store::petitions::signatures;
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result};

use super::{CONFIRMED, Confirmed};
use crate::Unit;

/// Makes the account's person the confirmed one, unless whoever is known by the number was born on another date. `by` is who
/// confirmed it.
pub(super) fn confirm(
    unit: &mut Unit<'_>,
    key: &PersonKey,
    account: &Account,
    confirmed: &Confirmed,
    by: Id,
) -> Result<()> {
    let now = unit.now;
    unit.set_by(by);
    let known = accounts::person_by_key(unit.conn, key)?;
    // A mistyped digit of a document is another's number: two people are never made one where their papers contradict.
    let born = known.as_ref().and_then(|person| person.birth_date).zip(confirmed.birth_date);
    if born.is_some_and(|(known, stated)| known != stated) {
        return Err(Code::BirthDateDiffers.into());
    }
    let merged = match known {
        Some(person) if person.id == account.person => return Ok(()),
        _ if account.identified => return Err(Code::AlreadyIdentified.into()),
        Some(person) => {
            accounts::merge_person(unit.conn, account.person, person.id)?;
            signatures::merge(unit, account.person, person.id)?;
            Some(person.id)
        }
        None => {
            let (name, birth) = (&confirmed.full_name, confirmed.birth_date);
            accounts::identify_person(unit.conn, account.person, key, name, birth, now)?;
            None
        }
    };
    unit.log(
        Subject::Id(ObjectKind::Account, account.id),
        "account.identified",
        &Note::of(json!({ "level": CONFIRMED, "merged_into": merged })),
    )
}
