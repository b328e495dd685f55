//! Reading the audit log.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use viche_domain::person::roles::Permission;
use viche_domain::problem::Problem;
pub use viche_store::desk::audit::Filter;
use viche_store::desk::audit::{self, Entry};
use viche_store::keyset::{PageRequest, Slice};

use crate::{App, Request};

/// A row of the audit log.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AuditRecord {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; null for the clock and the command line.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub account_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// To what kind of object.
    pub object: String,
    /// To which one.
    pub object_id: String,
    /// The public number that it had; null where it had none.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub number: Option<String>,
    /// The code of the department that was in charge of it, or that handed it back; null where there was none.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
    /// The version of the policy that governed it; null where none did.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub policy_version: Option<i64>,
    /// Why.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub reason: Option<String>,
    /// By which request: the id that the service gave it, or a word for what nobody asked for over the API.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub request_id: Option<String>,
    /// What the client called that request in `X-Request-Id`. Anybody may write anything there.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub client_request_id: Option<String>,
    /// Further particulars.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub data: serde_json::Value,
}

impl From<Entry> for AuditRecord {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id.into(),
            at: entry.at,
            account_id: entry.account.map(Uuid::from),
            action: entry.action,
            object: entry.object,
            object_id: entry.object_id,
            number: entry.number,
            department: entry.department,
            policy_version: entry.policy_version,
            reason: entry.reason,
            request_id: entry.request,
            client_request_id: entry.client_request,
            data: entry.data,
        }
    }
}

/// A page of the audit log, the latest first.
pub async fn list(
    app: &App,
    request: Request,
    filter: Filter,
    page: PageRequest,
) -> Result<Slice<Entry>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::ReadAudit)?;
        audit::audit(unit.conn, &filter, &page)
    })
    .await
}
