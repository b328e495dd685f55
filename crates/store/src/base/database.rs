//! The door to the database: units of work, each on the lane of its errand.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::admission::{LaneFigures, blocking};
use super::clocks;
use super::connection::{
    Connected, Durability, Location, Manager, Patience, ping, takes_writes, transaction,
};
use super::error::{Error, Result};
use super::lanes::{CONNECTIONS, Errand, Lanes};
use super::presence::Presence;

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which database.
    pub location: Location,
    /// How many connections there may be, all lanes together: one of [`CONNECTIONS`].
    pub connections: u32,
    /// For SQLite.
    pub durability: Durability,
}

/// The database. Cheap to clone; all clones share the lanes.
#[derive(Clone)]
pub struct Database {
    manager: Manager,
    lanes: Arc<Lanes>,
    errand: Errand,
}

impl Database {
    /// Opens the lanes. The first connection is made by the first unit of work, so a database that is down
    /// shows in readiness, not as a crash.
    pub fn open(settings: Settings) -> Result<Self> {
        let manager = Manager {
            location: settings.location,
            durability: settings.durability,
            patience: Patience::Request,
            announces: false,
            statements: Arc::default(),
            fitness: Arc::default(),
            failures: Arc::default(),
        };
        if !CONNECTIONS.contains(&settings.connections) {
            return Err(Error::Unavailable(format!(
                "{} connections are no number for it",
                settings.connections
            )));
        }
        let lanes = Arc::new(Lanes::open(&manager, settings.connections)?);
        Ok(Self { manager, lanes, errand: Errand::Request })
    }

    /// Where the data is.
    pub const fn location(&self) -> &Location {
        &self.manager.location
    }

    /// The same database for another errand.
    #[must_use]
    pub fn on(&self, errand: Errand) -> Self {
        Self { errand, ..self.clone() }
    }

    /// SQL statements run so far by all clones of this database.
    pub fn statements(&self) -> u64 {
        self.manager.statements.load(Ordering::Relaxed)
    }

    /// How busy each lane is.
    pub fn lanes(&self) -> Vec<LaneFigures> {
        self.lanes.figures()
    }

    /// Runs queries that change nothing.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.lanes.for_reading(self.errand).run(work).await
    }

    /// Refuses an instant of a clock that is wrong, as far as is known.
    pub fn admit(&self, now: DateTime<Utc>) -> Result<()> {
        self.manager.fitness.admit(now)
    }

    /// Compares a clock with the database's; SQLite has none, and it is compared with the latest instant on record.
    /// Beyond two seconds this node writes nothing from then on and is not ready, until they agree.
    pub async fn compare_clock(&self, clock: impl Fn() -> DateTime<Utc> + Send + 'static) -> Result<()> {
        let (now, fault) = self.lanes.health.run(move |conn| clocks::compare(conn, &clock)).await?;
        self.manager.fitness.clock_was(now, fault)
    }

    /// Runs one transaction: all of it is committed, or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.manager.fitness.require_clock()?;
        self.lanes.for_writing(self.errand).run(|conn| transaction(conn, work)).await
    }

    /// Runs work that begins its own transactions and may take as long as it needs, on a connection of its own.
    pub(crate) async fn unhurried<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connected) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let manager = Manager { patience: Patience::Migration, ..self.manager.clone() };
        blocking(move || work(&mut manager.open()?.inner)).await
    }

    /// Whether the database answers and takes writes, and this node's clock is right; asked on a connection that nothing else uses.
    pub async fn ping(&self) -> Result<()> {
        let fitness = Arc::clone(&self.manager.fitness);
        let writes = move |conn: &mut Connected| {
            takes_writes(conn)?;
            fitness.prove_writes(conn)
        };
        self.lanes.health.run(writes).await?;
        self.manager.fitness.require_clock()
    }

    /// Says that a service is at work on the database until the value given back is dropped, so that nobody puts a
    /// backup in its place meanwhile. On PostgreSQL the connection for health says so for as long as it lives.
    pub async fn occupy(&self) -> Result<Option<Presence>> {
        let Location::Sqlite(path) = self.location() else {
            return self.lanes.health.run(ping).await.map(|()| None);
        };
        match Presence::at(path) {
            Ok(Some(presence)) => Ok(Some(presence)),
            Ok(None) => Err(Error::Unavailable("a backup is being put in its place".to_owned())),
            Err(error) => Err(Error::Unavailable(format!("{path}.lock: {error}"))),
        }
    }

    /// Merges the write-ahead file of SQLite into the database, once nothing else works on it.
    pub async fn settle(&self) -> Result<()> {
        if matches!(self.location(), Location::Postgres(_)) {
            return Ok(());
        }
        self.unhurried(|conn| Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?)).await
    }

    /// How many connections the server takes from those who are no superusers; nothing for SQLite.
    pub async fn connections_allowed(&self) -> Result<Option<u32>> {
        self.read(|conn| {
            let Connected::Pg(pg) = conn else { return Ok(None) };
            let allowed: i32 = diesel::select(diesel::dsl::sql::<Integer>(
                "current_setting('max_connections')::integer \
                 - current_setting('superuser_reserved_connections')::integer",
            ))
            .get_result(pg)?;
            Ok(u32::try_from(allowed).ok())
        })
        .await
    }
}
