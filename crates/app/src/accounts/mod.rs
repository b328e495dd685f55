//! Accounts: registration, sessions, passwords, roles.

pub mod passwords;
mod register;
pub mod roles;
pub mod sessions;
mod verify;

use viche_domain::problem::{Code, Problem};
use viche_domain::roles::Permission;
use viche_store::Id;
use viche_store::accounts::{self, Which};

pub use register::{Registration, create_administrator, register};
pub use sessions::Session;
pub use verify::{send_verification, verify_email};
pub use viche_store::accounts::{Account, Grant};

use crate::{App, Request};

/// How long a link in an e-mail is good for.
pub const EMAIL_TOKEN_LIFETIME: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// The caller's own account.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general in its lifetimes"
)]
pub async fn me(app: &App, request: Request) -> Result<Account, Problem> {
    app.read(request, |unit| unit.own_account()).await
}

/// One account, for staff.
pub async fn get(app: &App, request: Request, id: Id) -> Result<Account, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        accounts::find(unit.conn, Which::Id(id))?.ok_or_else(|| Code::AccountNotFound.into())
    })
    .await
}

/// The account that has an e-mail address, for staff; nothing where there is none.
pub async fn find_by_email(app: &App, request: Request, email: String) -> Result<Option<Account>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::FindAccounts)?;
        accounts::find(unit.conn, Which::Email(&email.trim().to_lowercase()))
    })
    .await
}
