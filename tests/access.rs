//! Every operation of the document with every kind of caller, as a table under version control: a change of rights is
//! a visible difference, and a new operation has no row until somebody looked at it. `VICHE_BLESS=1` writes the table;
//! what the document and the roles say is checked against it all the same.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use reqwest::Method;
use serde_json::Value;
use viche_domain::petition::State;
use viche_domain::roles::{Permission, Role};
use viche_testkit::{Caller, Petition, Service, on_both, petition_path};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/access.txt");
const HEAD: &str = "\
# Who may call what: yes, or the code of the refusal. Petitions are somebody else's and collect signatures.
# Written by the tests with VICHE_BLESS=1.
";

/// Somebody of each kind.
struct Kind {
    name: &'static str,
    role: Option<Role>,
    caller: Caller,
}

async fn kinds(service: &Service) -> Vec<Kind> {
    let mut kinds = vec![
        Kind { name: "nobody", role: None, caller: service.nobody() },
        Kind { name: "citizen", role: None, caller: service.citizen("Іван").await },
    ];
    for &role in Role::ALL {
        let caller = service.staff(role, role.needs_department().then_some("transport")).await;
        kinds.push(Kind { name: role.as_str(), role: Some(role), caller });
    }
    kinds
}

/// An operation of the document.
struct Operation {
    id: String,
    method: Method,
    path: String,
    document: Value,
}

impl Operation {
    fn permission(&self) -> Option<Permission> {
        self.document["x-permission"].as_str().map(|word| word.parse().unwrap())
    }

    fn needs_login(&self) -> bool {
        let securities = self.document["security"].as_array().cloned().unwrap_or_default();
        !securities.is_empty() && securities.iter().all(|security| security.get("bearer").is_some())
    }

    fn changes(&self) -> bool {
        self.method != Method::GET
    }

    /// The address with its example, on this petition or this account.
    fn address(&self, petition: Option<&Petition>, account: &Caller) -> String {
        let on = petition.map_or(&account.id, |petition| &petition.id);
        let mut path = self.path.replace("{id}", on);
        let parameters = self.document["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
            let (name, example) =
                (parameter["name"].as_str().unwrap(), parameter["example"].as_str().unwrap());
            if parameter["in"] == "query" {
                write!(path, "?{name}={example}").unwrap();
            }
            path = path.replace(&format!("{{{name}}}"), example);
        }
        path
    }

    /// What comes of it: `yes`, or the code of the refusal.
    async fn is_allowed(&self, caller: &Caller, address: &str) -> String {
        let example = &self.document["requestBody"]["content"]["application/json"]["example"];
        let body = (!example.is_null()).then(|| ("application/json", example.to_string().into_bytes()));
        let edits = self.document["parameters"].to_string().contains("/If-Match\"");
        let caller = if edits { caller.with("If-Match", "*") } else { caller.clone() };
        let answer = caller.send(self.method.clone(), address, body).await;
        assert!(answer.status < 500, "{answer}");
        if [401, 403].contains(&answer.status) { answer.text("/code") } else { "yes".to_owned() }
    }

    /// Whether what came of it agrees with the document and the roles.
    fn agrees(&self, kind: &Kind, cell: &str) -> bool {
        let login = kind.name != "nobody";
        match self.permission() {
            _ if self.needs_login() && !login => cell == "unauthenticated",
            Some(permission) if !kind.role.is_some_and(|role| role.allows(permission)) => cell == "forbidden",
            _ => !["unauthenticated", "bad_token", "forbidden"].contains(&cell),
        }
    }
}

