//! A clerk confirms somebody's papers.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identification::{Decision, IdentificationState, Parties};
use viche_domain::person::identity::{Document, DocumentKind, IdentityNumber, PersonKey, Rnokpp, Unzr};
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text::{self, same_name};
use viche_domain::time::{local_date, strict_date};
use viche_store::people::accounts::{self, Which};
use viche_store::people::identifications;
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

use super::Confirmed;
use super::confirm::{Known, confirm, known};
use super::identification::shown;
use super::second_look::replace_those_of;
use crate::unit::Needs;
use crate::{App, Faults, Made, Request, Sent, Unit};

/// Papers that a clerk saw: exactly one of `rnokpp`, `unzr` and `document`. Blanks and hyphens in a number, letter case and
/// letters that look alike make no difference.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Papers {
    /// The account of the person whose papers they are.
    #[cfg_attr(feature = "schema", schema(value_type = uuid::Uuid))]
    pub account_id: Id,
    /// The identification of the account that was wrong, which this one takes the place of.
    #[cfg_attr(feature = "schema", schema(value_type = Option<uuid::Uuid>))]
    pub corrects: Option<Id>,
    /// Why it corrects; or, where the person is known by the number under another name, why that is the same human being (a
    /// marriage, say), which another clerk looks at. Plain text.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub reason: Option<String>,
    /// The name as written there.
    #[cfg_attr(feature = "schema", schema(format = "person_name"))]
    pub full_name: String,
    /// The birth date as written there.
    #[serde(deserialize_with = "strict_date")]
    pub birth_date: NaiveDate,
    /// The taxpayer number (РНОКПП).
    #[cfg_attr(feature = "schema", schema(format = "rnokpp"))]
    pub rnokpp: Option<String>,
    /// The number in the demographic register (УНЗР).
    #[cfg_attr(feature = "schema", schema(format = "unzr"))]
    pub unzr: Option<String>,
    /// A document, of somebody who has neither.
    pub document: Option<DocumentNumber>,
}

/// An identity document.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DocumentNumber {
    /// Which kind.
    pub kind: DocumentKind,
    /// The series and number.
    pub number: String,
}

/// Confirms who an account's owner is, for a clerk who saw the papers. Nobody confirms themselves; another name than the
/// person is known by needs a second look.
pub async fn confirm_papers(app: &App, request: Request, papers: Sent<Papers>) -> Result<Made, Problem> {
    let person_key = app.person_key;
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let papers = papers?;
        let checked = check(&papers, local_date(unit.now))?;
        identify(unit, &person_key, papers.account_id, papers.corrects, checked)
    })
    .await
}

fn identify(
    unit: &mut Unit<'_>,
    person_key: &[u8; 32],
    account: Id,
    corrects: Option<Id>,
    Checked { confirmed, number, birth_date, reason }: Checked,
) -> Stored<super::Identification> {
    let clerk = unit.caller()?;
    let key = PersonKey::derive(person_key, &number);
    accounts::hold_for_change(unit.conn, account)?;
    accounts::hold_person(unit.conn, &key)?;
    let target = accounts::find(unit.conn, Which::Id(account))?.ok_or(Code::AccountNotFound)?;
    let owner = accounts::person_by_key(unit.conn, &key)?.map(|owner| owner.id);
    let parties = Parties { decider: clerk.person, first: clerk.person, owner: target.person, known: owner };
    match corrects {
        Some(wrong) => {
            let wrong = identifications::find(unit.conn, wrong)?.ok_or(Code::IdentificationNotFound)?;
            if wrong.account != account {
                return Err(Problem::invalid(vec![Fault::at("/corrects", FaultCode::NotAllowedHere)]).into());
            }
            wrong.state.after(Decision::Reverse, &parties)?;
        }
        None => parties.refuse_own()?,
    }
    let known = known(unit, &key, &target, &confirmed, corrects.is_some())?;
    let state = match &known {
        Known::Somebody(person) if !same_name(&person.full_name, &confirmed.full_name) => {
            IdentificationState::AwaitingSecondLook
        }
        _ => IdentificationState::Confirmed,
    };
    let now = unit.now;
    let made = identifications::Identification {
        id: unit.new_id(),
        account,
        state,
        key,
        full_name: confirmed.full_name.clone(),
        birth_date,
        corrects,
        reason,
        identified_by: clerk.account,
        identified_at: now,
        decided_by: None,
        decided_at: None,
        decision_reason: None,
    };
    if state == IdentificationState::AwaitingSecondLook {
        let reason = Some(made.reason.as_deref().ok_or(Code::NameDiffers)?);
        let note = Note { reason, ..Note::of(json!({ "identification": made.id })) };
        unit.log(Subject::Id(ObjectKind::Account, account), "identification.requested", &note)?;
    } else {
        replace_those_of(unit, account, corrects, &made)?;
        confirm(unit, &key, &target, &confirmed, known, clerk.account)?;
    }
    identifications::insert(unit.conn, &made)?;
    shown(unit, made.id)
}

