//! The database: one body of queries for SQLite and PostgreSQL.
//!
//! Every function takes a connection and belongs to a unit of work that its caller begins with [`Database::read`] or
//! [`Database::write`]; the one exception is [`petitions::signing::Signing`], which has its transactions to itself.

// Linked for their features: bundled SQLite and libpq, the latter with a bundled OpenSSL.
use {libsqlite3_sys as _, openssl_sys as _, pq_sys as _};

pub mod accounts;
pub mod backup;
pub mod city;
mod columns;
mod connection;
mod database;
pub mod dues;
mod error;
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

pub use columns::Id;
pub use connection::{Connected, Durability, Location};
pub use database::{Database, Settings};
pub use error::{Error, Result};
