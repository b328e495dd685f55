//! What is kept of a release: a folder of text, read by the tests and written when a release is made.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use viche_testkit::{Answer, Backend, Caller, Service, Start, TestDatabase};

use super::questions::{self, asked};
use super::story::{Keyed, Story};

/// The release of which a database is kept.
const RELEASE: &str = "0.1.0";

/// A service of this code on the database that a release left.
pub struct Kept {
    pub service: Service,
    /// What the release answered, a question each.
    pub answers: Vec<Value>,
    world: Value,
}

impl Start for Kept {
    async fn start(backend: Backend) -> Self {
        let folder = folder(RELEASE);
        let read = |name: &str| {
            fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let parsed = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        let world = parsed(&read("world.json"));
        let database = TestDatabase::of_sql(backend, &read(dump_name(backend)));
        let now: DateTime<Utc> = world["now"].as_str().unwrap().parse().unwrap();
        let service = Service::after_another(database, keys_folder(&world["keys"]), now).await;
        Self { service, answers: read("answers.jsonl").lines().map(parsed).collect(), world }
    }
}

impl Kept {
    /// Somebody with the access token that the release gave; nobody has none.
    pub fn caller(&self, name: &str) -> Caller {
        match self.person(name)["session"]["access_token"].as_str() {
            Some(token) => self.service.nobody().with_token(token),
            None => self.service.nobody(),
        }
    }

    /// How somebody logs in, and the session that they had.
    pub fn person(&self, name: &str) -> &Value {
        &self.world["people"][name]
    }

    /// Everybody who has an account, by name.
    pub fn people(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.world["people"].as_object().unwrap().iter().map(|(name, person)| (name.as_str(), person))
    }

    /// The id of a petition of the story.
    pub fn petition(&self, name: &str) -> &str {
        self.world["petitions"][name].as_str().unwrap()
    }

    /// The requests that were made with an idempotency key, and what was answered.
    pub fn keyed(&self) -> &[Value] {
        self.world["keyed"].as_array().unwrap()
    }

    /// The token in a letter that asked for a proof of the address, to somebody unverified.
    pub fn link(&self) -> &Value {
        &self.world["link"]
    }

    /// Who waits for a letter.
    pub fn awaited(&self) -> Vec<&str> {
        self.world["letters"].as_array().unwrap().iter().map(|to| to.as_str().unwrap()).collect()
    }
}

/// Keeps the database that a story has left, and what this code answers on it. What is kept is never written over.
pub async fn keep(service: &Service, story: &Story<'_>) {
    let folder = folder(env!("CARGO_PKG_VERSION"));
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: String| match fs::read_to_string(folder.join(name)) {
        Ok(kept) => assert_eq!(text, kept, "{name} is kept already, and differs"),
        Err(_) => fs::write(folder.join(name), text).unwrap(),
    };
    let mut people = BTreeMap::new();
    for (&name, caller) in story.people.iter().filter(|(name, _)| **name != "nobody") {
        let (path, body) = caller.login();
        let session = service.nobody().post(path, body.clone()).await.is(201).json();
        people.insert(name, json!({ "login": { "path": path, "body": body }, "session": session }));
    }
    write(dump_name(service.backend()), service.dump().await);
    let mut answers = String::new();
    for (by, path) in questions::of(story) {
        let token = people.get(by).and_then(|person| person["session"]["access_token"].as_str());
        let caller = token.map_or_else(|| service.nobody(), |token| service.nobody().with_token(token));
        let answered = json!({ "by": by, "get": path, "answer": asked(&caller, &path).await });
        answers.extend([answered.to_string(), "\n".to_owned()]);
    }
    write("answers.jsonl", answers);
    let sent_before = service.letters().len();
    service.work().await;
    let letters: Vec<_> = service.letters()[sent_before..].iter().map(|letter| letter.to.clone()).collect();
    let world = json!({
        "now": service.now(), "people": people, "petitions": story.petitions, "letters": letters,
        "link": story.link,
        "keyed": story.keyed.iter().map(kept_request).collect::<Vec<_>>(), "keys": keys(service),
    });
    write("world.json", format!("{world:#}\n"));
}

fn kept_request(Keyed { by, path, body, key, answer }: &Keyed) -> Value {
    let Answer { status, body: answered, .. } = answer;
    json!({ "by": by, "path": path, "body": body, "key": key, "status": status, "answer": parsed(answered) })
}

/// What was answered; nothing where the answer had no body.
pub fn parsed(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn folder(release: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("releases").join(release)
}

fn dump_name(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "sqlite.sql",
        Backend::Postgres => "postgres.sql",
    }
}

/// The files of the service's keys, by their names.
fn keys(service: &Service) -> BTreeMap<String, String> {
    let files = fs::read_dir(service.keys()).unwrap().map(Result::unwrap);
    files
        .map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()))
        .collect()
}

/// A folder with keys as the service takes them: no file is open to others.
fn keys_folder(keys: &Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in keys.as_object().unwrap() {
        let path = folder.path().join(name);
        fs::write(&path, text.as_str().unwrap()).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    folder
}
