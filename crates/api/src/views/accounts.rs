//! Accounts and sessions as clients see them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use viche_app::Id;
use viche_app::accounts::{Account, Session};
use viche_app::audit::Entry;
use viche_domain::identity::Level;
use viche_domain::locale::Locale;
use viche_domain::roles::Role;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountView {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// The e-mail address; absent for an account of an external provider that gave none.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Whether the address is verified.
    pub email_verified: bool,
    /// The name; after identification the confirmed one.
    pub full_name: String,
    /// The language of e-mails.
    pub locale: Locale,
    /// How well the person is known.
    pub level: Level,
    /// What it may do as staff.
    pub roles: Vec<RoleView>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A staff role of an account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GrantedRole)]
pub struct RoleView {
    /// The role.
    pub role: Role,
    /// The code of the department it is for.
    #[schema(required = true)]
    pub department: Option<String>,
    /// When it was granted.
    pub granted_at: DateTime<Utc>,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            email: account.email,
            email_verified: account.email_verified_at.is_some(),
            full_name: account.full_name,
            locale: account.locale,
            level: account.level,
            roles: account
                .roles
                .into_iter()
                .map(|grant| RoleView {
                    role: grant.role,
                    department: grant.department,
                    granted_at: grant.granted_at,
                })
                .collect(),
            created_at: account.created_at,
        }
    }
}

/// A session's tokens.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// The session's id.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// The account's id.
    #[schema(value_type = uuid::Uuid)]
    pub account_id: Id,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// The access token, for `Authorization: Bearer …`.
    pub access_token: String,
    /// How many seconds the access token is good for.
    pub expires_in: i64,
    /// The refresh token; good for one use.
    pub refresh_token: String,
    /// Until when the refresh token is good.
    pub refresh_expires_at: DateTime<Utc>,
}

impl From<Session> for SessionView {
    fn from(session: Session) -> Self {
        Self {
            id: session.id,
            account_id: session.account,
            token_type: "Bearer",
            access_token: session.access_token,
            expires_in: viche_auth::tokens::LIFETIME,
            refresh_token: session.refresh_token,
            refresh_expires_at: session.refresh_expires_at,
        }
    }
}

/// A row of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditRecord {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; absent for the clock and the command line.
    #[schema(required = true, value_type = Option<uuid::Uuid>)]
    pub account_id: Option<Id>,
    /// What was done.
    pub action: String,
    /// To what kind of object.
    pub object: String,
    /// To which one.
    pub object_id: String,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// By which request.
    #[schema(required = true)]
    pub request_id: Option<String>,
    /// Further particulars.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

impl From<Entry> for AuditRecord {
    fn from(record: Entry) -> Self {
        Self {
            id: record.id,
            at: record.at,
            account_id: record.account,
            action: record.action,
            object: record.object,
            object_id: record.object_id,
            reason: record.reason,
            request_id: record.request,
            data: record.data,
        }
    }
}
