//! The whole service in one process, with a clock that the test sets.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::thread::JoinHandle;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl as _};
use tempfile::TempDir;
use tokio::runtime;
use tokio::sync::{OnceCell, oneshot, watch};
use viche_api::{Api, Serving};
use viche_app::clock::{Clock as _, ManualClock};
use viche_app::entropy::{Entropy as _, SeededEntropy};
use viche_app::people::identity::BuiltIn;
use viche_app::{App, Parts};
use viche_auth::keys::{self, Keys};
use viche_domain::problem::Problem;
use viche_domain::time::KYIV;
use viche_jobs::{Letter, MailError, Mailer, Worker};
use viche_store::{Connected, Database, LaneFigures, migrate::migrate};

use crate::caller::Line;
use crate::{Answer, Backend, Caller, Start, TestDatabase};

/// The site that may call the service of the tests from a browser.
pub const ORIGIN: &str = "https://petitions.example.org";
/// Requests under way have more time when the server stops than any test needs on a busy machine, and there is room for
/// the largest crowd.
const SERVING: Serving = Serving { workers: 2, stop_seconds: 30, connections: 4096 };
/// What fixes the randomness of every test.
const SEED: u64 = 42;
/// What fixes it after a restart on the same database: no id and no token is made again.
const SEED_AFTER_RESTART: u64 = 43;
/// Who has an address there gets no letters yet: the mail server refuses them for now.
pub const REFUSED: &str = "@refused.example.org";

/// Whoever has an address there has gone: the mail server says so for good.
pub const GONE: &str = "@gone.example.org";

/// A running service: its API, its database and its worker, which works when it is told to.
pub struct Service {
    /// The clock, which stands at [`start_time`] until the test sets it.
    pub clock: Arc<ManualClock>,
    pub(crate) app: Arc<App>,
    pub(crate) administrator: OnceCell<Caller>,
    pub(crate) people: AtomicU32,
    pub(crate) line: Arc<Line>,
    mail: Arc<Mailbox>,
    worker: Arc<Worker>,
    entropy: Arc<SeededEntropy>,
    operations: String,
    server: Server,
    /// Its database.
    pub database: TestDatabase,
    keys: TempDir,
}

/// When tests begin: Wednesday, 4 March 2026, 10:00 in Kyiv.
pub fn start_time() -> DateTime<Utc> {
    kyiv("2026-03-04 10:00")
}

/// The instant at which clocks in Kyiv show `YYYY-MM-DD HH:MM`; of two, the first.
#[track_caller]
pub fn kyiv(local: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M")
        .ok()
        .and_then(|local| local.and_local_timezone(KYIV).earliest())
        .unwrap_or_else(|| panic!("{local} is no time in Kyiv"))
        .to_utc()
}

impl Start for Service {
    /// Starts a service on an empty database of its own.
    async fn start(backend: Backend) -> Self {
        Self::on(TestDatabase::start(backend).await)
    }
}

impl Service {
    /// Starts a service on this database.
    pub fn on(database: TestDatabase) -> Self {
        let entropy = Arc::new(SeededEntropy::new(SEED));
        let folder = tempfile::tempdir().expect("a temporary folder");
        keys::create(folder.path(), &mut |buffer| entropy.fill(buffer)).expect("new keys");
        Self::with(database, folder, entropy, start_time())
    }

    /// Starts a service on a database that another one left, at an instant, with the keys of that one; the database is
    /// brought to this version first.
    pub async fn after_another(database: TestDatabase, keys: TempDir, now: DateTime<Utc>) -> Self {
        migrate(&database.database, now, crate::database::ids())
            .await
            .expect("the database is brought to this version");
        Self::with(database, keys, Arc::new(SeededEntropy::new(SEED_AFTER_RESTART)), now)
    }

    fn with(
        database: TestDatabase,
        folder: TempDir,
        entropy: Arc<SeededEntropy>,
        now: DateTime<Utc>,
    ) -> Self {
        let clock = Arc::new(ManualClock::at(now));
        let (app, server, base, operations) =
            node(database.database.clone(), &clock, &entropy, folder.path());
        let mail = Arc::new(Mailbox::default());
        let worker = worker(Arc::clone(&app), &mail);
        Self {
            line: Arc::new(Line::new(base, Arc::clone(&clock))),
            clock,
            app,
            administrator: OnceCell::new(),
            people: AtomicU32::new(0),
            mail,
            worker: Arc::new(worker),
            entropy,
            operations,
            server,
            database,
            keys: folder,
        }
    }
}

