//! A database for one test: migrated, empty of petitions and people, gone when the test ends.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use tempfile::TempDir;
use viche_app::clock::SystemClock;
use viche_app::entropy::SystemEntropy;
use viche_app::ids::Ids;
use viche_domain::time::start_of_day;
use viche_store::{Connected, Database, Durability, Location, Settings, migrate::migrate};

use crate::Start;

/// Where the cluster of the tests is.
const CLUSTER: &str = "VICHE_TEST_POSTGRES";
/// The advisory lock under which the template is made.
const TEMPLATE_LOCK: i64 = 7_318_413;
/// Connections that a node of the tests may have; it makes those alone that it uses.
const CONNECTIONS: u32 = 16;

/// Ids and salts from the machine's time and randomness.
pub fn ids() -> Arc<Ids> {
    Arc::new(Ids::new(Arc::new(SystemClock), Arc::new(SystemEntropy)))
}

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own in the throw-away cluster that `tests/run` starts.
    Postgres,
}

/// A database that is gone when this value is dropped.
pub struct TestDatabase {
    /// The database.
    pub database: Database,
    scope: Scope,
}

/// What goes with the test.
enum Scope {
    Folder(#[expect(dead_code, reason = "held for its drop")] TempDir),
    Clone(ClonedDatabase),
}

impl Start for TestDatabase {
    /// Makes a database with the built-in city, calendar and policy, the policy in force since 2015.
    async fn start(backend: Backend) -> Self {
        let (location, scope) = match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let location = Location::Sqlite(folder.path().join("viche.db").display().to_string());
                migrated(&location).await;
                (location, Scope::Folder(folder))
            }
            Backend::Postgres => {
                let clone = ClonedDatabase::make().await;
                (Location::Postgres(clone.0.clone()), Scope::Clone(clone))
            }
        };
        Self { database: open(location), scope }
    }
}

impl TestDatabase {
    /// Makes a database of what SQL says, as another release left it: nothing is migrated yet.
    pub fn of_sql(backend: Backend, sql: &str) -> Self {
        let (location, scope) = match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let path = folder.path().join("viche.db").display().to_string();
                let mut file = SqliteConnection::establish(&path).expect("a new file");
                file.batch_execute(sql).expect("SQL of SQLite");
                (Location::Sqlite(path), Scope::Folder(folder))
            }
            Backend::Postgres => {
                let clone = ClonedDatabase::of("template1");
                let mut pg = PgConnection::establish(&clone.0).expect("the database just made");
                pg.batch_execute(sql).expect("SQL of PostgreSQL");
                (Location::Postgres(clone.0.clone()), Scope::Clone(clone))
            }
        };
        Self { database: open(location), scope }
    }

    /// Makes a database in the throw-away cluster that the service reaches by this address.
    pub async fn at(address: SocketAddr) -> Self {
        let clone = ClonedDatabase::make().await;
        let url = format!("postgres://viche@{address}/{}", clone.name());
        Self { database: open(Location::Postgres(url)), scope: Scope::Clone(clone) }
    }

    /// The same database with connections of its own, as another node has them.
    pub fn opened_again(&self) -> Database {
        open(self.database.location().clone())
    }

    /// Opens a connection to it that waits and holds what it locks for as long as it likes, as no node's does.
    pub fn stubborn(&self) -> Connected {
        match self.database.location() {
            Location::Postgres(url) => PgConnection::establish(url).map(Connected::Pg),
            Location::Sqlite(path) => SqliteConnection::establish(path).map(Connected::Sqlite),
        }
        .expect("a connection")
    }

    /// Makes the server of this database take no writes, by ending the connections that are open; or take them again
    /// on those to come, while those that are open stay as they are.
    pub fn set_read_only(&self, read_only: bool) {
        let Scope::Clone(clone) = &self.scope else { panic!("only PostgreSQL has servers") };
        let name = clone.name();
        let setting = format!("ALTER DATABASE {name} SET default_transaction_read_only = {read_only}");
        administer(&mut cluster(), &[setting]);
        if read_only {
            self.set_reachable(false);
            self.set_reachable(true);
        }
    }

    /// Makes commits to this database wait for a standby that is not there; others of the cluster forgo durability, and so
    /// don't wait. Connections that are open break.
    pub fn await_standby(&self, awaits: bool) {
        let Scope::Clone(clone) = &self.scope else { panic!("only PostgreSQL has standbys") };
        let (name, mut cluster) = (clone.name(), cluster());
        let (names, commit) = if awaits {
            ("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SET synchronous_commit = on")
        } else {
            ("ALTER SYSTEM RESET synchronous_standby_names", "RESET synchronous_commit")
        };
        administer(&mut cluster, &[names.to_owned(), "SELECT pg_reload_conf()".to_owned()]);
        administer(&mut cluster, &[format!("ALTER DATABASE {name} {commit}")]);
        self.set_reachable(false);
        self.set_reachable(true);
    }

    /// Cancels the commits that wait for a standby; whether there were any.
    pub fn cancel_waits_for_standby(&self) -> bool {
        let Scope::Clone(clone) = &self.scope else { panic!("only PostgreSQL has standbys") };
        let cancelled = diesel::dsl::sql::<BigInt>(
            "(SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = ",
        );
        let cancelled: i64 = diesel::select(cancelled.bind::<Text, _>(clone.name()).sql(")"))
            .get_result(&mut cluster())
            .expect("the list of connections");
        cancelled > 0
    }

    /// How many connections to it wait for a lock now, on PostgreSQL.
    pub fn waiting_for_locks(&self) -> i64 {
        let Scope::Clone(clone) = &self.scope else { panic!("only PostgreSQL shows who waits") };
        let waiting = diesel::dsl::sql::<BigInt>(
            "(SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = ",
        );
        diesel::select(waiting.bind::<Text, _>(clone.name()).sql(")"))
            .get_result(&mut cluster())
            .expect("the list of connections")
    }

    /// Whether connections to the database are taken; where they are not, those that are open break.
    pub(crate) fn set_reachable(&self, reachable: bool) {
        let Scope::Clone(clone) = &self.scope else { panic!("a SQLite file is always reachable") };
        let name = clone.name();
        let mut statements = vec![format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {reachable}")];
        if !reachable {
            let others = format!("FROM pg_stat_activity WHERE datname = '{name}'");
            statements.push(format!("SELECT pg_terminate_backend(pid, 5000) {others}"));
        }
        administer(&mut cluster(), &statements);
    }
}

