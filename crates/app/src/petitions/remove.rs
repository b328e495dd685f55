//! An administrator removes a published petition.

use viche_domain::petition::Action;
use viche_domain::problem::Problem;
use viche_domain::roles::Permission;
use viche_domain::text;
use viche_store::petitions;

use super::{Details, Reference, read};
use crate::{App, Request};

/// Removes a petition, with a reason that its public address shows from then on.
pub async fn remove(
    app: &App,
    request: Request,
    reference: Reference,
    reason: String,
) -> Result<Details, Problem> {
    let reason =
        text::body("/reason", &reason, text::EXPLANATION).map_err(|fault| Problem::invalid(vec![fault]))?;
    app.once(request, move |unit| {
        let administrator = unit.staff(Permission::RemovePetitions)?;
        let petition = unit.others_petition(&administrator, &reference)?;
        let (conn, act) = unit.on_record(Some(&administrator.id));
        petitions::advance(conn, &act, &petition, &Action::Remove, Some(&reason))?;
        petitions::set_removal_reason(unit.conn, &petition.id, &reason)?;
        read::details(unit, &reference)
    })
    .await
}
