//! `viche backup`

use std::path::PathBuf;

use clap::Args;
use viche_store::backup::backup;

use super::Outcome;
use crate::config::Configuration;
use crate::say;

/// Where the backup goes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A file that is not there yet
    file: PathBuf,
}

pub fn run(config: Configuration, arguments: Arguments) -> Outcome {
    backup(&config.database.url, &arguments.file)?;
    let file = arguments.file.display();
    say::line(format_args!("The database is in {file}; the keys are not: keep them elsewhere."))
}
