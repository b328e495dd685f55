//! What waits for staff.

use std::convert::identity;

use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use viche_app::desk::queue;
use viche_app::petitions::QueueItem;
use viche_domain::petition::WaitingState;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::List;
use crate::page::Page;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

/// Which part of the queue.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListQueue {
    /// Petitions in these states.
    #[param(explode = false, inline, example = json!(["under_review"]))]
    state: Option<Vec<WaitingState>>,
    /// In the charge of the department with this code, or of none yet.
    #[param(example = "transport")]
    department: Option<String>,
}

async fn list(context: Context, list: List<ListQueue>) -> HttpResult {
    let ListQueue { state, department } = list.query;
    let (app, states) = (context.app(), state.unwrap_or_default());
    let slice = queue::queue(app, context.request(), states, department, list.page).await?;
    Ok(list.pages.answer(slice, identity, |_, page| caching::private(page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/queue").get(
        list,
        Operation::new("list_queue", Tag::Moderation, "What waits for staff, the soonest deadline first")
            .describe("Responders see what waits for their own departments and for none.")
            .permission("read_queue")
            .list::<ListQueue>()
            .answers::<Page<QueueItem>>(
                200,
                examples::page(json!({
                    "petition": examples::reviewed_summary(), "duty": "answer", "due_at": "2026-03-25T22:00:00Z",
                    "overdue": false, "department": "transport"
                })),
            ),
    );
}