/// Nobody is born before.
const FIRST_BIRTH: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");

/// What papers say, as it is kept.
struct Checked {
    confirmed: Confirmed,
    number: IdentityNumber,
    birth_date: NaiveDate,
    reason: Option<String>,
}

fn check(papers: &Papers, today: NaiveDate) -> Result<Checked, Problem> {
    let mut faults = Faults::default();
    let reason = papers.reason.as_deref().map(|reason| text::body("/reason", reason, text::EXPLANATION));
    let reason = faults.check(reason.transpose());
    if papers.corrects.is_some() && papers.reason.is_none() {
        faults.add(Fault::at("/reason", FaultCode::Required));
    }
    let full_name = faults.check(text::person_name("/full_name", &papers.full_name));
    if !(FIRST_BIRTH..=today).contains(&papers.birth_date) {
        let fault = Fault::at("/birth_date", FaultCode::OutOfRange);
        faults.add(fault.with("min", FIRST_BIRTH.to_string()).with("max", today.to_string()));
    }
    let mut numbers = Vec::new();
    if let Some(rnokpp) = &papers.rnokpp {
        let parsed = Rnokpp::parse(rnokpp).map_err(|code| Fault::at("/rnokpp", code)).and_then(|number| {
            born("/rnokpp", number.birth_date(), papers.birth_date)?;
            Ok(IdentityNumber::Rnokpp(number))
        });
        numbers.push(faults.check(parsed));
    }
    if let Some(unzr) = &papers.unzr {
        let parsed = Unzr::parse(unzr).map_err(|code| Fault::at("/unzr", code)).and_then(|number| {
            born("/unzr", number.birth_date(), papers.birth_date)?;
            Ok(IdentityNumber::Unzr(number))
        });
        numbers.push(faults.check(parsed));
    }
    if let Some(DocumentNumber { kind, number }) = &papers.document {
        let parsed = Document::parse(*kind, number)
            .map(IdentityNumber::Document)
            .map_err(|code| Fault::at("/document/number", code));
        numbers.push(faults.check(parsed));
    }
    if numbers.len() != 1 {
        faults.add(Fault::at("", FaultCode::OnlyOneOf).with("fields", "rnokpp, unzr, document"));
    }
    let ((full_name, number), reason) = faults.none_in(full_name.zip(numbers.pop().flatten()).zip(reason))?;
    let birth_date = papers.birth_date;
    let confirmed = Confirmed { full_name, birth_date: Some(birth_date) };
    Ok(Checked { confirmed, number, birth_date, reason })
}

/// A number that carries a birth date must carry the one in the papers.
fn born(pointer: &str, carried: NaiveDate, stated: NaiveDate) -> Result<(), Fault> {
    if carried == stated { Ok(()) } else { Err(Fault::at(pointer, FaultCode::BirthDateMismatch)) }
}
