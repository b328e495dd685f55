//! Logging in by an external identity provider.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::language::Locale;
use viche_domain::person::identity::PersonKey;
use viche_domain::problem::{Code, Problem};
use viche_domain::text;
use viche_store::Result as Stored;
use viche_store::people::accounts::{self, Account, NewAccount, Which};
use viche_store::record::{Note, Subject};

use super::{
    Assertion,
    confirm::{confirm, known},
};
use crate::people::accounts::Session;
use crate::people::accounts::sessions::open;
use crate::{App, Request, Unit};

/// A login by an external identity provider.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExternalLogin {
    /// The provider's name.
    pub provider: String,
    /// The code that the provider gave to the client.
    pub code: String,
}

/// Exchanges a provider's code for a session; the first login makes the account.
pub async fn log_in(app: &App, request: Request, login: ExternalLogin) -> Result<Session, Problem> {
    let ExternalLogin { provider, code } = login;
    let Some(found) = app.providers.iter().find(|known| known.name() == provider) else {
        return Err(Code::ProviderUnknown.into());
    };
    let mut assertion = found.redeem(&code).await?;
    assertion.subject = app.sealed_subject(&provider, &assertion.subject);
    let key = PersonKey::derive(&app.person_key, &assertion.number);
    let locale = request.locale;
    let session = app
        .write(request, move |unit| {
            accounts::hold_person(unit.conn, &key)?;
            let known = accounts::find(unit.conn, Which::External(&provider, &assertion.subject))?;
            let account = match known {
                Some(account) => account,
                None => make(unit, &provider, &assertion, &key, locale)?,
            };
            open(unit, account)
        })
        .await?;
    Ok(session.issue(app))
}

fn make(
    unit: &mut Unit<'_>,
    provider: &str,
    assertion: &Assertion,
    key: &PersonKey,
    locale: Locale,
) -> Stored<Account> {
    let (id, person, now) = (unit.new_id(), unit.new_id(), unit.now);
    let name = &assertion.person.full_name;
    // An address that another account has stays there: two accounts of one person are one person all the same.
    let email = assertion.email.as_deref().and_then(|raw| text::email("", raw).ok());
    if let Some(email) = &email {
        accounts::hold_address(unit.conn, &email.key)?;
    }
    let email = match email {
        Some(email) if accounts::find(unit.conn, Which::Email(&email.key))?.is_none() => Some(email),
        _ => None,
    };
    accounts::insert_provisional_person(unit.conn, person, name, now)?;
    accounts::insert(
        unit.conn,
        &NewAccount {
            id,
            person,
            email: email.as_ref().map(|email| (email.address.as_str(), email.key.as_str())),
            password_hash: None,
            full_name: name,
            locale,
            created_at: now,
        },
    )?;
    accounts::link_external(unit.conn, provider, &assertion.subject, id)?;
    unit.set_by(id);
    unit.log(
        Subject::Id(ObjectKind::Account, id),
        "account.registered",
        &Note::of(json!({ "provider": provider })),
    )?;
    let account = accounts::find(unit.conn, Which::Id(id))?.ok_or(Code::AccountNotFound)?;
    let known = known(unit, key, &account, &assertion.person, false)?;
    confirm(unit, key, &account, &assertion.person, known, id)?;
    Ok(accounts::find(unit.conn, Which::Id(id))?.ok_or(Code::AccountNotFound)?)
}
