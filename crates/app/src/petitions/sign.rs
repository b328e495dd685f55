//! Signing, and taking a signature back.

use viche_domain::problem::{Code, Problem};
use viche_store::people::accounts;
use viche_store::petitions::signing::{Attempt, Seal, Signed};
use viche_store::{Errand, Id};

use super::{ReceiptView, Reference};
use crate::{App, Made, Request, Sent};

/// Signs a petition for the caller's person.
pub async fn sign(
    app: &App,
    request: Request,
    petition: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    let claims = request.claims()?;
    let claim = request.claim();
    let _held = claim.as_ref().map(|claim| app.hold_key(claim)).transpose()?;
    let kept = app.kept.clone();
    let claimed = claim.clone().map(|claim| {
        let (sealed, kept) = (claim.clone(), kept.clone());
        let seal: Seal = Box::new(move |receipt| kept.seal(&sealed, &Made::of(&ReceiptView::from(receipt))));
        (claim, seal)
    });
    let now = app.clock.now();
    app.database.admit(now)?;
    let attempt = Attempt {
        petition,
        account: Id::from(claims.sub),
        session: Id::from(claims.sid),
        request: request.id,
        claim: claimed,
        sent: nothing,
    };
    match (app.signing.sign(attempt).await?, claim) {
        (Signed::Now(receipt), _) => Ok(Made::of(&ReceiptView::from(&receipt))),
        (Signed::Before(answer), Some(claim)) => kept.open(&claim, answer.as_deref()),
        (Signed::Before(_), None) => Err(Code::Internal.into()),
    }
}

/// Takes the caller's signature back, while the petition collects and its policy allows it.
pub async fn withdraw(app: &App, request: Request, petition: Reference) -> Result<(), Problem> {
    let account = Id::from(request.claims()?.sub);
    app.write(Request { errand: Errand::Signature, ..request }, move |unit| {
        // Before the person is read: the account may be about to join another.
        accounts::hold(unit.conn, account)?;
        unit.hold_as_reader(&petition)?.withdraw_signature(unit)
    })
    .await
}
