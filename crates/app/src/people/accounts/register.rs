//! Registration, and the first administrator.

use serde::Deserialize;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::language::Locale;
use viche_domain::person::roles::Role;
use viche_domain::problem::Problem;
use viche_domain::text;
use viche_store::Result as Stored;
use viche_store::jobs::Job;
use viche_store::people::accounts::{self, NewAccount, Which};
use viche_store::people::registrations;
use viche_store::record::{Note, Subject};

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
    /// The full name: one to five words.
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

/// Registers, and answers alike, and in the same time, whether or not the address is known: the worker finds out, and
/// tells the address alone. The account is made when the link of the letter is followed. Until then whoever registers
/// with the address takes the place of who did before.
pub async fn register(app: &App, request: Request, registration: Registration) -> Result<(), Problem> {
    let registration = check(app, registration).await?;
    app.once(request, Needs::Nothing, move |unit| {
        let now = unit.now;
        let id = registrations::replace(unit.conn, &registration, now)?;
        unit.queue(&Job::Registered { email_key: registration.email_key, registration: Some(id) })
    })
    .await
    .map(drop)
}

/// Makes the first administrator, or another one, from the command line. The address counts as proven. `false` where
/// an account with that address is there already.
pub async fn create_administrator(app: &App, registration: Registration) -> Result<bool, Problem> {
    let registration = check(app, registration).await?;
    let request = Request { id: RequestId::inside("admin-create"), ..Request::default() };
    app.write(request, move |unit| {
        if accounts::find(unit.conn, Which::Email(&registration.email_key))?.is_some() {
            return Ok(false);
        }
        make(unit, &registration)?;
        let now = unit.now;
        accounts::grant_role(unit.conn, registration.id, Role::Administrator, None, None, now)?;
        unit.log(
            Subject::Id(ObjectKind::Account, registration.id),
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

async fn check(app: &App, registration: Registration) -> Result<registrations::Registration, Problem> {
    let mut faults = Faults::default();
    let email = faults.check(text::email("/email", &registration.email));
    let full_name = faults.check(text::person_name("/full_name", &registration.full_name));
    let known = vec![registration.email, registration.full_name];
    let password = app.passwords.accept("/password", registration.password, known, app.random()).await?;
    let password_hash = faults.check(password);
    let ((email, full_name), password_hash) = faults.none_in(email.zip(full_name).zip(password_hash))?;
    Ok(registrations::Registration {
        id: app.new_id(),
        email: email.address,
        email_key: email.key,
        password_hash,
        full_name,
        locale: registration.locale.unwrap_or_default(),
        contested: false,
        confirmed_at: None,
    })
}

/// Makes the account of a registration whose address is proven.
pub(super) fn make(unit: &mut Unit<'_>, registration: &registrations::Registration) -> Stored<()> {
    let (id, person, now) = (registration.id, unit.new_id(), unit.now);
    accounts::insert_provisional_person(unit.conn, person, &registration.full_name, now)?;
    accounts::insert(
        unit.conn,
        &NewAccount {
            id,
            person,
            email: Some((&registration.email, &registration.email_key)),
            password_hash: Some(&registration.password_hash),
            full_name: &registration.full_name,
            locale: registration.locale,
            created_at: now,
        },
    )?;
    unit.set_by(id);
    unit.log(Subject::Id(ObjectKind::Account, id), "account.registered", &Note::default())
}
