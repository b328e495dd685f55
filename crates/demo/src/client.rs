//! A client of the REST API, as a frontend would be.

use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::DemoError;
use crate::identity;
use crate::texts::{Person, PetitionText};

/// Requests under way at once.
const AT_ONCE: usize = 8;

/// For how long a connection is kept for the next request: less than the server keeps it.
const IDLE: Duration = Duration::from_secs(3);

/// A client of the API at one address.
pub(crate) struct Client {
    http: reqwest::Client,
    base_url: String,
}

/// Somebody who is logged in.
#[derive(Clone, Deserialize)]
pub(crate) struct Session {
    access_token: String,
    /// The account's id.
    pub account_id: String,
}

/// A petition as far as the replay looks at it.
#[derive(Clone, Deserialize)]
pub(crate) struct Petition {
    pub id: String,
    pub state: String,
    pub signatures: u64,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Petition>,
    page: Links,
}

#[derive(Deserialize)]
struct Links {
    next: Option<String>,
}

impl Client {
    /// A client of the API there.
    pub fn new(base_url: String) -> Result<Self, DemoError> {
        let http = reqwest::Client::builder().no_proxy().pool_idle_timeout(IDLE).build()?;
        Ok(Self { http, base_url })
    }

    /// Logs in by the demo's identity provider.
    pub async fn enter(&self, person: &Person) -> Result<Session, DemoError> {
        self.read(Method::POST, None, "/v1/external-sessions", Some(&identity::login(person))).await
    }

    /// Logs people in, several at once, and gives the sessions in their order.
    pub async fn enter_all<'a>(
        &self,
        people: impl IntoIterator<Item = &'a Person>,
    ) -> Result<Vec<Session>, DemoError> {
        stream::iter(people.into_iter().map(|person| self.enter(person)))
            .buffered(AT_ONCE)
            .try_collect()
            .await
    }

    /// Logs in by e-mail and password.
    pub async fn log_in(&self, email: &str, password: &str) -> Result<Session, DemoError> {
        let body = json!({ "email": email, "password": password });
        self.read(Method::POST, None, "/v1/sessions", Some(&body)).await
    }

    /// Posts what is answered with nothing that matters here.
    pub async fn post(&self, by: Option<&Session>, path: &str, body: &Value) -> Result<(), DemoError> {
        self.send(Method::POST, by, path, Some(body)).await.map(drop)
    }

    /// Begins a draft; gives its id.
    pub async fn draft(&self, author: &Session, text: &PetitionText) -> Result<String, DemoError> {
        let body = json!({ "title": text.title, "text": text.text, "category": text.category });
        let petition: Petition = self.read(Method::POST, Some(author), "/v1/petitions", Some(&body)).await?;
        Ok(petition.id)
    }

    /// Does to a petition what an address below it stands for.
    pub async fn act(&self, by: &Session, petition: &str, what: &str, body: &Value) -> Result<(), DemoError> {
        self.post(Some(by), &format!("/v1/petitions/{petition}/{what}"), body).await
    }

    /// Signs petitions, several at once, begun in this order.
    pub async fn sign_all<'a>(
        &self,
        signatures: impl IntoIterator<Item = (&'a Session, &'a str)>,
    ) -> Result<(), DemoError> {
        let nothing = json!({});
        stream::iter(signatures)
            .map(|(by, petition)| self.act(by, petition, "signatures", &nothing))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    /// Every petition that was published in the year and is public, the first published first.
    pub async fn published_in(&self, year: i32) -> Result<Vec<Petition>, DemoError> {
        let list = format!(
            "/v1/petitions?published_from={year}-01-01&published_to={year}-12-31&sort=oldest&limit=100"
        );
        let mut page: Page = self.read(Method::GET, None, &list, None).await?;
        let mut petitions = page.data;
        while let Some(cursor) = page.page.next {
            page = self.read(Method::GET, None, &format!("{list}&cursor={cursor}"), None).await?;
            petitions.append(&mut page.data);
        }
        Ok(petitions)
    }

    async fn read<T: DeserializeOwned>(
        &self,
        method: Method,
        by: Option<&Session>,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T, DemoError> {
        let request = format!("{method} {path}");
        let answer = self.send(method, by, path, body).await?;
        serde_json::from_slice(&answer).map_err(|source| DemoError::Unreadable { request, source })
    }

    async fn send(
        &self,
        method: Method,
        by: Option<&Session>,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Vec<u8>, DemoError> {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.base_url));
        if let Some(session) = by {
            request = request.bearer_auth(&session.access_token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let status = response.status();
        let answer = response.bytes().await?;
        if status.is_success() {
            return Ok(answer.into());
        }
        Err(DemoError::Unexpected {
            request: format!("{method} {path}"),
            status: status.as_u16(),
            body: String::from_utf8_lossy(&answer).into_owned(),
        })
    }
}
