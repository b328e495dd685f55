//! What becomes of an identification: another clerk looks at it again, or it is undone.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identification::{Decision, IdentificationState, Parties};
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Fault, Problem};
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

/// Finds, as a second clerk, that it is one person: the account joins it, under the name in the papers.
pub async fn approve(
    app: &App,
    request: Request,
    id: Id,
    decision: Sent<IdentificationDecision>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let held = Held::take(unit, id, Decision::Approve)?;
        let reason = checked(decision?.reason)?;
        let papers =
            Confirmed { full_name: held.row.full_name.clone(), birth_date: Some(held.row.birth_date) };
        let known = known(unit, &held.row.key, &held.account, &papers)?;
        if held.account.identified && held.row.corrects.is_none() && !matches!(known, Known::Theirs) {
            return Err(Code::AlreadyIdentified.into());
        }
        replace_those_of(unit, held.account.id, held.row.corrects, &held.row)?;
        if let Known::Somebody(person) = &known {
            accounts::rename_person(unit.conn, person.id, &papers.full_name)?;
        }
        confirm(unit, &held.row.key, &held.account, &papers, known, held.decider)?;
        held.decide(unit, IdentificationState::Confirmed, &reason)
    })
    .await
}

/// Finds, as a second clerk, that they are two people: nothing changes.
pub async fn refuse(
    app: &App,
    request: Request,
    id: Id,
    decision: Sent<IdentificationDecision>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let held = Held::take(unit, id, Decision::Refuse)?;
        let reason = checked(decision?.reason)?;
        held.decide(unit, IdentificationState::Refused, &reason)
    })
    .await
}

/// Undoes an identification, and what followed from it.
pub async fn reverse(
    app: &App,
    request: Request,
    id: Id,
    decision: Sent<IdentificationDecision>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let held = Held::take(unit, id, Decision::Reverse)?;
        let reason = checked(decision?.reason)?;
        undo(unit, &held.account)?;
        reversed(unit, held.account.id, held.decider, &reason)?;
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

fn checked(reason: String) -> Result<String, Problem> {
    text::body("/reason", &reason, text::EXPLANATION).map_err(|fault: Fault| Problem::invalid(vec![fault]))
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

    fn decide(
        &self,
        unit: &mut Unit<'_>,
        state: IdentificationState,
        reason: &str,
    ) -> Stored<super::Identification> {
        let now = unit.now;
        identifications::decide(unit.conn, self.row.id, state, (self.decider, now, reason))?;
        let action = if state == IdentificationState::Confirmed {
            "identification.approved"
        } else {
            "identification.refused"
        };
        log(unit, self.account.id, action, self.row.id, reason)?;
        shown(unit, self.row.id)
    }
}
