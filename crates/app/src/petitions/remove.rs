//! An administrator removes a published petition.

use serde::Deserialize;
use viche_domain::problem::Problem;
use viche_domain::text;

use super::{Reference, full};
use crate::{App, Made, Request};

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
    removal: Removal,
) -> Result<Made, Problem> {
    let reason = text::body("/reason", &removal.reason, text::EXPLANATION)
        .map_err(|fault| Problem::invalid(vec![fault]))?;
    app.once(request, move |unit| {
        unit.hold_as_administrator(&reference)?.remove(unit, &reason)?;
        full(unit, &reference)
    })
    .await
}
