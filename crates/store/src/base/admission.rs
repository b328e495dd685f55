//! Admission to a lane: who waits for a connection, and who is turned away since it can't be served in time.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection::Connected;
use super::error::{Error, Result};
use super::pool::Pool;

/// How long a unit of work waits for its connection before it is turned away.
const ADMISSION: Duration = Duration::from_secs(2);
/// How long its answer is waited for: longer than all its statements may take one by one, but for a commit that waits
/// for a standby, which nothing bounds.
const ANSWER: Duration = Duration::from_secs(15);
/// The same for the worker, whose statements may take longer and for whose answer nobody waits.
const ANSWER_TO_THE_WORKER: Duration = Duration::from_mins(10);
/// Over how many seconds those come back who were turned away.
const RETURNS: u64 = 4;

/// How busy a lane is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneFigures {
    /// Its name.
    pub name: &'static str,
    /// Units of work that it runs at once.
    pub size: usize,
    /// Units of work that it runs now.
    pub in_use: usize,
    /// Units of work that wait for their turn.
    pub waiting: usize,
    /// Units of work turned away so far.
    pub turned_away: u64,
    /// Connections that are open.
    pub connections: usize,
    /// Those among them that nobody uses.
    pub idle: usize,
}

/// A queue before a pool. Lanes that share a pool put one unit of work each before it at a time, and so take turns.
pub(crate) struct Lane {
    name: &'static str,
    size: usize,
    pool: Pool,
    /// For how long an answer of the database is waited for.
    patience: Duration,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// How long a unit of work holds its place, in microseconds: a moving average.
    pace: AtomicU64,
    turned_away: AtomicU64,
}

impl Lane {
    pub fn new(name: &'static str, size: u32, pool: Pool) -> Arc<Self> {
        Arc::new(Self::of(name, size, pool))
    }

    /// The worker's.
    pub fn patient(pool: Pool) -> Arc<Self> {
        Arc::new(Self { patience: ANSWER_TO_THE_WORKER, ..Self::of("worker", 1, pool) })
    }

    fn of(name: &'static str, size: u32, pool: Pool) -> Self {
        let size = size as usize;
        Self {
            name,
            size,
            pool,
            patience: ANSWER,
            places: Arc::new(Semaphore::new(size)),
            waiting: AtomicUsize::new(0),
            pace: AtomicU64::new(0),
            turned_away: AtomicU64::new(0),
        }
    }

    /// One blocking task for the whole unit of work, once a connection is free.
    pub async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let admitted = self.admitted().await?;
        let patience = self.patience;
        tokio::time::timeout(patience, blocking(move || admitted.lane.pool.work(work))).await.unwrap_or_else(
            |_| {
                // It goes on, and keeps its place: a commit must not be cancelled.
                Err(Error::Unavailable(format!("no answer within {patience:?}; what came of it is unknown")))
            },
        )
    }

    /// Waits for a place and a turn. At the pace of the work before it, a unit that would wait too long is turned away
    /// at once: its client hears so while it still listens, and those before it are served in time.
    async fn admitted(self: &Arc<Self>) -> Result<Admitted> {
        let queue = Queued::behind(self);
        if queue.expected() > ADMISSION {
            return Err(self.turn_away());
        }
        let admission = async {
            let place = Arc::clone(&self.places).acquire_owned().await?;
            let since = Instant::now();
            let turn = Arc::clone(&self.pool.turns).acquire_owned().await?;
            Ok(Admitted { lane: Arc::clone(self), since, _place: place, _turn: turn })
        };
        tokio::time::timeout(ADMISSION, admission)
            .await
            .map_err(|_| self.turn_away())?
            .map_err(|closed: tokio::sync::AcquireError| Error::Unavailable(closed.to_string()))
    }

    /// A crowd that is turned away comes back in parts, a second apart.
    fn turn_away(&self) -> Error {
        let before = self.turned_away.fetch_add(1, Ordering::Relaxed);
        Error::Overloaded { retry_after: 1 + u32::try_from(before % RETURNS).unwrap_or(0) }
    }

    pub fn figures(&self) -> LaneFigures {
        let (connections, idle) = self.pool.open_and_idle();
        LaneFigures {
            name: self.name,
            size: self.size,
            in_use: self.size - self.places.available_permits(),
            waiting: self.waiting.load(Ordering::Relaxed),
            turned_away: self.turned_away.load(Ordering::Relaxed),
            connections,
            idle,
        }
    }
}

/// Runs work in a thread that may block. Its panic is the caller's.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|failed| match failed.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(cancelled) => Err(Error::Unavailable(cancelled.to_string())),
    })
}

/// A unit of work that waits, until dropped.
struct Queued<'a> {
    lane: &'a Lane,
    ahead: usize,
}

impl<'a> Queued<'a> {
    fn behind(lane: &'a Lane) -> Self {
        Self { lane, ahead: lane.waiting.fetch_add(1, Ordering::Relaxed) }
    }

    /// How long those ahead take. Nobody ahead takes no time, so that a lane that has become slow is always tried again.
    fn expected(&self) -> Duration {
        let pace = self.lane.pace.load(Ordering::Relaxed);
        Duration::from_micros(pace.saturating_mul(self.ahead as u64) / self.lane.size as u64)
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.lane.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A unit of work with a place on its lane, until dropped.
struct Admitted {
    lane: Arc<Lane>,
    since: Instant,
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let took = u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX);
        let pace = self.lane.pace.load(Ordering::Relaxed);
        // Two at once may count as one: an average bears it.
        self.lane.pace.store(pace - pace / 8 + took / 8, Ordering::Relaxed);
    }
}
