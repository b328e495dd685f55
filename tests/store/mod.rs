//! The store: both databases are the same to whoever uses it.

mod backup;
mod catalogue;
mod filtered;
mod idempotency;
mod jobs;
mod leases;
mod pages;
mod parity;
mod plans;
mod record;
pub mod seed;
