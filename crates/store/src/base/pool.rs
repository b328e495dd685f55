//! Connections that are kept, and given up when they are spoilt.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::r2d2;
use tokio::sync::Semaphore;

use super::connection::{Connected, Manager, Pooled, ping, takes_writes};
use super::error::{Error, Result};
use super::fitness::{Fitness, probe};

/// How long a new connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(2);

/// Connections, and a turn for each: whoever has a turn finds a connection free.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: r2d2::Pool<Manager>,
    pub turns: Arc<Semaphore>,
    failures: Arc<AtomicU64>,
    fitness: Arc<Fitness>,
}

impl Pool {
    /// A pool without connections yet: each is made when it is first needed.
    pub fn open(manager: Manager, size: u32) -> Result<Self> {
        Self::of(r2d2::Pool::builder(), manager, size)
    }

    /// A pool of one connection that is kept until it is spoilt, however long it is not used.
    pub fn lasting(manager: Manager) -> Result<Self> {
        Self::of(r2d2::Pool::builder().max_lifetime(None).idle_timeout(None), manager, 1)
    }

    fn of(builder: r2d2::Builder<Manager>, manager: Manager, size: u32) -> Result<Self> {
        let (failures, fitness) = (Arc::clone(&manager.failures), Arc::clone(&manager.fitness));
        let connections = builder
            .max_size(size)
            .min_idle(Some(0))
            .test_on_check_out(false)
            .connection_timeout(CONNECTING)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build(manager)
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { connections, turns: Arc::new(Semaphore::new(size as usize)), failures, fitness })
    }

    /// How many connections are open, and how many of them nobody uses.
    pub fn open_and_idle(&self) -> (usize, usize) {
        let state = self.connections.state();
        (state.connections as usize, state.idle_connections as usize)
    }

    /// Runs work on a connection. One that has failed and is silent, or takes no writes, is not used again.
    pub fn work<T>(&self, work: impl FnOnce(&mut Connected) -> Result<T>) -> Result<T> {
        let mut pooled = self.good_connection()?;
        let outcome = work(&mut pooled.inner);
        let Err(error) = outcome else { return outcome };
        let error = match error {
            Error::Database(cause) => {
                let ran = pooled.failed_after();
                match ping(&mut pooled.inner) {
                    Ok(()) => explained(Error::judged(cause, ran), &mut pooled.inner),
                    Err(_) => Error::Unavailable(cause.to_string()),
                }
            }
            other => other,
        };
        if matches!(error, Error::Unwritable(_)) {
            self.fitness.cannot_write();
        }
        // A SQLite file is the same on every connection, and another may not be opened on a full disk.
        let elsewhere = matches!(pooled.inner, Connected::Pg(_)) && matches!(error, Error::Unwritable(_));
        if elsewhere || matches!(error, Error::Unavailable(_)) {
            self.failures.fetch_add(1, Ordering::Relaxed);
            pooled.broken = true;
        }
        Err(error)
    }

    /// A connection; one that is older than a failure on any lane is tried first, so that a database that was
    /// started anew, or takes writes again elsewhere, costs one request, not one for each connection.
    fn good_connection(&self) -> Result<r2d2::PooledConnection<Manager>> {
        loop {
            let mut pooled = self.connections.get().map_err(|error| {
                self.failures.fetch_add(1, Ordering::Relaxed);
                Error::Unavailable(error.to_string())
            })?;
            let failures = self.failures.load(Ordering::Relaxed);
            let Pooled { inner, good_at, broken, .. } = &mut *pooled;
            if *good_at == failures || takes_writes(inner).is_ok() {
                *good_at = failures;
                return Ok(pooled);
            }
            *broken = true;
        }
    }
}

/// A failure that nothing explains: a server that takes no other write either has no room, in whatever language it says so.
fn explained(error: Error, conn: &mut Connected) -> Error {
    if error.is_unexplained() && matches!(conn, Connected::Pg(_)) && probe(conn).is_err() {
        return Error::Unwritable(error.to_string());
    }
    error
}
