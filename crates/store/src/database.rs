//! The door to the database: pools, admission, units of work.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::r2d2;
use tokio::sync::Semaphore;

use crate::connection::{Connected, Durability, Location, Manager, Pooled, ping, transaction};
use crate::error::{Error, Result};

/// How long a request waits for a free connection before it is turned away.
const ADMISSION: Duration = Duration::from_secs(5);
/// How long a new connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(1);

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which database.
    pub location: Location,
    /// Connections to PostgreSQL, or reading ones to SQLite (which has one writer besides).
    pub connections: u32,
    /// For SQLite.
    pub durability: Durability,
}

/// The database. Cheap to clone; all clones share the pools.
#[derive(Clone)]
pub struct Database {
    settings: Settings,
    readers: Lane,
    writers: Lane,
    statements: Arc<AtomicU64>,
}

/// A pool and the semaphore that is as large: whoever holds a permit finds a connection free.
#[derive(Clone)]
struct Lane {
    pool: r2d2::Pool<Manager>,
    failures: Arc<AtomicU64>,
    permits: Arc<Semaphore>,
}

impl Lane {
    fn new(manager: Manager, size: u32) -> Result<Self> {
        let failures = Arc::clone(&manager.failures);
        let pool = r2d2::Pool::builder()
            .max_size(size)
            .min_idle(Some(0))
            .test_on_check_out(false)
            .connection_timeout(CONNECTING)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build(manager)
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { pool, failures, permits: Arc::new(Semaphore::new(size as usize)) })
    }

    /// One blocking task for the whole unit of work, once a connection is free.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = tokio::time::timeout(ADMISSION, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| Error::Overloaded)?
            .map_err(|closed| Error::Unavailable(closed.to_string()))?;
        let lane = self.clone();
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            lane.work(work)
        })
        .await
        .unwrap_or_else(|failed| match failed.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(cancelled) => Err(Error::Unavailable(cancelled.to_string())),
        })
    }
}

impl Lane {
    fn work<T>(&self, work: impl FnOnce(&mut Connected) -> Result<T>) -> Result<T> {
        let mut pooled = self.good_connection()?;
        let Pooled { inner, broken, .. } = &mut *pooled;
        let outcome = work(inner);
        if let Err(Error::Database(cause)) = &outcome
            && ping(inner).is_err()
        {
            *broken = true;
            self.failures.fetch_add(1, Ordering::Relaxed);
            return Err(Error::Unavailable(cause.to_string()));
        }
        outcome
    }

    /// A connection; one that is as old as another that has failed since is tried first, so that a database that was
    /// started anew costs one request, not one for each connection.
    fn good_connection(&self) -> Result<r2d2::PooledConnection<Manager>> {
        loop {
            let mut pooled = self.pool.get().map_err(|error| Error::Unavailable(error.to_string()))?;
            let failures = self.failures.load(Ordering::Relaxed);
            if pooled.good_at == failures || ping(&mut pooled.inner).is_ok() {
                pooled.good_at = failures;
                return Ok(pooled);
            }
            pooled.broken = true;
        }
    }
}

impl Database {
    /// Opens the pools. The first connection is made by the first unit of work, so a database that is down
    /// shows in readiness, not as a crash.
    pub fn open(settings: Settings) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        let manager = || Manager {
            location: settings.location.clone(),
            durability: settings.durability,
            statements: Arc::clone(&statements),
            failures: Arc::default(),
        };
        let readers = Lane::new(manager(), settings.connections)?;
        let writers = match settings.location {
            Location::Postgres(_) => readers.clone(),
            Location::Sqlite(_) => Lane::new(manager(), 1)?,
        };
        Ok(Self { settings, readers, writers, statements })
    }

    /// Where the data is.
    pub const fn location(&self) -> &Location {
        &self.settings.location
    }

    /// SQL statements run so far by all clones of this database.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Connections in use now: (reading, writing); on PostgreSQL both are of one pool.
    pub fn connections_in_use(&self) -> (usize, usize) {
        let used = |lane: &Lane| lane.pool.max_size() as usize - lane.permits.available_permits();
        (used(&self.readers), used(&self.writers))
    }

    /// Runs queries that change nothing.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.run(work).await
    }

    /// Runs one transaction: all of it is committed, or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writers.run(|conn| transaction(conn, work)).await
    }

    /// Runs work on the writing connection that begins its own transactions.
    pub(crate) async fn with_writer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writers.run(work).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.read(ping).await
    }
}
