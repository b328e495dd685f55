//! The desk of the staff: what waits for them, and what an auditor reads.

pub mod audit;
pub mod queue;
