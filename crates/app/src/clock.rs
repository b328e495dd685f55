//! The one place where time and randomness come from the outside.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use viche_domain::time::truncate_to_micros;
use viche_store::Id;
use viche_store::record::Source;

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
pub struct ManualClock(AtomicI64);

/// The value of a manual clock that follows the machine's.
const FOLLOWING: i64 = i64::MIN;

impl ManualClock {
    /// A clock that stands at an instant.
    pub const fn new(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }

    /// A clock that stands at an instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self::new(now.timestamp_micros())
    }

    /// Sets it.
    pub fn set(&self, now: DateTime<Utc>) {
        self.0.store(now.timestamp_micros(), Ordering::SeqCst);
    }

    /// Lets it follow the machine's clock from now on.
    pub fn follow_system(&self) {
        self.0.store(FOLLOWING, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        match self.0.load(Ordering::SeqCst) {
            FOLLOWING => SystemClock.now(),
            micros => DateTime::from_timestamp_micros(micros).unwrap_or_default(),
        }
    }
}

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("without randomness from the operating system nothing may go on");
    }
}

/// Randomness that a seed fixes, for tests and for the demo.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<ChaCha20Rng>);

impl SeededEntropy {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(buffer);
    }
}

/// `N` random bytes.
pub fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// Makes UUIDv7 (RFC 9562, 5.7): milliseconds, a counter within them (method 1), 62 random bits. In one process a
/// later id sorts after an earlier one of the same instant, so that what happened together keeps its order.
pub struct Ids {
    entropy: std::sync::Arc<dyn Entropy>,
    last: Mutex<(u64, u16)>,
}

impl Ids {
    /// Ids with randomness from there.
    pub fn new(entropy: std::sync::Arc<dyn Entropy>) -> Self {
        Self { entropy, last: Mutex::new((0, 0)) }
    }
}

impl Source for Ids {
    fn new_salt(&self) -> [u8; 32] {
        random(self.entropy.as_ref())
    }

    fn new_id(&self, now: DateTime<Utc>) -> Id {
        let now = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let (millis, counter) = {
            let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = match *last {
                (millis, counter) if millis == now && counter < 0x0fff => (millis, counter + 1),
                // A full counter borrows from the next millisecond.
                (millis, _) if millis == now => (millis + 1, 0),
                (millis, counter) if millis == now + 1 && counter < 0x0fff => (millis, counter + 1),
                _ => (now, 0),
            };
            *last
        };
        let mut bytes: [u8; 16] = random(self.entropy.as_ref());
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(&(0x7000 | counter).to_be_bytes());
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        uuid::Uuid::from_bytes(bytes).into()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::DateTime;
    use viche_store::record::Source;

    use super::{Ids, SeededEntropy};

    #[test]
    fn ids_of_one_instant_keep_their_order() {
        let ids = Ids::new(Arc::new(SeededEntropy::new(1)));
        let now = DateTime::from_timestamp_millis(1_500_000_000_123).unwrap();
        let made: Vec<_> = (0..6000).map(|_| ids.new_id(now)).collect();
        assert!(made.is_sorted());
        let uuid = uuid::Uuid::from(made[0]);
        assert_eq!(uuid.get_version_num(), 7);
        assert_eq!(uuid.get_timestamp().unwrap().to_unix(), (1_500_000_000, 123_000_000));
    }
}
