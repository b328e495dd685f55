//! This node's clock beside the database's.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::columns::At;
use super::connection::Connected;
use super::error::Result;
use super::fitness::TOLERANCE;
use super::schema::{record, registrations, sessions, signatures};

/// What this node's clock shows, and what is wrong with it.
pub(super) fn compare(
    conn: &mut Connected,
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Result<(DateTime<Utc>, Option<String>)> {
    match conn {
        Connected::Pg(pg) => with_the_servers(pg, clock),
        Connected::Sqlite(sqlite) => {
            let (now, latest) = (clock(), latest(sqlite)?);
            let behind = latest.map_or(TimeDelta::zero(), |latest| latest - now);
            let fault = (behind > TOLERANCE).then(|| {
                format!("it is {} ms behind the latest instant on record", behind.num_milliseconds())
            });
            Ok((now, fault))
        }
    }
}

/// The answer may have taken time: so much the clocks may differ besides.
fn with_the_servers(
    pg: &mut PgConnection,
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Result<(DateTime<Utc>, Option<String>)> {
    let before = clock();
    let micros: i64 = diesel::select(diesel::dsl::sql::<BigInt>(
        "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
    ))
    .get_result(pg)?;
    let after = clock();
    let servers = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    let off = if before > servers { before - servers } else { (servers - after).max(TimeDelta::zero()) };
    let side = if before > servers { "ahead of" } else { "behind" };
    let fault =
        (off > TOLERANCE).then(|| format!("it is {} ms {side} the database's", off.num_milliseconds()));
    Ok((after, fault))
}

/// The latest instant that was written down. Ids are made of instants, so the largest is the latest.
fn latest(sqlite: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>> {
    let on_record: Option<At> =
        record::table.order(record::id.desc()).select(record::at).first(sqlite).optional()?;
    let signed: Option<At> = signatures::table
        .order(signatures::id.desc())
        .select(signatures::signed_at)
        .first(sqlite)
        .optional()?;
    let logged_in: Option<At> =
        sessions::table.order(sessions::id.desc()).select(sessions::created_at).first(sqlite).optional()?;
    let registered: Option<At> = registrations::table
        .order(registrations::id.desc())
        .select(registrations::registered_at)
        .first(sqlite)
        .optional()?;
    Ok([on_record, signed, logged_in, registered].into_iter().flatten().map(DateTime::from).max())
}