fn open(location: Location) -> Database {
    let settings = Settings { location, connections: CONNECTIONS, durability: Durability::Relaxed };
    Database::open(settings).expect("pools open without connecting")
}

async fn migrated(location: &Location) {
    let database = open(location.clone());
    migrate(&database, founded(), ids()).await.unwrap_or_else(|error| panic!("{location:?}: {error}"));
}

/// When the city of the tests began: with the calendar, so that tests may choose any later time.
fn founded() -> DateTime<Utc> {
    start_of_day(NaiveDate::from_ymd_opt(2015, 1, 1).expect("a date"))
}

/// A clone of a template, by its URL; dropped with this value.
struct ClonedDatabase(String);

impl ClonedDatabase {
    async fn make() -> Self {
        Self::of(&template().await)
    }

    fn of(template: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("viche_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        administer(&mut cluster(), &[drop_sql(&name), format!("CREATE DATABASE {name} TEMPLATE {template}")]);
        Self(url_of(&name))
    }

    fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(_, name)| name)
    }
}

impl Drop for ClonedDatabase {
    fn drop(&mut self) {
        administer(&mut cluster(), &[drop_sql(self.name())]);
    }
}

/// The name of the migrated database that tests clone; made by the first that asks, while the others wait.
async fn template() -> String {
    let name = format!("viche_template_{:016x}", fingerprint());
    let mut cluster = cluster();
    administer(&mut cluster, &[format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")]);
    if !exists(&mut cluster, &name) {
        // A half-made template never has its name, whatever stops the test that makes it.
        let unfinished = format!("{name}_unfinished");
        administer(&mut cluster, &[drop_sql(&unfinished), format!("CREATE DATABASE {unfinished}")]);
        migrated(&Location::Postgres(url_of(&unfinished))).await;
        administer(&mut cluster, &[format!("ALTER DATABASE {unfinished} RENAME TO {name}")]);
    }
    administer(&mut cluster, &[format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")]);
    name
}

/// A number that changes with the migrations.
fn fingerprint() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/postgres");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of migrations")
        .map(|entry| entry.expect("an entry of the folder").path().join("up.sql"))
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

fn exists(cluster: &mut PgConnection, name: &str) -> bool {
    diesel::select(
        diesel::dsl::sql::<Bool>("EXISTS (SELECT FROM pg_database WHERE datname = ")
            .bind::<Text, _>(name)
            .sql(")"),
    )
    .get_result(cluster)
    .expect("the list of databases")
}

/// A connection to the cluster's own database.
fn cluster() -> PgConnection {
    PgConnection::establish(&cluster_url())
        .unwrap_or_else(|error| panic!("the cluster in {CLUSTER}: {error}"))
}

/// The socket of the throw-away cluster.
pub fn cluster_socket() -> PathBuf {
    let url = cluster_url();
    let host = url.split(['@', '/']).nth(3).unwrap_or_else(|| panic!("{CLUSTER} names no host"));
    PathBuf::from(host.replace("%2F", "/")).join(".s.PGSQL.5432")
}

fn cluster_url() -> String {
    std::env::var(CLUSTER).unwrap_or_else(|_| {
        panic!(
            "{CLUSTER} is not set, and this test needs PostgreSQL: run it with `tests/run`, which starts a \
             throw-away cluster (`tests/run NAME` runs the tests with that in their name)"
        )
    })
}

fn url_of(database: &str) -> String {
    let url = cluster_url();
    let (server, _) = url.rsplit_once('/').unwrap_or_else(|| panic!("{CLUSTER} names no database"));
    format!("{server}/{database}")
}

fn drop_sql(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
}

/// Runs statements one by one: databases are not made or dropped in transactions.
fn administer(cluster: &mut PgConnection, statements: &[String]) {
    for statement in statements {
        cluster.batch_execute(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}
