//! Lanes: reads, writes, signatures, the worker and health have connections of their own, so that a crowd on one lane
//! takes nothing from another.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::admission::{Lane, LaneFigures};
use super::connection::{Location, Manager, Patience};
use super::error::{Error, Result};
use super::pool::Pool;

/// How many connections a node may have: at least one for each lane.
pub const CONNECTIONS: RangeInclusive<u32> = 5..=1000;
/// Connections that signatures use at most: those of one petition take turns on its row, so that one is stored while
/// the next ones look up their signers.
const SIGNING: u32 = 4;

/// What a unit of work is for, which decides its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Errand {
    /// A request like any other.
    #[default]
    Request,
    /// A signature, given or taken back: crowds come for one petition at once.
    Signature,
    /// The worker's own work.
    Worker,
}

/// The lanes of a node.
pub(crate) struct Lanes {
    reading: Arc<Lane>,
    writing: Arc<Lane>,
    signing: Arc<Lane>,
    worker: Arc<Lane>,
    /// For the question whether the database answers.
    pub health: Arc<Lane>,
}

impl Lanes {
    /// Divides the connections. On SQLite there is one that writes, and the lanes that write take it in turn.
    pub fn open(manager: &Manager, connections: u32) -> Result<Self> {
        let pool = |size, patience| Pool::open(Manager { patience, ..manager.clone() }, size);
        let announcing = Manager { announces: true, ..manager.clone() };
        let health = Lane::new("health", 1, Pool::lasting(announcing)?);
        Ok(match manager.location {
            Location::Postgres(_) => {
                let shares = Shares::of(connections);
                let lane = |name, size| Ok::<_, Error>(Lane::new(name, size, pool(size, Patience::Request)?));
                Self {
                    reading: lane("reading", shares.reading)?,
                    writing: lane("writing", shares.writing)?,
                    signing: lane("signing", shares.signing)?,
                    worker: Lane::patient(pool(1, Patience::Worker)?),
                    health,
                }
            }
            Location::Sqlite(_) => {
                let (readers, writer) = (connections - 2, pool(1, Patience::Request)?);
                Self {
                    reading: Lane::new("reading", readers, pool(readers, Patience::Request)?),
                    writing: Lane::new("writing", 1, writer.clone()),
                    signing: Lane::new("signing", 1, writer.clone()),
                    worker: Lane::patient(writer),
                    health,
                }
            }
        })
    }

    /// Where queries that change nothing run.
    pub const fn for_reading(&self, errand: Errand) -> &Arc<Lane> {
        match errand {
            Errand::Request | Errand::Signature => &self.reading,
            Errand::Worker => &self.worker,
        }
    }

    /// Where a transaction runs.
    pub const fn for_writing(&self, errand: Errand) -> &Arc<Lane> {
        match errand {
            Errand::Request => &self.writing,
            Errand::Signature => &self.signing,
            Errand::Worker => &self.worker,
        }
    }

    pub fn figures(&self) -> Vec<LaneFigures> {
        [&self.reading, &self.writing, &self.signing, &self.worker, &self.health]
            .map(|lane| lane.figures())
            .into()
    }
}

/// How the connections to PostgreSQL are divided, beside one for the worker and one for health.
#[derive(Debug, PartialEq, Eq)]
struct Shares {
    reading: u32,
    writing: u32,
    signing: u32,
}

impl Shares {
    fn of(connections: u32) -> Self {
        let rest = connections - 2;
        let signing = (rest / 4).clamp(1, SIGNING);
        let writing = ((rest - signing) / 3).max(1);
        Self { reading: rest - signing - writing, writing, signing }
    }
}

#[cfg(test)]
mod tests {
    use super::{CONNECTIONS, SIGNING, Shares};

    #[test]
    fn every_lane_has_connections_and_reads_have_most() {
        for connections in CONNECTIONS {
            let Shares { reading, writing, signing } = Shares::of(connections);
            assert_eq!(reading + writing + signing + 2, connections);
            assert!(reading >= writing && writing >= 1 && (1..=SIGNING).contains(&signing), "{connections}");
        }
        assert_eq!(Shares::of(16), Shares { reading: 8, writing: 3, signing: 3 });
    }
}
