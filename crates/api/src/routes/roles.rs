//! Staff roles, granted and taken away.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::accounts::roles;
use viche_domain::problem::{Code, Problem};
use viche_domain::roles::Role;

use super::accounts::account;
use super::{Answer, done};
use crate::caching;
use crate::context::Context;
use crate::extract::{Idempotent, Json, Path};
use crate::routing::{Operation, Routes, Tag};
use crate::views::accounts::AccountView;
use crate::views::examples;

/// A role to be granted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRole {
    /// The role.
    role: Role,
    /// The code of the department, where the role is for one: responder and expert.
    department: Option<String>,
}

async fn grant_role(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(new) }: Idempotent<Json<NewRole>>,
) -> Answer {
    let granted =
        roles::grant(context.app(), context.keyed(key), account(&id)?, new.role, new.department).await?;
    let location = format!("/v1/accounts/{}", granted.id);
    Ok(caching::created(&AccountView::from(granted), &location))
}

async fn revoke_role(context: Context, Path((id, role)): Path<(String, String)>) -> Answer {
    let role = role.parse().map_err(|_| Problem::new(Code::RoleNotFound))?;
    roles::revoke(context.app(), context.request(), account(&id)?, role).await?;
    Ok(done())
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/accounts/{id}/roles").post(
        grant_role,
        Operation::new("grant_role", Tag::Accounts, "Grant a staff role")
            .path("id", "The account's id.", examples::ID)
            .permission("grant_roles")
            .idempotent()
            .body::<NewRole>(json!({ "role": "responder", "department": "transport" }))
            .makes::<AccountView>(examples::account())
            .refuses(&[Code::AccountNotFound, Code::RoleAlreadyGranted]),
    );
    routes.at("/v1/accounts/{id}/roles/{role}").delete(
        revoke_role,
        Operation::new("revoke_role", Tag::Accounts, "Take a staff role away, for every department")
            .path("id", "The account's id.", examples::ID)
            .path("role", "The role.", "responder")
            .permission("grant_roles")
            .answers_nothing(204)
            .refuses(&[Code::AccountNotFound, Code::RoleNotFound, Code::LastAdministrator]),
    );
}
