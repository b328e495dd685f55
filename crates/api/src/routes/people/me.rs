//! What belongs to the caller.

use serde::Deserialize;
use utoipa::IntoParams;
use viche_app::people::accounts::{self, Account};
use viche_app::petitions::{OwnSignatureView, Summary, read};
use viche_domain::petition::State;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Everything, List};
use crate::page::Page;
use crate::references::known_set;
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

/// Which of the caller's petitions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListMine {
    /// In one of these states.
    #[param(inline, example = json!(["draft", "submitted"]))]
    state: Option<Vec<State>>,
}

/// Which of the caller's signatures.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListMySignatures {
    /// Of these petitions only, by id or public number: which of them the caller has signed.
    #[param(example = json!(["2026-03-04-1"]), max_items = 100)]
    petition_ids: Option<Vec<String>>,
}

async fn me(context: Context) -> HttpResult {
    Ok(caching::private(&accounts::me(context.app(), context.request()).await?))
}

async fn my_petitions(context: Context, list: List<ListMine>) -> HttpResult {
    let states = list.query.state.unwrap_or_default();
    let slice = read::mine(context.app(), context.request(), states, list.page).await?;
    Ok(list.pages.answer(slice, |petition| Summary::from(&petition), |_, page| caching::private(page)))
}

async fn followed(context: Context, list: List<Everything>) -> HttpResult {
    let slice = read::followed(context.app(), context.request(), list.page).await?;
    Ok(list.pages.answer(slice, |petition| Summary::from(&petition), |_, page| caching::private(page)))
}

async fn my_signatures(context: Context, list: List<ListMySignatures>) -> HttpResult {
    let among = list.query.petition_ids.map(|ids| known_set("petition_ids", &ids)).transpose()?;
    let slice = read::my_signatures(context.app(), context.request(), among, list.page).await?;
    Ok(list.pages.answer(slice, OwnSignatureView::from, |_, page| caching::private(page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/me").get(
        me,
        Operation::new("get_me", Tag::Me, "The caller's account")
            .describe(
                "With the level of identification and the roles, which say what a client need not offer.",
            )
            .login()
            .answers::<Account>(200, examples::account()),
    );
    routes.at("/v1/me/petitions").get(
        my_petitions,
        Operation::new("list_my_petitions", Tag::Me, "Your petitions, drafts included, newest first")
            .describe("The only list that shows drafts, and petitions that are submitted or refused.")
            .login()
            .list::<ListMine>()
            .answers::<Page<Summary>>(200, examples::page(examples::draft_summary())),
    );
    routes.at("/v1/me/following").get(
        followed,
        Operation::new(
            "list_followed_petitions",
            Tag::Me,
            "Petitions you follow, the most recently published first",
        )
        .describe("With the count and state of now. No letters are sent about them.")
        .login()
        .list::<Everything>()
        .answers::<Page<Summary>>(200, examples::page(examples::summary())),
    );
    routes.at("/v1/me/signatures").get(
        my_signatures,
        Operation::new("list_my_signatures", Tag::Me, "Your signatures, newest first")
            .describe(
                "With `petition_ids`, which of the petitions on a page the caller has signed; the others \
                 are missing.",
            )
            .login()
            .list::<ListMySignatures>()
            .answers::<Page<OwnSignatureView>>(
                200,
                examples::page(serde_json::json!({
                    "petition_id": examples::ID, "petition_number": examples::NUMBER,
                    "petition_title": "Облаштувати велодоріжку на вулиці Київській",
                    "signed_at": "2026-03-10T16:20:00Z"
                })),
            ),
    );
}
