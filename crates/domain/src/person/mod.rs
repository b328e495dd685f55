//! People: who somebody is, and what they may do.

pub mod identification;
pub mod identity;
pub mod roles;
