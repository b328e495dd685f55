//! The audit log.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;
use viche_app::Id;
use viche_app::desk::audit::{self, AuditRecord, Filter};
use viche_domain::time::strict_instant;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::List;
use crate::page::Page;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

/// Which part of the log.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListAudit {
    /// What was done to the object with this id.
    #[param(example = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47")]
    object_id: Option<String>,
    /// What the account with this id did.
    #[param(example = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47")]
    account_id: Option<Uuid>,
    /// This action.
    #[param(example = "petition.published")]
    action: Option<String>,
    /// At this instant or later.
    #[param(example = "2026-03-01T00:00:00Z")]
    #[serde(default, deserialize_with = "strict_instant")]
    at_from: Option<DateTime<Utc>>,
    /// Before this instant.
    #[param(example = "2026-04-01T00:00:00Z")]
    #[serde(default, deserialize_with = "strict_instant")]
    at_before: Option<DateTime<Utc>>,
}

impl From<ListAudit> for Filter {
    fn from(query: ListAudit) -> Self {
        Self {
            object: query.object_id,
            account: query.account_id.map(Id::from),
            action: query.action,
            from: query.at_from,
            before: query.at_before,
        }
    }
}

async fn list(context: Context, list: List<ListAudit>) -> HttpResult {
    let slice = audit::list(context.app(), context.request(), list.query.into(), list.page).await?;
    Ok(list.pages.answer(slice, AuditRecord::from, |_, page| caching::private(page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/audit").get(
        list,
        Operation::new("list_audit", Tag::Service, "The audit log, newest first")
            .describe(
                "Every change with who made it, when and by which request; records are added, never edited. \
                 `data` differs from action to action. Where hardly any row fits all that is asked for, a page ends once \
                 many have been looked through; the next page goes on from there.",
            )
            .permission("read_audit")
            .list::<ListAudit>()
            .answers::<Page<AuditRecord>>(
                200,
                examples::page(json!({
                    "id": examples::ID, "at": "2026-03-04T08:00:00Z", "account_id": examples::ID,
                    "action": "petition.published", "object": "petition", "object_id": examples::ID,
                    "number": "2026-03-04-1", "department": null, "policy_version": 1,
                    "reason": null, "request_id": "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47",
                    "client_request_id": null,
                    "data": { "from": "submitted", "to": "collecting", "signatures": 0 }
                })),
            ),
    );
}
