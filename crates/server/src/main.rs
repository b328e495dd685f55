//! The service: configuration, wiring, subcommands.

#![warn(clippy::print_stdout, clippy::print_stderr)]

mod cli;
mod commands;
mod config;
mod logs;
mod say;
mod watch;
mod wiring;

use std::io::{Write as _, stderr};
use std::process::ExitCode;

use clap::Parser as _;
use rustix::fs::Mode;

fn main() -> ExitCode {
    // The database, letters and backups hold what belongs to people: whatever is written is for the owner alone.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let cli = cli::Cli::parse();
    match actix_web::rt::System::new().block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(error) => {
            // Where nobody listens, the exit code says it.
            let _ = writeln!(stderr(), "viche: {error}");
            ExitCode::FAILURE
        }
    }
}
