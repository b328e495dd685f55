//! Accounts, the persons behind them, and staff roles.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;
use viche_domain::language::Locale;
use viche_domain::person::identity::{Level, PersonKey};
use viche_domain::person::roles::{Grant, Role};
use viche_domain::text::same_name;

use crate::columns::{At, Id, date, locale, word};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::people::registrations::Registration;
use crate::schema::{account_roles, accounts, external_identities, persons, sessions};

/// How somebody logs in, with the person behind it and the roles it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account's id.
    pub id: Id,
    /// The person behind it.
    pub person: Id,
    /// What is known of that person: the higher of the account's address and the person's identification.
    pub level: Level,
    /// Whether the person's identity is confirmed.
    pub identified: bool,
    /// The address as written, proven to be the owner's; absent where an external provider gave none.
    pub email: Option<String>,
    /// When the mail server said that it takes no letters for the address.
    pub email_refused_at: Option<DateTime<Utc>>,
    /// The argon2id hash in PHC form; absent where no password was ever set.
    pub password_hash: Option<String>,
    /// The name the person goes by; after identification the confirmed one.
    pub full_name: String,
    /// The name under which it was registered.
    pub registered_name: String,
    /// The language of e-mails.
    pub locale: Locale,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// What it may do as staff.
    pub roles: Vec<Grant>,
}

/// What a new account is made of.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// The account's id.
    pub id: Id,
    /// The person behind it, already stored.
    pub person: Id,
    /// The address, proven, as written and folded.
    pub email: Option<(&'a str, &'a str)>,
    /// The argon2id hash.
    pub password_hash: Option<&'a str>,
    /// The name.
    pub full_name: &'a str,
    /// The language of e-mails.
    pub locale: Locale,
    /// Now.
    pub created_at: DateTime<Utc>,
}

/// The human being behind accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's id.
    pub id: Id,
    /// Identified, or not yet.
    pub level: Level,
    /// The confirmed name, or the one given.
    pub full_name: String,
    /// The confirmed birth date.
    pub birth_date: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
struct AccountRow {
    id: Id,
    person_id: Id,
    email: Option<String>,
    email_refused_at: Option<At>,
    password_hash: Option<String>,
    full_name: String,
    locale: String,
    created_at: At,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = account_roles)]
struct RoleRow {
    role: String,
    department: String,
    granted_at: At,
}

type Joined = (AccountRow, (String, String), Option<RoleRow>);

/// Which account is meant.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// By its id.
    Id(Id),
    /// By the folded address.
    Email(&'a str),
    /// By the id of a session that is still valid.
    Session(Id),
    /// By what an external provider calls the person.
    External(&'a str, &'a str),
}

/// One account with its person's level and its roles, in one statement.
pub fn find(conn: &mut Connected, which: Which<'_>) -> Result<Option<Account>> {
    let mut query = accounts::table
        .inner_join(persons::table)
        .left_join(account_roles::table)
        .select((
            AccountRow::as_select(),
            (persons::level, persons::full_name),
            Option::<RoleRow>::as_select(),
        ))
        .order((account_roles::role.asc(), account_roles::department.asc()))
        .into_boxed();
    query = match which {
        Which::Id(id) => query.filter(accounts::id.eq(id)),
        Which::Email(key) => query.filter(accounts::email_key.eq(key)),
        Which::Session(id) => query.filter(
            accounts::id.eq_any(
                sessions::table
                    .filter(sessions::id.eq(id).and(sessions::revoked_at.is_null()))
                    .select(sessions::account_id),
            ),
        ),
        Which::External(provider, subject) => query.filter(
            accounts::id.eq_any(
                external_identities::table
                    .filter(
                        external_identities::provider
                            .eq(provider)
                            .and(external_identities::subject.eq(subject)),
                    )
                    .select(external_identities::account_id),
            ),
        ),
    };
    fold(query.load::<Joined>(conn)?)
}

fn fold(rows: Vec<Joined>) -> Result<Option<Account>> {
    let mut account: Option<Account> = None;
    for (row, (level, confirmed_name), role) in rows {
        let account = match &mut account {
            Some(account) => account,
            none => none.insert(read(row, &level, confirmed_name)?),
        };
        if let Some(role) = role {
            account.roles.push(Grant {
                role: word("account_roles.role", &role.role)?,
                department: Some(role.department).filter(|code| !code.is_empty()),
                granted_at: role.granted_at.into(),
            });
        }
    }
    Ok(account)
}

