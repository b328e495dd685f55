//! Versions of the rules for petitions.

use actix_web::HttpRequest;
use serde::Serialize;
use serde_json::json;
use utoipa::{PartialSchema as _, ToSchema};
use viche_app::city::policies::{self, PolicyFigures};
use viche_domain::petition::Policy;
use viche_domain::problem::{Code, Problem};

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, Path};
use crate::routes::{FRESH, HttpResult};
use crate::routing::{Operation, Routes, Tag};

/// Every version of the rules.
#[derive(Serialize, ToSchema)]
struct PolicyList {
    /// The versions, newest first.
    data: Vec<Policy>,
}

async fn current(context: Context, request: HttpRequest) -> HttpResult {
    let policy = policies::current(context.app(), context.request()).await?;
    Ok(caching::public(&request, &policy, policy.effective_from, FRESH))
}

async fn list(context: Context, request: HttpRequest) -> HttpResult {
    let data = policies::all(context.app(), context.request()).await?;
    Ok(caching::public_undated(&request, &PolicyList { data }, FRESH))
}

async fn get(context: Context, request: HttpRequest, Path(version): Path<String>) -> HttpResult {
    let version = version.parse().map_err(|_| Problem::new(Code::PolicyNotFound))?;
    let policy = policies::get(context.app(), context.request(), version).await?;
    // One that begins in the future has no date that an answer may tell as its last change.
    Ok(caching::public_undated(&request, &policy, FRESH))
}

async fn add(
    context: Context,
    Idempotent { key, body: Json(figures) }: Idempotent<Json<PolicyFigures>>,
) -> HttpResult {
    Ok(caching::created(policies::add(context.app(), context.keyed(key), figures).await?))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/policies")
        .get(
            list,
            Operation::new("list_policies", Tag::City, "Every version of the rules, newest first")
            .describe(
                "Thresholds, terms and levels as they were and are; one that begins in the future stands \
                 here before it is in force.",
            )
                .cached_undated()
                .answers::<PolicyList>(200, json!({ "data": [examples::policy()] })),
        )
        .post(
            add,
            Operation::new("add_policy", Tag::City, "Add a version of the rules")
                .describe("Petitions already published keep theirs: a change never moves a running deadline.")
                .permission("edit_configuration")
                .idempotent()
                .body::<PolicyFigures>(json!({
                    "threshold": 300, "window": { "days": 30 }, "level_to_sign": "identified",
                    "level_to_propose": "identified", "sign_during_review": true, "signatures_withdrawable": true,
                    "moderation_days": 2, "announcement_days": 3, "answer_days": 10
                }))
                .makes::<Policy>(examples::policy())
                .refuses(&[Code::PolicyNotInFuture]),
        );
    routes.at("/v1/policies/current").get(
        current,
        Operation::new("get_current_policy", Tag::City, "The rules in force")
            .describe(
                "What a petition published now would keep. One that is published keeps its own, whose \
                 number is its `policy_version`.",
            )
            .cached()
            .answers::<Policy>(200, examples::policy()),
    );
    routes.at("/v1/policies/{version}").get(
        get,
        Operation::new("get_policy", Tag::City, "One version of the rules")
            .describe("The rules that a petition was published under, by its `policy_version`.")
            .path_of(i64::schema(), "version", "The number of the version.", 1)
            .cached_undated()
            .answers::<Policy>(200, examples::policy())
            .refuses(&[Code::PolicyNotFound]),
    );
}
