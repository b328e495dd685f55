//! Operations without an object that goes through states, with every kind of caller.

use viche_domain::person::roles::Role;
use viche_testkit::Service;

use super::company::{Somebody, company};
use super::table::Row;
use crate::document::operations::Operation;

pub const HEAD: &str = "\
# Who may call what has no state: yes, or the code of the refusal. Accounts are somebody else's.
# Written by the tests with VICHE_BLESS=1.
";

/// The columns and the rows.
pub async fn matrix(service: &Service, mut operations: Vec<Operation>) -> (Vec<&'static str>, Vec<Row>) {
    let (company, account) = (company(service, &["citizen"]).await, service.citizen("Марія").await);
    // Its caller's session ends: it comes last.
    operations.sort_by_key(|operation| operation.id == "log_out");
    let mut rows = Vec::new();
    for operation in &operations {
        let mut cells = Vec::new();
        for somebody in &company {
            let answer = operation.called(&somebody.caller, &account.id, &[]).await;
            assert!(answer.status < 500, "{answer}");
            let refused = [401, 403].contains(&answer.status);
            let cell = if refused { answer.text("/code") } else { "yes".to_owned() };
            assert!(agrees(operation, somebody, &cell), "{} as {}: {cell}", operation.id, somebody.name);
            cells.push(cell);
        }
        rows.push((format!("{} {}", operation.method, operation.path), cells));
    }
    assert!(rows.len() >= 30, "{}", rows.len());
    (company.iter().map(|somebody| somebody.name).collect(), rows)
}

/// Whether what came of it is what the document and the roles say.
fn agrees(operation: &Operation, somebody: &Somebody, cell: &str) -> bool {
    let auditor = somebody.role == Some(Role::Auditor);
    match operation.permission() {
        _ if operation.needs_login() && !somebody.has_login() => cell == "unauthenticated",
        Some(permission) if !somebody.may(permission) => cell == "forbidden",
        // Auditors read and change nothing.
        Some(_) if auditor && operation.changes() => false,
        _ => !["unauthenticated", "bad_token", "forbidden"].contains(&cell),
    }
}
