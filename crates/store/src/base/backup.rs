//! Backup and restore: SQLite by its online backup, PostgreSQL by its own tools. Keys are never part of it.

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use diesel::connection::Connection as _;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use percent_encoding::percent_decode_str;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use tempfile::NamedTempFile;

use super::connection::{Location, impatient};
use super::presence::Presence;

/// For how long another's lock is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

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
    /// The backup is not whole.
    #[error("the backup is damaged or was cut off, and nothing was changed: {0}")]
    Damaged(String),
    /// A service works on the database.
    #[error("a service is running on this database: stop it first")]
    InUse,
    /// There is somebody in the database.
    #[error("the database is not empty: what is in it would be lost. To overwrite it, add --force")]
    Filled,
    /// SQLite refused.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The database can't be asked.
    #[error("{0}")]
    Database(#[from] super::error::Error),
}

impl From<diesel::result::Error> for BackupError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Copies the database into a new file while the service goes on. The file has its name once it is whole; its contents
/// are of one instant, and how much is written meanwhile makes no difference to the time that it takes.
pub fn backup(location: &Location, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(BackupError::File(format!("{} exists already; choose another name", file.display())));
    }
    let unfinished = unfinished(file)?;
    match location {
        Location::Sqlite(path) => {
            let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            copy(&from, &mut Connection::open(unfinished.path())?)?;
        }
        Location::Postgres(url) => {
            let arguments = ["--format=custom", "--no-owner", "--no-privileges", "--file"];
            run("pg_dump", url, Command::new("pg_dump").args(arguments).arg(unfinished.path()))?;
        }
    }
    let said = |error: std::io::Error| BackupError::File(format!("{}: {error}", file.display()));
    unfinished.as_file().sync_all().map_err(said)?;
    unfinished.persist_noclobber(file).map_err(|failed| said(failed.error))?;
    Ok(())
}

/// A file beside the one to be, gone where the backup fails. A backup holds people's names and addresses: it is its
/// owner's alone.
fn unfinished(file: &Path) -> Result<NamedTempFile, BackupError> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = file.file_name().unwrap_or_default();
    let made = tempfile::Builder::new().prefix(name).suffix(".unfinished").tempfile_in(folder);
    made.map_err(|error| BackupError::File(format!("{}: {error}", file.display())))
}

/// Puts a backup in the place of the database: of an empty one, unless `force` says that what is in it may be lost. No
/// service may be at work on it, and none begins before it is done.
pub fn restore(location: &Location, file: &Path, force: bool) -> Result<(), BackupError> {
    if !file.is_file() {
        return Err(BackupError::File(format!("{} is not a file", file.display())));
    }
    let _alone = Presence::alone(location)?.ok_or(BackupError::InUse)?;
    match location {
        Location::Sqlite(path) => {
            check_length(file)?;
            let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            check(&from).map_err(|error| damaged(error, file))?;
            let mut to = Connection::open(path)?;
            if !force && is_filled(&to)? {
                return Err(BackupError::Filled);
            }
            copy(&from, &mut to)
        }
        Location::Postgres(url) => {
            // Reads all of it, and touches no database.
            let reading = Command::new("pg_restore").arg("--file=/dev/null").arg(file).output();
            done("pg_restore", reading).map_err(|error| match error {
                BackupError::ToolFailed { message, .. } => BackupError::Damaged(message),
                other => other,
            })?;
            if !force && holds_people(url)? {
                return Err(BackupError::Filled);
            }
            let arguments =
                ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"];
            let mut tool = Command::new("pg_restore");
            run("pg_restore", url, tool.args(arguments).arg("--exit-on-error").arg(file))
        }
    }
}

/// Refuses a file that is shorter than its head says: SQLite itself takes what is missing at the end for zeros.
fn check_length(file: &Path) -> Result<(), BackupError> {
    let said = |error: std::io::Error| BackupError::File(format!("{}: {error}", file.display()));
    let (mut opened, mut head) = (File::open(file).map_err(said)?, [0; 32]);
    if opened.read_exact(&mut head).is_err() {
        return Err(BackupError::Damaged("it ends within its first bytes".to_owned()));
    }
    // https://www.sqlite.org/fileformat.html, 1.3: the size of a page, 1 for 65,536, and the number of pages.
    let size = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let whole = size * u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    let there = opened.metadata().map_err(said)?.len();
    if head.starts_with(b"SQLite format 3") && there < whole {
        return Err(BackupError::Damaged(format!("it has {there} of {whole} bytes")));
    }
    Ok(())
}

