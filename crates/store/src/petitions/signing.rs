//! The door that every signature passes. What is inside may change; what comes in and goes out stays: an attempt, and
//! either a receipt after the durable commit or the exact reason against it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use viche_domain::petition::{Action, State};
use viche_domain::problem::Code;

use super::{Reference, advance, lock};
use crate::accounts;
use crate::act::{Act, IdSource};
use crate::columns::{At, Id};
use crate::connection::{Connected, on};
use crate::database::Database;
use crate::error::Result;
use crate::idempotency::{self, Claim, Outcome};
use crate::schema::signatures;

/// Somebody wants to sign.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Under which petition.
    pub petition: Reference,
    /// The account.
    pub account: Id,
    /// The session it is logged in by, which must still be valid.
    pub session: Id,
    /// When.
    pub now: DateTime<Utc>,
    /// By which request.
    pub request: String,
    /// The client's idempotency key.
    pub claim: Option<Claim>,
}

/// A stored signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The petition.
    pub petition: Id,
    /// Its public number.
    pub number: String,
    /// The name that the public list shows.
    pub name: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The petition's count with this signature.
    pub signatures: i64,
    /// Where the petition stands with this signature.
    pub state: State,
}

/// The door.
#[derive(Clone)]
pub struct Signing {
    database: Database,
    ids: Arc<dyn IdSource>,
}

impl Signing {
    /// A door to that database.
    pub fn new(database: Database, ids: Arc<dyn IdSource>) -> Self {
        Self { database, ids }
    }

    /// Signs. The receipt is given after the commit is durable.
    pub async fn sign(&self, attempt: Attempt) -> Result<Receipt> {
        let ids = Arc::clone(&self.ids);
        self.database.write(move |conn| sign(conn, &attempt, ids.as_ref())).await
    }
}

fn sign(conn: &mut Connected, attempt: &Attempt, ids: &dyn IdSource) -> Result<Receipt> {
    // The account before the petition, as everywhere: who merges persons locks them in this order too.
    accounts::hold(conn, &attempt.account)?;
    let signer = accounts::find(conn, accounts::Which::Session(&attempt.session))?.ok_or(Code::BadToken)?;
    let petition = lock(conn, &attempt.petition)?.ok_or(Code::PetitionNotFound)?;
    // After the login, since a key is none; after the lock, so that a retry elsewhere has committed or not begun.
    if let Some(claim) = &attempt.claim
        && let Outcome::Replay(receipt) = idempotency::begin(conn, claim)?
    {
        return Ok(receipt);
    }
    petition.must_remain()?;
    petition.lifecycle.admits_signature(signer.level, attempt.now)?;

    let act = Act { now: attempt.now, account: Some(&attempt.account), request: Some(&attempt.request), ids };
    let values = (
        signatures::id.eq(act.new_id()),
        signatures::petition_id.eq(&petition.id),
        signatures::person_id.eq(&signer.person),
        signatures::account_id.eq(&signer.id),
        signatures::name.eq(&signer.full_name),
        signatures::signed_at.eq(At::from(attempt.now)),
    );
    let inserted = on!(conn, |c| diesel::insert_into(signatures::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    if inserted == 0 {
        return Err(Code::AlreadySigned.into());
    }
    let count = Action::Count { signatures: petition.lifecycle.signatures + 1 };
    let after = advance(conn, &act, &petition, &count, None)?;
    let receipt = Receipt {
        petition: petition.id,
        number: petition.number.unwrap_or_default(),
        name: signer.full_name,
        signed_at: attempt.now,
        signatures: after.signatures,
        state: after.state,
    };
    if let Some(claim) = &attempt.claim {
        idempotency::finish(conn, claim, &receipt, attempt.now)?;
    }
    Ok(receipt)
}
