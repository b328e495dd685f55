//! What waits for staff.

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;
use viche_app::petitions::{Petition, Sort, read};
use viche_domain::petition::State;

use super::Answer;
use crate::caching;
use crate::context::Context;
use crate::extract::Query;
use crate::page::{Page, with_links};
use crate::paging::paging;
use crate::routing::{Operation, Routes, Tag};
use crate::views::examples;
use crate::views::petitions::{QueueItem, Summary};
use crate::words;

/// Which part of the queue.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListQueue {
    /// Petitions in these states: `submitted`, `under_review` or `lapsed`.
    #[param(explode = false, inline, value_type = Option<Vec<words::PetitionState>>, example = json!(["under_review"]))]
    state: Option<Vec<State>>,
    /// In the charge of the department with this code, or of none yet.
    #[param(example = "transport")]
    department: Option<String>,
    /// The cursor of a page.
    #[serde(skip_serializing)]
    #[param(example = "kq3…")]
    cursor: Option<String>,
    /// How many items a page has at most, 1 to 100; 25 where absent.
    #[serde(skip_serializing)]
    #[param(example = 25)]
    limit: Option<u32>,
}

async fn list(context: Context, request: HttpRequest, Query(query): Query<ListQueue>) -> Answer {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit);
    let paging = paging(&context.service, ("queue", "due_soonest", &query), cursor, limit)?;
    let states = query.state.unwrap_or_default();
    let (app, window) = (context.app(), paging.window.clone());
    let slice = read::queue(app, context.request(), states, query.department, window).await?;
    let now = app.clock.now();
    let item = |petition: Petition| {
        let (duty, due_at) = petition.lifecycle.duty()?;
        let department = petition.department.clone();
        Some(QueueItem {
            petition: Summary::from(&petition),
            duty,
            due_at,
            overdue: now >= due_at,
            department,
        })
    };
    let place = |petition: &Petition| (Sort::DueSoonest.value(petition), petition.id.clone());
    let page = paging.page(&context.service, slice, place, item);
    let page = Page { data: page.data.into_iter().flatten().collect(), page: page.page };
    Ok(with_links(caching::private(&page), &request, &page.page))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/queue").get(
        list,
        Operation::new("list_queue", Tag::Moderation, "What waits for staff, the soonest deadline first")
            .permission("read_queue")
            .query::<ListQueue>()
            .paged()
            .answers::<Page<QueueItem>>(
                200,
                examples::page(json!({
                    "petition": examples::summary(), "duty": "answer", "due_at": "2026-03-25T22:00:00Z",
                    "overdue": false, "department": "transport"
                })),
            ),
    );
}
