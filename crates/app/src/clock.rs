//! The one place where time comes from the outside.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use viche_domain::time::truncate_to_micros;

/// Tells the time, in whole microseconds: the databases round differently beyond them.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        truncate_to_micros(Utc::now())
    }
}

/// A clock that is set by hand, for tests and for replaying a year; it can be handed over to the machine's.
#[derive(Debug)]
pub struct ManualClock {
    micros: AtomicI64,
    /// By how many microseconds each look at it sets it on.
    step: AtomicI64,
}

/// The value of a manual clock that follows the machine's.
const FOLLOWING: i64 = i64::MIN;

impl ManualClock {
    /// A clock that stands at an instant.
    pub const fn new(micros: i64) -> Self {
        Self { micros: AtomicI64::new(micros), step: AtomicI64::new(0) }
    }

    /// A clock that stands at an instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self::new(now.timestamp_micros())
    }

    /// Sets it.
    pub fn set(&self, now: DateTime<Utc>) {
        self.micros.store(now.timestamp_micros(), Ordering::SeqCst);
    }

    /// Lets whoever looks at it from now on find it a microsecond later than whoever looked before.
    pub fn tick(&self) {
        self.step.store(1, Ordering::SeqCst);
    }

    /// Lets it follow the machine's clock from now on.
    pub fn follow_system(&self) {
        self.step.store(0, Ordering::SeqCst);
        self.micros.store(FOLLOWING, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        match self.micros.fetch_add(self.step.load(Ordering::SeqCst), Ordering::SeqCst) {
            FOLLOWING => SystemClock.now(),
            micros => DateTime::from_timestamp_micros(micros).unwrap_or_default(),
        }
    }
}