/// A node: the service, its server, and the addresses of the API and of the operators.
fn node(
    database: Database,
    clock: &Arc<ManualClock>,
    entropy: &Arc<SeededEntropy>,
    keys: &Path,
) -> (Arc<App>, Server, String, String) {
    let keys = Keys::load(keys).expect("the keys");
    let cursor_key = *keys.cursor();
    let app = app(database, clock, entropy, keys);
    let api = Api::new(
        Arc::clone(&app),
        &cursor_key,
        vec![ORIGIN.to_owned()],
        prometheus_client::registry::Registry::default(),
    );
    let (server, base, operations) = Server::start(api);
    (app, server, base, operations)
}

fn app(database: Database, clock: &Arc<ManualClock>, entropy: &Arc<SeededEntropy>, keys: Keys) -> Arc<App> {
    Arc::new(App::new(Parts {
        database,
        clock: Arc::clone(clock) as _,
        entropy: Arc::clone(entropy) as _,
        keys,
        issuer: "viche-tests".to_owned(),
        password_slots: 2,
        providers: vec![Arc::new(BuiltIn)],
    }))
}

fn worker(app: Arc<App>, mail: &Arc<Mailbox>) -> Worker {
    Worker { app, mailer: Arc::clone(mail) as _, link_base: ORIGIN.to_owned() }
}

impl Service {
    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.line.base)
    }

    /// The folder of its keys.
    pub fn keys(&self) -> &Path {
        self.keys.path()
    }

    /// The figures that operators read.
    pub async fn metrics(&self) -> Answer {
        let path = "/metrics";
        let response = self.line.client.get(format!("{}{path}", self.operations)).send().await;
        Answer::read(format!("GET {path}"), response.expect("the operators' address answers")).await
    }

    /// Somebody without a login.
    pub fn nobody(&self) -> Caller {
        Caller::nobody(Arc::clone(&self.line))
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn advance(&self, time: TimeDelta) {
        self.clock.set(self.clock.now() + time);
    }

    /// Sets the clock.
    pub fn set_time(&self, now: DateTime<Utc>) {
        self.clock.set(now);
    }

    /// SQL statements run so far.
    pub fn statements(&self) -> u64 {
        self.app.statements()
    }

    /// How busy a lane to the database is.
    pub fn lane(&self, name: &str) -> LaneFigures {
        let found = self.app.lanes().into_iter().find(|lane| lane.name == name);
        found.unwrap_or_else(|| panic!("no lane is called {name}"))
    }

    /// Takes the database away from the service: on PostgreSQL alone, whose server may be gone.
    pub fn lose_database(&self) {
        self.database.set_reachable(false);
    }

    /// Gives the database back.
    pub fn regain_database(&self) {
        self.database.set_reachable(true);
    }

    /// Keeps every connection for reading busy until the value given back is dropped.
    pub async fn keep_connections_busy(&self) -> impl Sized + use<> {
        let mut busy = Vec::new();
        for _ in 0..self.lane("reading").size {
            let (tell, told) = oneshot::channel();
            let (release, released) = std::sync::mpsc::channel::<()>();
            let database = self.database.database.clone();
            tokio::spawn(async move {
                database
                    .read(move |_| {
                        let _ = tell.send(());
                        // Ends, with an error, when the other end is dropped.
                        let _ = released.recv();
                        Ok(())
                    })
                    .await
            });
            told.await.expect("a free connection");
            busy.push(release);
        }
        busy
    }

    /// Tells the server to stop when it has answered what is under way.
    pub fn begin_to_stop(&mut self) {
        if let Some(stop) = self.server.stop.take() {
            // A server that is gone has stopped.
            let _ = stop.send(());
        }
    }

    /// Lets the worker do all that is due.
    pub async fn work(&self) {
        self.worker.run_once().await.expect("the worker's turn");
    }

    /// A worker on another node: with connections of its own to the same database.
    pub fn worker_elsewhere(&self) -> Worker {
        let keys = Keys::load(self.keys()).expect("the keys of this service");
        worker(app(self.database.opened_again(), &self.clock, &self.entropy, keys), &self.mail)
    }

    /// Another node, with connections of its own to the same database and this clock.
    pub fn another_node(&self, clock: &Arc<ManualClock>) -> Node {
        let (_, server, base, _) = node(self.database.opened_again(), clock, &self.entropy, self.keys());
        Node { line: Arc::new(Line::new(base, Arc::clone(clock))), _server: server }
    }

    /// What was sent so far, the oldest first.
    pub fn letters(&self) -> Vec<SentLetter> {
        self.mail.0.borrow().clone()
    }

    /// Waits until so many letters were sent.
    pub async fn has_sent(&self, count: usize) {
        let mut sent = self.mail.0.subscribe();
        sent.wait_for(|letters| letters.len() >= count)
            .await
            .expect("the mailbox is there while the service is");
    }

    /// The last letter to an address.
    #[track_caller]
    pub fn letter_to(&self, address: &str) -> SentLetter {
        let last = self.letters().into_iter().rfind(|letter| letter.to == address);
        last.unwrap_or_else(|| panic!("no letter to {address}"))
    }
}

