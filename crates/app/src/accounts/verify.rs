//! Proving that an e-mail address is one's own.

use serde_json::json;
use viche_auth::opaque::hash_of;
use viche_domain::problem::{Code, Problem};
use viche_store::accounts;
use viche_store::act::Entry;
use viche_store::outbox::{self, Message};
use viche_store::sessions::{Purpose, redeem_email_token};

use crate::{App, Request};

/// Takes the token of a letter.
pub async fn verify_email(app: &App, request: Request, token: String) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let now = unit.now;
        let account = redeem_email_token(unit.conn, &hash_of(&token), Purpose::VerifyEmail, now)?
            .ok_or(Code::BadEmailToken)?;
        if accounts::verify_email(unit.conn, &account, now)? {
            let (conn, act) = unit.on_record(Some(&account));
            act.audit(
                conn,
                &Entry {
                    action: "account.email_verified",
                    object: "account",
                    object_id: account.as_str(),
                    reason: None,
                    data: json!({}),
                },
            )?;
        }
        Ok(())
    })
    .await
}

/// Sends the caller another letter, unless the address is verified already.
pub async fn send_verification(app: &App, request: Request) -> Result<(), Problem> {
    app.once(request, |unit| {
        let caller = unit.caller()?;
        if caller.email.is_some() && caller.email_verified_at.is_none() {
            let (letter, now) = (unit.new_id(), unit.now);
            outbox::insert(unit.conn, &letter, &Message::VerifyEmail { account: caller.id }, now)?;
        }
        Ok(())
    })
    .await
}
