//! A moderator publishes or refuses a submitted petition.

use serde::Deserialize;
use viche_domain::person::roles::Permission;
use viche_domain::petition::RefusalCode;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::city::policies;
use viche_store::petitions;

use super::{Reference, Refusal, full};
use crate::unit::Needs;
use crate::{App, Faults, Made, Request, Sent};

/// Publishes a petition under the policy in force and gives it its public number.
pub async fn publish(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ModeratePetitions), move |unit| {
        let held = unit.hold_as_moderator(&reference)?;
        nothing?;
        let now = unit.now;
        let policy = policies::in_force(unit.conn, now)?;
        held.publish(unit, &policy)?;
        full(unit, &reference)
    })
    .await
}

/// Why a petition is refused.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = RefusalGrounds))]
pub struct Reason {
    /// The reason.
    pub code: RefusalCode,
    /// The explanation, in plain text.
    #[cfg_attr(feature = "schema", schema(format = "explanation"))]
    pub explanation: String,
    /// The id or public number of the published petition that this one duplicates; with the code `duplicate` alone.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub duplicate_of: Option<Reference>,
}

/// Refuses a petition.
pub async fn refuse(
    app: &App,
    request: Request,
    reference: Reference,
    reason: Sent<Reason>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ModeratePetitions), move |unit| {
        let held = unit.hold_as_moderator(&reference)?;
        let reason = reason?;
        let explanation = check(&reason)?;
        let duplicate_of = match &reason.duplicate_of {
            None => None,
            Some(other) => match petitions::find(unit.conn, other)? {
                Some((other, _)) if other.id != held.id && other.is_public() => Some(other.id),
                _ => return Err(Code::DuplicateTargetInvalid.into()),
            },
        };
        held.refuse(unit, &Refusal { code: reason.code, explanation, duplicate_of })?;
        full(unit, &reference)
    })
    .await
}

/// The explanation, normalised.
fn check(reason: &Reason) -> Result<String, Problem> {
    let explanation = text::body("/explanation", &reason.explanation, text::EXPLANATION);
    let link = match (&reason.duplicate_of, reason.code == RefusalCode::Duplicate) {
        (None, true) => Err(Fault::at("/duplicate_of", FaultCode::Required)),
        (Some(_), false) => Err(Fault::at("/duplicate_of", FaultCode::NotAllowedHere)),
        _ => Ok(()),
    };
    let mut faults = Faults::default();
    let (explanation, link) = (faults.check(explanation), faults.check(link));
    faults.none_in(explanation.zip(link)).map(|(explanation, ())| explanation)
}
