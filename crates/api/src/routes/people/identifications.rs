//! Confirming who somebody is, from their papers; a second look at it, and undoing it.

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use utoipa::openapi::KnownFormat;
use uuid::Uuid;
use viche_app::Id;
use viche_app::people::identity::{self, Identification, IdentificationDecision, Papers, confirm_papers};
use viche_domain::person::identification::{Decision, IdentificationState};
use viche_domain::problem::{Code, Problem};

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, List, Path};
use crate::page::Page;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag, text_of};

/// Which identifications.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListIdentifications {
    /// Those that stand here: `awaiting_second_look` are the ones for another clerk.
    #[param(inline, example = "awaiting_second_look")]
    state: Option<IdentificationState>,
    /// Those of this account.
    #[param(example = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47")]
    account_id: Option<Uuid>,
}

async fn identify(
    context: Context,
    Idempotent { key, body: Json(papers) }: Idempotent<Json<Papers>>,
) -> HttpResult {
    Ok(caching::created(confirm_papers(context.app(), context.keyed(key), papers).await?))
}

async fn list(context: Context, list: List<ListIdentifications>) -> HttpResult {
    let ListIdentifications { state, account_id } = list.query;
    let account = account_id.map(Id::from);
    let slice = identity::list(context.app(), context.request(), state, account, list.page).await?;
    Ok(list.pages.answer(slice, std::convert::identity, |_, page| caching::private(page)))
}

async fn get(context: Context, Path(id): Path<String>) -> HttpResult {
    Ok(caching::private(&identity::get(context.app(), context.request(), known(&id)?).await?))
}

type Why = Idempotent<Json<IdentificationDecision>>;

async fn approve(context: Context, id: Path<String>, why: Why) -> HttpResult {
    decide(context, id, why, Decision::Approve).await
}

async fn refuse(context: Context, id: Path<String>, why: Why) -> HttpResult {
    decide(context, id, why, Decision::Refuse).await
}

async fn reverse(context: Context, id: Path<String>, why: Why) -> HttpResult {
    decide(context, id, why, Decision::Reverse).await
}

async fn decide(context: Context, Path(id): Path<String>, why: Why, decision: Decision) -> HttpResult {
    let Idempotent { key, body: Json(why) } = why;
    let decided = identity::decide(context.app(), context.keyed(key), known(&id)?, decision, why).await?;
    Ok(caching::created(decided))
}

/// An identification's id from an address; what is none names no identification.
fn known(text: &str) -> Result<Id, Problem> {
    Id::parse(text).ok_or_else(|| Code::IdentificationNotFound.into())
}

/// What is done to one identification.
fn decision_of(operation: Operation, reason: &str, example: Value) -> Operation {
    operation
        .path_of(text_of(KnownFormat::Uuid), "id", "The identification's id.", examples::ID)
        .permission("confirm_identities")
        .idempotent()
        .body::<IdentificationDecision>(json!({ "reason": reason }))
        .makes::<Identification>(example)
        .refuses(&[Code::IdentificationNotFound, Code::OwnIdentity])
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/identifications")
        .get(
            list,
            Operation::new("list_identifications", Tag::Accounts, "Identifications by papers, the latest first")
                .describe("For clerks, auditors and administrators.")
                .permission("find_accounts")
                .list::<ListIdentifications>()
                .answers::<Page<Identification>>(200, examples::page(examples::awaiting_second_look())),
        )
        .post(
            identify,
            Operation::new("confirm_identity", Tag::Accounts, "Confirm who an account's owner is, from their papers")
                .describe(
                    "For a clerk, who may not confirm themselves. Where the person is known already, the account joins \
                     it: of two signatures on one petition the earlier stays. Where that person has another name, say \
                     in `reason` why it is the same human being: it then waits for the second look of another clerk, \
                     and nothing has changed. With `corrects` it takes the place of an identification that was wrong, \
                     and what follows from it changes in one step. The number is stored as a keyed hash alone.",
                )
                .permission("confirm_identities")
                .idempotent()
                .body::<Papers>(json!({
                    "account_id": examples::ID, "full_name": "Коваленко Олена Петрівна",
                    "birth_date": "1990-05-17", "rnokpp": "3300900180"
                }))
                .makes::<Identification>(examples::identification())
                .refuses(&[
                    Code::AccountNotFound,
                    Code::IdentificationNotFound,
                    Code::OwnIdentity,
                    Code::AlreadyIdentified,
                    Code::BirthDateDiffers,
                    Code::NameDiffers,
                    Code::NotConfirmed,
                ]),
        );
    routes.at("/v1/identifications/{id}").get(
        get,
        Operation::new("get_identification", Tag::Accounts, "One identification")
            .describe("For clerks, auditors and administrators.")
            .path_of(text_of(KnownFormat::Uuid), "id", "The identification's id.", examples::ID)
            .permission("find_accounts")
            .answers::<Identification>(200, examples::identification())
            .refuses(&[Code::IdentificationNotFound]),
    );
    routes.at("/v1/identifications/{id}/approval").post(
        approve,
        decision_of(
            Operation::new("approve_identification", Tag::Accounts, "Find that it is one person"),
            "Свідоцтво про шлюб від 3 березня 2026 року: прізвище змінено.",
            examples::approved(),
        )
        .describe(
            "The second look of another clerk than the one who saw the papers first. The account joins the person, who \
             goes by the name in the papers from then on.",
        )
        .refuses(&[
            Code::SecondClerkNeeded,
            Code::NotAwaitingSecondLook,
            Code::AlreadyIdentified,
            Code::BirthDateDiffers,
        ]),
    );
    routes.at("/v1/identifications/{id}/refusal").post(
        refuse,
        decision_of(
            Operation::new("refuse_identification", Tag::Accounts, "Find that they are two people"),
            "Номер у заяві переписано з помилкою: це інша людина.",
            examples::not_approved(),
        )
        .describe(
            "The second look of another clerk than the one who saw the papers first. Nothing else changes.",
        )
        .refuses(&[Code::SecondClerkNeeded, Code::NotAwaitingSecondLook]),
    );
    routes.at("/v1/identifications/{id}/reversal").post(
        reverse,
        decision_of(
            Operation::new("reverse_identification", Tag::Accounts, "Undo an identification"),
            "Підтверджено не той обліковий запис.",
            examples::reversed(),
        )
        .describe(
            "The account is nobody's known any more, whatever other identifications by papers it has. What was signed \
             with it counts as far as signing needs no identification; counts, states and deadlines follow. To put \
             another in its place, confirm anew with `corrects` instead.",
        )
        .refuses(&[Code::NotConfirmed]),
    );
}
