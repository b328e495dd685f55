//! Versions of the rules for petitions.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identity::Level;
use viche_domain::person::roles::Permission;
use viche_domain::petition::{Figures, Policy, SigningWindow};
use viche_domain::policy::Figures as _;
use viche_domain::problem::{Code, Fault, Problem};
use viche_domain::time::strict_instant;
use viche_store::city::policies;
use viche_store::record::{Note, Subject};

use crate::unit::Needs;
use crate::{App, Made, Request, Sent, Shown};

/// A new version of the rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PolicyFigures {
    /// From when it holds; not in the past. From now where absent.
    #[serde(default, deserialize_with = "strict_instant")]
    pub effective_from: Option<DateTime<Utc>>,
    /// Valid signatures that bring a petition under review.
    #[cfg_attr(feature = "schema", schema(format = "threshold"))]
    pub threshold: i64,
    /// How long they are collected.
    pub window: SigningWindow,
    /// What signing needs.
    pub level_to_sign: Level,
    /// What submitting needs.
    pub level_to_propose: Level,
    /// Whether signing goes on under review until the window closes.
    pub sign_during_review: bool,
    /// Whether a signature can be withdrawn while the petition collects.
    pub signatures_withdrawable: bool,
    /// Working days from submission to the moderator's decision.
    #[cfg_attr(feature = "schema", schema(format = "working_days"))]
    pub moderation_days: u16,
    /// Working days from the threshold to the announcement of the review.
    #[cfg_attr(feature = "schema", schema(format = "working_days"))]
    pub announcement_days: u16,
    /// Working days from that announcement to the answer.
    #[cfg_attr(feature = "schema", schema(format = "working_days"))]
    pub answer_days: u16,
    /// Working days from an assignment to the department's acceptance; as in the rules in force where absent.
    #[cfg_attr(feature = "schema", schema(format = "working_days"))]
    pub acceptance_days: Option<u16>,
    /// What a role of the staff needs beside an e-mail address, from when it is granted; as in the rules in force where absent.
    pub level_of_staff: Option<Level>,
}

impl PolicyFigures {
    fn check(self, in_force: &Figures) -> Result<(Option<DateTime<Utc>>, Figures), Vec<Fault>> {
        let mut faults = Vec::new();
        let window = self.window.window().unwrap_or_else(|fault| {
            faults.push(fault);
            Figures::built_in().window
        });
        let figures = Figures {
            threshold: self.threshold,
            window,
            level_to_sign: self.level_to_sign,
            level_to_propose: self.level_to_propose,
            sign_during_review: self.sign_during_review,
            signatures_withdrawable: self.signatures_withdrawable,
            moderation_days: self.moderation_days,
            announcement_days: self.announcement_days,
            answer_days: self.answer_days,
            acceptance_days: self.acceptance_days.unwrap_or(in_force.acceptance_days),
            level_of_staff: self.level_of_staff.unwrap_or(in_force.level_of_staff),
        };
        faults.extend(figures.validate().err().into_iter().flatten());
        if faults.is_empty() { Ok((self.effective_from, figures)) } else { Err(faults) }
    }
}

impl Shown for Policy {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/policies/{}", self.version))
    }
}

/// The policy in force.
pub async fn current(app: &App, request: Request) -> Result<Policy, Problem> {
    app.read(request, |unit| {
        let now = unit.now;
        policies::in_force(unit.conn, now)
    })
    .await
}

/// Every version, the latest first.
pub async fn all(app: &App, request: Request) -> Result<Vec<Policy>, Problem> {
    app.read(request, |unit| policies::all(unit.conn)).await
}

/// One version.
pub async fn get(app: &App, request: Request, version: i64) -> Result<Policy, Problem> {
    let known = all(app, request).await?;
    known.into_iter().find(|policy| policy.version == version).ok_or_else(|| Code::PolicyNotFound.into())
}

/// Adds a version, in force from an instant that is not in the past (from now where none is given). Petitions already
/// published keep theirs. The version's number is the service's to give.
pub async fn add(app: &App, request: Request, new: Sent<PolicyFigures>) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::EditConfiguration), move |unit| {
        let now = unit.now;
        let in_force: Policy = policies::in_force(unit.conn, now)?;
        let (effective_from, figures) = new?.check(&in_force.figures).map_err(Problem::invalid)?;
        let effective_from = effective_from.unwrap_or(unit.now);
        if effective_from < unit.now {
            return Err(Code::PolicyNotInFuture.into());
        }
        let policy = policies::add(unit.conn, effective_from, figures)?;
        unit.log(
            Subject::Name(ObjectKind::Policy, &policy.version.to_string()),
            "policy.added",
            &Note::of(json!({ "effective_from": effective_from, "threshold": policy.figures.threshold })),
        )?;
        Ok(policy)
    })
    .await
}
