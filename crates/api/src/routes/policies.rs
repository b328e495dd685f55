//! Versions of the rules for petitions.

use actix_web::HttpRequest;
use chrono::{DateTime, Datelike as _, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::city::policies;
use viche_domain::identity::Level;
use viche_domain::petition::{Figures, Window};
use viche_domain::policy::Figures as _;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::time::truncate_to_micros;

use super::{Answer, FRESH};
use crate::caching;
use crate::context::Context;
use crate::extract::{Idempotent, Json, Path};
use crate::routing::{Operation, Routes, Tag};
use crate::views::city::{PolicyList, PolicyView, WindowView};
use crate::views::examples;

/// The last year that RFC 3339 can write, and that both databases order as text and as a number alike.
const LAST_YEAR: i32 = 9999;

/// A new version of the rules.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPolicy {
    /// From when it holds; not in the past. From now where absent.
    effective_from: Option<DateTime<Utc>>,
    /// Valid signatures that bring a petition under review, 1 to 1,000,000.
    threshold: i64,
    /// How long they are collected.
    window: WindowView,
    /// What signing needs.
    level_to_sign: Level,
    /// What submitting needs.
    level_to_propose: Level,
    /// Whether signing goes on under review until the window closes.
    sign_during_review: bool,
    /// Whether a signature can be withdrawn while the petition collects.
    signatures_withdrawable: bool,
    /// Working days from submission to the moderator's decision, 1 to 60.
    moderation_days: u16,
    /// Working days from the threshold to the announcement of the review, 1 to 60.
    announcement_days: u16,
    /// Working days from that announcement to the answer, 1 to 60.
    answer_days: u16,
    /// Working days from an assignment to the department's acceptance, 1 to 60; 2 where absent.
    #[serde(default = "acceptance_days")]
    acceptance_days: u16,
}

fn acceptance_days() -> u16 {
    Figures::built_in().acceptance_days
}

async fn current(context: Context, request: HttpRequest) -> Answer {
    let policy = policies::current(context.app(), context.request()).await?;
    let since = policy.effective_from;
    Ok(caching::public(&request, &PolicyView::from(policy), since, FRESH))
}

async fn list(context: Context, request: HttpRequest) -> Answer {
    let all = policies::all(context.app(), context.request()).await?;
    let list = PolicyList { data: all.into_iter().map(PolicyView::from).collect() };
    Ok(caching::public(&request, &list, context.app().started_at, FRESH))
}

async fn get(context: Context, request: HttpRequest, Path(version): Path<String>) -> Answer {
    let version = version.parse().map_err(|_| Problem::new(Code::PolicyNotFound))?;
    let policy = policies::get(context.app(), context.request(), version).await?;
    let since = policy.effective_from;
    Ok(caching::public(&request, &PolicyView::from(policy), since, FRESH))
}

async fn add(context: Context, Idempotent { key, body: Json(new) }: Idempotent<Json<NewPolicy>>) -> Answer {
    let window = match (new.window.days, new.window.months) {
        (Some(days), None) => Window::Days(days),
        (None, Some(months)) => Window::Months(months),
        _ => {
            let fault = Fault::at("/window", FaultCode::OnlyOneOf).with("fields", "days, months");
            return Err(Problem::invalid(vec![fault]).into());
        }
    };
    let effective_from = new.effective_from.map(truncate_to_micros);
    if effective_from.is_some_and(|from| !(0..=LAST_YEAR).contains(&from.year())) {
        return Err(Problem::invalid(vec![Fault::at("/effective_from", FaultCode::Malformed)]).into());
    }
    let figures = Figures {
        threshold: new.threshold,
        window,
        level_to_sign: new.level_to_sign,
        level_to_propose: new.level_to_propose,
        sign_during_review: new.sign_during_review,
        signatures_withdrawable: new.signatures_withdrawable,
        moderation_days: new.moderation_days,
        announcement_days: new.announcement_days,
        answer_days: new.answer_days,
        acceptance_days: new.acceptance_days,
    };
    let added = policies::add(context.app(), context.keyed(key), effective_from, figures).await?;
    let location = format!("/v1/policies/{}", added.version);
    Ok(caching::created(&PolicyView::from(added), &location))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/policies")
        .get(
            list,
            Operation::new("list_policies", Tag::City, "Every version of the rules, the latest first")
                .cached()
                .answers::<PolicyList>(200, json!({ "data": [examples::policy()] })),
        )
        .post(
            add,
            Operation::new("add_policy", Tag::City, "Add a version of the rules")
                .describe("Petitions already published keep theirs: a change never moves a running deadline.")
                .permission("edit_configuration")
                .idempotent()
                .body::<NewPolicy>(json!({
                    "threshold": 300, "window": { "days": 30 }, "level_to_sign": "identified",
                    "level_to_propose": "identified", "sign_during_review": true, "signatures_withdrawable": true,
                    "moderation_days": 2, "announcement_days": 3, "answer_days": 10
                }))
                .makes::<PolicyView>(examples::policy())
                .refuses(&[Code::PolicyNotInFuture]),
        );
    routes.at("/v1/policies/current").get(
        current,
        Operation::new("get_current_policy", Tag::City, "The rules in force")
            .cached()
            .answers::<PolicyView>(200, examples::policy()),
    );
    routes.at("/v1/policies/{version}").get(
        get,
        Operation::new("get_policy", Tag::City, "One version of the rules")
            .path("version", "The number of the version.", "1")
            .cached()
            .answers::<PolicyView>(200, examples::policy())
            .refuses(&[Code::PolicyNotFound]),
    );
}
