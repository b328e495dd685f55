//! Signing, and who signed.

use serde_json::json;
use viche_app::petitions::{ReceiptView, SignatureView, read, sign};
use viche_domain::problem::Code;

use super::reading::of_petition;
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Everything, Idempotent, List, NoBody, Path};
use crate::page::Page;
use crate::references::petition;
use crate::routes::{HttpResult, done, public_if};
use crate::routing::{Operation, Routes, Tag};

async fn sign_petition(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: NoBody(nothing) }: Idempotent<NoBody>,
) -> HttpResult {
    let (app, request) = (context.app(), context.keyed(key));
    Ok(caching::created(sign::sign(app, request, petition(&id)?, nothing).await?))
}

async fn withdraw_signature(context: Context, Path(id): Path<String>) -> HttpResult {
    sign::withdraw(context.app(), context.request(), petition(&id)?).await?;
    Ok(done())
}

async fn list(context: Context, Path(id): Path<String>, list: List<Everything>) -> HttpResult {
    let (whose, slice) = read::signers(context.app(), context.request(), petition(&id)?, list.page).await?;
    Ok(list.pages.answer(slice, SignatureView::from, |request, page| public_if(request, &whose, page)))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/petitions/{id}/signatures")
        .get(
            list,
            of_petition(Operation::new("list_signatures", Tag::Signatures, "The public list of signers, the oldest first"))
                .describe("The law requires it: name and date, nothing else.")
                .optional_login()
                .list::<Everything>()
                .cached_undated()
                .answers::<Page<SignatureView>>(
                    200,
                    examples::page(json!({ "name": "Коваленко Олена Петрівна", "signed_on": "2026-03-10" })),
                ),
        )
        .post(
            sign_petition,
            of_petition(Operation::new("sign_petition", Tag::Signatures, "Sign a petition"))
                .describe(
                    "One person has one signature, whatever accounts they own. The answer comes after the signature \
                     is stored for good, with the exact count.",
                )
                .login()
                .idempotent()
                .makes::<ReceiptView>(json!({
                    "petition_id": examples::ID, "petition_number": examples::NUMBER,
                    "name": "Коваленко Олена Петрівна", "signed_at": "2026-03-10T16:20:00Z",
                    "signatures": 122, "state": "collecting"
                }))
                .refuses(&[
                    Code::AlreadySigned,
                    Code::NotCollecting,
                    Code::WindowClosed,
                    Code::SigningClosed,
                    Code::EmailNotVerified,
                    Code::IdentificationNeeded,
                ]),
        );
    routes.at("/v1/petitions/{id}/signatures/mine").delete(
        withdraw_signature,
        of_petition(Operation::new("withdraw_signature", Tag::Signatures, "Take your signature back"))
            .describe("While the petition collects, where its policy allows it.")
            .login()
            .answers_nothing(204)
            .refuses(&[Code::NotSigned, Code::SignatureFinal]),
    );
}
