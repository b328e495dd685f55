//! The author withdraws a petition.

use viche_domain::petition::Action;
use viche_domain::problem::Problem;
use viche_store::petitions;

use super::{Details, Reference, read};
use crate::{App, Request};

/// Withdraws the caller's petition. What was published stays readable, with its count and dates.
pub async fn withdraw(app: &App, request: Request, reference: Reference) -> Result<Details, Problem> {
    app.once(request, move |unit| {
        let caller = unit.caller()?;
        let petition = unit.own_petition(&caller, &reference)?;
        let (conn, act) = unit.on_record(Some(&caller.id));
        petitions::advance(conn, &act, &petition, &Action::Withdraw, None)?;
        read::details(unit, &reference)
    })
    .await
}