/// A node beside the one that a service runs, until dropped.
pub struct Node {
    pub(crate) line: Arc<Line>,
    _server: Server,
}

/// A test ends with what it left to the worker: a letter that can't be written or sent fails it.
impl Drop for Service {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let (worker, database) = (Arc::clone(&self.worker), self.database.database.clone());
        let left_over = std::thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                worker.run_once().await?;
                Ok(database.read(letter_errors).await?)
            })
        });
        let outcome: Result<_, Problem> = left_over.join().expect("the worker does not panic");
        match outcome {
            Ok(errors) => assert!(errors.is_empty(), "letters failed: {errors:?}"),
            Err(problem) => panic!("the worker failed on what the test left to it: {problem}"),
        }
    }
}

#[derive(QueryableByName)]
struct LetterError {
    #[diesel(sql_type = Text)]
    last_error: String,
}

/// Why letters could not be written or sent.
fn letter_errors(conn: &mut Connected) -> viche_store::Result<Vec<String>> {
    let query = diesel::sql_query("SELECT last_error FROM jobs WHERE last_error IS NOT NULL");
    let errors = query.load::<LetterError>(conn)?.into_iter().map(|row| row.last_error);
    Ok(errors.filter(|error| ![REFUSED, GONE].iter().any(|place| error.contains(place))).collect())
}

/// A letter that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLetter {
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl SentLetter {
    /// The token in the letter's link.
    #[track_caller]
    pub fn token(&self) -> String {
        let (_, rest) =
            self.text.split_once("?token=").unwrap_or_else(|| panic!("no link in {:?}", self.text));
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    }
}

/// Keeps letters instead of sending them, but for those to [`REFUSED`] and [`GONE`].
#[derive(Debug, Default)]
struct Mailbox(watch::Sender<Vec<SentLetter>>);

impl Mailer for Mailbox {
    fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let Letter { to, subject, text, .. } = letter;
        if to.ends_with(REFUSED) {
            return Err(MailError::Refused(format!("nothing is taken for {to} now")));
        }
        if to.ends_with(GONE) {
            return Err(MailError::NoSuchAddress(format!("nobody is known as {to}")));
        }
        let sent = SentLetter { to: to.clone(), subject: subject.clone(), text: text.clone() };
        self.0.send_modify(|letters| letters.push(sent));
        Ok(())
    }
}

/// The server, in a thread of its own; gone when this is dropped.
struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Gives the base addresses too: of the API, and of the operators.
    fn start(api: Api) -> (Self, String, String) {
        let (listener, base) = listen();
        let (operators, operations) = listen();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let operations = api.clone().start_operations(operators).expect("a server");
                let mut server = api.start(listener, SERVING).expect("a server");
                let handle = server.handle();
                let told = tokio::select! {
                    outcome = &mut server => return outcome.expect("the server runs until it is stopped"),
                    outcome = operations => return outcome.expect("the server runs until it is stopped"),
                    told = stopped => told,
                };
                // Dropping a server closes its listener and stops its threads; told to stop, it finishes first.
                if told.is_ok() {
                    let ((), outcome) = tokio::join!(handle.stop(true), server);
                    outcome.expect("the server stops");
                }
            });
        });
        (Self { stop: Some(stop), thread: Some(thread) }, base, operations)
    }
}

fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("a bound port"));
    (listener, base)
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so; a second panic would hide it.
            let _ = thread.join();
        }
    }
}
