//! Leases: at most one node at a time holds each. They alone go by the database's clock, the only one that all nodes
//! share; a node whose own clock is wrong must neither keep a lease for ever nor take it from another.

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::connection::Connected;
use crate::error::Result;
use crate::schema::leases;

/// The lease of the worker that works.
pub const WORKER: &str = "worker";

const POSTGRES: &str = "\
    INSERT INTO leases (name, holder, until_micros) \
    VALUES ($1, $2, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint + $3) \
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_micros = excluded.until_micros \
    WHERE leases.holder = excluded.holder \
       OR leases.until_micros < (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

const SQLITE: &str = "\
    INSERT INTO leases (name, holder, until_micros) \
    VALUES (?1, ?2, CAST(unixepoch('subsec') * 1000000 AS INTEGER) + ?3) \
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_micros = excluded.until_micros \
    WHERE leases.holder = excluded.holder \
       OR leases.until_micros < CAST(unixepoch('subsec') * 1000000 AS INTEGER)";

/// Takes or prolongs a lease; `false` where another holds it.
pub fn acquire(conn: &mut Connected, name: &str, holder: &str, term: Duration) -> Result<bool> {
    let micros = i64::try_from(term.as_micros()).unwrap_or(i64::MAX);
    let text = match conn {
        Connected::Pg(_) => POSTGRES,
        Connected::Sqlite(_) => SQLITE,
    };
    let changed = diesel::sql_query(text)
        .bind::<Text, _>(name)
        .bind::<Text, _>(holder)
        .bind::<BigInt, _>(micros)
        .execute(conn)?;
    Ok(changed == 1)
}

/// How long a lease still lasts, whoever holds it.
pub fn left(conn: &mut Connected, name: &str) -> Result<Duration> {
    let now = match conn {
        Connected::Pg(_) => "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
        Connected::Sqlite(_) => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
    };
    let left = leases::table
        .find(name)
        .select(diesel::dsl::sql::<BigInt>(&format!("until_micros - {now}")))
        .first::<i64>(conn)
        .optional()?;
    Ok(Duration::from_micros(left.and_then(|left| left.try_into().ok()).unwrap_or(0)))
}

/// Gives a lease back, so that the next node need not wait for its end.
pub fn release(conn: &mut Connected, name: &str, holder: &str) -> Result<()> {
    diesel::delete(leases::table)
        .filter(leases::name.eq(name).and(leases::holder.eq(holder)))
        .execute(conn)?;
    Ok(())
}
