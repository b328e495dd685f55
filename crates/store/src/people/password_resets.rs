//! Links that allow a new password, known here by the hashes of their tokens alone.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::columns::{At, Id};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::password_resets;

/// Stores a link that is about to be sent.
pub fn add(conn: &mut Connected, hash: &str, account: Id, expires_at: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(password_resets::table)
        .values((
            password_resets::hash.eq(hash),
            password_resets::account_id.eq(account),
            password_resets::expires_at.eq(At::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose password a link allows to set; `None` where it is unknown, expired or used.
pub fn whose(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Option<Id>> {
    let good = password_resets::table
        .filter(password_resets::hash.eq(hash).and(password_resets::used_at.is_null()))
        .filter(password_resets::expires_at.gt(At::from(now)));
    Ok(good.select(password_resets::account_id).first(conn).optional()?)
}

/// Uses a link up, and says whose password it allows to set; `None` where it is unknown, expired or used.
pub fn redeem(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Option<Id>> {
    let won = diesel::update(password_resets::table)
        .filter(password_resets::hash.eq(hash))
        .filter(password_resets::used_at.is_null())
        .filter(password_resets::expires_at.gt(At::from(now)))
        .set(password_resets::used_at.eq(Some(At::from(now))))
        .execute(conn)?;
    if won == 0 {
        return Ok(None);
    }
    Ok(password_resets::table.find(hash).select(password_resets::account_id).first(conn).optional()?)
}

/// Uses up every link of an account.
pub fn use_up(conn: &mut Connected, account: Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(password_resets::table)
        .filter(password_resets::account_id.eq(account).and(password_resets::used_at.is_null()))
        .set(password_resets::used_at.eq(Some(At::from(now))))
        .execute(conn)?;
    Ok(())
}

/// Forgets links that expired before an instant.
pub fn forget_expired(conn: &mut Connected, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(password_resets::table)
        .filter(password_resets::expires_at.lt(At::from(before)))
        .execute(conn)?)
}
