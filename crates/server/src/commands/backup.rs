//! `viche backup`

use std::path::PathBuf;

use clap::Args;
use viche_store::backup::backup;

use super::Outcome;
use crate::config::Configuration;

/// Where the backup goes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A file that is not there yet
    file: PathBuf,
}

pub fn run(config: Configuration, arguments: Arguments) -> Outcome {
    backup(&config.database.url, &arguments.file)?;
    println!("The database is in {}; the keys are not: keep them elsewhere.", arguments.file.display());
    Ok(())
}
