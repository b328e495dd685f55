//! The outbox: what is to be sent, committed with the change that causes it and delivered afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::columns::{At, Id, json, to_json};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::outbox;

/// How long a worker has for a letter before another may take it.
const CLAIM: TimeDelta = TimeDelta::seconds(60);
/// After how many attempts a letter is given up.
const ATTEMPTS: i64 = 12;

/// A letter to be written. It names no secret: tokens are made when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// Asks the owner of a new account to prove the address.
    VerifyEmail {
        /// The account.
        account: Id,
    },
    /// Tells the owner of an account that somebody tried to register with its address.
    AlreadyRegistered {
        /// The account.
        account: Id,
    },
    /// Offers a new password to whoever owns the address, if anybody does.
    ResetPassword {
        /// The folded address.
        email_key: String,
    },
    /// Tells the author what became of a petition.
    PetitionNews {
        /// The author's account.
        account: Id,
        /// The petition.
        petition: Id,
        /// What happened.
        event: viche_domain::petition::EventKind,
    },
}

/// A letter whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its id.
    pub id: Id,
    /// What to write.
    pub message: Message,
    /// Which attempt this is, from 1.
    pub attempt: i64,
}

/// Puts a letter into the outbox.
pub fn insert(conn: &mut Connected, id: &Id, message: &Message, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::message.eq(to_json(message)),
            outbox::created_at.eq(At::from(now)),
            outbox::due_at.eq(At::from(now)),
            outbox::attempts.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes letters whose turn it is. Until the claim runs out, no other worker takes them.
pub fn claim(conn: &mut Connected, now: DateTime<Utc>, limit: i64) -> Result<Vec<Due>> {
    let waiting = outbox::table
        .filter(outbox::sent_at.is_null().and(outbox::failed_at.is_null()))
        .filter(outbox::due_at.le(At::from(now)))
        .order((outbox::due_at.asc(), outbox::id.asc()))
        .limit(limit)
        .select((outbox::id, outbox::message, outbox::attempts));
    let rows: Vec<(Id, String, i64)> = match conn {
        Connected::Pg(pg) => waiting.for_update().skip_locked().load(pg)?,
        Connected::Sqlite(sqlite) => waiting.load(sqlite)?,
    };
    let ids: Vec<_> = rows.iter().map(|(id, _, _)| id).collect();
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((outbox::due_at.eq(At::from(now + CLAIM)), outbox::attempts.eq(outbox::attempts + 1)))
        .execute(conn)?;
    let mut due = Vec::new();
    for (id, message, attempts) in rows {
        match json("outbox.message", &message) {
            Ok(message) => due.push(Due { id, message, attempt: attempts + 1 }),
            // One that nobody can read must not hold up the rest.
            Err(unreadable) => give_up(conn, &id, &unreadable.to_string(), now)?,
        }
    }
    Ok(due)
}

fn give_up(conn: &mut Connected, id: &Id, error: &str, now: DateTime<Utc>) -> Result<()> {
    diesel::update(outbox::table.find(id))
        .set((outbox::failed_at.eq(Some(At::from(now))), outbox::last_error.eq(Some(error))))
        .execute(conn)?;
    Ok(())
}

/// Marks a letter as sent.
pub fn sent(conn: &mut Connected, id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(outbox::table.find(id)).set(outbox::sent_at.eq(Some(At::from(now)))).execute(conn)?;
    Ok(())
}

/// Puts a letter off after a failure, twice as long each time from one minute on; gives it up after the last attempt.
pub fn failed(conn: &mut Connected, due: &Due, error: &str, now: DateTime<Utc>) -> Result<()> {
    let wait = TimeDelta::minutes(1 << due.attempt.clamp(1, ATTEMPTS).saturating_sub(1));
    let given_up = (due.attempt >= ATTEMPTS).then(|| At::from(now));
    diesel::update(outbox::table.find(&due.id))
        .set((
            outbox::due_at.eq(At::from(now + wait)),
            outbox::failed_at.eq(given_up),
            outbox::last_error.eq(Some(error)),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many letters wait, and how many were given up.
pub fn depth(conn: &mut Connected) -> Result<(i64, i64)> {
    let waiting = outbox::table
        .filter(outbox::sent_at.is_null().and(outbox::failed_at.is_null()))
        .count()
        .get_result(conn)?;
    let given_up = outbox::table.filter(outbox::failed_at.is_not_null()).count().get_result(conn)?;
    Ok((waiting, given_up))
}
