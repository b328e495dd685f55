//! The desk of the staff.

mod audit;
