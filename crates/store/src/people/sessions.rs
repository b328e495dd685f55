//! Sessions and the one-time tokens of e-mails. Tokens are known here by their hashes alone.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::columns::{At, Id};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::{email_tokens, refresh_tokens, sessions};

/// What a token sent by e-mail is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Proves that the address is the account's owner's.
    VerifyEmail,
    /// Allows a new password.
    ResetPassword,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
        }
    }
}

/// What became of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// It was fresh and is now used: the session goes on.
    Fresh {
        /// The session.
        session: Id,
        /// Whose it is.
        account: Id,
    },
    /// It had been used before: somebody has a copy.
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

/// Uses a refresh token up: of many at once exactly one finds it fresh.
pub fn redeem(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Redeemed> {
    let won = diesel::update(refresh_tokens::table)
        .filter(refresh_tokens::hash.eq(hash).and(refresh_tokens::used_at.is_null()))
        .set(refresh_tokens::used_at.eq(Some(At::from(now))))
        .execute(conn)?
        == 1;
    let row: Option<(Id, Id, At, Option<At>)> = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::hash.eq(hash))
        .select((sessions::id, sessions::account_id, refresh_tokens::expires_at, sessions::revoked_at))
        .first(conn)
        .optional()?;
    Ok(match row {
        Some((session, account, _, _)) if !won => Redeemed::Replayed { session, account },
        Some((session, account, expires_at, None)) if expires_at > At::from(now) => {
            Redeemed::Fresh { session, account }
        }
        _ => Redeemed::Invalid,
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

/// Stores a one-time token that is about to be sent by e-mail.
pub fn add_email_token(
    conn: &mut Connected,
    hash: &str,
    account: Id,
    purpose: Purpose,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(email_tokens::table)
        .values((
            email_tokens::hash.eq(hash),
            email_tokens::account_id.eq(account),
            email_tokens::purpose.eq(purpose.as_str()),
            email_tokens::expires_at.eq(At::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose address a token proves. It does as often as it comes while it is good: links are clicked twice, and scanners
/// follow them.
pub fn proven_by(conn: &mut Connected, hash: &str, now: DateTime<Utc>) -> Result<Option<Id>> {
    let good = email_tokens::table
        .filter(email_tokens::hash.eq(hash))
        .filter(email_tokens::purpose.eq(Purpose::VerifyEmail.as_str()))
        .filter(email_tokens::expires_at.gt(At::from(now)));
    Ok(good.select(email_tokens::account_id).first(conn).optional()?)
}

/// Uses a one-time token up; `None` where it is unknown, expired, used, or for something else.
pub fn redeem_email_token(
    conn: &mut Connected,
    hash: &str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<Id>> {
    let won = diesel::update(email_tokens::table)
        .filter(email_tokens::hash.eq(hash))
        .filter(email_tokens::purpose.eq(purpose.as_str()))
        .filter(email_tokens::used_at.is_null())
        .filter(email_tokens::expires_at.gt(At::from(now)))
        .set(email_tokens::used_at.eq(Some(At::from(now))))
        .execute(conn)?;
    if won == 0 {
        return Ok(None);
    }
    Ok(email_tokens::table.find(hash).select(email_tokens::account_id).first(conn).optional()?)
}

/// Uses up every one-time token of an account that is good for this.
pub fn use_up_email_tokens(
    conn: &mut Connected,
    account: Id,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::update(email_tokens::table)
        .filter(email_tokens::account_id.eq(account))
        .filter(email_tokens::purpose.eq(purpose.as_str()))
        .filter(email_tokens::used_at.is_null())
        .set(email_tokens::used_at.eq(Some(At::from(now))))
        .execute(conn)?;
    Ok(())
}

/// Forgets every token that expired before an instant.
pub fn forget_expired(conn: &mut Connected, before: DateTime<Utc>) -> Result<usize> {
    let refresh = diesel::delete(refresh_tokens::table)
        .filter(refresh_tokens::expires_at.lt(At::from(before)))
        .execute(conn)?;
    let email = diesel::delete(email_tokens::table)
        .filter(email_tokens::expires_at.lt(At::from(before)))
        .execute(conn)?;
    Ok(refresh + email)
}
