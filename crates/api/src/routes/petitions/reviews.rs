//! What responders do: announce reviews and answer.

use serde_json::json;
use viche_app::petitions::answer::{self, DepartmentAnswer, ReviewAnnouncement};
use viche_app::petitions::{AnswerView, Full};
use viche_domain::problem::Code;

use super::reading::of_petition;
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, Path};
use crate::references::petition;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

async fn announce(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(announcement) }: Idempotent<Json<ReviewAnnouncement>>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(answer::announce_review(app, request, petition(&id)?, announcement).await?))
}

async fn add_answer(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(reply) }: Idempotent<Json<DepartmentAnswer>>,
) -> HttpResult {
    Ok(caching::created(answer::answer(context.app(), context.keyed(key), petition(&id)?, reply).await?))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/petitions/{id}/review-announcement").post(
        announce,
        of_petition(Operation::new("announce_review", Tag::Reviews, "Announce the start of a review"))
            .describe(
                "The term for the answer starts here, or at this announcement's due date where it is late.",
            )
            .permission("review_petitions")
            .idempotent()
            .versioned()
            .body::<ReviewAnnouncement>(json!({ "department": "transport" }))
            .makes::<Full>(examples::under_review())
            .refuses(&[
                Code::NotUnderReview,
                Code::ReviewAlreadyAnnounced,
                Code::OwnPetition,
                Code::OtherDepartment,
                Code::CalendarOutOfRange,
            ]),
    );
    routes.at("/v1/petitions/{id}/answers").post(
        add_answer,
        of_petition(Operation::new("answer_petition", Tag::Reviews, "Answer, or add a version to an answer"))
            .describe(
                "An answer is never edited: a correction is a further version, and every version stays. The reply to \
                 a lapsed petition is recorded; it stays lapsed.",
            )
            .permission("review_petitions")
            .idempotent()
            .body::<DepartmentAnswer>({
                let mut body = examples::answer();
                if let Some(fields) = body.as_object_mut() {
                    fields.retain(|name, _| name != "version" && name != "answered_at");
                }
                body
            })
            .makes::<AnswerView>(examples::answer())
            .refuses(&[
                Code::NotUnderReview,
                Code::ReviewNotAnnounced,
                Code::OwnPetition,
                Code::OtherDepartment,
            ]),
    );
}
