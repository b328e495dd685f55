//! Registrations: who has asked for an account and not yet proven the address. The account is made when the link of the
//! letter is followed, under the registration's id.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use viche_domain::language::Locale;

use crate::columns::{At, Id, instant, locale};
use crate::connection::Connected;
use crate::error::Result;
use crate::people::accounts::hold_address;
use crate::schema::{accounts, persons, registration_links, registrations};

/// How long a registration waits for its address to be proven.
const WAITS: TimeDelta = TimeDelta::days(7);

/// Somebody's registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its id, and that of the account that it becomes.
    pub id: Id,
    /// The address as written.
    pub email: String,
    /// The address folded for comparison.
    pub email_key: String,
    /// The argon2id hash of the password, in PHC form.
    pub password_hash: String,
    /// The name.
    pub full_name: String,
    /// The language of letters.
    pub locale: Locale,
    /// Whether it took the place of another one: whose it is, the address alone does not tell.
    pub contested: bool,
    /// When the address was proven.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = registrations)]
struct Row {
    id: Id,
    email: String,
    email_key: String,
    password_hash: String,
    full_name: String,
    locale: String,
    contested: bool,
    confirmed_at: Option<At>,
}

impl From<Row> for Registration {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            email: row.email,
            email_key: row.email_key,
            password_hash: row.password_hash,
            full_name: row.full_name,
            locale: locale(&row.locale),
            contested: row.contested,
            confirmed_at: instant(row.confirmed_at),
        }
    }
}

/// Puts a registration in the place of any other that waits with its address, and gives its id; links of that one are dead.
/// Of an account of before registrations were kept apart the id stays, unless its person is identified.
pub fn replace(conn: &mut Connected, registration: &Registration, now: DateTime<Utc>) -> Result<Id> {
    hold_address(conn, &registration.email_key)?;
    let waits =
        registrations::email_key.eq(&registration.email_key).and(registrations::confirmed_at.is_null());
    let account: Option<Id> = registrations::table
        .inner_join(accounts::table.on(accounts::id.eq(registrations::id)))
        .inner_join(persons::table.on(persons::id.eq(accounts::person_id)))
        .filter(waits.and(persons::person_key.is_null()))
        .select(registrations::id)
        .first(conn)
        .optional()?;
    let id = account.unwrap_or(registration.id);
    let contested = diesel::delete(registrations::table.filter(waits)).execute(conn)? > 0;
    diesel::insert_into(registrations::table)
        .values((
            registrations::id.eq(id),
            registrations::email.eq(&registration.email),
            registrations::email_key.eq(&registration.email_key),
            registrations::password_hash.eq(&registration.password_hash),
            registrations::full_name.eq(&registration.full_name),
            registrations::locale.eq(registration.locale.tag()),
            registrations::contested.eq(contested),
            registrations::registered_at.eq(At::from(now)),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Forgets the registration that waits with a folded address.
pub fn forget(conn: &mut Connected, email_key: &str) -> Result<()> {
    hold_address(conn, email_key)?;
    diesel::delete(registrations::table)
        .filter(registrations::email_key.eq(email_key).and(registrations::confirmed_at.is_null()))
        .execute(conn)?;
    Ok(())
}

/// The registration that waits with a folded address, which stays as it is until the transaction ends.
pub fn waiting(conn: &mut Connected, email_key: &str) -> Result<Option<Registration>> {
    hold_address(conn, email_key)?;
    let row = registrations::table
        .filter(registrations::email_key.eq(email_key).and(registrations::confirmed_at.is_null()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Row::into))
}

/// Stores the link of a letter, known by the hash of its token.
pub fn add_link(conn: &mut Connected, hash: &str, registration: Id, expires_at: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(registration_links::table)
        .values((
            registration_links::hash.eq(hash),
            registration_links::registration_id.eq(registration),
            registration_links::expires_at.eq(At::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The registration that a link confirms. It does as often as it is followed while it is good: links are clicked twice,
/// and scanners follow them. Nobody else registers or confirms with its address until the transaction ends.
pub fn confirmed_by(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Option<Registration>> {
    let Some(found) = linked(conn, hash, now)? else { return Ok(None) };
    hold_address(conn, &found.email_key)?;
    linked(conn, hash, now)
}

/// The registration that a link is about.
pub fn linked(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Option<Registration>> {
    let link = registration_links::table
        .filter(registration_links::hash.eq(hash).and(registration_links::expires_at.gt(At::from(now))))
        .select(registration_links::registration_id);
    let row = registrations::table
        .filter(registrations::id.eq_any(link))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Row::into))
}

/// Says that a registration has become an account.
pub fn confirm(conn: &mut Connected, id: Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(registrations::table.find(id))
        .set(registrations::confirmed_at.eq(Some(At::from(now))))
        .execute(conn)?;
    Ok(())
}

/// Forgets registrations that have waited too long, or whose links nobody need follow again; not those of accounts of before,
/// which have nothing else to get in by.
pub fn forget_old(conn: &mut Connected, now: DateTime<Utc>) -> Result<usize> {
    let old = registrations::registered_at.lt(At::from(now - WAITS));
    let done = registrations::confirmed_at.is_not_null();
    let new = registrations::id.ne_all(accounts::table.select(accounts::id));
    Ok(diesel::delete(registrations::table.filter(old.and(done.or(new)))).execute(conn)?)
}
