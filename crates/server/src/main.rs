//! The service: configuration, wiring, subcommands.

mod cli;
mod commands;
mod config;
mod logs;
mod wiring;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match actix_web::rt::System::new().block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("viche: {error}");
            ExitCode::FAILURE
        }
    }
}
