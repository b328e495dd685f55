//! People: registrations, persons, their accounts and sessions.

pub mod accounts;
pub mod password_resets;
pub mod registrations;
pub mod sessions;
