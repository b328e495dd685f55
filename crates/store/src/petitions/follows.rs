//! Following a petition without signing it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::columns::{At, Id};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::people::accounts::hold_name;
use crate::schema::follows;

/// Keeps an account from following anything elsewhere until the transaction ends.
pub fn hold(conn: &mut Connected, account: Id) -> Result<()> {
    hold_name(conn, &format!("follows:{account}"))
}

/// Begins to follow; `false` where the account follows already.
pub fn insert(conn: &mut Connected, account: Id, petition: Id, now: DateTime<Utc>) -> Result<bool> {
    let values = (
        follows::account_id.eq(account),
        follows::petition_id.eq(petition),
        follows::created_at.eq(At::from(now)),
    );
    let inserted = on!(conn, |c| diesel::insert_into(follows::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// The petitions that an account follows, which are few.
pub fn of(conn: &mut Connected, account: Id) -> Result<Vec<Id>> {
    Ok(follows::table.filter(follows::account_id.eq(account)).select(follows::petition_id).load(conn)?)
}

/// Which of these petitions an account follows.
pub fn among(conn: &mut Connected, account: Id, petitions: &[Id]) -> Result<Vec<Id>> {
    let followed = follows::table.filter(follows::account_id.eq(account));
    Ok(followed.filter(follows::petition_id.eq_any(petitions)).select(follows::petition_id).load(conn)?)
}

/// Forgets who follows a petition.
pub fn clear(conn: &mut Connected, petition: Id) -> Result<()> {
    diesel::delete(follows::table.filter(follows::petition_id.eq(petition))).execute(conn)?;
    Ok(())
}

/// Stops following; `false` where the account did not follow.
pub fn remove(conn: &mut Connected, account: Id, petition: Id) -> Result<bool> {
    Ok(diesel::delete(follows::table.find((account, petition))).execute(conn)? == 1)
}
