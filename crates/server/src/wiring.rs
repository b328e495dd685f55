//! Puts the service together as configured.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use viche_api::Serving;
use viche_app::clock::{Clock as _, SystemClock};
use viche_app::entropy::SystemEntropy;
use viche_app::ids::Ids;
use viche_app::{App, Parts};
use viche_auth::keys::Keys;
use viche_domain::problem::Code;
use viche_jobs::{FolderMailer, Mailer, SmtpMailer, Worker};
use viche_store::{Database, Durability, Location, Settings, marks, migrate};

use crate::commands::Outcome;
use crate::config::{Configuration, Mail};

/// Opens the configured database.
pub fn database(config: &Configuration) -> Outcome<Database> {
    if let Location::Sqlite(path) = &config.database.url {
        warn_of_exposure(Path::new(path));
    }
    Ok(Database::open(Settings {
        location: config.database.url.clone(),
        connections: config.database.connections,
        durability: Durability::Full,
    })?)
}

/// Says that a file is open to others, as one from before files were written for their owner alone may be.
fn warn_of_exposure(path: &Path) {
    let Ok(metadata) = path.metadata() else { return };
    if metadata.permissions().mode() & 0o077 != 0 {
        let path = path.display();
        tracing::warn!("{path} is open to other users of this machine; close it with `chmod 600 {path}`");
    }
}

/// Closes the folder of keys to others where it is open, or says that it is: whoever may write there could put a key
/// in the place of another.
fn close(dir: &Path) {
    let Ok(metadata) = dir.metadata() else { return };
    let mode = metadata.permissions().mode();
    if mode & 0o027 == 0 {
        return;
    }
    let path = dir.display();
    match std::fs::set_permissions(dir, std::fs::Permissions::from_mode(mode & 0o7750)) {
        Ok(()) => tracing::warn!("{path} was open to other users of this machine; it is closed now"),
        Err(_) => {
            tracing::warn!("{path} is open to other users of this machine; close it with `chmod 700 {path}`");
        }
    }
}

/// Ids and salts from the machine's randomness.
pub fn ids() -> Arc<Ids> {
    Arc::new(Ids::new(Arc::new(SystemClock), Arc::new(SystemEntropy)))
}

/// File descriptors for everything but connections: listeners, letters, log, and what the system's library needs.
const OTHER_DESCRIPTORS: u64 = 100;
/// A connection to SQLite has its file open, the write-ahead file and that file's index.
const DESCRIPTORS_OF_SQLITE: u64 = 3;

/// With fewer connections of clients there is no point in serving.
const FEWEST_CONNECTIONS: u64 = 64;

/// How the API is served, with as many connections as the system's limit of open files leaves room for; of a soft limit
/// no more is left than is needed. Refused where hardly anybody could connect.
pub fn serving(config: &Configuration) -> Outcome<Serving> {
    let workers = or_cores(config.http.workers);
    let each = match config.database.url {
        Location::Sqlite(_) => DESCRIPTORS_OF_SQLITE,
        Location::Postgres(_) => 1,
    };
    let others = u64::from(config.database.connections) * each
        + u64::try_from(Serving::spare(workers))?
        + OTHER_DESCRIPTORS;
    let wanted = u64::from(config.http.connections);
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let allowed = maximum.unwrap_or(u64::MAX).min(wanted + others);
    if current.is_some_and(|current| current < allowed) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(allowed), maximum })?;
    }
    let room = allowed.saturating_sub(others);
    if room < FEWEST_CONNECTIONS {
        return Err(format!(
            "this process may open {allowed} files, and needs {others} without a single client's connection: raise \
             that limit (LimitNOFILE in systemd, ulimit -n), or lower database.connections"
        )
        .into());
    }
    if room < wanted {
        tracing::warn!("http.connections is {wanted}, but the limit of open files leaves room for {room}");
    }
    Ok(Serving {
        workers,
        stop_seconds: config.http.stop_seconds.into(),
        connections: usize::try_from(room)?,
    })
}

