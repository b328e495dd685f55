//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::commands::{admin, backup, demo, keys, mail, restore, serve};

/// Viche: the backend of a city's e-petitions.
#[derive(Debug, Parser)]
#[command(name = "viche", version, propagate_version = true)]
pub struct Cli {
    /// The configuration file [default: viche.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `viche` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the service until it is told to stop
    Serve(serve::Arguments),
    /// Bring the database to this version; a new one is filled with what a city begins with
    Migrate,
    /// Print the OpenAPI document
    Openapi,
    /// Make keys of a new installation, or a new signing key
    #[command(subcommand)]
    Keys(keys::Command),
    /// Manage administrators
    #[command(subcommand)]
    Admin(admin::Command),
    /// Try out the way that letters go
    #[command(subcommand)]
    Mail(mail::Command),
    /// Copy the database into a file while the service goes on; keys are not included
    Backup(backup::Arguments),
    /// Put a backup in the place of the database; stop the service first
    Restore(restore::Arguments),
    /// Make a city with a year of petitions, and serve it; data, keys and letters stay in its folder
    Demo(demo::Arguments),
    /// Count participatory-budget elections in the Pabulib format
    Tally(Box<viche_tally::cli::Arguments>),
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::{Cli, Command};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_file_may_be_named_after_the_command_too() {
        let cli = Cli::try_parse_from(["viche", "migrate", "--config", "/etc/viche.toml"]).unwrap();
        assert_eq!(cli.config.unwrap().to_str(), Some("/etc/viche.toml"));
        assert!(matches!(cli.command, Command::Migrate));
    }

    #[test]
    fn a_password_is_no_argument() {
        let line = ["viche", "admin", "create", "--email", "a@example.org", "--name", "Іван Коваль"];
        assert!(Cli::try_parse_from(line).is_ok());
        assert!(Cli::try_parse_from(line.into_iter().chain(["--password", "x"])).is_err());
    }
}
