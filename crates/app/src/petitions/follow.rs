//! Following a petition without signing it.

use viche_domain::petition::MOST_FOLLOWED;
use viche_domain::problem::{Code, Problem};
use viche_store::petitions::{self, follows};
use viche_store::{Id, Result as Stored};

use super::{Reference, read};
use crate::{App, Request, Sent, Unit};

/// Follows a petition; following it already changes nothing.
pub async fn follow(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<(), Problem> {
    app.write(request, move |unit| {
        let account = unit.caller()?.account;
        let petition = there_for_the_reader(unit, &reference)?;
        nothing?;
        let now = unit.now;
        // One after another, so that the last of several at once sees what the others follow.
        follows::hold(unit.conn, account)?;
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
        let petition = there_for_the_reader(unit, &reference)?;
        follows::remove(unit.conn, account, petition)?;
        Ok(())
    })
    .await
}

/// A petition that the caller may read. It stays where it is, but nobody is kept from signing it, nor waited for.
fn there_for_the_reader(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Id> {
    petitions::keep(unit.conn, reference)?;
    let petition = read::readable(unit, reference)?;
    petition.lifecycle.must_remain()?;
    Ok(petition.id)
}