/// Every operation, the one that ends its caller's session last.
async fn operations(service: &Service) -> Vec<Operation> {
    let paths = service.nobody().get("/openapi.json").await.is(200).pointer("/paths");
    let mut operations: Vec<_> = paths
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().iter().map(move |(method, document)| (path, method, document))
        })
        .map(|(path, method, document)| Operation {
            id: document["operationId"].as_str().unwrap().to_owned(),
            method: method.to_uppercase().parse().unwrap(),
            path: path.clone(),
            document: document.clone(),
        })
        .collect();
    operations
        .sort_by_key(|operation| (operation.id == "log_out", operation.path.clone(), operation.id.clone()));
    operations
}

fn table(kinds: &[Kind], rows: &[(String, Vec<String>)]) -> String {
    let header = ("operation".to_owned(), kinds.iter().map(|kind| kind.name.to_owned()).collect());
    let lines: Vec<&(String, Vec<String>)> = std::iter::once(&header).chain(rows).collect();
    let width = |column: usize| lines.iter().map(|(_, cells)| cells[column].len()).max().unwrap_or_default();
    let first = lines.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut text = HEAD.to_owned();
    for (name, cells) in &lines {
        let mut line = format!("{name:first$}");
        for (column, cell) in cells.iter().enumerate() {
            write!(line, "  {cell:width$}", width = width(column)).unwrap();
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}

on_both! {
    async fn everybody_may_what_the_table_says(service) {
        let (kinds, somebody) = (kinds(&service).await, service.citizen("Марія").await);
        let mut rows = Vec::new();
        for operation in operations(&service).await {
            let petition = if operation.path.starts_with("/v1/petitions/{id}") {
                Some(service.petition_in(State::Collecting).await)
            } else {
                None
            };
            let address = operation.address(petition.as_ref(), &somebody);
            let mut cells = Vec::new();
            for kind in &kinds {
                let cell = operation.is_allowed(&kind.caller, &address).await;
                assert!(operation.agrees(kind, &cell), "{} as {}: {cell}", operation.id, kind.name);
                let auditor = kind.role == Some(Role::Auditor) && operation.permission().is_some();
                assert!(!auditor || (cell == "yes") != operation.changes(), "{}: auditors read and change nothing", operation.id);
                cells.push(cell);
            }
            rows.push((format!("{} {}", operation.method, operation.path), cells));
        }
        let now = table(&kinds, &rows);
        if env::var_os("VICHE_BLESS").is_some() {
            fs::write(Path::new(TABLE), &now).unwrap();
        }
        let known = fs::read_to_string(Path::new(TABLE)).unwrap_or_default();
        for (was, is) in known.lines().zip(now.lines()) {
            assert_eq!(is, was, "rights differ from {TABLE}");
        }
        assert_eq!(now, known, "rows differ from {TABLE}");
    }

    async fn what_is_not_public_is_there_for_its_author_and_those_who_read_everything(service) {
        let kinds = kinds(&service).await;
        for state in [State::Draft, State::Submitted, State::Refused] {
            let petition = service.petition_in(state).await;
            for part in ["", "/history", "/signatures", "/similar"] {
                let path = petition_path(&petition, part);
                petition.author.get(&path).await.is(200);
                for kind in &kinds {
                    let answer = kind.caller.get(&path).await;
                    if kind.role.is_some_and(|role| role.allows(Permission::ReadUnpublished)) {
                        answer.is(200);
                    } else {
                        answer.is_refused(404, "petition_not_found");
                    }
                }
            }
        }
    }

    async fn what_is_not_public_is_not_there_for_whoever_would_change_it(service) {
        let ivan = service.citizen("Іван").await;
        for state in [State::Draft, State::Submitted, State::Refused] {
            let petition = service.petition_in(state).await;
            for answer in [
                ivan.submits(&petition).await,
                ivan.corrects(&petition).await,
                ivan.withdraws(&petition).await,
                ivan.signs(&petition).await,
                ivan.follows(&petition).await,
                ivan.patch(&petition_path(&petition, ""), "*", serde_json::json!({ "title": "Змінений заголовок" })).await,
            ] {
                answer.is_refused(404, "petition_not_found");
            }
        }
    }
}
