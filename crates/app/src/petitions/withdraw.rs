//! The author withdraws a petition.

use viche_domain::problem::Problem;

use super::{Reference, full};
use crate::unit::Needs;
use crate::{App, Made, Request, Sent};

/// Withdraws the caller's petition. What was published stays readable, with its count and dates.
pub async fn withdraw(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Login, move |unit| {
        let held = unit.hold_as_author(&reference)?;
        nothing?;
        held.withdraw(unit)?;
        full(unit, &reference)
    })
    .await
}
