//! What waits for staff.

use std::convert::identity;

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use viche_app::desk::queue::{self, Wanted};
use viche_app::petitions::{QueueCount, QueueItem};
use viche_domain::duty::Duty;
use viche_domain::petition::WaitingState;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{List, Query};
use crate::page::Page;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

/// Which part of the queue.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListQueue {
    /// Petitions in these states.
    #[param(inline, example = json!(["under_review"]))]
    state: Option<Vec<WaitingState>>,
    /// Waiting for one of these.
    #[param(inline, example = json!(["answer"]))]
    duty: Option<Vec<Duty>>,
    /// Only what is overdue, or only what is not yet.
    #[param(example = true)]
    overdue: Option<bool>,
    /// In the charge of the department with this code, or of none yet.
    #[param(example = "transport")]
    department: Option<String>,
}

/// Which part of the queue is counted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct CountQueue {
    /// In the charge of the department with this code, or of none yet.
    #[param(example = "transport")]
    department: Option<String>,
}

/// How much waits for staff.
#[derive(Serialize, ToSchema)]
struct QueueCounts {
    /// One item for each duty, those for which nothing waits included.
    data: Vec<QueueCount>,
}

async fn list(context: Context, list: List<ListQueue>) -> HttpResult {
    let ListQueue { state, duty, overdue, department } = list.query;
    let (states, duties) = (state.unwrap_or_default(), duty.unwrap_or_default());
    let wanted = Wanted { states, duties, overdue, department };
    let slice = queue::queue(context.app(), context.request(), wanted, list.page).await?;
    Ok(list.pages.answer(slice, identity, |_, page| caching::private(page)))
}

async fn counts(context: Context, Query(which): Query<CountQueue>) -> HttpResult {
    let data = queue::counts(context.app(), context.request(), which.department).await?;
    Ok(caching::private(&QueueCounts { data }))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/queue").get(
        list,
        Operation::new("list_queue", Tag::Moderation, "What waits for staff, the soonest deadline first")
            .describe("Responders see what is public, and of the rest what waits for their own departments.")
            .permission("read_queue")
            .list::<ListQueue>()
            .answers::<Page<QueueItem>>(
                200,
                examples::page(json!({
                    "petition": examples::reviewed_summary(), "duty": "answer", "due_at": "2026-03-25T22:00:00Z",
                    "due_on": "2026-03-25", "overdue": false, "department": "transport"
                })),
            ),
    );
    routes.at("/v1/queue/counts").get(
        counts,
        Operation::new("count_queue", Tag::Moderation, "How much waits for staff, by duty")
            .describe("Of what the caller sees in the queue.")
            .permission("read_queue")
            .query::<CountQueue>()
            .answers::<QueueCounts>(
                200,
                json!({ "data": [{ "duty": "moderation", "waiting": 12, "overdue": 1 }] }),
            ),
    );
}
