//! What every query stands on: connections, the lanes that hand them out, and how a unit of work can fail; the schema and
//! its migrations; columns, pages and backups.

pub mod admission;
pub mod backup;
mod clocks;
pub mod columns;
pub mod connection;
pub mod database;
pub mod error;
pub(crate) mod fitness;
pub mod keyset;
pub mod lanes;
pub mod migrate;
mod pool;
pub mod presence;
mod replication;
pub mod schema;
