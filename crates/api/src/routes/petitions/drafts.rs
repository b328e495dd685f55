//! What an author does with a petition: begins, edits, submits, corrects and withdraws it.

use serde_json::json;
use viche_app::petitions::draft::{self, Changes, Draft};
use viche_app::petitions::{Full, withdraw};
use viche_domain::problem::Code;

use super::reading::of_petition;
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, IfMatch, Json, NoBody, Path};
use crate::references::petition;
use crate::routes::{HttpResult, done};
use crate::routing::{Operation, Routes, Tag};

async fn create(
    context: Context,
    Idempotent { key, body: Json(draft) }: Idempotent<Json<Draft>>,
) -> HttpResult {
    Ok(caching::created(draft::create(context.app(), context.keyed(key), draft).await?))
}

async fn edit(
    context: Context,
    Path(id): Path<String>,
    IfMatch(over): IfMatch,
    Json(changes): Json<Changes>,
) -> HttpResult {
    let (app, request) = (context.app(), context.request());
    Ok(caching::versioned(&draft::edit(app, request, petition(&id)?, over, changes).await?))
}

async fn delete_draft(context: Context, Path(id): Path<String>) -> HttpResult {
    draft::delete(context.app(), context.request(), petition(&id)?).await?;
    Ok(done())
}

async fn submit(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(draft::submit(app, request, petition(&id)?, nothing).await?))
}

async fn correct(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(draft::correct(app, request, petition(&id)?, nothing).await?))
}

async fn withdraw_petition(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(withdraw::withdraw(app, request, petition(&id)?, nothing).await?))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/petitions").post(
        create,
        Operation::new("create_petition", Tag::Petitions, "Begin a draft")
            .describe(
                "A title is enough to begin with. The author's name is taken from the account and stays with the petition.",
            )
            .login()
            .idempotent()
            .versioned()
            .body::<Draft>(examples::new_petition())
            .makes::<Full>(examples::draft()),
    );
    routes
        .at("/v1/petitions/{id}")
        .patch(
            edit,
            of_petition(Operation::new("edit_petition", Tag::Petitions, "Edit a draft"))
                .describe("What is absent stays. Once submitted, a text can't be edited any more.")
                .login()
                .if_match()
                .body::<Changes>(json!({ "title": "Облаштувати велодоріжку на вулиці Покровській" }))
                .answers::<Full>(200, examples::draft())
                .refuses(&[Code::NotDraft, Code::NotTheAuthor]),
        )
        .delete(
            delete_draft,
            of_petition(Operation::new("delete_draft", Tag::Petitions, "Delete a draft"))
                .describe("For good: what was submitted can only be withdrawn.")
                .login()
                .answers_nothing(204)
                .refuses(&[Code::NotDraft, Code::NotTheAuthor]),
        );
    routes.at("/v1/petitions/{id}/submission").post(
        submit,
        of_petition(Operation::new("submit_petition", Tag::Petitions, "Submit a draft for moderation"))
            .describe(
                "Needs the policy's level, and a verified e-mail address, which the law asks of authors.",
            )
            .login()
            .idempotent()
            .versioned()
            .makes::<Full>(examples::submitted())
            .refuses(&[
                Code::NotDraft,
                Code::NotTheAuthor,
                Code::DraftIncomplete,
                Code::EmailNotVerified,
                Code::IdentificationNeeded,
                Code::CalendarOutOfRange,
            ]),
    );
    routes.at("/v1/petitions/{id}/corrections").post(
        correct,
        of_petition(Operation::new(
            "correct_petition",
            Tag::Petitions,
            "Begin a corrected draft of a refused petition",
        ))
        .describe(
            "A new draft with the title, text and category of the refused one, and its id in `corrects`. \
             The refused petition stays as it is.",
        )
        .login()
        .idempotent()
        .versioned()
        .makes::<Full>(examples::correction())
        .refuses(&[Code::NotRefused, Code::NotTheAuthor]),
    );
    routes.at("/v1/petitions/{id}/withdrawal").post(
        withdraw_petition,
        of_petition(Operation::new("withdraw_petition", Tag::Petitions, "Withdraw your petition"))
            .describe("What was published stays readable, with its count and dates.")
            .login()
            .idempotent()
            .versioned()
            .makes::<Full>(examples::withdrawn())
            .refuses(&[Code::NotWithdrawable, Code::NotTheAuthor]),
    );
}
