//! What belongs to the caller.

use std::convert::identity;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use viche_app::people::accounts::{self, Account};
use viche_app::petitions::{Moderated, OwnSignatureView, Standing, Summary, read, standing};
use viche_domain::petition::State;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{List, Query};
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

/// Which of the petitions that the caller follows.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListFollowed {
    /// Of these only, by id or public number: which of them the caller follows.
    #[param(example = json!(["2026-03-04-1"]), max_items = 100)]
    petition_ids: Option<Vec<String>>,
}

/// Which petitions to tell the caller's standing with.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListStandings {
    /// These, by id or public number.
    #[param(example = json!(["2026-03-04-1"]), min_items = 1, max_items = 100)]
    petition_ids: Vec<String>,
}

/// Where the caller stands with petitions.
#[derive(Serialize, ToSchema)]
struct OwnPetitionStates {
    /// One item for each petition, in the order in which they were named; those that the caller may not read are left out.
    data: Vec<Standing>,
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
    Ok(list.pages.answer(slice, identity, |_, page| caching::private(page)))
}

async fn followed(context: Context, list: List<ListFollowed>) -> HttpResult {
    let among = list.query.petition_ids.map(|ids| known_set("petition_ids", &ids)).transpose()?;
    let slice = read::followed(context.app(), context.request(), among, list.page).await?;
    Ok(list.pages.answer(slice, identity, |_, page| caching::private(page)))
}

async fn states(context: Context, Query(which): Query<ListStandings>) -> HttpResult {
    let petitions = known_set("petition_ids", &which.petition_ids)?;
    let data = standing::standings(context.app(), context.request(), petitions).await?;
    Ok(caching::private(&OwnPetitionStates { data }))
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
            .describe("Drafts, and petitions that are submitted or refused, stand in no public list. A refused one says why.")
            .login()
            .list::<ListMine>()
            .answers::<Page<Moderated>>(200, examples::page(examples::own_draft())),
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
        .list::<ListFollowed>()
        .answers::<Page<Summary>>(200, examples::page(examples::assigned_summary())),
    );
    routes.at("/v1/me/petition-states").get(
        states,
        Operation::new("list_my_petition_states", Tag::Me, "Where you stand with a page of petitions")
            .describe(
                "For the cards of a list: which of them you wrote, follow and have signed, and whether you may sign now. \
                 If not, `code` is that of the refusal that signing would meet.",
            )
            .login()
            .query::<ListStandings>()
            .answers::<OwnPetitionStates>(
                200,
                serde_json::json!({ "data": [{
                    "petition_id": examples::ID, "petition_number": examples::NUMBER, "mine": false,
                    "following": true, "signed_at": "2026-03-10T16:20:00Z", "may_sign": false,
                    "code": "already_signed"
                }] }),
            ),
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
