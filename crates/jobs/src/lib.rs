//! The worker: ends windows whose time has come and delivers the letters that wait.
//!
//! Any number of nodes may run a [`Worker`]; a lease in the database picks one of them at a time. Nothing depends on
//! it for being right: every piece of work is safe on two nodes at once.

mod deliver;
mod lease;
mod letters;
pub mod mail;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod worker;

pub use deliver::deliver;
pub use mail::{FolderMailer, Letter, MailError, Mailer, SetupError, SmtpMailer};
pub use worker::Worker;
