//! What responders do: announce reviews and answer.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::petitions::Document;
use viche_app::petitions::answer::{self, Reply};
use viche_domain::petition::Decision;
use viche_domain::problem::Code;

use super::Answer;
use super::drafts::made;
use super::petitions::of_petition;
use crate::caching;
use crate::context::{Context, petition};
use crate::extract::{Idempotent, Json, Path};
use crate::routing::{Operation, Routes, Tag};
use crate::views::examples;
use crate::views::petitions::{AnswerView, Full};

/// Who takes charge of a review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviewAnnouncement {
    /// The code of the department; one that the caller responds for.
    department: String,
}

/// What a department answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DepartmentAnswer {
    /// The code of the department; one that the caller responds for, and the one in charge.
    department: String,
    /// What was decided.
    decision: Decision,
    /// The text, 50 to 10,000 characters.
    text: String,
    /// Documents it refers to, at most 20.
    #[serde(default)]
    documents: Vec<DocumentLink>,
}

/// A document that an answer refers to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DocumentLink {
    /// What it is called, 1 to 200 characters.
    title: String,
    /// Where it is: an `https://` address.
    url: String,
}

async fn announce(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(body) }: Idempotent<Json<ReviewAnnouncement>>,
) -> Answer {
    let details =
        answer::announce_review(context.app(), context.keyed(key), petition(&id)?, body.department).await?;
    Ok(made(&details))
}

async fn add_answer(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(new) }: Idempotent<Json<DepartmentAnswer>>,
) -> Answer {
    let documents =
        new.documents.into_iter().map(|document| Document { title: document.title, url: document.url });
    let reply = Reply {
        department: new.department,
        decision: new.decision,
        text: new.text,
        documents: documents.collect(),
    };
    let answer = answer::answer(context.app(), context.keyed(key), petition(&id)?, reply).await?;
    Ok(caching::created_at(&AnswerView::from(&answer), Some(format!("/v1/petitions/{id}"))))
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
            .makes::<Full>(examples::petition())
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
