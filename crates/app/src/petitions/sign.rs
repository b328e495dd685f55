//! Signing, and taking a signature back.

use viche_domain::problem::{Code, Problem};
use viche_store::petitions::signatures;
use viche_store::petitions::signing::{Attempt, Receipt};
use viche_store::{Id, accounts};

use super::Reference;
use crate::{App, Request};

/// Signs a petition for the caller's person.
pub async fn sign(app: &App, request: Request, petition: Reference) -> Result<Receipt, Problem> {
    let claims = request.claims()?;
    let claim = request.claim();
    let _held = claim.as_ref().map(|claim| app.hold_key(claim)).transpose()?;
    let attempt = Attempt {
        petition,
        account: Id::from(claims.sub),
        session: Id::from(claims.sid),
        now: app.clock.now(),
        request: request.id,
        claim,
    };
    Ok(app.signing.sign(attempt).await?)
}

/// Takes the caller's signature back, while the petition collects and its policy allows it.
pub async fn withdraw(app: &App, request: Request, petition: Reference) -> Result<(), Problem> {
    let account = Id::from(request.claims()?.sub);
    app.write(request, move |unit| {
        // Before the person is read: the account may be about to join another.
        accounts::hold(unit.conn, &account)?;
        let caller = unit.caller()?;
        let petition = unit.locked_petition(&petition, Some(&caller))?;
        petition.lifecycle.admits_signature_withdrawal(unit.now)?;
        let (conn, act) = unit.on_record(Some(&caller.id));
        if !signatures::withdraw(conn, &act, &petition, &caller.person)? {
            return Err(Code::NotSigned.into());
        }
        Ok(())
    })
    .await
}
