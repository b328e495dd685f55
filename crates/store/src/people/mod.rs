//! People: persons, their accounts and sessions.

pub mod accounts;
pub mod sessions;
