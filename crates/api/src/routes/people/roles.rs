//! Staff roles, granted and taken away.

use serde_json::json;
use utoipa::PartialSchema as _;
use utoipa::openapi::KnownFormat;
use viche_app::people::accounts::Account;
use viche_app::people::accounts::roles::{self, RoleGrant};
use viche_domain::person::roles::Role;
use viche_domain::problem::{Code, Problem};

use super::accounts::account;
use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, Path};
use crate::routes::{HttpResult, done};
use crate::routing::{Operation, Routes, Tag, text_of};

async fn grant_role(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(grant) }: Idempotent<Json<RoleGrant>>,
) -> HttpResult {
    let granted = roles::grant(context.app(), context.keyed(key), account(&id)?, grant).await?;
    Ok(caching::created(granted))
}

async fn revoke_role(context: Context, Path((id, role)): Path<(String, String)>) -> HttpResult {
    let role = role.parse().map_err(|_| Problem::new(Code::RoleNotFound))?;
    roles::revoke(context.app(), context.request(), account(&id)?, role).await?;
    Ok(done())
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/accounts/{id}/roles").post(
        grant_role,
        Operation::new("grant_role", Tag::Accounts, "Grant a staff role")
            .describe(
                "Holds from the next request on: roles are looked up each time and stand in no token. \
                 Responders and experts are for a department, and somebody may be that for several. The \
                 holder needs an e-mail address, and what the policy asks as `level_of_staff`.",
            )
            .path_of(text_of(KnownFormat::Uuid), "id", "The account's id.", examples::ID)
            .permission("grant_roles")
            .idempotent()
            .body::<RoleGrant>(json!({ "role": "responder", "department": "transport" }))
            .makes::<Account>(examples::account())
            .refuses(&[
                Code::AccountNotFound,
                Code::RoleAlreadyGranted,
                Code::AddressNeeded,
                Code::IdentityNeeded,
            ]),
    );
    routes.at("/v1/accounts/{id}/roles/{role}").delete(
        revoke_role,
        Operation::new("revoke_role", Tag::Accounts, "Take a staff role away, for every department")
            .describe(
                "Holds from the next request on, in sessions that are open too. The last administrator \
                 keeps the role.",
            )
            .path_of(text_of(KnownFormat::Uuid), "id", "The account's id.", examples::ID)
            .path_of(Role::schema(), "role", "The role.", "responder")
            .permission("grant_roles")
            .answers_nothing(204)
            .refuses(&[Code::AccountNotFound, Code::RoleNotFound, Code::LastAdministrator]),
    );
}