/// Refuses a file that is no intact database of ours before anything is overwritten.
fn check(file: &Connection) -> Result<(), BackupError> {
    let verdict: String = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(BackupError::Damaged(verdict));
    }
    let ours: i64 = file.query_row(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('petitions', '__diesel_schema_migrations')",
        [],
        |row| row.get(0),
    )?;
    if ours == 2 { Ok(()) } else { Err(BackupError::File("the file is not a backup of this service".into())) }
}

/// What SQLite says of a file that ends too soon, or is none of its own.
fn damaged(error: BackupError, file: &Path) -> BackupError {
    let BackupError::Sqlite(cause) = &error else { return error };
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            BackupError::File(format!("{} is not a backup of this service", file.display()))
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure) => {
            BackupError::Damaged(cause.to_string())
        }
        _ => error,
    }
}

/// Whether anything would be lost: an account of ours, or whatever is in a file that is not ours.
fn is_filled(to: &Connection) -> Result<bool, BackupError> {
    let count = |sql: &str| to.query_row(sql, [], |row| row.get::<_, i64>(0));
    to.busy_timeout(PATIENCE)?;
    if count("SELECT count(*) FROM sqlite_master WHERE name = 'accounts'")? == 0 {
        return Ok(count("SELECT count(*) FROM sqlite_master")? > 0);
    }
    Ok(count("SELECT count(*) FROM (SELECT 1 FROM accounts LIMIT 1)")? > 0)
}

/// The same for PostgreSQL, where a restore touches nothing but our own tables.
fn holds_people(url: &str) -> Result<bool, BackupError> {
    let unavailable = |error: ConnectionError| super::error::Error::Unavailable(error.to_string());
    let mut pg = PgConnection::establish(&impatient(url)).map_err(unavailable)?;
    let mut ask = |question: &str| diesel::select(diesel::dsl::sql::<Bool>(question)).get_result(&mut pg);
    Ok(ask("to_regclass('accounts') IS NOT NULL")? && ask("EXISTS (SELECT FROM accounts)")?)
}

/// Copies all pages in one step: what is written meanwhile is not in the copy, and does not make it begin anew.
fn copy(from: &Connection, to: &mut Connection) -> Result<(), BackupError> {
    from.busy_timeout(PATIENCE)?;
    to.busy_timeout(PATIENCE)?;
    let (copying, begun) = (Backup::new(from, to)?, Instant::now());
    loop {
        match copying.step(-1)? {
            StepResult::Done => return Ok(()),
            _ if begun.elapsed() > PATIENCE => {
                return Err(BackupError::File("the database stays locked by another".to_owned()));
            }
            _ => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// Runs a tool on a database. The password goes by the environment: everybody may read a process's arguments.
fn run(tool: &'static str, url: &str, command: &mut Command) -> Result<(), BackupError> {
    let (url, password) = without_password(url);
    command.arg("--dbname").arg(url);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    done(tool, command.output())
}

/// What came of a tool.
fn done(tool: &'static str, output: std::io::Result<Output>) -> Result<(), BackupError> {
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => BackupError::ToolMissing(tool),
        _ => BackupError::ToolFailed { tool, message: error.to_string() },
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(BackupError::ToolFailed { tool, message: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
}

/// A URL without its password, and that password: that of its `user:password@`, or the parameter.
fn without_password(url: &str) -> (String, Option<String>) {
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let (given, others): (Vec<_>, Vec<_>) =
        query.split('&').filter(|part| !part.is_empty()).partition(|part| part.starts_with("password="));
    let mut password = given.last().and_then(|parameter| parameter.strip_prefix("password="));
    let mut url = place.to_owned();
    if let Some((scheme, rest)) = place.split_once("://")
        && let Some((login, place)) = rest.split_once('@')
        && let Some((user, of_login)) = login.split_once(':')
    {
        password = password.or(Some(of_login));
        url = format!("{scheme}://{user}@{place}");
    }
    if !others.is_empty() {
        url = format!("{url}?{}", others.join("&"));
    }
    (url, password.map(|password| percent_decode_str(password).decode_utf8_lossy().into_owned()))
}
