//! One connection type over both databases, chosen by the scheme of the URL and never by trying.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::{
    AnsiTransactionManager, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::dsl::sql;
use diesel::r2d2::ManageConnection;
use diesel::sql_types::Text;
use diesel::{Connection, MultiConnection, PgConnection, RunQueryDsl, SqliteConnection};

use super::fitness::Fitness;
use super::presence::announce;
use super::replication;
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
            Some(("postgres" | "postgresql", rest)) if is_encoded(rest) => Ok(Self::Postgres(url.to_owned())),
            Some(("postgres" | "postgresql", _)) => {
                Err("the database's URL can't be read: in the user and the \
                password, whatever is neither letter nor digit must be percent-encoded, % as %25"
                    .to_owned())
            }
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.to_owned())),
            _ => Err("the database's URL must begin with sqlite:// or postgres://".to_owned()),
        }
    }
}

/// Whether what follows the scheme leaves nothing to misunderstand. A bare % or @ in a password would have libpq take a
/// part of it for something else, and say so in an error.
fn is_encoded(rest: &str) -> bool {
    let (authority, others) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let login = authority.rsplit_once('@').map_or("", |(login, _)| login);
    let escapes = rest.split('%').skip(1);
    escapes
        .into_iter()
        .all(|after| after.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)))
        && !others.contains('@')
        && login.matches(':').count() <= 1
        && !login.contains(['@', '[', ']', ' '])
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

/// How long the database lets a connection wait for others' locks, work on one statement, and leave a transaction open
/// without a word. The last frees what a frozen node holds: a transaction here runs its statements without a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Somebody waits for the answer.
    Request,
    /// Nobody waits, and one statement may clear many rows.
    Worker,
    /// Nodes that start at once take turns, and indexes are built.
    Migration,
}

impl Patience {
    /// For PostgreSQL, whose limits these are.
    const fn postgres(self) -> &'static str {
        match self {
            Self::Request => {
                "SET lock_timeout = '1500ms'; SET statement_timeout = '5s'; \
                 SET idle_in_transaction_session_timeout = '2s'"
            }
            Self::Worker => {
                "SET lock_timeout = '1500ms'; SET statement_timeout = '30s'; \
                 SET idle_in_transaction_session_timeout = '2s'"
            }
            Self::Migration => {
                "SET lock_timeout = 0; SET statement_timeout = 0; \
                 SET idle_in_transaction_session_timeout = '60s'"
            }
        }
    }

    /// For SQLite, where another process may be writing.
    const fn sqlite_busy_millis(self) -> u32 {
        match self {
            Self::Request | Self::Worker => 1500,
            Self::Migration => 10_000,
        }
    }
}

/// Opens connections for the pool and says which are spoilt.
#[derive(Debug, Clone)]
pub(crate) struct Manager {
    pub location: Location,
    pub durability: Durability,
    pub patience: Patience,
    /// Whether each connection says, for as long as it lives, that a service is at work on the database.
    pub announces: bool,
    pub statements: Arc<AtomicU64>,
    /// Whether this node may write.
    pub fitness: Arc<Fitness>,
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
    failed_after: Arc<AtomicU64>,
}

impl Pooled {
    /// How long the statement ran that failed last.
    pub fn failed_after(&self) -> Duration {
        Duration::from_micros(self.failed_after.load(Ordering::Relaxed))
    }
}

