//! `viche restore`

use std::path::PathBuf;

use clap::Args;
use viche_store::backup::restore;

use super::Outcome;
use crate::config::Configuration;

/// Where the backup is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A file that `viche backup` made
    file: PathBuf,
}

pub fn run(config: Configuration, arguments: Arguments) -> Outcome {
    restore(&config.database.url, &arguments.file)?;
    println!(
        "The database is as it was. Serve it with the keys that it had; `viche migrate` first where Viche is newer."
    );
    Ok(())
}
