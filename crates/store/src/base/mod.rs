//! What every query stands on: connections, the lanes that hand them out, and how a unit of work can fail.

pub mod connection;
pub mod database;
pub mod error;
pub mod lanes;
mod pool;
