//! People: their accounts, and confirming who they are.

pub mod accounts;
pub mod identity;
