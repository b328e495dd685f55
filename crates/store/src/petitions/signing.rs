//! The door that every signature passes. What is inside may change; what comes in and goes out stays: an attempt, and
//! either a receipt after the durable commit or the exact reason against it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::petition::{Action, State};
use viche_domain::problem::{Code, Problem};

use super::{Reference, lock};
use crate::Errand;
use crate::columns::{At, Id};
use crate::connection::on;
use crate::database::Database;
use crate::error::Result;
use crate::idempotency::{self, Claim, Outcome};
use crate::people::accounts;
use crate::record::{Note, RequestId, Source, Tx};
use crate::schema::signatures;

/// Somebody wants to sign.
pub struct Attempt {
    /// Under which petition.
    pub petition: Reference,
    /// The account.
    pub account: Id,
    /// The session it is logged in by, which must still be valid.
    pub session: Id,
    /// By which request.
    pub request: RequestId,
    /// The client's idempotency key, and how the answer is sealed under it.
    pub claim: Option<(Claim, Seal)>,
    /// What is wrong with the request itself, if anything is; told to who may sign.
    pub sent: Result<(), Problem>,
}

/// Seals a receipt, to be kept for a retry.
pub type Seal = Box<dyn Fn(&Receipt) -> Vec<u8> + Send>;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// It is stored.
    Now(Receipt),
    /// It was stored before, under the same key; this was the answer, sealed, if it is there.
    Before(Option<Vec<u8>>),
}

/// A stored signature.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    source: Arc<dyn Source>,
}

impl Signing {
    /// A door to that database.
    pub fn new(database: Database, source: Arc<dyn Source>) -> Self {
        Self { database, source }
    }

    /// Signs. The receipt is given after the commit is durable.
    pub async fn sign(&self, attempt: Attempt) -> Result<Signed> {
        let source = Arc::clone(&self.source);
        self.database
            .on(Errand::Signature)
            .write(move |conn| sign(&mut Tx::new(conn, &attempt.request, source.as_ref()), &attempt))
            .await
    }
}

#[expect(clippy::disallowed_methods, reason = "the door for signatures")]
fn sign(tx: &mut Tx<'_>, attempt: &Attempt) -> Result<Signed> {
    // The account before the petition, as everywhere: who merges persons locks them in this order too.
    accounts::hold(tx.conn, attempt.account)?;
    let signer = accounts::find(tx.conn, accounts::Which::Session(attempt.session))?.ok_or(Code::BadToken)?;
    let petition = lock(tx, &attempt.petition)?.ok_or(Code::PetitionNotFound)?;
    let now = tx.now;
    // After the login, since a key is none; after the lock, so that a retry elsewhere has committed or not begun.
    if let Some((claim, _)) = &attempt.claim
        && let Outcome::Done(answer) = idempotency::begin(tx.conn, claim)?
    {
        return Ok(Signed::Before(answer));
    }
    petition.lifecycle.must_remain()?;
    petition.lifecycle.admits_signature(signer.level, now)?;
    attempt.sent.clone()?;

    tx.set_by(attempt.account);
    let values = (
        signatures::id.eq(tx.new_id()),
        signatures::petition_id.eq(petition.id),
        signatures::person_id.eq(signer.person),
        signatures::account_id.eq(signer.id),
        signatures::name.eq(&signer.full_name),
        signatures::signed_at.eq(At::from(now)),
    );
    let inserted = on!(&mut *tx.conn, |c| diesel::insert_into(signatures::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    if inserted == 0 {
        return Err(Code::AlreadySigned.into());
    }
    let count = Action::Count { signatures: petition.lifecycle.signatures() + 1 };
    let after = petition.advance(tx, &count, &Note::default())?;
    let receipt = Receipt {
        petition: petition.id,
        number: petition.number.clone().unwrap_or_default(),
        name: signer.full_name,
        signed_at: now,
        signatures: after.signatures(),
        state: after.state(),
    };
    if let Some((claim, seal)) = &attempt.claim {
        idempotency::finish(tx.conn, claim, &seal(&receipt), now)?;
    }
    Ok(Signed::Now(receipt))
}
