//! Use cases, one file each: authorise, decide (the domain), write in one transaction, enqueue what follows.
//!
//! Whoever uses this crate calls use cases and nothing beneath them. Units of work and what the store can do there are
//! its own: the first of each pair compiles, and the second, which goes past a use case, does not.
//!
//! ```
//! use viche_app::petitions::{RefusedFilter, read::refused};
//! ```
//! ```compile_fail,E0432
//! use viche_app::petitions::refusals::list;
//! ```
//!
//! ```
//! async fn asks(app: viche_app::App) { drop(app.ready().await); }
//! ```
//! ```compile_fail,E0624
//! async fn asks(app: viche_app::App) { drop(app.read(Default::default(), |_| Ok(())).await); }
//! ```
//! ```compile_fail,E0624
//! async fn asks(app: viche_app::App) { drop(app.write(Default::default(), |_| Ok(())).await); }
//! ```
//!
//! ```
//! use viche_app::Caller;
//! ```
//! ```compile_fail,E0603
//! use viche_app::Unit;
//! ```

pub mod city;
pub mod clock;
pub mod desk;
pub mod entropy;
pub mod ids;
mod kept_answers;
pub mod people;
pub mod petitions;
pub mod post;
mod sent;
mod shown;
mod unit;
pub mod upkeep;

use std::sync::Arc;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use viche_auth::keys::Keys;
use viche_auth::opaque::Successors;
use viche_auth::passwords::Passwords;
use viche_auth::sealing::Sealer;
use viche_auth::tokens::Tokens;
use viche_domain::problem::{Fault, Problem};
use viche_store::petitions::signing::Signing;
use viche_store::record::Source as _;
use viche_store::{Database, figures};

pub use sent::{Over, Sent};
pub use shown::{Made, Shown};
pub(crate) use unit::Unit;
pub use unit::{Caller, Request};
pub use viche_store::figures::Figures;
pub use viche_store::keyset::{Edge, PageRequest, Slice};
pub use viche_store::petitions::Reference;
pub use viche_store::record::RequestId;
pub use viche_store::{Id, LaneFigures};

use clock::Clock;
use entropy::Entropy;
use ids::Ids;
use people::identity::Provider;

/// The service: everything a use case needs.
pub struct App {
    database: Database,
    signing: Signing,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    ids: Arc<Ids>,
    /// Password hashing.
    pub passwords: Passwords,
    /// Access tokens.
    pub tokens: Tokens,
    successors: Successors,
    person_key: [u8; 32],
    providers: Vec<Arc<dyn Provider>>,
    kept: kept_answers::Kept,
    running: unit::Running,
}

/// What the service is put together from.
pub struct Parts {
    /// The database.
    pub database: Database,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The keys.
    pub keys: Keys,
    /// The `iss` and `aud` of access tokens.
    pub issuer: String,
    /// How many passwords may be hashed at once.
    pub password_slots: usize,
    /// External identity providers.
    pub providers: Vec<Arc<dyn Provider>>,
}

impl App {
    /// Puts the service together.
    pub fn new(parts: Parts) -> Self {
        let ids = Arc::new(Ids::new(Arc::clone(&parts.clock), Arc::clone(&parts.entropy)));
        let kept = kept_answers::Kept::new(Sealer::new(&parts.keys, "answers"), Arc::clone(&parts.entropy));
        Self {
            signing: Signing::new(parts.database.clone(), Arc::clone(&ids) as _),
            database: parts.database,
            clock: parts.clock,
            entropy: parts.entropy,
            ids,
            passwords: Passwords::new(parts.password_slots),
            tokens: Tokens::new(&parts.keys, &parts.issuer, &parts.issuer),
            successors: Successors::new(&parts.keys),
            person_key: *parts.keys.person(),
            providers: parts.providers,
            kept,
            running: unit::Running::default(),
        }
    }
}

impl App {
    /// A new id, of now.
    pub fn new_id(&self) -> Id {
        self.ids.new_id(self.clock.now())
    }

    /// SQL statements run so far.
    pub fn statements(&self) -> u64 {
        self.database.statements()
    }

    /// How busy each lane to the database is.
    pub fn lanes(&self) -> Vec<LaneFigures> {
        self.database.lanes()
    }

    /// Letters, deadlines and the worker, for operators.
    pub async fn figures(&self) -> Result<Figures, Problem> {
        self.read(Request::default(), |unit| {
            let now = unit.now;
            figures::read(unit.conn, now)
        })
        .await
    }

    /// Compares the clock with the database's. Where they differ, this node is not ready and writes nothing.
    pub async fn compare_clock(&self) -> Result<(), Problem> {
        let clock = Arc::clone(&self.clock);
        Ok(self.database.compare_clock(move || clock.now()).await?)
    }

    /// Whether the database answers and takes writes, and the clock is right.
    pub async fn ready(&self) -> Result<(), Problem> {
        Ok(self.database.ping().await?)
    }

    /// What a provider calls a person, sealed: it may be the very number that is never stored.
    pub(crate) fn sealed_subject(&self, provider: &str, subject: &str) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.person_key).expect("HMAC takes keys of any length");
        mac.update(b"subject:");
        mac.update(provider.as_bytes());
        mac.update(b":");
        mac.update(subject.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }
}

/// Gathers the faults of several fields, so that a client hears of all at once.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// The checked value, or nothing and one fault more.
    pub fn check<T>(&mut self, outcome: Result<T, Fault>) -> Option<T> {
        outcome.map_err(|fault| self.0.push(fault)).ok()
    }

    /// One fault more.
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// What was checked, where nothing was wrong; otherwise the refusal of everything gathered.
    pub fn none_in<T>(self, checked: Option<T>) -> Result<T, Problem> {
        checked.filter(|_| self.0.is_empty()).ok_or_else(|| Problem::invalid(self.0))
    }
}