/// Refuses more connections than the server has room for.
pub async fn require_room(config: &Configuration, database: &Database) -> Outcome {
    let wanted = config.database.connections;
    match database.connections_allowed().await? {
        Some(allowed) if allowed < wanted => Err(format!(
            "database.connections is {wanted}, but the server takes {allowed}: lower it, or raise max_connections there"
        )
        .into()),
        _ => Ok(()),
    }
}

/// Refuses a database that is not of this version.
pub async fn require_migrated(database: &Database) -> Outcome {
    let missing = migrate::missing(database).await?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("the database lacks {}: run `viche migrate`", missing.join(", ")).into())
}

/// The keys, for this database; refused if it was served under another key of persons: under this one nobody would be
/// known again, and everybody could sign once more.
pub async fn keys(config: &Configuration, database: &Database) -> Outcome<Keys> {
    let dir = &config.keys.dir;
    let keys = Keys::load(dir)?;
    close(dir);
    let mark = keys.person_mark();
    if database.write(move |conn| marks::hold(conn, "person.key", &mark, SystemClock.now())).await? {
        return Ok(keys);
    }
    Err(format!(
        "{} is not the key that this database's people are known by: put the right one back",
        dir.join("person.key").display()
    )
    .into())
}

/// The use cases.
pub fn app(config: &Configuration, database: Database, keys: Keys) -> Arc<App> {
    let issuer = config.tokens.issuer.as_ref().unwrap_or(&config.http.public_url);
    Arc::new(App::new(Parts {
        database,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        keys,
        issuer: issuer.clone(),
        password_slots: or_cores(config.passwords.parallel),
        providers: Vec::new(),
    }))
}

/// Refuses a SQLite file whose latest instants this clock hasn't reached. On PostgreSQL, whose clock all nodes share, a node
/// starts, says that it isn't ready and waits until its own agrees.
pub async fn require_clock(config: &Configuration, app: &App) -> Outcome {
    match (app.compare_clock().await, &config.database.url) {
        (Err(problem), Location::Sqlite(_)) if problem.code == Code::ClockWrong => Err(
            "the clock of this machine is behind the latest instant on record: set it, or, if what is on record was \
             written by a wrong clock, wait or restore an earlier backup"
                .into(),
        ),
        _ => Ok(()),
    }
}

/// The way that letters go; refused where there is none, or two.
pub fn mailer(mail: &Mail) -> Outcome<Arc<dyn Mailer>> {
    Ok(match (&mail.smtp_url, &mail.folder) {
        (Some(url), None) => {
            let from = mail.from.as_ref().ok_or("mail.smtp_url is set, so mail.from must be set too")?;
            Arc::new(SmtpMailer::new(url, from).map_err(|error| format!("mail: {error}"))?)
        }
        (None, Some(folder)) => {
            let from = mail.from.as_deref().unwrap_or("viche@localhost");
            Arc::new(FolderMailer::new(folder, from).map_err(|error| format!("mail: {error}"))?)
        }
        (None, None) => {
            return Err("the worker sends e-mail: set mail.smtp_url (or mail.folder, for development), \
                        or serve with `--role api`"
                .into());
        }
        (Some(_), Some(_)) => {
            return Err("mail.smtp_url and mail.folder are both set: letters go one way".into());
        }
    })
}

/// The worker; refused where it has no way to send letters.
pub fn worker(config: &Configuration, app: Arc<App>) -> Outcome<Worker> {
    let mail = &config.mail;
    let mailer = mailer(mail)?;
    let link_base = mail.link_base.as_ref().unwrap_or(&config.http.public_url).clone();
    Ok(Worker { app, mailer, link_base })
}

/// A number of threads; 0 stands for one per core.
pub fn or_cores(threads: u16) -> usize {
    match threads {
        0 => available_parallelism().map_or(1, usize::from),
        given => given.into(),
    }
}
