//! Accounts: registration, sessions, passwords, roles.

mod account;
pub mod passwords;
mod register;
pub mod roles;
pub mod sessions;
mod verify;

use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Problem};
use viche_store::people::accounts::{self, Which};
use viche_store::{Id, Result as Stored};

pub use account::Account;
pub use register::{Registration, create_administrator, register};
pub use sessions::Session;
pub use verify::{EmailToken, EmailVerificationRequest, send_verification, verify_email};

use crate::{App, Request, Unit};

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

/// The account that has an e-mail address, for staff; nothing where there is none.
pub async fn find_by_email(app: &App, request: Request, email: String) -> Result<Option<Account>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        let found = accounts::find(unit.conn, Which::Email(&email.trim().to_lowercase()))?;
        Ok(found.map(Account::from))
    })
    .await
}

/// An account as it now is.
pub(crate) fn shown(unit: &mut Unit<'_>, id: Id) -> Stored<Account> {
    Ok(accounts::find(unit.conn, Which::Id(id))?.ok_or(Code::AccountNotFound)?.into())
}
