//! Whether the service lives, and whether it can work.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::HttpResult;
use viche_domain::problem::Code;

use crate::caching;
use crate::context::Context;
use crate::routing::{Operation, Routes, Tag};

/// A sign of life.
#[derive(Serialize, ToSchema)]
struct Health {
    /// Always `ok`: anything else is a problem document.
    status: &'static str,
}

/// What answers here, and where it is described.
#[derive(Serialize, ToSchema)]
struct Welcome {
    /// The service.
    name: &'static str,
    /// Its release.
    version: &'static str,
    /// The reference, for people.
    reference: &'static str,
    /// The same for programs: an OpenAPI document.
    document: &'static str,
}

const WELCOME: Welcome = Welcome {
    name: "Viche",
    version: env!("CARGO_PKG_VERSION"),
    reference: "/docs/",
    document: "/openapi.json",
};

/// Where to begin.
pub async fn welcome() -> HttpResult {
    Ok(caching::private(&WELCOME))
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
    routes.at("/").get(
        welcome,
        Operation::new("get_service", Tag::Service, "What answers here, and where it is described")
            .describe("The beginning, for whoever knows the address alone.")
            .answers::<Welcome>(200, json!(WELCOME)),
    );
    routes.at("/healthz").get(
        live,
        Operation::new("get_health", Tag::Service, "Whether the process answers")
            .describe("Touches nothing else: for whoever restarts a process that hangs.")
            .answers::<Health>(200, json!({ "status": "ok" })),
    );
    routes.at("/readyz").get(
        ready,
        Operation::new("get_readiness", Tag::Service, "Whether the database answers too, and takes writes")
            .describe("For load balancers: a node that can't write is sent no requests.")
            .refuses(&[Code::NotWritable, Code::ClockWrong])
            .answers::<Health>(200, json!({ "status": "ok" })),
    );
}
