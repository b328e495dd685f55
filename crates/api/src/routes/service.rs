//! Whether the service lives, and whether it can work.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::HttpResult;
use crate::caching;
use crate::context::Context;
use crate::routing::{Operation, Routes, Tag};

/// A sign of life.
#[derive(Serialize, ToSchema)]
struct Health {
    /// Always `ok`: anything else is a problem document.
    status: &'static str,
}

/// The process answers.
pub async fn live() -> HttpResult {
    Ok(caching::private(&Health { status: "ok" }))
}

/// The database answers too.
pub async fn ready(context: Context) -> HttpResult {
    context.app().ready().await?;
    Ok(caching::private(&Health { status: "ok" }))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/healthz").get(
        live,
        Operation::new("get_health", Tag::Service, "Whether the process answers")
            .describe("Touches nothing else: for whoever restarts a process that hangs.")
            .answers::<Health>(200, json!({ "status": "ok" })),
    );
    routes.at("/readyz").get(
        ready,
        Operation::new("get_readiness", Tag::Service, "Whether the database answers too")
            .describe("For load balancers: a node that can't reach its database is sent no requests.")
            .answers::<Health>(200, json!({ "status": "ok" })),
    );
}
