//! Following a petition without signing it.

use viche_domain::problem::Problem;
use viche_store::petitions::follows;

use super::Reference;
use crate::{App, Request};

/// Follows a petition; following it already changes nothing.
pub async fn follow(app: &App, request: Request, reference: Reference) -> Result<(), Problem> {
    set(app, request, reference, true).await
}

/// Stops following a petition; not following it changes nothing.
pub async fn unfollow(app: &App, request: Request, reference: Reference) -> Result<(), Problem> {
    set(app, request, reference, false).await
}

async fn set(app: &App, request: Request, reference: Reference, on: bool) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let account = unit.caller()?.account;
        let petition = unit.hold_as_reader(&reference)?.id;
        let now = unit.now;
        if on {
            follows::insert(unit.conn, account, petition, now)?;
        } else {
            follows::remove(unit.conn, account, petition)?;
        }
        Ok(())
    })
    .await
}
