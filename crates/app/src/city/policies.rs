//! Versions of the rules for petitions.

use chrono::{DateTime, Utc};
use serde_json::json;
use viche_domain::policy::Policy;
use viche_domain::problem::{Code, Problem};
use viche_domain::roles::Permission;
use viche_store::act::Entry;
use viche_store::policies;

use crate::{App, Request};

/// The policy in force.
pub async fn current(app: &App, request: Request) -> Result<Policy, Problem> {
    app.read(request, |unit| policies::in_force(unit.conn, unit.now)).await
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
    policy: Policy,
) -> Result<Policy, Problem> {
    policy.validate().map_err(Problem::invalid)?;
    app.once(request, move |unit| {
        let administrator = unit.staff(Permission::EditConfiguration)?;
        let latest = policies::latest_version(unit.conn)?;
        let effective_from = effective_from.unwrap_or(unit.now);
        if effective_from < unit.now {
            return Err(Code::PolicyNotInFuture.into());
        }
        let policy = Policy { version: latest + 1, effective_from, ..policy };
        policies::insert(unit.conn, &policy)?;
        let (conn, act) = unit.on_record(Some(&administrator.id));
        act.audit(
            conn,
            &Entry {
                action: "policy.added",
                object: "policy",
                object_id: &policy.version.to_string(),
                reason: None,
                data: json!({ "effective_from": effective_from, "threshold": policy.threshold }),
            },
        )?;
        Ok(policy)
    })
    .await
}
