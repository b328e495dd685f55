//! A moderator puts a department in charge; the department accepts, or hands the petition back.

use serde::Deserialize;
use viche_domain::person::roles::Permission;
use viche_domain::petition::{Action, Assignment, Figures};
use viche_domain::problem::{Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::city::policies;
use viche_store::record::Note;

use super::{Reference, full};
use crate::{App, Faults, Made, Request};

/// Which department takes charge.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Assignment))]
pub struct AssignmentRequest {
    /// The code of the department.
    pub department: String,
    /// Why, 10 to 4,000 characters; needed if another department is in charge.
    pub reason: Option<String>,
}

/// Puts a department in charge of a petition; in the place of another one only with a reason.
pub async fn assign(
    app: &App,
    request: Request,
    reference: Reference,
    assignment: AssignmentRequest,
) -> Result<Made, Problem> {
    let AssignmentRequest { department, reason } = assignment;
    let reason = check_reason(reason.as_deref())?;
    app.once(request, move |unit| {
        let held = unit.hold_as_staff(Permission::ModeratePetitions, &reference)?;
        if !viche_store::city::has_department(unit.conn, &department)? {
            return Err(Problem::invalid(vec![Fault::at("/department", FaultCode::NotFound)]).into());
        }
        let now = unit.now;
        let policy = policies::in_force::<Figures>(unit.conn, now)?;
        let (department, reason) = (department.as_str(), reason.as_deref());
        let action = Action::Assign(Assignment { department, reason, policy: &policy });
        held.advance(unit, &action, &Note::for_reason(reason))?;
        full(unit, &reference)
    })
    .await
}

/// Accepts the assignment, for a responder of the department in charge.
pub async fn accept(app: &App, request: Request, reference: Reference) -> Result<Made, Problem> {
    app.once(request, move |unit| {
        let held = unit.hold_in_charge(&reference)?;
        held.advance(unit, &Action::AcceptAssignment, &Note::default())?;
        full(unit, &reference)
    })
    .await
}

/// Why a department hands a petition back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AssignmentReturn {
    /// The reason, 10 to 4,000 characters.
    pub reason: String,
}

/// Hands the petition back with a reason, for a responder of the department in charge.
pub async fn hand_back(
    app: &App,
    request: Request,
    reference: Reference,
    handed_back: AssignmentReturn,
) -> Result<Made, Problem> {
    let reason = check_reason(Some(&handed_back.reason))?;
    app.once(request, move |unit| {
        let held = unit.hold_in_charge(&reference)?;
        held.advance(unit, &Action::ReturnAssignment, &Note::for_reason(reason.as_deref()))?;
        full(unit, &reference)
    })
    .await
}

fn check_reason(raw: Option<&str>) -> Result<Option<String>, Problem> {
    let mut faults = Faults::default();
    let reason = raw.and_then(|raw| faults.check(text::body("/reason", raw, text::EXPLANATION)));
    if raw.is_some() && reason.is_none() { Err(faults.into_problem()) } else { Ok(reason) }
}
