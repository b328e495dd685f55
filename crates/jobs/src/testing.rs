//! What the tests of this crate start from: the service on a SQLite file of its own, and a mailer that remembers.

use std::ops::Deref;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use viche_app::clock::{Clock, ManualClock};
use viche_app::entropy::{Entropy as _, SystemEntropy};
use viche_app::ids::Ids;
use viche_app::{App, Parts};
use viche_auth::keys::{self, Keys};
use viche_domain::language::Locale;
use viche_store::jobs::{self, Job};
use viche_store::people::accounts::{self, NewAccount};
use viche_store::record::{RequestId, Tx};
use viche_store::{Connected, Database, Durability, Id, Location, Result, Settings, migrate};

use crate::mail::{Letter, MailError, Mailer};

/// When tests begin: a Wednesday, 12:00 in Kyiv.
pub const START: &str = "2017-05-10T09:00:00Z";

/// A machine with a database file and keys, on which any number of services run.
pub struct Machine {
    folder: TempDir,
    pub clock: Arc<ManualClock>,
}

impl Machine {
    /// With a new, migrated database.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        keys::create(&folder.path().join("keys"), &mut |bytes| SystemEntropy.fill(bytes)).unwrap();
        let clock = Arc::new(ManualClock::at(START.parse().unwrap()));
        let machine = Self { folder, clock };
        migrate::migrate(&machine.database(), machine.clock.now(), machine.source()).await.unwrap();
        machine
    }

    fn database(&self) -> Database {
        let path = self.folder.path().join("viche.db");
        Database::open(Settings {
            location: Location::Sqlite(path.to_str().unwrap().to_owned()),
            connections: 5,
            durability: Durability::Relaxed,
        })
        .unwrap()
    }

    /// A service on this machine.
    pub fn app(&self) -> Service {
        let database = self.database();
        let app = App::new(Parts {
            database: database.clone(),
            clock: Arc::clone(&self.clock) as _,
            entropy: Arc::new(SystemEntropy),
            keys: Keys::load(&self.folder.path().join("keys")).unwrap(),
            issuer: "https://petitions.example.org".to_owned(),
            password_slots: 1,
            providers: Vec::new(),
        });
        Service { app: Arc::new(app), database, source: self.source() }
    }

    fn source(&self) -> Arc<Ids> {
        Arc::new(Ids::new(Arc::clone(&self.clock) as _, Arc::new(SystemEntropy)))
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// A service, and its database for what no use case does.
pub struct Service {
    app: Arc<App>,
    database: Database,
    source: Arc<Ids>,
}

impl Deref for Service {
    type Target = Arc<App>;

    fn deref(&self) -> &Arc<App> {
        &self.app
    }
}

impl Service {
    /// Runs one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        let source = Arc::clone(&self.source);
        let work =
            move |conn: &mut Connected| work(&mut Tx::new(conn, &RequestId::inside("test"), source.as_ref()));
        self.database.write(work).await.unwrap()
    }
}

/// Stores an account.
pub async fn account(app: &Service, email: &'static str, full_name: &'static str, locale: Locale) -> Id {
    app.write(move |tx| {
        let (id, person, now) = (tx.new_id(), tx.new_id(), tx.now);
        accounts::insert_provisional_person(tx.conn, person, full_name, now)?;
        let account = NewAccount {
            id,
            person,
            email: Some((email, email)),
            password_hash: None,
            full_name,
            locale,
            created_at: now,
        };
        accounts::insert(tx.conn, &account)?;
        Ok(id)
    })
    .await
}

/// Queues a letter.
pub async fn enqueue(app: &Service, job: Job) {
    app.write(move |tx| tx.queue(&job)).await;
}

/// Letters that wait, and letters given up.
pub async fn depth(app: &Service) -> (i64, i64) {
    app.write(|tx| jobs::depth(tx.conn)).await
}

/// A mailer that remembers the letters it took, and fails over those to one recipient.
pub struct Post {
    letters: Mutex<Vec<Letter>>,
    refused: &'static str,
    refusal: fn(String) -> MailError,
}

impl Post {
    pub fn new() -> Arc<Self> {
        Self::refusing("nobody@example.org")
    }

    pub fn refusing(recipient: &'static str) -> Arc<Self> {
        Self::failing(recipient, MailError::Refused)
    }

    pub fn failing(recipient: &'static str, refusal: fn(String) -> MailError) -> Arc<Self> {
        Arc::new(Self { letters: Mutex::default(), refused: recipient, refusal })
    }

    /// As the service takes it.
    pub fn mailer(self: &Arc<Self>) -> Arc<dyn Mailer> {
        Arc::clone(self) as _
    }

    /// Takes out what was sent.
    pub fn letters(&self) -> Vec<Letter> {
        std::mem::take(&mut self.letters.lock().unwrap())
    }
}

impl Mailer for Post {
    fn send(&self, letter: &Letter) -> std::result::Result<(), MailError> {
        if letter.to == self.refused {
            return Err((self.refusal)("it said no".to_owned()));
        }
        let copy = Letter {
            id: letter.id,
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            written_at: letter.written_at,
        };
        self.letters.lock().unwrap().push(copy);
        Ok(())
    }
}
