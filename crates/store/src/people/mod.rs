//! People: registrations, persons and how they were identified, their accounts and sessions.

pub mod accounts;
pub mod identifications;
pub mod password_resets;
pub mod registrations;
pub mod sessions;
