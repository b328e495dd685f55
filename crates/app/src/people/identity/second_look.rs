//! What becomes of an identification: another clerk looks at it again, or it is undone.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identification::{Decision, IdentificationState, Parties};
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Problem};
use viche_domain::text;
use viche_store::people::accounts::{self, Account, Which};
use viche_store::people::identifications;
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

use super::Confirmed;
use super::confirm::{Known, confirm, known, undo};
use super::identification::shown;
use crate::unit::Needs;
use crate::{App, Made, Request, Sent, Unit};

/// Why an identification is decided on as it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IdentificationDecision {
    /// The reason, in plain text; stands on the record.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub reason: String,
}

/// Decides on an identification: as a second clerk, that it is one person, so that the account joins it under the name in
/// the papers; or that they are two, so that nothing changes; or, as any clerk, that it was wrong, so that it is undone
/// with what followed from it.
pub async fn decide(
    app: &App,
    request: Request,
    id: Id,
    decision: Decision,
    why: Sent<IdentificationDecision>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let held = Held::take(unit, id, decision)?;
        let reason = text::body("/reason", &why?.reason, text::EXPLANATION)
            .map_err(|fault| Problem::invalid(vec![fault]))?;
        match decision {
            Decision::Approve => {
                held.confirm(unit)?;
                held.settle(unit, IdentificationState::Confirmed, "identification.approved", &reason)?;
            }
            Decision::Refuse => {
                held.settle(unit, IdentificationState::Refused, "identification.refused", &reason)?;
            }
            Decision::Reverse => {
                undo(unit, &held.account)?;
                reversed(unit, held.account.id, held.decider, &reason)?;
            }
        }
        shown(unit, id)
    })
    .await
}

/// Says of the identifications of an account that they hold no more, since another takes their place.
pub(super) fn replace_those_of(
    unit: &mut Unit<'_>,
    account: Id,
    corrects: Option<Id>,
    by: &identifications::Identification,
) -> Stored<()> {
    match (corrects, &by.reason) {
        (Some(_), Some(reason)) => reversed(unit, account, by.identified_by, reason),
        _ => Ok(()),
    }
}

/// All of them, since they are of one person.
fn reversed(unit: &mut Unit<'_>, account: Id, by: Id, reason: &str) -> Stored<()> {
    let now = unit.now;
    for id in identifications::confirmed_of(unit.conn, account)? {
        identifications::decide(unit.conn, id, IdentificationState::Reversed, (by, now, reason))?;
        log(unit, account, "identification.reversed", id, reason)?;
    }
    Ok(())
}

fn log(unit: &mut Unit<'_>, account: Id, action: &'static str, id: Id, reason: &str) -> Stored<()> {
    let note = Note { reason: Some(reason), ..Note::of(json!({ "identification": id })) };
    unit.log(Subject::Id(ObjectKind::Account, account), action, &note)
}

/// An identification that nobody else decides on meanwhile, and what may become of it.
struct Held {
    row: identifications::Identification,
    account: Account,
    decider: Id,
}

impl Held {
    fn take(unit: &mut Unit<'_>, id: Id, decision: Decision) -> Stored<Self> {
        let clerk = unit.caller()?;
        let found = identifications::find(unit.conn, id)?.ok_or(Code::IdentificationNotFound)?;
        accounts::hold_for_change(unit.conn, found.account)?;
        accounts::hold_person(unit.conn, &found.key)?;
        let row = identifications::find(unit.conn, id)?.ok_or(Code::IdentificationNotFound)?;
        let account = accounts::find(unit.conn, Which::Id(row.account))?.ok_or(Code::AccountNotFound)?;
        let first =
            accounts::find(unit.conn, Which::Id(row.identified_by))?.ok_or(Code::AccountNotFound)?.person;
        let known = accounts::person_by_key(unit.conn, &row.key)?.map(|person| person.id);
        row.state.after(decision, &Parties { decider: clerk.person, first, owner: account.person, known })?;
        Ok(Self { row, account, decider: clerk.account })
    }

    /// Makes the account that of the person in the papers, under the name that they say.
    fn confirm(&self, unit: &mut Unit<'_>) -> Stored<()> {
        let Self { row, account, decider } = self;
        let papers = Confirmed { full_name: row.full_name.clone(), birth_date: Some(row.birth_date) };
        let mut known = known(unit, &row.key, account, &papers, row.corrects.is_some())?;
        replace_those_of(unit, account.id, row.corrects, row)?;
        if let Known::Somebody(person) = &mut known {
            accounts::rename_person(unit.conn, person.id, &papers.full_name)?;
            person.full_name.clone_from(&papers.full_name);
        }
        confirm(unit, &row.key, account, &papers, known, *decider)
    }

    fn settle(
        &self,
        unit: &mut Unit<'_>,
        state: IdentificationState,
        action: &'static str,
        reason: &str,
    ) -> Stored<()> {
        let now = unit.now;
        identifications::decide(unit.conn, self.row.id, state, (self.decider, now, reason))?;
        log(unit, self.account.id, action, self.row.id, reason)
    }
}
