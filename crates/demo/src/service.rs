//! The service as the demo puts it together, while a year is replayed and when it is served.

use std::net::TcpListener;
use std::sync::Arc;

use prometheus_client::registry::Registry;
use tokio::task::JoinHandle;
use viche_api::Api;
use viche_app::clock::Clock;
use viche_app::entropy::SystemEntropy;
use viche_app::ids::Ids;
use viche_app::people::identity::BuiltIn;
use viche_app::{App, Parts};
use viche_auth::keys::Keys;
use viche_jobs::{FolderMailer, Worker};
use viche_store::{Database, Durability, Location, Settings, migrate};

use crate::error::DemoError;
use crate::folder::Folder;

/// Who issues access tokens, whatever address the demo is served at.
const ISSUER: &str = "https://viche.example.org";
/// The sender of letters.
const SENDER: &str = "Електронні петиції <petitions@example.org>";
/// Threads that answer requests.
const THREADS: usize = 2;
/// Seconds that requests under way have when the server stops.
const STOP_SECONDS: u64 = 10;

/// The use cases, the worker beside them, and the key of the API's cursors.
pub(crate) struct Service {
    pub app: Arc<App>,
    pub worker: Worker,
    cursor_key: [u8; 32],
}

impl Service {
    /// Opens the folder's database, brought to this version. Links in letters begin with `base_url`.
    pub async fn open(
        folder: &Folder,
        clock: Arc<dyn Clock>,
        durability: Durability,
        base_url: &str,
    ) -> Result<Self, DemoError> {
        let path = folder.database();
        let database = Database::open(Settings {
            location: Location::Sqlite(path.to_string_lossy().into_owned()),
            connections: 6,
            durability,
        })?;
        let ids = Arc::new(Ids::new(Arc::new(SystemEntropy)));
        migrate::migrate(&database, clock.now(), ids).await?;
        let keys = Keys::load(&folder.keys())?;
        let cursor_key = *keys.cursor();
        let app = Arc::new(App::new(Parts {
            database,
            clock,
            entropy: Arc::new(SystemEntropy),
            keys,
            issuer: ISSUER.to_owned(),
            password_slots: THREADS,
            providers: vec![Arc::new(BuiltIn)],
        }));
        let mailer = FolderMailer::new(folder.mail(), SENDER).expect("the sender's address is well-formed");
        let worker =
            Worker { app: Arc::clone(&app), mailer: Arc::new(mailer), link_base: base_url.to_owned() };
        Ok(Self { app, worker, cursor_key })
    }

    /// Answers requests on a listener. The future returned ends it, requests under way first.
    pub fn answer(
        &self,
        listener: TcpListener,
    ) -> Result<impl Future<Output = Result<(), DemoError>> + use<>, DemoError> {
        let api = Api::new(Arc::clone(&self.app), &self.cursor_key, Vec::new(), Registry::default());
        let server = api.start(listener, THREADS, STOP_SECONDS).map_err(DemoError::Server)?;
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
