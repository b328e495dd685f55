//! The service to be measured, with petitions to read and people who will sign.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use prometheus_client::registry::Registry;
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use viche_api::{Api, Serving};
use viche_app::clock::{Clock as _, SystemClock};
use viche_app::entropy::{Entropy as _, SystemEntropy};
use viche_app::ids::Ids;
use viche_app::people::accounts::{Registration, create_administrator};
use viche_app::people::identity::{BuiltIn, Passport};
use viche_app::{App, Parts};
use viche_auth::keys::{self, Keys};
use viche_store::{Database, Durability, Location, Settings, migrate::migrate};

use crate::Fallible;

const PASSWORD: &str = "a password for one benchmark";
const ADMINISTRATOR: &str = "administrator@example.org";
/// Requests that set the stage at once.
const AT_ONCE: usize = 32;
/// As many connections as the service has by default.
const CONNECTIONS: u32 = 16;

/// A running service.
pub struct Stage {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where the handler listens that does nothing.
    pub trivial: SocketAddr,
    /// The petition to be signed, by its id.
    pub petition: String,
    /// Access tokens of people who have not signed.
    pub tokens: Vec<String>,
    client: Rest,
    _keys: TempDir,
}

impl Stage {
    /// Starts the service and fills it through its API.
    pub async fn set(location: Location, petitions: u32, signers: u32) -> Fallible<Self> {
        let settings = Settings { location, connections: CONNECTIONS, durability: Durability::Full };
        let database = Database::open(settings)?;
        migrate(
            &database,
            SystemClock.now(),
            Arc::new(Ids::new(Arc::new(SystemClock), Arc::new(SystemEntropy))),
        )
        .await?;
        let folder = tempfile::tempdir()?;
        let keys = folder.path().join("keys");
        keys::create(&keys, &mut |bytes| SystemEntropy.fill(bytes))?;
        let keys = Keys::load(&keys)?;
        let cursor_key = *keys.cursor();
        let app = Arc::new(App::new(Parts {
            database,
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            keys,
            issuer: "viche-bench".into(),
            password_slots: 2,
            providers: vec![Arc::new(BuiltIn)],
        }));
        let registration = Registration {
            email: ADMINISTRATOR.into(),
            password: PASSWORD.into(),
            full_name: "Адміністратор Міста".into(),
            locale: None,
        };
        create_administrator(&app, registration).await?;
        let api = Api::new(app, &cursor_key, Vec::new(), Registry::default());
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        in_background(move || {
            let serving = Serving { workers: workers(), stop_seconds: 1, connections: 4096 };
            api.start(listener, serving)
        });
        let client =
            Rest { client: Client::builder().no_proxy().build()?, base: format!("http://{address}") };
        let petition = client.petitions(petitions).await?;
        let tokens = stream::iter(0..signers)
            .map(|index| client.citizen(index + 1))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        Ok(Self { address, trivial: start_trivial()?, petition, tokens, client, _keys: folder })
    }

    /// Says whether the count is exactly the number of signatures that were answered.
    pub async fn check(&self, signed: usize) -> Fallible<()> {
        let petition = self.client.get(&format!("/v1/petitions/{}", self.petition)).await?;
        if petition["signatures"] == json!(signed) {
            Ok(())
        } else {
            Err(format!("{signed} signatures were answered, {} are counted", petition["signatures"]).into())
        }
    }
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// A server with one handler that says `ok`: what this machine and this library can do at most.
fn start_trivial() -> Fallible<SocketAddr> {
    use actix_web::{App, HttpServer, web};
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    in_background(move || {
        let server = HttpServer::new(|| App::new().route("/", web::get().to(|| async { "ok" })));
        Ok(server.workers(workers()).disable_signals().listen(listener)?.run())
    });
    Ok(address)
}

fn in_background(start: impl FnOnce() -> std::io::Result<actix_web::dev::Server> + Send + 'static) {
    std::thread::spawn(move || actix_web::rt::System::new().block_on(async move { start()?.await }));
}

struct Rest {
    client: Client,
    base: String,
}

impl Rest {
    async fn get(&self, path: &str) -> Fallible<Value> {
        let answer = self.client.get(format!("{}{path}", self.base)).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    async fn post(&self, token: Option<&str>, path: &str, body: Value) -> Fallible<Value> {
        let mut request = self.client.post(format!("{}{path}", self.base)).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        if status.is_success() { Ok(serde_json::from_str(&text)?) } else { Err(text.into()) }
    }

    /// The access token of the citizen with that number.
    async fn citizen(&self, index: u32) -> Fallible<String> {
        let passport = Passport {
            full_name: "Коваленко Олена Петрівна".into(),
            rnokpp: rnokpp(index),
            birth_date: None,
            email: Some(format!("citizen{index}@example.org")),
        };
        let login = json!({ "provider": BuiltIn::NAME, "code": BuiltIn::code(&passport) });
        token(&self.post(None, "/v1/external-sessions", login).await?)
    }

    /// Publishes petitions; gives the id of the last.
    async fn petitions(&self, count: u32) -> Fallible<String> {
        let login = json!({ "email": ADMINISTRATOR, "password": PASSWORD });
        let administrator = token(&self.post(None, "/v1/sessions", login).await?)?;
        let moderator = self.citizen(0).await?;
        let account = self.client.get(format!("{}/v1/me", self.base)).bearer_auth(&moderator).send().await?;
        let account: Value = account.json().await?;
        let roles = format!("/v1/accounts/{}/roles", account["id"].as_str().unwrap_or_default());
        self.post(Some(&administrator), &roles, json!({ "role": "moderator" })).await?;
        let author = self.citizen(u32::MAX / 2).await?;
        let mut last = String::new();
        for index in 0..count {
            let draft = json!({
                "title": format!("Облаштувати велодоріжку на вулиці Київській, черга {index}"),
                "text": "Просимо облаштувати велодоріжку. ".repeat(40), "category": "transport",
            });
            let draft = self.post(Some(&author), "/v1/petitions", draft).await?;
            last = draft["id"].as_str().unwrap_or_default().to_owned();
            self.post(Some(&author), &format!("/v1/petitions/{last}/submission"), json!({})).await?;
            self.post(Some(&moderator), &format!("/v1/petitions/{last}/publication"), json!({})).await?;
        }
        Ok(last)
    }
}

fn token(session: &Value) -> Fallible<String> {
    Ok(session["access_token"].as_str().ok_or("a session without a token")?.to_owned())
}

/// A taxpayer number with a right check digit; another for each index.
fn rnokpp(index: u32) -> String {
    let digits = format!("{:05}{:04}", 20_000 + index / 10_000 % 20_000, index % 10_000);
    let weights = [-1, 5, 7, 9, 4, 6, 10, 5, 7];
    let sum: i32 = digits.bytes().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", sum.rem_euclid(11) % 10)
}
