//! An administrator removes a published petition.

use viche_domain::petition::Action;
use viche_domain::problem::Problem;
use viche_domain::roles::Permission;
use viche_domain::text;
use viche_store::record::Note;

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
        let held = unit.hold_as_staff(Permission::RemovePetitions, &reference)?;
        held.advance(unit, &Action::Remove { reason: &reason }, &Note::for_reason(Some(&reason)))?;
        read::details(unit, &reference)
    })
    .await
}
