//! Staff roles.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::Policy;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_store::Id;
use viche_store::city::{self, policies};
use viche_store::people::accounts::{self, Which};
use viche_store::record::{Note, Subject};

use crate::unit::Needs;
use crate::{App, Made, Request, Sent};

/// A role to be granted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// The code of the department, where the role is for one: responder and expert.
    pub department: Option<String>,
}

/// Grants a role, for a department where the role is for one. Whoever holds a role has proven an address, and is known as
/// well as the policy asks.
pub async fn grant(
    app: &App,
    request: Request,
    account: Id,
    grant: Sent<RoleGrant>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::GrantRoles), move |unit| {
        let granter = unit.caller()?;
        let now = unit.now;
        let Some(holder) = accounts::find(unit.conn, Which::Id(account))? else {
            return Err(Code::AccountNotFound.into());
        };
        let RoleGrant { role, department } = grant?;
        let fault = match (&department, role.needs_department()) {
            (None, true) => Some(FaultCode::Required),
            (Some(_), false) => Some(FaultCode::NotAllowedHere),
            _ => None,
        };
        if let Some(code) = fault {
            return Err(Problem::invalid(vec![Fault::at("/department", code)]).into());
        }
        if let Some(code) = &department
            && !city::has_department(unit.conn, code)?
        {
            return Err(Problem::invalid(vec![Fault::at("/department", FaultCode::NotFound)]).into());
        }
        if holder.email.is_none() {
            return Err(Code::AddressNeeded.into());
        }
        let policy: Policy = policies::in_force(unit.conn, now)?;
        if holder.level < policy.figures.level_of_staff {
            return Err(Code::IdentityNeeded.into());
        }
        if !accounts::grant_role(unit.conn, account, role, department.as_deref(), Some(granter.account), now)?
        {
            return Err(Code::RoleAlreadyGranted.into());
        }
        unit.log(
            Subject::Id(ObjectKind::Account, account),
            "role.granted",
            &Note::of(json!({ "role": role, "department": department })),
        )?;
        super::shown(unit, account)
    })
    .await
}

/// Takes a role away, for every department. Somebody must remain who can grant roles.
pub async fn revoke(app: &App, request: Request, account: Id, role: Role) -> Result<(), Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::GrantRoles)?;
        if accounts::find(unit.conn, Which::Id(account))?.is_none() {
            return Err(Code::AccountNotFound.into());
        }
        let holders = accounts::holders(unit.conn, role)?;
        if !holders.contains(&account) {
            return Err(Code::RoleNotFound.into());
        }
        if role == Role::Administrator && holders.len() == 1 {
            return Err(Code::LastAdministrator.into());
        }
        accounts::revoke_role(unit.conn, account, role)?;
        unit.log(
            Subject::Id(ObjectKind::Account, account),
            "role.revoked",
            &Note::of(json!({ "role": role })),
        )
    })
    .await
}
