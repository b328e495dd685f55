//! Proving that an e-mail address is one's own, which makes the account.

use serde::Deserialize;
use viche_auth::opaque::hash_of;
use viche_domain::change::ObjectKind;
use viche_domain::problem::{Code, Problem};
use viche_domain::text;
use viche_store::jobs::Job;
use viche_store::people::accounts::{self, Which};
use viche_store::people::registrations;
use viche_store::record::{Note, Subject};

use super::register::make;
use crate::unit::Needs;
use crate::{App, Request};

/// A token from an e-mail.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EmailToken {
    /// The token, as it stands in the link.
    pub token: String,
    /// The password of the registration: needed where others have registered with the address meanwhile.
    #[cfg_attr(feature = "schema", schema(format = Password))]
    pub password: Option<String>,
}

/// Takes the token of a letter: it makes the account of the registration that the letter was about, and of no other. Where
/// one took the place of another with the same address, whoever has the letter need not be who chose the password, so it is
/// asked for.
pub async fn verify_email(app: &App, request: Request, proof: EmailToken) -> Result<(), Problem> {
    let token = hash_of(&proof.token);
    let hash = token.clone();
    let waiting = app.read(request.clone(), move |unit| {
        let now = unit.now;
        registrations::linked(unit.conn, &hash, now)
    });
    let waiting = waiting.await?.ok_or(Code::BadEmailToken)?;
    if waiting.confirmed_at.is_none() {
        let fits = match proof.password {
            Some(password) => app.passwords.verify(password, Some(waiting.password_hash)).await?,
            None if waiting.contested => return Err(Code::PasswordNeeded.into()),
            None => true,
        };
        if !fits {
            return Err(Code::WrongPassword.into());
        }
    }
    app.write(request, move |unit| {
        let now = unit.now;
        let registration = registrations::confirmed_by(unit.conn, &token, now)?.ok_or(Code::BadEmailToken)?;
        if registration.confirmed_at.is_some() {
            return Ok(());
        }
        if accounts::find(unit.conn, Which::Email(&registration.email_key))?.is_some() {
            return Err(Code::AddressTaken.into());
        }
        if accounts::prove(unit.conn, &registration)? {
            unit.set_by(registration.id);
            let account = Subject::Id(ObjectKind::Account, registration.id);
            unit.log(account, "account.email_verified", &Note::default())?;
        } else {
            make(unit, &registration)?;
        }
        registrations::confirm(unit.conn, registration.id, now)
    })
    .await
}

/// An address that waits for its proof.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EmailVerificationRequest {
    /// The e-mail address.
    #[cfg_attr(feature = "schema", schema(format = "email_address"))]
    pub email: String,
}

/// Sends another letter; answers alike, and in the same time, whether or not anybody registered with the address.
pub async fn send_verification(
    app: &App,
    request: Request,
    asked: EmailVerificationRequest,
) -> Result<(), Problem> {
    let email = text::email("/email", &asked.email).map_err(|fault| Problem::invalid(vec![fault]))?;
    let letter = Job::Registered { email_key: email.key, registration: None };
    app.once(request, Needs::Nothing, move |unit| unit.queue(&letter)).await.map(drop)
}
