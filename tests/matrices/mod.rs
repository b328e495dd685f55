//! Who may call what, as tables under version control: a change of rights is a visible difference, and a new operation
//! has no row until somebody looked at it. `VICHE_BLESS=1` writes the tables; each cell is checked against what the
//! document, the roles and the domain say all the same.

mod company;
mod identifications;
mod petitions;
mod plain;
mod scenes;
mod table;

use std::collections::BTreeSet;

use reqwest::Method;
use viche_domain::person::roles::Permission;
use viche_testkit::{Answer, Caller, on_both};

use crate::document::operations::{Operation, text};
use identifications::Identifications;
use petitions::Petitions;
use scenes::Kind;

impl Operation {
    /// What the document says that a role must allow.
    fn permission(&self) -> Option<Permission> {
        self.described["x-permission"].as_str().map(|word| word.parse().unwrap())
    }

    pub fn needs_login(&self) -> bool {
        let securities = self.described["security"].as_array().map(Vec::as_slice).unwrap_or_default();
        !securities.is_empty() && securities.iter().all(|security| security.get("bearer").is_some())
    }

    fn changes(&self) -> bool {
        // A name and a birth date are asked about in a body: they do not belong into addresses.
        self.method != Method::GET && self.id != "search_accounts"
    }

    /// Calls it with its example, changed in these fields, on an object where it has one.
    async fn called(&self, caller: &Caller, object: &str, changes: &[(&str, &str)]) -> Answer {
        let mut path = self.path.replace("{id}", object);
        for parameter in self.parameters("path") {
            let example =
                parameter["example"].as_str().map_or_else(|| parameter["example"].to_string(), str::to_owned);
            path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &example);
        }
        for parameter in self.parameters("query").filter(|parameter| parameter["required"] == true) {
            let name = parameter["name"].as_str().unwrap();
            path = format!("{path}?{name}={}", text(&parameter["example"]));
        }
        let edits = self.names("header").contains(&"If-Match");
        let caller = if edits { caller.with("If-Match", "*") } else { caller.clone() };
        let body = self.has_body().then(|| {
            let mut body = self.body()["example"].clone();
            for (field, value) in changes {
                body[field] = (*value).into();
            }
            ("application/json", body.to_string().into_bytes())
        });
        caller.send(self.method.clone(), &path, body).await
    }
}

/// Operations on the objects of a kind, whose addresses begin so.
fn operations_of(kind: &str) -> Vec<Operation> {
    Operation::all().into_iter().filter(|operation| operation.path.starts_with(kind)).collect()
}

/// Operations on no object that goes through states.
fn others() -> Vec<Operation> {
    let kinds = [Petitions::ADDRESS, Identifications::ADDRESS];
    let stateless = |operation: &Operation| !kinds.iter().any(|kind| operation.path.starts_with(kind));
    Operation::all().into_iter().filter(stateless).collect()
}

#[test]
fn whatever_goes_through_states_has_scenes() {
    for kind in [Petitions::ADDRESS, Identifications::ADDRESS] {
        assert!(!operations_of(kind).is_empty(), "{kind}");
    }
    let others = others();
    let objects: BTreeSet<_> = others
        .iter()
        .filter_map(|operation| operation.path.split_once("{id}").map(|(kind, _)| kind))
        .collect();
    // An account is in no state.
    assert_eq!(objects, BTreeSet::from(["/v1/accounts/"]));
}

on_both! {
    async fn in_every_state_everybody_may_what_the_table_says(service) {
        let petitions = Petitions::of(&service).await;
        let (columns, rows) = scenes::matrix(&petitions, &operations_of(Petitions::ADDRESS)).await;
        table::is_the_one_known("petitions.txt", petitions::HEAD, &columns, &rows);
    }

    async fn in_every_state_of_an_identification_too(service) {
        let desk = Identifications::of(&service).await;
        let (columns, rows) = scenes::matrix(&desk, &operations_of(Identifications::ADDRESS)).await;
        table::is_the_one_known("identifications.txt", identifications::HEAD, &columns, &rows);
    }

    async fn without_an_object_everybody_may_what_the_table_says(service) {
        let (columns, rows) = plain::matrix(&service, others()).await;
        table::is_the_one_known("plain.txt", plain::HEAD, &columns, &rows);
    }
}
