//! A department takes charge of a petition.

use serde_json::json;
use viche_app::petitions::Full;
use viche_app::petitions::assignment::{self, AssignmentRequest, AssignmentReturn};
use viche_domain::problem::Code;

use super::reading::of_petition;
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, NoBody, Path};
use crate::references::petition;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

async fn assign(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(new) }: Idempotent<Json<AssignmentRequest>>,
) -> HttpResult {
    Ok(caching::created(assignment::assign(context.app(), context.keyed(key), petition(&id)?, new).await?))
}

async fn accept(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(assignment::accept(app, request, petition(&id)?, nothing).await?))
}

async fn hand_back(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(why) }: Idempotent<Json<AssignmentReturn>>,
) -> HttpResult {
    Ok(caching::created(assignment::hand_back(context.app(), context.keyed(key), petition(&id)?, why).await?))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/petitions/{id}/assignment").post(
        assign,
        of_petition(Operation::new("assign_petition", Tag::Moderation, "Put a department in charge"))
            .describe(
                "From submission to the answer. The department accepts within the policy's working days or hands the \
                 petition back; until then and afterwards only its responders announce the review and answer. Where no \
                 department is in charge, any may. Another department takes over with a reason only; no deadline moves.",
            )
            .permission("moderate_petitions")
            .idempotent()
            .versioned()
            .body::<AssignmentRequest>(json!({ "department": "transport" }))
            .makes::<Full>(examples::assigned())
            .refuses(&[
                Code::NotAssignable,
                Code::AlreadyAssigned,
                Code::OwnPetition,
                Code::CalendarOutOfRange,
            ]),
    );
    routes.at("/v1/petitions/{id}/assignment/acceptance").post(
        accept,
        of_petition(Operation::new("accept_assignment", Tag::Reviews, "Accept an assignment"))
            .describe("Ends the term for accepting; no other deadline moves.")
            .permission("review_petitions")
            .idempotent()
            .versioned()
            .makes::<Full>(examples::accepted())
            .refuses(&[Code::NoAssignment, Code::OwnPetition, Code::OtherDepartment]),
    );
    routes.at("/v1/petitions/{id}/assignment/return").post(
        hand_back,
        of_petition(Operation::new("return_assignment", Tag::Reviews, "Hand an assigned petition back"))
            .describe("No department is in charge of it then; the moderators are told.")
            .permission("review_petitions")
            .idempotent()
            .versioned()
            .body::<AssignmentReturn>(
                json!({ "reason": "Питання належить до повноважень управління освіти." }),
            )
            .makes::<Full>(examples::petition())
            .refuses(&[Code::NoAssignment, Code::OwnPetition, Code::OtherDepartment]),
    );
}
