//! Rows for the store's tests.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use viche_domain::locale::Locale;
use viche_domain::petition::Lifecycle;
use viche_store::accounts::{self, NewAccount};
use viche_store::petitions::{self, Content};
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
pub fn account(conn: &mut Connected, account: &Id) -> Result<()> {
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
            email_verified_at: None,
            created_at: second(0),
        },
    )
}

/// Stores a petition that stands where `lifecycle` says.
pub fn petition(
    conn: &mut Connected,
    id: &Id,
    author: &Id,
    lifecycle: &Lifecycle,
    begun: DateTime<Utc>,
) -> Result<()> {
    let content = Content {
        title: "Лавки в парку", text: "Просимо поставити лавки.", category: "culture"
    };
    petitions::insert_draft(conn, id, (author, "Леся Косач"), &content, None, begun)?;
    petitions::set_lifecycle(conn, id, lifecycle, begun)
}
