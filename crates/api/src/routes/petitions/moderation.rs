//! What moderators and administrators decide on petitions.

use std::convert::identity;

use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use viche_app::petitions::moderation::{self, Reason};
use viche_app::petitions::remove::{self, Removal};
use viche_app::petitions::{Full, Moderated, RefusedFilter, read};
use viche_domain::petition::RefusalCode;
use viche_domain::problem::Code;

use super::reading::{of_petition, search};
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, List, NoBody, Path};
use crate::page::Page;
use crate::references::petition;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

async fn publish(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(moderation::publish(app, request, petition(&id)?, nothing).await?))
}

async fn refuse(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(reason) }: Idempotent<Json<Reason>>,
) -> HttpResult {
    Ok(caching::created(moderation::refuse(context.app(), context.keyed(key), petition(&id)?, reason).await?))
}

async fn remove_petition(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(removal) }: Idempotent<Json<Removal>>,
) -> HttpResult {
    Ok(caching::created(remove::remove(context.app(), context.keyed(key), petition(&id)?, removal).await?))
}

/// Which refused petitions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListRefused {
    /// For this reason.
    #[param(inline, example = "not_competence")]
    code: Option<RefusalCode>,
    /// Whose title has this text; letter case and the kind of apostrophe make no difference.
    #[param(example = "тариф", format = "search")]
    q: Option<String>,
}

async fn refused(context: Context, list: List<ListRefused>) -> HttpResult {
    let filter = RefusedFilter { code: list.query.code, text: search(list.query.q)? };
    let slice = read::refused(context.app(), context.request(), filter, list.page).await?;
    Ok(list.pages.answer(slice, identity, |_, page| caching::private(page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/refused-petitions").get(
        refused,
        Operation::new("list_refused_petitions", Tag::Moderation, "Refused petitions, the latest first")
            .describe("They are no part of the public lists.")
            .permission("read_unpublished")
            .list::<ListRefused>()
            .answers::<Page<Moderated>>(200, examples::page(examples::refused_summary())),
    );
    routes.at("/v1/petitions/{id}/publication").post(
        publish,
        of_petition(Operation::new("publish_petition", Tag::Moderation, "Publish a submitted petition"))
            .describe(
                "It gets its public number, and keeps the policy in force now. The text is immutable from here on.",
            )
            .permission("moderate_petitions")
            .idempotent()
            .versioned()
            .makes::<Full>(examples::published())
            .refuses(&[Code::NotSubmitted, Code::OwnPetition]),
    );
    routes.at("/v1/petitions/{id}/refusal").post(
        refuse,
        of_petition(Operation::new("refuse_petition", Tag::Moderation, "Refuse a submitted petition"))
            .describe(
                "The author is told the ground and the explanation, and may begin a correction. \
                 `duplicate_of` belongs to `duplicate` alone.",
            )
            .permission("moderate_petitions")
            .idempotent()
            .versioned()
            .body::<Reason>(json!({
                "code": "not_competence",
                "explanation": "Питання тарифів на електроенергію належить до повноважень національного регулятора."
            }))
            .makes::<Full>(examples::refused())
            .refuses(&[Code::NotSubmitted, Code::OwnPetition, Code::DuplicateTargetInvalid]),
    );
    routes.at("/v1/petitions/{id}/removal").post(
        remove_petition,
        of_petition(Operation::new("remove_petition", Tag::Moderation, "Remove a published petition"))
            .describe("Its public address answers 410 with the reason from then on.")
            .permission("remove_petitions")
            .idempotent()
            .versioned()
            .body::<Removal>(json!({ "reason": "Рішення суду про захист персональних даних третьої особи." }))
            .makes::<Full>(examples::removed())
            .refuses(&[Code::NotPublished, Code::OwnPetition]),
    );
}
