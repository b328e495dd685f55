//! Confirming who somebody is, from their papers.

use serde_json::json;
use viche_app::people::accounts::Account;
use viche_app::people::identity::{Papers, confirm_papers};
use viche_domain::problem::Code;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json};
use crate::routes::HttpResult;
use crate::routing::{Operation, Routes, Tag};

async fn identify(
    context: Context,
    Idempotent { key, body: Json(papers) }: Idempotent<Json<Papers>>,
) -> HttpResult {
    Ok(caching::created(confirm_papers(context.app(), context.keyed(key), papers).await?))
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/identifications").post(
        identify,
        Operation::new("confirm_identity", Tag::Accounts, "Confirm who an account's owner is, from their papers")
            .describe(
                "For a clerk, who may not confirm themselves. Where the person is known already, the account joins \
                 it: of two signatures on one petition the earlier stays. The number is stored as a keyed hash alone.",
            )
            .permission("confirm_identities")
            .idempotent()
            .body::<Papers>(json!({
                "account_id": examples::ID, "full_name": "Коваленко Олена Петрівна",
                "birth_date": "1990-05-17", "rnokpp": "3300900180"
            }))
            .makes::<Account>(examples::account())
            .refuses(&[Code::AccountNotFound, Code::AlreadyIdentified, Code::BirthDateDiffers]),
    );
}