fn read(row: AccountRow, level: &str, confirmed_name: String) -> Result<Account> {
    let person_level: Level = word("persons.level", level)?;
    let account_level = if row.email.is_some() { Level::Email } else { Level::None };
    Ok(Account {
        id: row.id,
        person: row.person_id,
        level: person_level.max(account_level),
        identified: person_level == Level::Identified,
        email: row.email,
        email_refused_at: row.email_refused_at.map(DateTime::from),
        password_hash: row.password_hash,
        full_name: if person_level == Level::Identified { confirmed_name } else { row.full_name.clone() },
        registered_name: row.full_name,
        locale: locale(&row.locale),
        created_at: row.created_at.into(),
        roles: Vec::new(),
    })
}

/// Keeps an account from being merged into another person until the transaction ends.
pub fn hold(conn: &mut Connected, account: Id) -> Result<()> {
    if let Connected::Pg(pg) = conn {
        accounts::table.find(account).select(accounts::id).for_share().first::<Id>(pg).optional()?;
    }
    Ok(())
}

/// Locks an account whose person is about to be confirmed or merged.
pub fn hold_for_change(conn: &mut Connected, account: Id) -> Result<()> {
    if let Connected::Pg(pg) = conn {
        accounts::table.find(account).select(accounts::id).for_no_key_update().first::<Id>(pg).optional()?;
    }
    Ok(())
}

/// Keeps others from registering or confirming with a folded address until the transaction ends, so that of many at once
/// the first alone finds it free.
pub fn hold_address(conn: &mut Connected, key: &str) -> Result<()> {
    hold_name(conn, key)
}

