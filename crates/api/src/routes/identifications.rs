//! Confirming who somebody is, from their papers.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::Id;
use viche_app::identity::{Papers, confirm_papers};
use viche_domain::identity::DocumentKind;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::Answer;
use crate::caching;
use crate::context::Context;
use crate::extract::{Idempotent, Json};
use crate::routing::{Operation, Routes, Tag};
use crate::views::accounts::AccountView;
use crate::views::examples;

/// Papers that a clerk saw: exactly one of `rnokpp`, `unzr` and `document`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Identification {
    /// The account of the person whose papers they are.
    #[schema(value_type = uuid::Uuid)]
    account_id: String,
    /// The name as written there.
    full_name: String,
    /// The birth date as written there.
    #[schema(value_type = String, format = Date)]
    birth_date: String,
    /// The taxpayer number (РНОКПП).
    rnokpp: Option<String>,
    /// The number in the demographic register (УНЗР).
    unzr: Option<String>,
    /// A document, of somebody who has neither.
    document: Option<DocumentNumber>,
}

/// An identity document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DocumentNumber {
    /// Which kind.
    kind: DocumentKind,
    /// The series and number.
    number: String,
}

async fn identify(
    context: Context,
    Idempotent { key, body: Json(papers) }: Idempotent<Json<Identification>>,
) -> Answer {
    let id = Id::parse(&papers.account_id)
        .ok_or_else(|| Problem::invalid(vec![Fault::at("/account_id", FaultCode::Malformed)]))?;
    let papers = Papers {
        full_name: papers.full_name,
        birth_date: date("/birth_date", &papers.birth_date)?,
        rnokpp: papers.rnokpp,
        unzr: papers.unzr,
        document: papers.document.map(|document| (document.kind, document.number)),
    };
    let account = confirm_papers(context.app(), context.keyed(key), id, papers).await?;
    let location = format!("/v1/accounts/{}", account.id);
    Ok(caching::created(&AccountView::from(account), &location))
}

fn date(pointer: &str, text: &str) -> Result<NaiveDate, Problem> {
    viche_domain::time::parse_date(text)
        .ok_or_else(|| Problem::invalid(vec![Fault::at(pointer, FaultCode::Malformed)]))
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
            .body::<Identification>(json!({
                "account_id": examples::ID, "full_name": "Коваленко Олена Петрівна",
                "birth_date": "1990-05-17", "rnokpp": "3300900180"
            }))
            .makes::<AccountView>(examples::account())
            .refuses(&[Code::AccountNotFound, Code::AlreadyIdentified]),
    );
}
