//! Following a petition without signing it.

use viche_domain::petition::MOST_FOLLOWED;
use viche_domain::problem::{Code, Problem};
use viche_store::petitions::follows;

use super::Reference;
use crate::{App, Request, Sent};

/// Follows a petition; following it already changes nothing.
pub async fn follow(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let account = unit.caller()?.account;
        let petition = unit.hold_as_reader(&reference)?.id;
        nothing?;
        let now = unit.now;
        let begun = follows::insert(unit.conn, account, petition, now)?;
        if begun && follows::of(unit.conn, account)?.len() > MOST_FOLLOWED {
            return Err(Code::TooManyFollows.into());
        }
        Ok(())
    })
    .await
}

/// Stops following a petition; not following it changes nothing.
pub async fn unfollow(app: &App, request: Request, reference: Reference) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let account = unit.caller()?.account;
        let petition = unit.hold_as_reader(&reference)?.id;
        follows::remove(unit.conn, account, petition)?;
        Ok(())
    })
    .await
}
