//! Administrators made of accounts that are there, by whoever runs the service.

use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::roles::Role;
use viche_domain::problem::Problem;
use viche_store::people::accounts::{self, Which};
use viche_store::record::{Note, Subject};

use crate::{App, Request, RequestId};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granting {
    /// The account is an administrator's now.
    Done,
    /// Nobody has that address.
    NoAccount,
    /// It was one already.
    Already,
}

/// Makes an administrator of the account with this address, from the command line.
pub async fn grant_administrator(app: &App, email: String) -> Result<Granting, Problem> {
    let request = Request { id: RequestId::inside("admin-grant"), ..Request::default() };
    app.write(request, move |unit| {
        let Some(account) = accounts::find(unit.conn, Which::Email(&email.trim().to_lowercase()))? else {
            return Ok(Granting::NoAccount);
        };
        let now = unit.now;
        if !accounts::grant_role(unit.conn, account.id, Role::Administrator, None, None, now)? {
            return Ok(Granting::Already);
        }
        unit.log(
            Subject::Id(ObjectKind::Account, account.id),
            "role.granted",
            &Note {
                code: Some("made on the command line"),
                ..Note::of(json!({ "role": Role::Administrator }))
            },
        )?;
        Ok(Granting::Done)
    })
    .await
}
