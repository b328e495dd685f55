//! Idempotency keys: the first answer is kept, sealed, in the transaction of its effect and given again to a retry.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use viche_domain::problem::Code;

use crate::columns::At;
use crate::connection::Connected;
use crate::error::{Error, Result};
use crate::schema::idempotency_keys;

/// A client's key on a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Whose keys they are: an account's id, or the public's.
    pub scope: String,
    /// The key.
    pub key: String,
    /// A digest of method, path and body: the same key on another request is refused.
    pub fingerprint: String,
}

/// What a key means for its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new: do the work.
    Fresh,
    /// The work was done before. This was its answer, sealed; nothing if a release that kept it in another way did it.
    Done(Option<Vec<u8>>),
}

/// Looks a key up, and keeps others from doing so until the transaction ends: while its request runs on another node,
/// the key is in progress.
pub fn begin(conn: &mut Connected, claim: &Claim) -> Result<Outcome> {
    if let Connected::Pg(pg) = conn {
        let lock = diesel::select(
            sql::<Bool>("pg_try_advisory_xact_lock(hashtextextended(")
                .bind::<Text, _>(format!("{}:{}", claim.scope, claim.key))
                .sql(", 1))"),
        );
        if !lock.get_result::<bool>(pg)? {
            return Err(Code::IdempotencyInProgress.into());
        }
    }
    let known: Option<(String, Option<Vec<u8>>)> = idempotency_keys::table
        .find((&claim.scope, &claim.key))
        .select((idempotency_keys::fingerprint, idempotency_keys::answer))
        .first(conn)
        .optional()?;
    match known {
        None => Ok(Outcome::Fresh),
        Some((fingerprint, _)) if fingerprint != claim.fingerprint => Err(Code::IdempotencyKeyReused.into()),
        Some((_, answer)) => Ok(Outcome::Done(answer)),
    }
}

/// Keeps the sealed answer. Of two requests that run at once with one key, the second fails here and its work is undone.
pub fn finish(conn: &mut Connected, claim: &Claim, answer: &[u8], now: DateTime<Utc>) -> Result<()> {
    let stored = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::scope.eq(&claim.scope),
            idempotency_keys::key.eq(&claim.key),
            idempotency_keys::fingerprint.eq(&claim.fingerprint),
            idempotency_keys::answer.eq(answer),
            idempotency_keys::created_at.eq(At::from(now)),
        ))
        .execute(conn)
        .map_err(Error::from);
    match stored {
        Err(error) if error.is_unique_violation() => Err(Code::IdempotencyInProgress.into()),
        other => other.map(|_| ()),
    }
}

/// Forgets keys made before an instant.
pub fn forget(conn: &mut Connected, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(idempotency_keys::table)
        .filter(idempotency_keys::created_at.lt(At::from(before)))
        .execute(conn)?)
}
