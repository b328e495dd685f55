//! Rows for the store's tests.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::RunQueryDsl as _;
use diesel::sql_types::{BigInt, Binary, Nullable, Text, Timestamp};
use uuid::Uuid;
use viche_domain::language::Locale;
use viche_domain::petition::Lifecycle;
use viche_store::people::accounts::{self, NewAccount};
use viche_store::record::Source;
use viche_store::{Connected, Id, Result};

/// An instant of the tests, so many seconds after their beginning.
pub fn second(n: i64) -> DateTime<Utc> {
    let beginning: DateTime<Utc> = "2026-03-04T08:00:00Z".parse().unwrap();
    beginning + TimeDelta::seconds(n)
}

/// An id that a number stands for.
pub fn id(n: u128) -> Id {
    Uuid::from_u128(n).into()
}

/// Stores somebody with an account.
pub fn account(conn: &mut Connected, account: Id) -> Result<()> {
    let name = "Леся Косач";
    accounts::insert_provisional_person(conn, account, name, second(0))?;
    accounts::insert(
        conn,
        &NewAccount {
            id: account,
            person: account,
            email: None,
            password_hash: None,
            full_name: name,
            locale: Locale::Uk,
            created_at: second(0),
        },
    )
}

/// Stores a petition that stands where `lifecycle` says; no rule brought it there.
pub fn petition(
    conn: &mut Connected,
    id: Id,
    author: Id,
    lifecycle: &Lifecycle,
    begun: DateTime<Utc>,
) -> Result<()> {
    let facts = lifecycle.facts();
    let instant = |at: Option<DateTime<Utc>>| at.map(|at| at.naive_utc());
    let insert = diesel::sql_query(
        "INSERT INTO petitions (id, author_account, author_name, title, title_fold, text, category, version, \
         created_at, updated_at, state, signatures, published_at, closes_at, facts) \
         VALUES ($1, $2, 'Леся Косач', 'Лавки в парку', 'лавки в парку', 'Просимо поставити лавки.', 'culture', 1, \
         $3, $4, $5, $6, $7, $8, $9)",
    );
    insert
        .bind::<Binary, _>(id)
        .bind::<Binary, _>(author)
        .bind::<Timestamp, _>(begun.naive_utc())
        .bind::<Timestamp, _>(begun.naive_utc())
        .bind::<Text, _>(lifecycle.state().as_str())
        .bind::<BigInt, _>(lifecycle.signatures())
        .bind::<Nullable<Timestamp>, _>(instant(facts.published_at))
        .bind::<Nullable<Timestamp>, _>(instant(facts.closes_at))
        .bind::<Text, _>(serde_json::to_string(facts).unwrap())
        .execute(conn)?;
    Ok(())
}

/// Ids that count up, at an instant that stays, and salts that are no secret.
pub struct Counting(AtomicU64, DateTime<Utc>);

impl Counting {
    /// From so far on, at the beginning.
    pub fn from(first: u64) -> Self {
        Self(AtomicU64::new(first), second(0))
    }

    /// The same at another instant.
    pub fn at(self, now: DateTime<Utc>) -> Self {
        Self(self.0, now)
    }
}

impl Source for Counting {
    fn now(&self) -> DateTime<Utc> {
        self.1
    }

    fn new_id(&self, _: DateTime<Utc>) -> Id {
        id(u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }

    fn new_salt(&self) -> [u8; 32] {
        [7; 32]
    }
}