/// Keeps others from confirming somebody as this person until the transaction ends.
pub fn hold_person(conn: &mut Connected, key: &PersonKey) -> Result<()> {
    use std::fmt::Write as _;
    let mut name = String::from("person:");
    for byte in key.0 {
        // Writing to a string does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    hold_name(conn, &name)
}

/// Keeps others from holding a name until the transaction ends. On SQLite the one writer holds everything already.
pub(crate) fn hold_name(conn: &mut Connected, name: &str) -> Result<()> {
    if let Connected::Pg(pg) = conn {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<Text, _>(name)
            .execute(pg)?;
    }
    Ok(())
}

/// Stores a provisional person: somebody whose identity nobody has confirmed yet.
pub fn insert_provisional_person(
    conn: &mut Connected,
    id: Id,
    full_name: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(persons::table)
        .values((
            persons::id.eq(id),
            persons::level.eq(Level::None.as_str()),
            persons::full_name.eq(full_name),
            persons::created_at.eq(At::from(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Stores an account; a folded address that is taken violates a unique constraint.
pub fn insert(conn: &mut Connected, account: &NewAccount<'_>) -> Result<()> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(account.id),
            accounts::person_id.eq(account.person),
            accounts::email.eq(account.email.map(|(written, _)| written)),
            accounts::email_key.eq(account.email.map(|(_, key)| key)),
            accounts::password_hash.eq(account.password_hash),
            accounts::full_name.eq(account.full_name),
            accounts::locale.eq(account.locale.tag()),
            accounts::created_at.eq(At::from(account.created_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Remembers what an external provider calls the owner of an account.
pub fn link_external(conn: &mut Connected, provider: &str, subject: &str, account: Id) -> Result<()> {
    diesel::insert_into(external_identities::table)
        .values((
            external_identities::provider.eq(provider),
            external_identities::subject.eq(subject),
            external_identities::account_id.eq(account),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives an account of before registrations were kept apart the address that its owner has now proven, with what they
/// registered; `false` where there is no such account.
pub fn prove(conn: &mut Connected, registration: &Registration) -> Result<bool> {
    let changed = diesel::update(accounts::table.find(registration.id))
        .set((
            accounts::email.eq(&registration.email),
            accounts::email_key.eq(&registration.email_key),
            accounts::password_hash.eq(&registration.password_hash),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Sets a new password hash.
pub fn set_password(conn: &mut Connected, account: Id, hash: &str) -> Result<()> {
    diesel::update(accounts::table.find(account)).set(accounts::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}

type PersonRow = (Id, String, String, Option<String>);

/// The person with that key, locked until the transaction ends where the database has row locks.
pub fn person_by_key(conn: &mut Connected, key: &PersonKey) -> Result<Option<Person>> {
    let query = persons::table.filter(persons::person_key.eq(key.0.as_slice())).select((
        persons::id,
        persons::level,
        persons::full_name,
        persons::birth_date,
    ));
    let row: Option<PersonRow> = match conn {
        Connected::Pg(pg) => query.for_no_key_update().first(pg).optional()?,
        Connected::Sqlite(sqlite) => query.first(sqlite).optional()?,
    };
    row.map(|(id, level, full_name, birth)| {
        Ok(Person {
            id,
            level: word("persons.level", &level)?,
            full_name,
            birth_date: birth.as_deref().map(|text| date("persons.birth_date", text)).transpose()?,
        })
    })
    .transpose()
}

/// Confirms who a provisional person is; its key is taken by nobody else, or a unique constraint says so.
pub fn identify_person(
    conn: &mut Connected,
    person: Id,
    key: &PersonKey,
    full_name: &str,
    birth_date: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::update(persons::table.find(person))
        .set((
            persons::person_key.eq(key.0.as_slice()),
            persons::level.eq(Level::Identified.as_str()),
            persons::full_name.eq(full_name),
            persons::birth_date.eq(birth_date.map(|date| date.to_string())),
            persons::identified_at.eq(Some(At::from(now))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Moves a person's accounts to the one it turned out to be, and says so on its row, of which nothing else is left.
pub fn merge_person(conn: &mut Connected, person: Id, into: Id) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::person_id.eq(person)))
        .set(accounts::person_id.eq(into))
        .execute(conn)?;
    diesel::update(persons::table.find(person))
        .set((
            persons::merged_into.eq(Some(into)),
            persons::person_key.eq(None::<Vec<u8>>),
            persons::level.eq(Level::None.as_str()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives an account to another person.
pub fn give_to(conn: &mut Connected, account: Id, person: Id) -> Result<()> {
    diesel::update(accounts::table.find(account)).set(accounts::person_id.eq(person)).execute(conn)?;
    Ok(())
}

/// Whether a person has other accounts than this one.
pub fn has_others(conn: &mut Connected, person: Id, account: Id) -> Result<bool> {
    let others = accounts::table.filter(accounts::person_id.eq(person).and(accounts::id.ne(account)));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(conn)?)
}

/// Sets the name that an identified person goes by.
pub fn rename_person(conn: &mut Connected, person: Id, full_name: &str) -> Result<()> {
    diesel::update(persons::table.find(person)).set(persons::full_name.eq(full_name)).execute(conn)?;
    Ok(())
}

/// Makes an identified person a provisional one again, with the name that was registered.
pub fn forget_identity(conn: &mut Connected, person: Id, full_name: &str) -> Result<()> {
    diesel::update(persons::table.find(person))
        .set((
            persons::person_key.eq(None::<Vec<u8>>),
            persons::level.eq(Level::None.as_str()),
            persons::full_name.eq(full_name),
            persons::birth_date.eq(None::<String>),
            persons::identified_at.eq(None::<At>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The accounts of identified persons who were born on this day and may go by this name; at most so many.
pub fn born_on(conn: &mut Connected, birth_date: NaiveDate, full_name: &str, most: usize) -> Result<Vec<Id>> {
    let born: Vec<(Id, String)> = accounts::table
        .inner_join(persons::table)
        .filter(persons::birth_date.eq(birth_date.to_string()))
        .order(accounts::id.asc())
        .select((accounts::id, persons::full_name))
        .load(conn)?;
    let named = born.into_iter().filter(|(_, name)| same_name(name, full_name));
    Ok(named.map(|(account, _)| account).take(most).collect())
}

/// Grants a role; `false` where the account has it already.
pub fn grant_role(
    conn: &mut Connected,
    account: Id,
    role: Role,
    department: Option<&str>,
    granted_by: Option<Id>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let values = (
        account_roles::account_id.eq(account),
        account_roles::role.eq(role.as_str()),
        account_roles::department.eq(department.unwrap_or_default()),
        account_roles::granted_by.eq(granted_by),
        account_roles::granted_at.eq(At::from(now)),
    );
    let inserted = on!(conn, |c| diesel::insert_into(account_roles::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// Takes a role away, for every department; `false` where the account does not have it.
pub fn revoke_role(conn: &mut Connected, account: Id, role: Role) -> Result<bool> {
    let gone = diesel::delete(account_roles::table)
        .filter(account_roles::account_id.eq(account).and(account_roles::role.eq(role.as_str())))
        .execute(conn)?;
    Ok(gone > 0)
}

/// The accounts that hold a role, locked where the database has row locks.
pub fn holders(conn: &mut Connected, role: Role) -> Result<Vec<Id>> {
    let query = account_roles::table
        .filter(account_roles::role.eq(role.as_str()))
        .order(account_roles::account_id.asc())
        .select(account_roles::account_id);
    Ok(match conn {
        Connected::Pg(pg) => query.for_update().load(pg)?,
        Connected::Sqlite(sqlite) => query.load(sqlite)?,
    })
}

/// The accounts that hold a role, in a department if one is named.
pub(crate) fn with_role(conn: &mut Connected, role: Role, department: Option<&str>) -> Result<Vec<Id>> {
    let mut query = account_roles::table
        .filter(account_roles::role.eq(role.as_str()))
        .order(account_roles::account_id.asc())
        .select(account_roles::account_id)
        .distinct()
        .into_boxed();
    if let Some(code) = department {
        query = query.filter(account_roles::department.eq(code));
    }
    Ok(query.load(conn)?)
}
