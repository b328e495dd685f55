//! A moderator puts a department in charge; the department accepts, or hands the petition back.

use serde::Deserialize;
use viche_domain::person::roles::Permission;
use viche_domain::petition::{Assignment, Figures};
use viche_domain::problem::{Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::city::policies;

use super::{Reference, full};
use crate::unit::Needs;
use crate::{App, Faults, Made, Request, Sent};

/// Which department takes charge.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Assignment))]
pub struct AssignmentRequest {
    /// The code of the department.
    pub department: String,
    /// Why, in plain text; needed if another department is in charge.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub reason: Option<String>,
}

/// Puts a department in charge of a petition; in the place of another one only with a reason.
pub async fn assign(
    app: &App,
    request: Request,
    reference: Reference,
    assignment: Sent<AssignmentRequest>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ModeratePetitions), move |unit| {
        let held = unit.hold_as_moderator(&reference)?;
        let AssignmentRequest { department, reason } = assignment?;
        let mut faults = Faults::default();
        let reason = faults.check(reason.as_deref().map(check_reason).transpose());
        if !viche_store::city::has_department(unit.conn, &department)? {
            faults.add(Fault::at("/department", FaultCode::NotFound));
        }
        let reason = faults.none_in(reason)?;
        let now = unit.now;
        let policy = policies::in_force::<Figures>(unit.conn, now)?;
        let (department, reason) = (department.as_str(), reason.as_deref());
        held.assign(unit, Assignment { department, reason, policy: &policy })?;
        full(unit, &reference)
    })
    .await
}

/// Accepts the assignment, for a responder of the department in charge.
pub async fn accept(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ReviewPetitions), move |unit| {
        let held = unit.hold_as_responder(&reference)?;
        nothing?;
        held.accept(unit)?;
        full(unit, &reference)
    })
    .await
}

/// Why a department hands a petition back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AssignmentReturn {
    /// The reason, in plain text.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub reason: String,
}

/// Hands the petition back with a reason, for a responder of the department in charge.
pub async fn hand_back(
    app: &App,
    request: Request,
    reference: Reference,
    handed_back: Sent<AssignmentReturn>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ReviewPetitions), move |unit| {
        let held = unit.hold_as_responder(&reference)?;
        let reason = check_reason(&handed_back?.reason).map_err(|fault| Problem::invalid(vec![fault]))?;
        held.hand_back(unit, &reason)?;
        full(unit, &reference)
    })
    .await
}

fn check_reason(raw: &str) -> Result<String, Fault> {
    text::body("/reason", raw, text::EXPLANATION)
}
