//! Instants and ids of what is stored.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use viche_store::Id;
use viche_store::record::Source;

use crate::clock::Clock;
use crate::entropy::{Entropy, random};

/// Milliseconds by which ids may be ahead of their instants: those that full counters borrowed, and those by which
/// instants that were taken at once come out of order.
const AHEAD: u64 = 1_000;

/// Makes UUIDv7 (RFC 9562, 5.7): milliseconds, a counter within them (method 1), 62 random bits. In one process a
/// later id sorts after an earlier one, unless the clock was set back, so that what happened together keeps its order.
pub struct Ids {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    last: Mutex<(u64, u16)>,
}

impl Ids {
    /// Ids with time and randomness from there.
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { clock, entropy, last: Mutex::new((0, 0)) }
    }
}

impl Source for Ids {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn new_salt(&self) -> [u8; 32] {
        random(self.entropy.as_ref())
    }

    fn new_id(&self, now: DateTime<Utc>) -> Id {
        let now = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let (millis, counter) = {
            let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *last = match *last {
                (millis, _) if now > millis || millis - now > AHEAD => (now, 0),
                (millis, counter) if counter < 0x0fff => (millis, counter + 1),
                // A full counter borrows from the next millisecond.
                (millis, _) => (millis + 1, 0),
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

    use chrono::{DateTime, TimeDelta};
    use viche_store::record::Source;

    use super::Ids;
    use crate::clock::SystemClock;
    use crate::entropy::SeededEntropy;

    fn ids() -> Ids {
        Ids::new(Arc::new(SystemClock), Arc::new(SeededEntropy::new(1)))
    }

    #[test]
    fn ids_of_one_instant_keep_their_order() {
        let ids = ids();
        let now = DateTime::from_timestamp_millis(1_500_000_000_123).unwrap();
        let made: Vec<_> = (0..100_000).map(|_| ids.new_id(now)).collect();
        assert!(made.is_sorted_by(|one, next| one < next));
        let uuid = uuid::Uuid::from(made[0]);
        assert_eq!(uuid.get_version_num(), 7);
        assert_eq!(uuid.get_timestamp().unwrap().to_unix(), (1_500_000_000, 123_000_000));
    }

    #[test]
    fn ids_of_instants_that_were_taken_at_once_keep_their_order() {
        let ids = ids();
        let now = DateTime::from_timestamp_millis(1_500_000_000_123).unwrap();
        let instants = [0, -1, 0, 3, 2, 0, 3].map(|millis| now + TimeDelta::milliseconds(millis));
        let made = instants.map(|instant| ids.new_id(instant));
        assert!(made.is_sorted_by(|one, next| one < next));
        let back = uuid::Uuid::from(ids.new_id(now - TimeDelta::hours(1)));
        assert_eq!(back.get_timestamp().unwrap().to_unix().0, 1_500_000_000 - 3_600);
    }
}
