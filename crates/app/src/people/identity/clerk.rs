//! A clerk confirms somebody's papers.

use chrono::NaiveDate;
use serde::Deserialize;
use viche_domain::person::identity::{Document, DocumentKind, IdentityNumber, PersonKey, Rnokpp, Unzr};
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text;
use viche_domain::time::strict_date;
use viche_store::Id;
use viche_store::people::accounts::{self, Which};

use super::{Confirmed, confirm::confirm};
use crate::people::accounts::shown;
use crate::unit::Needs;
use crate::{App, Faults, Made, Request, Sent};

/// Papers that a clerk saw: exactly one of `rnokpp`, `unzr` and `document`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Identification))]
pub struct Papers {
    /// The account of the person whose papers they are.
    #[cfg_attr(feature = "schema", schema(value_type = uuid::Uuid))]
    pub account_id: Id,
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

/// Confirms who an account's owner is, for a clerk who saw the papers. Nobody confirms themselves.
pub async fn confirm_papers(app: &App, request: Request, papers: Sent<Papers>) -> Result<Made, Problem> {
    let person_key = app.person_key;
    app.once(request, Needs::Role(Permission::ConfirmIdentities), move |unit| {
        let clerk = unit.caller()?;
        let papers = papers?;
        let (account, confirmed) = (papers.account_id, check(&papers)?);
        let key = PersonKey::derive(&person_key, &confirmed.number);
        if clerk.account == account {
            return Err(Code::Forbidden.into());
        }
        accounts::hold_for_change(unit.conn, account)?;
        accounts::hold_person(unit.conn, &key)?;
        let target = accounts::find(unit.conn, Which::Id(account))?.ok_or(Code::AccountNotFound)?;
        let owner = accounts::person_by_key(unit.conn, &key)?;
        if target.person == clerk.person || owner.is_some_and(|owner| owner.id == clerk.person) {
            return Err(Code::Forbidden.into());
        }
        confirm(unit, &key, &target, &confirmed, clerk.account)?;
        shown(unit, account)
    })
    .await
}

fn check(papers: &Papers) -> Result<Confirmed, Problem> {
    let mut faults = Faults::default();
    let full_name = faults.check(text::person_name("/full_name", &papers.full_name));
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
    let (full_name, number) = faults.none_in(full_name.zip(numbers.pop().flatten()))?;
    Ok(Confirmed { full_name, number, birth_date: Some(papers.birth_date) })
}

/// A number that carries a birth date must carry the one in the papers.
fn born(pointer: &str, carried: NaiveDate, stated: NaiveDate) -> Result<(), Fault> {
    if carried == stated { Ok(()) } else { Err(Fault::at(pointer, FaultCode::BirthDateMismatch)) }
}
