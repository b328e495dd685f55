//! An account as its owner and the staff see it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use viche_domain::language::Locale;
use viche_domain::person::identity::Level;
use viche_domain::person::roles::Grant;
use viche_store::people::accounts;

use crate::Shown;

/// An account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// The e-mail address, proven to be the owner's; absent for an account of an external provider that gave none.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub email: Option<String>,
    /// When the mail server said that it takes no letters for the address; absent once it took one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_refused_at: Option<DateTime<Utc>>,
    /// The name; after identification the confirmed one.
    pub full_name: String,
    /// The language of e-mails.
    pub locale: Locale,
    /// How well the person is known.
    pub level: Level,
    /// What it may do as staff.
    pub roles: Vec<Grant>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<accounts::Account> for Account {
    fn from(account: accounts::Account) -> Self {
        Self {
            id: account.id.into(),
            email: account.email,
            email_refused_at: account.email_refused_at,
            full_name: account.full_name,
            locale: account.locale,
            level: account.level,
            roles: account.roles,
            created_at: account.created_at,
        }
    }
}

impl Shown for Account {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/accounts/{}", self.id))
    }
}
