//! Backup and restore: SQLite by its online backup, PostgreSQL by its own tools. Keys are never part of it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use percent_encoding::percent_decode_str;
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
    let outcome = match location {
        Location::Sqlite(path) => create_private(file).and_then(|()| {
            let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            copy(&from, &mut Connection::open(file)?)
        }),
        Location::Postgres(url) => create_private(file).and_then(|()| {
            let arguments = ["--format=custom", "--no-owner", "--no-privileges", "--file"];
            run("pg_dump", url, Command::new("pg_dump").args(arguments).arg(file))
        }),
    };
    if outcome.is_err() {
        // Half a backup must not be taken for one; what went wrong says more than a failing removal.
        let _ = std::fs::remove_file(file);
    }
    outcome
}

/// A backup holds people's names and addresses: it is its owner's alone.
fn create_private(file: &Path) -> Result<(), BackupError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(file);
    made.map(|_| ()).map_err(|error| BackupError::File(format!("{}: {error}", file.display())))
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
        Location::Postgres(url) => {
            let arguments =
                ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"];
            run(
                "pg_restore",
                url,
                Command::new("pg_restore").args(arguments).arg("--exit-on-error").arg(file),
            )
        }
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

/// Runs a tool on a database. The password goes by the environment: everybody may read a process's arguments.
fn run(tool: &'static str, url: &str, command: &mut Command) -> Result<(), BackupError> {
    let (url, password) = without_password(url);
    command.arg("--dbname").arg(url);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let output = command.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => BackupError::ToolMissing(tool),
        _ => BackupError::ToolFailed { tool, message: error.to_string() },
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(BackupError::ToolFailed { tool, message: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
}

/// A URL without the password of its `user:password@`, and that password.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (login, place) = rest.split_once('@')?;
        let (user, password) = login.split_once(':')?;
        Some((format!("{scheme}://{user}@{place}"), password))
    });
    match parts {
        Some((url, password)) => (url, Some(percent_decode_str(password).decode_utf8_lossy().into_owned())),
        None => (url.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_taken_out_of_the_arguments() {
        for (url, expected, password) in [
            (
                "postgres://viche:p%40ss@h:5432/d?sslmode=require",
                "postgres://viche@h:5432/d?sslmode=require",
                Some("p@ss"),
            ),
            ("postgres://viche@%2Ftmp%2Fpg/d", "postgres://viche@%2Ftmp%2Fpg/d", None),
            ("postgres://h/d", "postgres://h/d", None),
        ] {
            assert_eq!(without_password(url), (expected.to_owned(), password.map(str::to_owned)), "{url}");
        }
    }
}
