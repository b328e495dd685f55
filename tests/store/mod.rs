//! The store: both databases are the same to whoever uses it.

mod backup;
mod catalogue;
mod idempotency;
mod leases;
mod outbox;
mod pages;
mod parity;
mod seed;
