//! One connection type over both databases, chosen by the scheme of the URL and never by trying.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::{
    AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::r2d2::ManageConnection;
use diesel::{Connection, MultiConnection, PgConnection, SqliteConnection};

use crate::error::{Error, Result};

/// A connection to either database; queries that both understand run on it as it stands.
#[derive(MultiConnection)]
pub enum Connected {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Expands its body once per database, so that one text gets each one's full dialect.
macro_rules! on {
    ($conn:expr, |$x:ident| $body:expr) => {
        match $conn {
            $crate::connection::Connected::Pg($x) => $body,
            $crate::connection::Connected::Sqlite($x) => $body,
        }
    };
}
pub(crate) use on;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A PostgreSQL server, by its URL.
    Postgres(String),
    /// A SQLite file, by its path.
    Sqlite(String),
}

impl Location {
    /// Reads `postgres://…`, `postgresql://…` or `sqlite://PATH`.
    pub fn parse(url: &str) -> Result<Self, String> {
        match url.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(url.to_owned())),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.to_owned())),
            _ => Err("the database's URL must begin with sqlite:// or postgres://".to_owned()),
        }
    }
}

/// How a commit in SQLite reaches the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Each commit is on the disk when it is acknowledged.
    #[default]
    Full,
    /// A crash of the machine may lose the latest commits: for tests and for making the demo.
    Relaxed,
}

/// Opens connections for the pool and says which are spoilt.
#[derive(Debug)]
pub(crate) struct Manager {
    pub location: Location,
    pub durability: Durability,
    pub statements: Arc<AtomicU64>,
    /// Counts the failures of connections: one that was opened before the latest is suspect.
    pub failures: Arc<AtomicU64>,
}

/// A pooled connection.
pub struct Pooled {
    /// The connection.
    pub inner: Connected,
    /// Set when it failed and did not answer afterwards.
    pub broken: bool,
    /// The count of failures when it last was known to be good.
    pub good_at: u64,
}

impl Manager {
    pub(crate) fn open(&self) -> Result<Connected> {
        let unavailable = |error: diesel::ConnectionError| Error::Unavailable(error.to_string());
        let mut connection = match &self.location {
            Location::Postgres(url) => {
                let mut pg = PgConnection::establish(&impatient(url)).map_err(unavailable)?;
                pg.batch_execute(
                    "SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'",
                )?;
                Connected::Pg(pg)
            }
            Location::Sqlite(path) => {
                let mut sqlite = SqliteConnection::establish(path).map_err(unavailable)?;
                let synchronous = match self.durability {
                    Durability::Full => "FULL",
                    Durability::Relaxed => "OFF",
                };
                sqlite.batch_execute(&format!(
                    "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY"
                ))?;
                Connected::Sqlite(sqlite)
            }
        };
        let statements = Arc::clone(&self.statements);
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                statements.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(connection)
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = Error;

    fn connect(&self) -> Result<Pooled> {
        let good_at = self.failures.load(Ordering::Relaxed);
        Ok(Pooled { inner: self.open()?, broken: false, good_at })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<()> {
        ping(&mut pooled.inner)
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        pooled.broken || std::thread::panicking()
    }
}

/// The URL with limits on how long a server that says nothing is waited for, unless it sets its own.
fn impatient(url: &str) -> String {
    let mut url = url.to_owned();
    for (name, value) in [("connect_timeout", "3"), ("tcp_user_timeout", "10000")] {
        if !url.contains(name) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.extend([name, "=", value]);
        }
    }
    url
}

/// Asks the database for a sign of life.
pub(crate) fn ping(conn: &mut Connected) -> Result<()> {
    Ok(conn.batch_execute("SELECT 1")?)
}

/// Runs `work` in one transaction that may write. On SQLite it begins immediate: a deferred one that turns to
/// writing fails at once when another writer is there.
pub(crate) fn transaction<T>(
    conn: &mut Connected,
    work: impl FnOnce(&mut Connected) -> Result<T>,
) -> Result<T> {
    match conn {
        Connected::Pg(pg) => AnsiTransactionManager::begin_transaction(pg)?,
        Connected::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?;
        }
    }
    match work(conn) {
        Ok(value) => {
            on!(conn, |c| AnsiTransactionManager::commit_transaction(c))?;
            Ok(value)
        }
        Err(error) => {
            // The work's own error says more than a rollback's on a connection that has gone.
            let _ = on!(conn, |c| AnsiTransactionManager::rollback_transaction(c));
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Location, impatient};

    #[test]
    fn a_silent_server_is_not_waited_for_unless_the_url_says_so() {
        assert_eq!(impatient("postgres://h/d"), "postgres://h/d?connect_timeout=3&tcp_user_timeout=10000");
        assert_eq!(
            impatient("postgres://h/d?connect_timeout=60"),
            "postgres://h/d?connect_timeout=60&tcp_user_timeout=10000"
        );
    }

    #[test]
    fn the_scheme_alone_chooses_the_database() {
        assert_eq!(Location::parse("sqlite:///var/v.db"), Ok(Location::Sqlite("/var/v.db".into())));
        assert_eq!(Location::parse("sqlite://v.db"), Ok(Location::Sqlite("v.db".into())));
        assert!(matches!(Location::parse("postgres://h/d"), Ok(Location::Postgres(_))));
        assert!(matches!(Location::parse("postgresql://h/d"), Ok(Location::Postgres(_))));
        for wrong in ["", "v.db", "mysql://h/d", "sqlite://", "postgres:h"] {
            assert!(Location::parse(wrong).is_err(), "{wrong}");
        }
    }
}
