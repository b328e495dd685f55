//! `viche keys …`

use std::path::PathBuf;

use clap::Subcommand;
use viche_app::entropy::{Entropy as _, SystemEntropy};
use viche_auth::keys;

use super::Outcome;
use crate::say;

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the keys of a new installation. Keep a copy apart from the database's backups: without `person.key` nobody
    /// can be recognised again
    Create {
        /// The folder, shared by all nodes
        dir: PathBuf,
    },
    /// Add a key that signs access tokens from each node's next start on; the older ones go on verifying
    Rotate {
        /// The folder that `keys create` made
        dir: PathBuf,
    },
}

pub fn run(command: Command) -> Outcome {
    let mut entropy = |bytes: &mut [u8]| SystemEntropy.fill(bytes);
    match command {
        Command::Create { dir } => {
            keys::create(&dir, &mut entropy)?;
            let dir = dir.display();
            say::line(format_args!("Keys made in {dir}. Keep a copy apart from the database's backups."))
        }
        Command::Rotate { dir } => {
            keys::Keys::load(&dir)?;
            keys::rotate(&dir, &mut entropy)?;
            say::line(format_args!("A new signing key is in {}. Restart each node.", dir.display()))
        }
    }
}
