//! Registration, and the first administrator.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::language::Locale;
use viche_domain::person::roles::Role;
use viche_domain::problem::Problem;
use viche_domain::text::{self, Email};
use viche_store::jobs::Job;
use viche_store::people::accounts::{self, NewAccount, Which};
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

use crate::unit::Needs;
use crate::{App, Faults, Request, RequestId, Unit};

/// Somebody who registers.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Registration {
    /// The e-mail address; becomes the login.
    #[cfg_attr(feature = "schema", schema(format = "email_address"))]
    pub email: String,
    /// The password, none of the common ones.
    #[cfg_attr(feature = "schema", schema(format = "new_password"))]
    pub password: String,
    /// The full name, at least two words.
    #[cfg_attr(feature = "schema", schema(format = "person_name"))]
    pub full_name: String,
    /// The language of e-mails; `uk` where absent.
    pub locale: Option<Locale>,
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Registration(…)")
    }
}

struct Checked {
    email: Email,
    full_name: String,
    password_hash: String,
    locale: Locale,
}

/// Registers, and answers alike whether or not the address is known: what happened is told to the address alone.
pub async fn register(app: &App, request: Request, registration: Registration) -> Result<(), Problem> {
    let checked = check(app, registration).await?;
    app.once(request, Needs::Nothing, move |unit| {
        accounts::hold_address(unit.conn, &checked.email.key)?;
        let letter = match accounts::find(unit.conn, Which::Email(&checked.email.key))? {
            Some(known) => Job::AlreadyRegistered { account: known.id },
            None => Job::VerifyEmail { account: make(unit, &checked, false)? },
        };
        unit.queue(&letter)
    })
    .await
    .map(drop)
}

/// Makes the first administrator, or another one, from the command line. The address counts as verified. `false`
/// where an account with that address is there already.
pub async fn create_administrator(app: &App, registration: Registration) -> Result<bool, Problem> {
    let checked = check(app, registration).await?;
    let request = Request { id: RequestId::inside("admin-create"), ..Request::default() };
    app.write(request, move |unit| {
        if accounts::find(unit.conn, Which::Email(&checked.email.key))?.is_some() {
            return Ok(false);
        }
        let id = make(unit, &checked, true)?;
        let now = unit.now;
        accounts::grant_role(unit.conn, id, Role::Administrator, None, None, now)?;
        unit.log(
            Subject::Id(ObjectKind::Account, id),
            "role.granted",
            &Note {
                code: Some("made on the command line"),
                ..Note::of(json!({ "role": Role::Administrator }))
            },
        )?;
        Ok(true)
    })
    .await
}

async fn check(app: &App, registration: Registration) -> Result<Checked, Problem> {
    let mut faults = Faults::default();
    let email = faults.check(text::email("/email", &registration.email));
    let full_name = faults.check(text::person_name("/full_name", &registration.full_name));
    let password = faults.check(text::password("/password", &registration.password, &registration.email));
    let ((email, full_name), ()) = faults.none_in(email.zip(full_name).zip(password))?;
    let password_hash = app.passwords.hash(registration.password, app.random()).await?;
    let locale = registration.locale.unwrap_or_default();
    Ok(Checked { email, full_name, password_hash, locale })
}

fn make(unit: &mut Unit<'_>, checked: &Checked, verified: bool) -> Stored<Id> {
    let (id, person, now) = (unit.new_id(), unit.new_id(), unit.now);
    accounts::insert_provisional_person(unit.conn, person, &checked.full_name, now)?;
    accounts::insert(
        unit.conn,
        &NewAccount {
            id,
            person,
            email: Some((&checked.email.address, &checked.email.key)),
            password_hash: Some(&checked.password_hash),
            full_name: &checked.full_name,
            locale: checked.locale,
            email_verified_at: verified.then_some(now),
            created_at: now,
        },
    )?;
    unit.set_by(id);
    unit.log(Subject::Id(ObjectKind::Account, id), "account.registered", &Note::default())?;
    Ok(id)
}
