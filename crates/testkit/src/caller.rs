//! Somebody who calls the API: everybody has the same verbs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Method;
use serde_json::Value;
use viche_app::clock::{Clock as _, ManualClock};

use crate::{Answer, Node, contract};

/// How long an access token is used: a little less than the ten minutes that it is good for.
const TOKEN_USED: TimeDelta = TimeDelta::minutes(9);

/// How long a connection is kept without a request: less than the five seconds after which the service closes it, so
/// that no request meets a connection that is about to go.
const IDLE: Duration = Duration::from_secs(2);

/// The way to the service.
#[derive(Debug)]
pub(crate) struct Line {
    pub client: reqwest::Client,
    /// `http://HOST:PORT`.
    pub base: String,
    pub clock: Arc<ManualClock>,
}

impl Line {
    /// With connections of its own.
    pub fn new(base: String, clock: Arc<ManualClock>) -> Self {
        let client = reqwest::Client::builder().no_proxy().pool_idle_timeout(IDLE);
        Self { client: client.build().expect("a client without TLS"), base, clock }
    }
}

/// Somebody who calls the API. Whoever logged in stays so: with the clock the token is renewed by another login.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account; empty for who has none.
    pub id: String,
    /// The full name.
    pub name: String,
    line: Arc<Line>,
    login: Login,
    headers: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
enum Login {
    Nobody,
    Token(String),
    Renewed(Arc<Renewed>),
}

/// A login that is repeated when its token has become old.
#[derive(Debug)]
struct Renewed {
    path: &'static str,
    body: Value,
    token: Mutex<(String, DateTime<Utc>)>,
}

impl Caller {
    /// Somebody without a login.
    pub(crate) const fn nobody(line: Arc<Line>) -> Self {
        Self { id: String::new(), name: String::new(), line, login: Login::Nobody, headers: Vec::new() }
    }

    /// Logs in by a request that answers with a session.
    pub(crate) async fn logs_in(self, name: &str, path: &'static str, body: Value) -> Self {
        let now = self.line.clock.now();
        let session = self.post(path, body.clone()).await.is(201);
        let token = Mutex::new((session.text("/access_token"), now));
        Self {
            id: session.text("/account_id"),
            name: name.to_owned(),
            login: Login::Renewed(Arc::new(Renewed { path, body, token })),
            ..self
        }
    }

    /// The same caller with this access token and no other.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { login: Login::Token(token.to_owned()), ..self.clone() }
    }

    /// The same caller, who sends a header more.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut caller = self.clone();
        caller.headers.push((name.to_owned(), value.to_owned()));
        caller
    }

    /// The request that the caller logs in by: its path and its body.
    ///
    /// # Panics
    /// If the caller has no login.
    pub fn login(&self) -> (&'static str, Value) {
        match &self.login {
            Login::Renewed(renewed) => (renewed.path, renewed.body.clone()),
            Login::Nobody | Login::Token(_) => panic!("{} does not log in", self.name),
        }
    }

    /// The same caller at a machine of their own, with connections of its own to the service.
    #[must_use]
    pub fn apart(&self) -> Self {
        let Line { base, clock, .. } = &*self.line;
        Self { line: Arc::new(Line::new(base.clone(), Arc::clone(clock))), ..self.clone() }
    }

    /// The same caller, who asks another node.
    #[must_use]
    pub fn at(&self, node: &Node) -> Self {
        Self { line: Arc::clone(&node.line), ..self.clone() }
    }

    /// The access token; none for who has no login.
    pub async fn token(&self) -> Option<String> {
        let renewed = match &self.login {
            Login::Nobody => return None,
            Login::Token(token) => return Some(token.clone()),
            Login::Renewed(renewed) => renewed,
        };
        let now = self.line.clock.now();
        let (token, since) = renewed.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if (since..since + TOKEN_USED).contains(&now) {
            return Some(token);
        }
        let nobody = Self::nobody(Arc::clone(&self.line));
        let session = Box::pin(nobody.post(renewed.path, renewed.body.clone())).await.is(201);
        let token = session.text("/access_token");
        *renewed.token.lock().unwrap_or_else(PoisonError::into_inner) = (token.clone(), now);
        Some(token)
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Every item of a list, page after page.
    pub async fn get_all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut page = self.get(&format!("{path}?limit=100")).await.is(200);
        loop {
            items.extend(page.items());
            let Value::String(next) = page.pointer("/page/next") else { return items };
            page = self.get(&format!("{path}?limit=100&cursor={next}")).await.is(200);
        }
    }

    /// HEAD.
    pub async fn head(&self, path: &str) -> Answer {
        self.send(Method::HEAD, path, None).await
    }

    /// POST of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, json(&body)).await
    }

    /// POST without a body.
    pub async fn post_empty(&self, path: &str) -> Answer {
        self.send(Method::POST, path, None).await
    }

    /// PUT of JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, json(&body)).await
    }

    /// PUT without a body.
    pub async fn put_empty(&self, path: &str) -> Answer {
        self.send(Method::PUT, path, None).await
    }

    /// PATCH of JSON over the version with that entity tag.
    pub async fn patch(&self, path: &str, etag: &str, body: Value) -> Answer {
        self.with("If-Match", etag).send(Method::PATCH, path, json(&body)).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Any request, with a body of any type. Whatever the answer, the document has it.
    pub async fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let described = format!("{method} {path}");
        let mut request = self.line.client.request(method.clone(), format!("{}{path}", self.line.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        if let Some((content_type, bytes)) = body {
            request = request.header("Content-Type", content_type).body(bytes);
        }
        let response = request.send().await.unwrap_or_else(|error| panic!("{described}: {error:?}"));
        let answer = Answer::read(described, response).await;
        contract::is_documented(&method, path, &answer);
        answer
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what a request with a body is sent with")]
fn json(body: &Value) -> Option<(&'static str, Vec<u8>)> {
    Some(("application/json", body.to_string().into_bytes()))
}
