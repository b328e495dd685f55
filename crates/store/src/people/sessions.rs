//! Sessions and their refresh tokens, which are known here by their hashes alone.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::columns::{At, Id, instant};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::{refresh_tokens, sessions};

/// How long a refresh token gives its successor again: to a second tab, or to a client that lost the answer.
const GIVEN_AGAIN: TimeDelta = TimeDelta::seconds(60);

/// What became of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchanged {
    /// Its successor is good: the session goes on.
    Succeeded {
        /// The session.
        session: Id,
        /// Whose it is.
        account: Id,
        /// Until when the successor is good.
        expires_at: DateTime<Utc>,
    },
    /// It came again after its successor was used, or too late: somebody has a copy.
    Replayed {
        /// The session, to be revoked.
        session: Id,
        /// Whose it is.
        account: Id,
    },
    /// Unknown, expired, or of a revoked session.
    Invalid,
}

/// Stores a new session, the family of its refresh tokens.
pub fn open(conn: &mut Connected, session: Id, account: Id, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session),
            sessions::account_id.eq(account),
            sessions::created_at.eq(At::from(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// When a session was opened.
pub fn opened_at(conn: &mut Connected, session: Id) -> Result<DateTime<Utc>> {
    let at: At = sessions::table.find(session).select(sessions::created_at).first(conn)?;
    Ok(at.into())
}

/// Stores a refresh token of a session.
pub fn add_refresh_token(
    conn: &mut Connected,
    hash: &str,
    session: Id,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::hash.eq(hash),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::issued_at.eq(At::from(now)),
            refresh_tokens::expires_at.eq(At::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Exchanges a refresh token for its successor, which is good until `expires_at`. Whoever sends it again within a minute
/// and before the successor was used gets that same one.
pub fn exchange(
    conn: &mut Connected,
    hash: &str,
    successor: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<Exchanged> {
    let first = diesel::update(refresh_tokens::table)
        .filter(refresh_tokens::hash.eq(hash).and(refresh_tokens::used_at.is_null()))
        .set(refresh_tokens::used_at.eq(Some(At::from(now))))
        .execute(conn)?
        == 1;
    let known: Option<(Id, Id, At, Option<At>)> = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::hash.eq(hash).and(sessions::revoked_at.is_null()))
        .select((sessions::id, sessions::account_id, refresh_tokens::expires_at, refresh_tokens::used_at))
        .first(conn)
        .optional()?;
    let Some((session, account, good_until, used_at)) = known else { return Ok(Exchanged::Invalid) };
    if first {
        if good_until <= At::from(now) {
            return Ok(Exchanged::Invalid);
        }
        add_refresh_token(conn, successor, session, now, expires_at)?;
        return Ok(Exchanged::Succeeded { session, account, expires_at });
    }
    let unused: Option<At> = refresh_tokens::table
        .filter(refresh_tokens::hash.eq(successor).and(refresh_tokens::used_at.is_null()))
        .select(refresh_tokens::expires_at)
        .first(conn)
        .optional()?;
    let lately = instant(used_at).is_some_and(|used_at| now - used_at < GIVEN_AGAIN);
    Ok(match unused {
        Some(expires_at) if lately => {
            Exchanged::Succeeded { session, account, expires_at: expires_at.into() }
        }
        _ => Exchanged::Replayed { session, account },
    })
}

/// Revokes one session; `false` where it was revoked already.
pub fn revoke(conn: &mut Connected, session: Id, now: DateTime<Utc>) -> Result<bool> {
    let changed = diesel::update(sessions::table)
        .filter(sessions::id.eq(session).and(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(Some(At::from(now))))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Revokes every session of an account but one.
pub fn revoke_all(
    conn: &mut Connected,
    account: Id,
    except: Option<Id>,
    now: DateTime<Utc>,
) -> Result<usize> {
    let mut update = diesel::update(sessions::table)
        .filter(sessions::account_id.eq(account).and(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(Some(At::from(now))))
        .into_boxed();
    if let Some(kept) = except {
        update = update.filter(sessions::id.ne(kept));
    }
    Ok(update.execute(conn)?)
}

/// Forgets every refresh token that expired before an instant.
pub fn forget_expired(conn: &mut Connected, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(refresh_tokens::table)
        .filter(refresh_tokens::expires_at.lt(At::from(before)))
        .execute(conn)?)
}
