//! Proving that an e-mail address is one's own.

use serde::Deserialize;
use viche_auth::opaque::hash_of;
use viche_domain::change::ObjectKind;
use viche_domain::problem::{Code, Problem};
use viche_store::jobs::Job;
use viche_store::people::accounts;
use viche_store::people::sessions::proven_by;
use viche_store::record::{Note, Subject};

use crate::unit::Needs;
use crate::{App, Request, Sent};

/// A token from an e-mail.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EmailToken {
    /// The token, as it stands in the link.
    pub token: String,
}

/// Takes the token of a letter.
pub async fn verify_email(app: &App, request: Request, proof: EmailToken) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let now = unit.now;
        let account = proven_by(unit.conn, &hash_of(&proof.token), now)?.ok_or(Code::BadEmailToken)?;
        if accounts::verify_email(unit.conn, account, now)? {
            unit.set_by(account);
            unit.log(Subject::Id(ObjectKind::Account, account), "account.email_verified", &Note::default())?;
        }
        Ok(())
    })
    .await
}

/// Sends the caller another letter, unless the address is verified already.
pub async fn send_verification(app: &App, request: Request, nothing: Sent<()>) -> Result<(), Problem> {
    app.once(request, Needs::Login, move |unit| {
        nothing?;
        let caller = unit.own_account()?;
        if caller.email.is_some() && caller.email_verified_at.is_none() {
            unit.queue(&Job::VerifyEmail { account: caller.id })?;
        }
        Ok(())
    })
    .await
    .map(drop)
}
