//! The subcommands, one file each.

pub mod admin;
pub mod backup;
pub mod demo;
pub mod keys;
pub mod mail;
mod migrate;
mod openapi;
pub mod restore;
pub mod serve;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::config::Configuration;
use crate::logs;

/// What a command ends with; an error is a sentence for the operator.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Does what the command line says.
pub async fn run(cli: Cli) -> Outcome<ExitCode> {
    let configured = || {
        let config = Configuration::of_process(cli.config.as_deref())?;
        logs::start(&config.log);
        Outcome::Ok(config)
    };
    let outcome = match cli.command {
        Command::Serve(arguments) => serve::run(configured()?, arguments.role).await,
        Command::Migrate => migrate::run(configured()?).await,
        Command::Openapi => openapi::run(),
        Command::Keys(command) => keys::run(command),
        Command::Admin(admin::Command::Create(arguments)) => admin::create(configured()?, arguments).await,
        Command::Admin(admin::Command::Grant(arguments)) => admin::grant(configured()?, arguments).await,
        Command::Mail(mail::Command::Test(arguments)) => mail::test(&configured()?, arguments),
        Command::Backup(arguments) => backup::run(configured()?, arguments),
        Command::Restore(arguments) => restore::run(configured()?, arguments),
        Command::Demo(arguments) => demo::run(arguments, cli.config.as_deref()).await,
        Command::Tally(arguments) => return Ok(viche_tally::cli::run(*arguments)),
    };
    outcome.map(|()| ExitCode::SUCCESS)
}
