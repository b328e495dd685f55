//! The database: one body of queries for SQLite and PostgreSQL.
//!
//! Every function takes a connection and belongs to a unit of work that its caller begins with [`Database::read`] or
//! [`Database::write`]; the one exception is [`petitions::signing::Signing`], which has its transactions to itself.

// Linked for their features: bundled SQLite and libpq, the latter with a bundled OpenSSL.
use {libsqlite3_sys as _, openssl_sys as _, pq_sys as _};

mod base;
pub mod city;
pub mod desk;
pub mod figures;
pub mod idempotency;
pub mod jobs;
pub mod leases;
pub mod marks;
pub mod people;
pub mod petitions;
pub mod record;

pub use base::admission::LaneFigures;
pub use base::columns::Id;
pub use base::connection::{Connected, Durability, Location};
pub use base::database::{Database, Settings};
pub use base::error::{Error, Result};
pub use base::lanes::{CONNECTIONS, Errand};
pub use base::presence::Presence;
pub use base::{backup, keyset, migrate};

use base::{columns, connection, database, error, schema};
