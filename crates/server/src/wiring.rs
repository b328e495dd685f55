//! Puts the service together as configured.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use viche_app::clock::{Clock as _, SystemClock};
use viche_app::entropy::SystemEntropy;
use viche_app::ids::Ids;
use viche_app::{App, Parts};
use viche_auth::keys::Keys;
use viche_jobs::{FolderMailer, Mailer, SmtpMailer, Worker};
use viche_store::{Database, Durability, Location, Settings, marks, migrate};

use crate::commands::Outcome;
use crate::config::Configuration;

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

/// Ids and salts from the machine's randomness.
pub fn ids() -> Arc<Ids> {
    Arc::new(Ids::new(Arc::new(SystemClock), Arc::new(SystemEntropy)))
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

/// The worker; refused where it has no way to send letters.
pub fn worker(config: &Configuration, app: Arc<App>) -> Outcome<Worker> {
    let mail = &config.mail;
    let mailer: Arc<dyn Mailer> = match (&mail.smtp_url, &mail.folder) {
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
    };
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
