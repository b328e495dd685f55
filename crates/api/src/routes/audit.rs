//! The audit log.

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;
use viche_app::audit;

use super::Answer;
use crate::caching;
use crate::context::Context;
use crate::extract::Query;
use crate::page::{Page, with_links};
use crate::paging::paging;
use crate::routing::{Operation, Routes, Tag};
use crate::views::accounts::AuditRecord;
use crate::views::examples;

/// Which part of the log.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListAudit {
    /// What was done to the object with this id.
    #[param(example = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47")]
    object_id: Option<String>,
    /// The cursor of a page.
    #[serde(skip_serializing)]
    #[param(example = "kq3…")]
    cursor: Option<String>,
    /// How many items a page has at most, 1 to 100; 25 where absent.
    #[serde(skip_serializing)]
    #[param(example = 25)]
    limit: Option<u32>,
}

async fn list(context: Context, request: HttpRequest, Query(query): Query<ListAudit>) -> Answer {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit);
    let paging = paging(&context.service, ("audit", "newest", &query), cursor, limit)?;
    let slice = audit::list(context.app(), context.request(), query.object_id, paging.window.clone()).await?;
    let page = paging.page(
        &context.service,
        slice,
        |record| (record.at.timestamp_micros().to_string(), record.id.clone()),
        AuditRecord::from,
    );
    Ok(with_links(caching::private(&page), &request, &page.page))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/audit").get(
        list,
        Operation::new("list_audit", Tag::Service, "The audit log, the latest first")
            .permission("read_audit")
            .query::<ListAudit>()
            .paged()
            .answers::<Page<AuditRecord>>(
                200,
                examples::page(json!({
                    "id": examples::ID, "at": "2026-03-04T08:00:00Z", "account_id": examples::ID,
                    "action": "petition.published", "object": "petition", "object_id": examples::ID,
                    "reason": null, "request_id": "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47",
                    "data": { "from": "submitted", "to": "collecting", "signatures": 0 }
                })),
            ),
    );
}
