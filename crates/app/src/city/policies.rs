//! Versions of the rules for petitions.

use chrono::{DateTime, Utc};
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::petition::{Figures, Policy};
use viche_domain::policy::Figures as _;
use viche_domain::problem::{Code, Problem};
use viche_domain::roles::Permission;
use viche_store::policies;
use viche_store::record::{Note, Subject};

use crate::{App, Request};

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
pub async fn add(
    app: &App,
    request: Request,
    effective_from: Option<DateTime<Utc>>,
    figures: Figures,
) -> Result<Policy, Problem> {
    figures.validate().map_err(Problem::invalid)?;
    app.once(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        let latest = policies::latest_version::<Figures>(unit.conn)?;
        let effective_from = effective_from.unwrap_or(unit.now);
        if effective_from < unit.now {
            return Err(Code::PolicyNotInFuture.into());
        }
        let policy = Policy { version: latest + 1, effective_from, figures };
        policies::insert(unit.conn, &policy)?;
        unit.log(
            Subject::Name(ObjectKind::Policy, &policy.version.to_string()),
            "policy.added",
            &Note::of(json!({ "effective_from": effective_from, "threshold": policy.figures.threshold })),
        )?;
        Ok(policy)
    })
    .await
}
