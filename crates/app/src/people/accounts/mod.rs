//! Accounts: registration, sessions, passwords, roles.

mod account;
mod administrators;
pub mod passwords;
mod register;
pub mod roles;
pub mod sessions;
mod verify;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use viche_domain::change::ObjectKind;
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Problem};
use viche_domain::text;
use viche_domain::time::strict_date;
use viche_store::people::accounts::{self, Which};
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

pub use account::Account;
pub use administrators::{Granting, grant_administrator};
pub use register::{Registration, create_administrator, register};
pub use sessions::Session;
pub use verify::{EmailToken, EmailVerificationRequest, send_verification, verify_email};

use crate::{App, Request, Sent, Unit};

/// How long a link that proves an address is good for.
pub const VERIFICATION_LIFETIME: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// The caller's own account.
pub async fn me(app: &App, request: Request) -> Result<Account, Problem> {
    caller(app, request).await.map(Account::from)
}

#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general in its lifetimes"
)]
async fn caller(app: &App, request: Request) -> Result<accounts::Account, Problem> {
    app.read(request, |unit| unit.own_account()).await
}

/// One account, for staff.
pub async fn get(app: &App, request: Request, id: Id) -> Result<Account, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        shown(unit, id)
    })
    .await
}

/// Somebody whose papers were seen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PersonSearch {
    /// The name.
    #[cfg_attr(feature = "schema", schema(format = "person_name"))]
    pub full_name: String,
    /// The birth date.
    #[serde(deserialize_with = "strict_date")]
    pub birth_date: NaiveDate,
}

/// Accounts found at most.
const FOUND: usize = 20;

/// The account that has an e-mail address, for staff; nothing where there is none. That they looked goes on the record.
pub async fn find_by_email(app: &App, request: Request, email: String) -> Result<Vec<Account>, Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        let found = accounts::find(unit.conn, Which::Email(&email.trim().to_lowercase()))?;
        found_by(unit, found.map(|account| account.id).into_iter().collect(), json!({ "email": email }))
    })
    .await
}

/// The accounts of an identified person, for staff. That they looked goes on the record.
pub async fn find_person(
    app: &App,
    request: Request,
    person: Sent<PersonSearch>,
) -> Result<Vec<Account>, Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        let PersonSearch { full_name, birth_date } = person?;
        let name =
            text::person_name("/full_name", &full_name).map_err(|fault| Problem::invalid(vec![fault]))?;
        let found = accounts::born_on(unit.conn, birth_date, &name, FOUND)?;
        found_by(unit, found, json!({ "full_name": name, "birth_date": birth_date }))
    })
    .await
}

fn found_by(unit: &mut Unit<'_>, found: Vec<Id>, sought: Value) -> Stored<Vec<Account>> {
    let note = Note { words: Some(sought), ..Note::of(json!({ "found": found })) };
    unit.log(Subject::Name(ObjectKind::Account, "search"), "account.sought", &note)?;
    found.into_iter().map(|id| shown(unit, id)).collect()
}

/// An account as it now is.
pub(crate) fn shown(unit: &mut Unit<'_>, id: Id) -> Stored<Account> {
    Ok(accounts::find(unit.conn, Which::Id(id))?.ok_or(Code::AccountNotFound)?.into())
}
