//! The database: one body of queries for SQLite and PostgreSQL.
//!
//! Every function takes a connection and belongs to a unit of work that its caller begins with [`Database::read`] or
//! [`Database::write`]; the one exception is [`petitions::signing::Signing`], which has its transactions to itself.

// Linked for their features: bundled SQLite and libpq, the latter with a bundled OpenSSL.
use {libsqlite3_sys as _, openssl_sys as _, pq_sys as _};

pub mod accounts;
pub mod backup;
mod base;
pub mod city;
mod columns;
pub mod dues;
pub mod follows;
pub mod idempotency;
pub mod jobs;
pub mod keyset;
pub mod leases;
pub mod migrate;
pub mod petitions;
pub mod policies;
pub mod record;
mod schema;
pub mod sessions;

pub use base::connection::{Connected, Durability, Location};
pub use base::database::{Database, Settings};
pub use base::error::{Error, Result};
pub use base::lanes::{CONNECTIONS, Errand, LaneFigures};
pub use columns::Id;

use base::{connection, database, error};
