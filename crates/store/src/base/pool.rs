//! Connections that are kept, and given up when they are spoilt.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::r2d2;
use tokio::sync::Semaphore;

use super::connection::{Connected, Manager, Pooled, ping, takes_writes};
use super::error::{Error, Result};

/// How long a new connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(2);

/// Connections, and a turn for each: whoever has a turn finds a connection free.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: r2d2::Pool<Manager>,
    pub turns: Arc<Semaphore>,
    failures: Arc<AtomicU64>,
}

impl Pool {
    /// A pool without connections yet: each is made when it is first needed.
    pub fn open(manager: Manager, size: u32) -> Result<Self> {
        let failures = Arc::clone(&manager.failures);
        let connections = r2d2::Pool::builder()
            .max_size(size)
            .min_idle(Some(0))
            .test_on_check_out(false)
            .connection_timeout(CONNECTING)
            .error_handler(Box::new(r2d2::NopErrorHandler))
            .build(manager)
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { connections, turns: Arc::new(Semaphore::new(size as usize)), failures })
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
                    Ok(()) => Error::judged(cause, ran),
                    Err(_) => Error::Unavailable(cause.to_string()),
                }
            }
            other => other,
        };
        if matches!(error, Error::Unavailable(_)) {
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
