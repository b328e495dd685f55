//! Changing a password, and getting a new one when it is forgotten.

use serde::Deserialize;
use serde_json::json;
use viche_auth::opaque::hash_of;
use viche_domain::change::ObjectKind;
use viche_domain::problem::{Code, Problem};
use viche_domain::text;
use viche_store::jobs::Job;
use viche_store::people::accounts::{self, Account, Which};
use viche_store::people::{password_resets, sessions};
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

use crate::unit::Needs;
use crate::{App, Request, Sent, Unit};

/// A change of your own password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    /// The password until now.
    #[cfg_attr(feature = "schema", schema(format = Password))]
    pub current_password: String,
    /// The new password, none of the common ones.
    #[cfg_attr(feature = "schema", schema(format = "new_password"))]
    pub new_password: String,
}

/// Changes the caller's password; every other session of the account ends.
pub async fn change(app: &App, request: Request, change: Sent<PasswordChange>) -> Result<(), Problem> {
    let caller = super::caller(app, request.clone()).await?;
    let PasswordChange { current_password: current, new_password: new } = change?;
    let verified = caller.password_hash.clone();
    if !app.passwords.verify(current, verified.clone()).await? {
        return Err(Code::WrongPassword.into());
    }
    let kept = Id::from(request.claims()?.sid);
    let hash = accept(app, new, &caller).await?;
    app.write(request, move |unit| {
        accounts::hold_for_change(unit.conn, caller.id)?;
        let caller = unit.own_account()?;
        if caller.password_hash != verified {
            return Err(Code::WrongPassword.into());
        }
        set(unit, caller.id, &hash, Some(kept))
    })
    .await
}

/// An address whose owner forgot the password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// The e-mail address.
    #[cfg_attr(feature = "schema", schema(format = "email_address"))]
    pub email: String,
}

/// Asks for a letter that offers a new password; answers alike, and in the same time, whether or not the address is
/// known: the worker finds out.
pub async fn request_reset(app: &App, request: Request, reset: PasswordReset) -> Result<(), Problem> {
    let email = text::email("/email", &reset.email).map_err(|fault| Problem::invalid(vec![fault]))?;
    let letter = Job::ResetPassword { email_key: email.key };
    app.once(request, Needs::Nothing, move |unit| unit.queue(&letter)).await.map(drop)
}

/// A new password, allowed by a token from an e-mail.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PasswordResetConfirmation {
    /// The token, as it stands in the link.
    pub token: String,
    /// The new password, none of the common ones.
    #[cfg_attr(feature = "schema", schema(format = "new_password"))]
    pub new_password: String,
}

/// Sets a new password by the token of a letter; every session of the account ends.
pub async fn reset(app: &App, request: Request, allowed: PasswordResetConfirmation) -> Result<(), Problem> {
    let PasswordResetConfirmation { token, new_password: new } = allowed;
    let token = hash_of(&token);
    let hash = token.clone();
    let owner = app.read(request.clone(), move |unit| {
        let now = unit.now;
        let account = password_resets::whose(unit.conn, &hash, now)?.ok_or(Code::BadEmailToken)?;
        Ok(accounts::find(unit.conn, Which::Id(account))?.ok_or(Code::BadEmailToken)?)
    });
    let hash = accept(app, new, &owner.await?).await?;
    app.write(request, move |unit| {
        let now = unit.now;
        let account = password_resets::redeem(unit.conn, &token, now)?.ok_or(Code::BadEmailToken)?;
        accounts::hold_for_change(unit.conn, account)?;
        set(unit, account, &hash, None)
    })
    .await
}

/// The hash of a new password, if it is strong enough for its owner.
async fn accept(app: &App, new: String, owner: &Account) -> Result<String, Problem> {
    let known = vec![owner.email.clone().unwrap_or_default(), owner.full_name.clone()];
    let accepted = app.passwords.accept("/new_password", new, known, app.random()).await?;
    accepted.map_err(|fault| Problem::invalid(vec![fault]))
}

/// Letters that offer a new password are of no use any more.
fn set(unit: &mut Unit<'_>, account: Id, hash: &str, kept: Option<Id>) -> Stored<()> {
    let now = unit.now;
    accounts::set_password(unit.conn, account, hash)?;
    password_resets::use_up(unit.conn, account, now)?;
    let ended = sessions::revoke_all(unit.conn, account, kept, now)?;
    unit.set_by(account);
    unit.log(
        Subject::Id(ObjectKind::Account, account),
        "account.password_set",
        &Note::of(json!({ "sessions_ended": ended })),
    )
}
