//! `viche restore`

use std::path::PathBuf;

use clap::Args;
use viche_store::backup::restore;

use super::Outcome;
use crate::config::Configuration;
use crate::say;

/// Where the backup is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A file that `viche backup` made
    file: PathBuf,
    /// Overwrite a database that holds people
    #[arg(long)]
    force: bool,
}

pub fn run(config: Configuration, arguments: Arguments) -> Outcome {
    restore(&config.database.url, &arguments.file, arguments.force)?;
    say::line(
        "The database is as it was. Serve it with the keys that it had; `viche migrate` first where Viche is newer.",
    )
}
