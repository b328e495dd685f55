//! Backup and restore: SQLite by its online backup, PostgreSQL by its own tools. Keys are never part of it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::connection::Location;

/// Why a backup or a restore did not take place.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The tool is not installed.
    #[error("{0} was not found: install the PostgreSQL client tools, or put them into PATH")]
    ToolMissing(&'static str),
    /// The tool ran and failed.
    #[error("{tool} failed: {message}")]
    ToolFailed {
        /// Which tool.
        tool: &'static str,
        /// What it said.
        message: String,
    },
    /// There is a file already, or none.
    #[error("{0}")]
    File(String),
    /// SQLite refused.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// Copies the database into a new file while the service goes on.
pub fn backup(location: &Location, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(BackupError::File(format!("{} exists already; choose another name", file.display())));
    }
    match location {
        Location::Sqlite(path) => {
            let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let outcome = copy(&from, &mut Connection::open(file)?);
            if outcome.is_err() {
                // Half a backup must not be taken for one; what went wrong says more than a failing removal.
                let _ = std::fs::remove_file(file);
            }
            outcome
        }
        Location::Postgres(url) => run(
            "pg_dump",
            &["--format=custom", "--no-owner", "--no-privileges", "--dbname", url, "--file"],
            file,
        ),
    }
}

/// Puts a backup in the place of the database. The service must be stopped.
pub fn restore(location: &Location, file: &Path) -> Result<(), BackupError> {
    if !file.is_file() {
        return Err(BackupError::File(format!("{} is not a file", file.display())));
    }
    match location {
        Location::Sqlite(path) => {
            let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            check(&from)?;
            copy(&from, &mut Connection::open(path)?)
        }
        Location::Postgres(url) => run(
            "pg_restore",
            &[
                "--clean",
                "--if-exists",
                "--no-owner",
                "--no-privileges",
                "--single-transaction",
                "--exit-on-error",
                "--dbname",
                url,
            ],
            file,
        ),
    }
}

/// Refuses a file that is no intact database of ours before anything is overwritten.
fn check(file: &Connection) -> Result<(), BackupError> {
    let verdict: String = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(BackupError::File(format!("the backup is damaged: {verdict}")));
    }
    let ours: i64 = file.query_row(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('petitions', '__diesel_schema_migrations')",
        [],
        |row| row.get(0),
    )?;
    if ours == 2 { Ok(()) } else { Err(BackupError::File("the file is not a backup of this service".into())) }
}

fn copy(from: &Connection, to: &mut Connection) -> Result<(), BackupError> {
    to.busy_timeout(Duration::from_secs(10))?;
    Backup::new(from, to)?.run_to_completion(1024, Duration::from_millis(5), None)?;
    Ok(())
}

fn run(tool: &'static str, arguments: &[&str], file: &Path) -> Result<(), BackupError> {
    let output =
        Command::new(tool).args(arguments).arg(file).output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => BackupError::ToolMissing(tool),
            _ => BackupError::ToolFailed { tool, message: error.to_string() },
        })?;
    if output.status.success() {
        return Ok(());
    }
    Err(BackupError::ToolFailed { tool, message: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
}
