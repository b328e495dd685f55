//! The author withdraws a petition.

use viche_domain::problem::Problem;

use super::{Reference, full};
use crate::{App, Made, Request};

/// Withdraws the caller's petition. What was published stays readable, with its count and dates.
pub async fn withdraw(app: &App, request: Request, reference: Reference) -> Result<Made, Problem> {
    app.once(request, move |unit| {
        unit.hold_as_author(&reference)?.withdraw(unit)?;
        full(unit, &reference)
    })
    .await
}
