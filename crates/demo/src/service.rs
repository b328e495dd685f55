//! The service as the demo puts it together, while a year is replayed and when it is served.

use std::net::TcpListener;
use std::sync::Arc;

use prometheus_client::registry::Registry;
use tokio::task::JoinHandle;
use viche_api::Api;
use viche_app::clock::Clock;
use viche_app::entropy::SystemEntropy;
use viche_app::ids::Ids;
use viche_app::{App, Parts};
use viche_auth::keys::Keys;
use viche_jobs::{FolderMailer, Worker};
use viche_store::{Database, Durability, Location, Presence, migrate};

use crate::error::DemoError;
use crate::folder::Folder;
use crate::{Settings, identity, pages};

/// Who issues access tokens, whatever address the demo is served at.
const ISSUER: &str = "https://viche.example.org";
/// The sender of letters, where none is set.
const SENDER: &str = "Електронні петиції <petitions@example.org>";
/// The pages of frontends that are developed on this machine.
const LOCAL_ORIGINS: [&str; 6] = [
    "http://localhost:*",
    "http://127.0.0.1:*",
    "http://[::1]:*",
    "https://localhost:*",
    "https://127.0.0.1:*",
    "https://[::1]:*",
];

/// The use cases, the worker beside them, and the key of the API's cursors.
pub(crate) struct Service {
    pub app: Arc<App>,
    pub worker: Worker,
    pub database: Database,
    _presence: Option<Presence>,
    cursor_key: [u8; 32],
    settings: Settings,
}

impl Service {
    /// Opens the folder's database, brought to this version. Links in letters begin with `base_url`, unless the settings
    /// say otherwise.
    pub async fn open(
        folder: &Folder,
        clock: Arc<dyn Clock>,
        durability: Durability,
        base_url: &str,
        settings: &Settings,
    ) -> Result<Self, DemoError> {
        let path = folder.database();
        let database = Database::open(viche_store::Settings {
            location: Location::Sqlite(path.to_string_lossy().into_owned()),
            connections: 6,
            durability,
        })?;
        let presence = database.occupy().await?;
        let ids = Arc::new(Ids::new(Arc::clone(&clock), Arc::new(SystemEntropy)));
        migrate::migrate(&database, clock.now(), ids).await?;
        let keys = Keys::load(&folder.keys())?;
        let cursor_key = *keys.cursor();
        let app = Arc::new(App::new(Parts {
            database: database.clone(),
            clock,
            entropy: Arc::new(SystemEntropy),
            keys,
            issuer: ISSUER.to_owned(),
            password_slots: settings.password_slots,
            providers: identity::providers(),
        }));
        let mailer = FolderMailer::new(folder.mail(), settings.sender.as_deref().unwrap_or(SENDER))?;
        let link_base = settings.link_base(base_url).to_owned();
        let worker = Worker { app: Arc::clone(&app), mailer: Arc::new(mailer), link_base };
        Ok(Self { app, worker, database, _presence: presence, cursor_key, settings: settings.clone() })
    }

    /// Answers requests on a listener. The future returned ends it, requests under way first.
    pub fn answer(
        &self,
        listener: TcpListener,
    ) -> Result<impl Future<Output = Result<(), DemoError>> + use<>, DemoError> {
        let Settings { cors_origins, serving, .. } = &self.settings;
        let local = LOCAL_ORIGINS.iter().map(|origin| (*origin).to_owned());
        let origins = cors_origins.iter().cloned().chain(local).collect();
        let api = Api::new(Arc::clone(&self.app), &self.cursor_key, origins, Registry::default());
        let server = api.with_pages(pages::ALL).start(listener, *serving);
        let server = server.map_err(DemoError::Server)?;
        let handle = server.handle();
        let running: JoinHandle<std::io::Result<()>> = tokio::spawn(server);
        Ok(async move {
            handle.stop(true).await;
            match running.await {
                Ok(ended) => ended.map_err(DemoError::Server),
                Err(panic) => Err(DemoError::Server(panic.into())),
            }
        })
    }
}
