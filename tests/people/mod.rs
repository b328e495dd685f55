//! Accounts, sessions, and who somebody is.

mod accounts;
mod identity;
mod merging;
mod passwords;
mod roles;
mod second_look;
mod sessions;
mod tokens;
