//! Whether this node may write, as far as it knows: whether the database takes writes, and whether the clock is right.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection as _;

use super::connection::{Connected, transaction};
use super::error::{Error, Result};

/// How far a clock may be off.
pub(super) const TOLERANCE: TimeDelta = TimeDelta::seconds(2);

/// What a node knows of itself.
#[derive(Debug, Default)]
pub(crate) struct Fitness {
    /// Set by a write that failed for want of room or permission, until one succeeds that is made to find out.
    unwritable: AtomicBool,
    clock: Mutex<Clock>,
}

/// What is known of the clock: nothing, until it is compared for the first time.
#[derive(Debug, Default)]
enum Clock {
    #[default]
    Unknown,
    /// It was right at this instant, by this steady clock.
    Right(DateTime<Utc>, Instant),
    Wrong(String),
}

impl Fitness {
    pub fn cannot_write(&self) {
        self.unwritable.store(true, Ordering::Relaxed);
    }

    /// Tries to write where that failed before. What it writes is larger than most of what is written.
    pub fn prove_writes(&self, conn: &mut Connected) -> Result<()> {
        if self.unwritable.load(Ordering::Relaxed) {
            probe(conn)?;
            self.unwritable.store(false, Ordering::Relaxed);
        }
        Ok(())
    }

    /// The clock was right, or wrong in this way, when it showed `now`.
    pub fn clock_was(&self, now: DateTime<Utc>, fault: Option<String>) -> Result<()> {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        *clock = fault.map_or_else(|| Clock::Right(now, Instant::now()), Clock::Wrong);
        clock.admit(now)
    }

    /// Refuses an instant of a clock that is wrong, or was set since it was compared last.
    pub fn admit(&self, now: DateTime<Utc>) -> Result<()> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner).admit(now)
    }

    /// Refuses whatever the instant, while the clock is known to be wrong.
    pub fn require_clock(&self) -> Result<()> {
        match &*self.clock.lock().unwrap_or_else(PoisonError::into_inner) {
            Clock::Wrong(fault) => Err(Error::ClockWrong(fault.clone())),
            Clock::Unknown | Clock::Right(..) => Ok(()),
        }
    }
}

impl Clock {
    fn admit(&self, now: DateTime<Utc>) -> Result<()> {
        match self {
            Self::Unknown => Ok(()),
            Self::Wrong(fault) => Err(Error::ClockWrong(fault.clone())),
            Self::Right(then, steady) => {
                let passed = TimeDelta::from_std(steady.elapsed()).unwrap_or(TimeDelta::MAX);
                let off = now - *then - passed;
                if off.abs() <= TOLERANCE {
                    return Ok(());
                }
                Err(Error::ClockWrong(format!("it was set by {} ms", off.num_milliseconds())))
            }
        }
    }
}

/// Writes something and takes it away again, in the table of leases.
pub(super) fn probe(conn: &mut Connected) -> Result<()> {
    let (name, text) = match conn {
        Connected::Pg(_) => (
            "'probe ' || pg_backend_pid()",
            "(SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 2048))",
        ),
        Connected::Sqlite(_) => ("'probe'", "hex(randomblob(32768))"),
    };
    let write = format!(
        "INSERT INTO leases (name, holder, until_micros) VALUES ({name}, {text}, 0) \
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder"
    );
    let clear = format!("DELETE FROM leases WHERE name = {name}");
    for statement in [write, clear] {
        transaction(conn, |conn| Ok(conn.batch_execute(&statement)?))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_is_trusted_until_it_is_wrong_or_set() {
        let (now, fitness) = (instant("2026-03-04T08:00:00Z"), Fitness::default());
        let off = |millis| now + TimeDelta::milliseconds(millis);
        let wrong = |outcome| matches!(outcome, Err(Error::ClockWrong(_)));
        assert!(fitness.admit(now).is_ok() && fitness.require_clock().is_ok(), "nothing is known yet");
        assert!(fitness.clock_was(now, None).is_ok());
        assert!(fitness.admit(off(1500)).is_ok() && fitness.admit(off(-1500)).is_ok());
        assert!(wrong(fitness.admit(off(3000))) && wrong(fitness.admit(off(-3000))));
        assert!(wrong(fitness.clock_was(now, Some("an hour ahead".to_owned()))));
        assert!(wrong(fitness.admit(now)) && wrong(fitness.require_clock()));
        assert!(fitness.clock_was(now, None).is_ok() && fitness.require_clock().is_ok());
    }
}
