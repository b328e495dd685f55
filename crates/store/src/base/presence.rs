//! Who is at work on a database: services share it, a restore has it to itself.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::connection::{Location, impatient};
use super::error::{Error, Result};

/// What services of one database hold together on PostgreSQL, and a restore alone.
const LOCK: i64 = 7_318_414;
/// Beside a SQLite file stands one that is locked: SQLite's own locks come and go with transactions.
const SUFFIX: &str = ".lock";

/// Held for as long as it lives.
pub struct Presence(#[expect(dead_code, reason = "held for its drop")] Held);

#[expect(dead_code, reason = "held for their drop")]
enum Held {
    File(File),
    Session(Box<PgConnection>),
}

impl Presence {
    /// A service is at work on a SQLite file. `false` where it is being restored.
    pub(super) fn at(path: &str) -> io::Result<Option<Self>> {
        let file = lock_file(path)?;
        match file.try_lock_shared() {
            Ok(()) => Ok(Some(Self(Held::File(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Nobody else is at work on the database; nothing where somebody is.
    pub(super) fn alone(location: &Location) -> Result<Option<Self>> {
        let unavailable = |error: &dyn std::error::Error| Error::Unavailable(error.to_string());
        match location {
            Location::Sqlite(path) => {
                let file = lock_file(path).map_err(|error| unavailable(&error))?;
                match file.try_lock() {
                    Ok(()) => Ok(Some(Self(Held::File(file)))),
                    Err(TryLockError::WouldBlock) => Ok(None),
                    Err(TryLockError::Error(error)) => Err(unavailable(&error)),
                }
            }
            Location::Postgres(url) => {
                let mut pg = PgConnection::establish(&impatient(url)).map_err(|error| unavailable(&error))?;
                let locked = try_lock(&mut pg, "pg_try_advisory_lock")?;
                Ok(locked.then(|| Self(Held::Session(Box::new(pg)))))
            }
        }
    }
}

/// A service is at work on this connection's database for as long as the connection lives.
pub(super) fn announce(pg: &mut PgConnection) -> Result<()> {
    if try_lock(pg, "pg_try_advisory_lock_shared")? {
        return Ok(());
    }
    Err(Error::Unavailable("a backup is being put in its place".to_owned()))
}

fn try_lock(pg: &mut PgConnection, function: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::sql::<Bool>(&format!("{function}({LOCK})"))).get_result(pg)?)
}

fn lock_file(path: &str) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(format!("{path}{SUFFIX}"))
}
