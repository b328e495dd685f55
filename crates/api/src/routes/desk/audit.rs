//! The audit log.

use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use viche_app::desk::audit::{self, AuditRecord};

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
}

async fn list(context: Context, list: List<ListAudit>) -> HttpResult {
    let slice = audit::list(context.app(), context.request(), list.query.object_id, list.page).await?;
    Ok(list.pages.answer(slice, AuditRecord::from, |_, page| caching::private(page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/audit").get(
        list,
        Operation::new("list_audit", Tag::Service, "The audit log, newest first")
            .describe(
                "Every change with who made it, when and by which request; records are added, never edited. \
                 `data` differs from action to action.",
            )
            .permission("read_audit")
            .list::<ListAudit>()
            .answers::<Page<AuditRecord>>(
                200,
                examples::page(json!({
                    "id": examples::ID, "at": "2026-03-04T08:00:00Z", "account_id": examples::ID,
                    "action": "petition.published", "object": "petition", "object_id": examples::ID,
                    "reason": null, "request_id": "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47",
                    "client_request_id": null,
                    "data": { "from": "submitted", "to": "collecting", "signatures": 0 }
                })),
            ),
    );
}
