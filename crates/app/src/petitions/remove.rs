//! An administrator removes a published petition.

use serde::Deserialize;
use viche_domain::person::roles::Permission;
use viche_domain::problem::Problem;
use viche_domain::text;

use super::{Reference, full};
use crate::unit::Needs;
use crate::{App, Made, Request, Sent};

/// Why a petition is removed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Removal {
    /// The reason, in plain text; the petition's address shows it from then on.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub reason: String,
}

/// Removes a petition, with a reason that its public address shows from then on.
pub async fn remove(
    app: &App,
    request: Request,
    reference: Reference,
    removal: Sent<Removal>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::RemovePetitions), move |unit| {
        let held = unit.hold_as_administrator(&reference)?;
        let reason = text::body("/reason", &removal?.reason, text::EXPLANATION)
            .map_err(|fault| Problem::invalid(vec![fault]))?;
        held.remove(unit, &reason)?;
        full(unit, &reference)
    })
    .await
}