impl Manager {
    /// A new connection.
    pub fn open(&self) -> Result<Pooled> {
        let good_at = self.failures.load(Ordering::Relaxed);
        let unavailable = |error: diesel::ConnectionError| Error::Unavailable(error.to_string());
        let mut inner = match &self.location {
            Location::Postgres(url) => {
                let mut pg = PgConnection::establish(&impatient(url)).map_err(unavailable)?;
                pg.batch_execute("SET TIME ZONE 'UTC'")?;
                pg.batch_execute(self.patience.postgres())?;
                replication::look(&mut pg)?;
                if self.announces {
                    announce(&mut pg)?;
                }
                Connected::Pg(pg)
            }
            Location::Sqlite(path) => {
                let mut sqlite = SqliteConnection::establish(path).map_err(unavailable)?;
                let synchronous = match self.durability {
                    Durability::Full => "FULL",
                    Durability::Relaxed => "OFF",
                };
                let busy = self.patience.sqlite_busy_millis();
                sqlite.batch_execute(&format!(
                    "PRAGMA busy_timeout = {busy}; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
                     PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY"
                ))?;
                Connected::Sqlite(sqlite)
            }
        };
        let failed_after = Arc::new(AtomicU64::new(0));
        let (statements, failure) = (Arc::clone(&self.statements), Arc::clone(&failed_after));
        let mut begun = Instant::now();
        inner.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { .. } => {
                statements.fetch_add(1, Ordering::Relaxed);
                begun = Instant::now();
            }
            InstrumentationEvent::FinishQuery { error: Some(_), .. } => {
                let ran = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
                failure.store(ran, Ordering::Relaxed);
            }
            _ => {}
        });
        Ok(Pooled { inner, broken: false, good_at, failed_after })
    }
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = Error;

    fn connect(&self) -> Result<Pooled> {
        self.open()
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<()> {
        ping(&mut pooled.inner)
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        // Where SQLite itself has undone a transaction, diesel takes the connection for lost.
        let lost = on!(&mut pooled.inner, |c| AnsiTransactionManager::is_broken_transaction_manager(c));
        pooled.broken || lost || std::thread::panicking()
    }
}

/// The URL with limits on how long a server that says nothing is waited for, unless it sets its own.
pub(super) fn impatient(url: &str) -> String {
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

/// Asks the database whether it takes writes: a standby, or what was the primary before a failover, does not.
pub(crate) fn takes_writes(conn: &mut Connected) -> Result<()> {
    let Connected::Pg(pg) = conn else { return ping(conn) };
    let read_only: String =
        diesel::select(sql::<Text>("current_setting('transaction_read_only')")).get_result(pg)?;
    if read_only == "off" { Ok(()) } else { Err(Error::Unwritable("it is read-only".to_owned())) }
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
    finished(conn, work)
}

/// Runs a reading of several statements on one state of the database: what changes between two of them is in neither.
pub(crate) fn snapshot<T>(conn: &mut Connected, work: impl FnOnce(&mut Connected) -> Result<T>) -> Result<T> {
    match conn {
        Connected::Pg(pg) => AnsiTransactionManager::begin_transaction_sql(
            pg,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
        Connected::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction(sqlite)?,
    }
    finished(conn, work)
}

/// Works in the transaction that has begun, and ends it.
fn finished<T>(conn: &mut Connected, work: impl FnOnce(&mut Connected) -> Result<T>) -> Result<T> {
    match work(conn) {
        Ok(value) => {
            let begun = Instant::now();
            on!(conn, |c| AnsiTransactionManager::commit_transaction(c))?;
            if let Connected::Pg(pg) = conn {
                replication::confirm(pg, begun.elapsed())?;
            }
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

    #[test]
    fn a_password_that_could_be_misread_is_refused_without_being_repeated() {
        for password in ["50%", "%zz", "p@ss", "p/ss", "p?ss", "p#ss", "p:ss", "p ss", "[ss"] {
            let refusal = Location::parse(&format!("postgres://u:{password}@h:5432/d")).unwrap_err();
            assert!(refusal.contains("%25") && !refusal.contains(password), "{refusal}");
        }
        assert!(Location::parse("postgres://h/d?password=50%").is_err());
        for right in [
            "postgres://u:50%25@h/d",
            "postgres://u@%2Ftmp%2Fpg/d",
            "postgres://u:p@[::1]:5432/d?sslmode=require",
        ] {
            assert!(Location::parse(right).is_ok(), "{right}");
        }
    }
}
