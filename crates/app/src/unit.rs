//! A unit of work: one request's use of the database, with who asks, when, and what goes on the record.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use viche_auth::tokens::Claims;
use viche_domain::locale::Locale;
use viche_domain::problem::{Code, Problem};
use viche_domain::roles::Permission;
use viche_store::accounts::{self, Account, Which};
use viche_store::act::Act;
use viche_store::idempotency::{self, Claim, Outcome};
use viche_store::{Connected, Id, Result};

use crate::App;
use crate::clock::{Entropy, Ids, random};

/// What every request brings along.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Its id, for logs and the audit log.
    pub id: String,
    /// The verified access token, where there is one.
    pub login: Option<Claims>,
    /// The client's idempotency key with the request's fingerprint.
    pub idempotency: Option<(String, String)>,
    /// The language of the answer.
    pub locale: Locale,
}

impl Request {
    /// The verified access token; without one the request is refused.
    pub fn claims(&self) -> Result<&Claims, Problem> {
        self.login.as_ref().ok_or_else(|| Code::Unauthenticated.into())
    }

    /// The idempotency key as the store knows it: keys of different accounts never meet.
    pub(crate) fn claim(&self) -> Option<Claim> {
        let (key, fingerprint) = self.idempotency.clone()?;
        let scope = self.login.as_ref().map_or_else(|| "public".to_owned(), |claims| claims.sub.to_string());
        Some(Claim { scope, key, fingerprint })
    }
}

/// A unit of work in progress.
pub struct Unit<'a> {
    /// The database.
    pub conn: &'a mut Connected,
    /// When the work is done.
    pub now: DateTime<Utc>,
    request: &'a Request,
    ids: &'a Ids,
    entropy: &'a dyn Entropy,
}

impl Unit<'_> {
    /// Who asks: the owner of a session that is still valid.
    pub fn caller(&mut self) -> Result<Account> {
        let claims = self.request.claims()?;
        let session = Id::from(claims.sid);
        accounts::find(self.conn, Which::Session(&session))?
            .filter(|account| account.id == Id::from(claims.sub))
            .ok_or_else(|| Code::BadToken.into())
    }

    /// Who asks, where anybody may.
    pub fn caller_if_any(&mut self) -> Result<Option<Account>> {
        if self.request.login.is_none() { Ok(None) } else { self.caller().map(Some) }
    }

    /// Who asks, where one of its roles must allow this.
    pub fn staff(&mut self, permission: Permission) -> Result<Account> {
        let caller = self.caller()?;
        if caller.may(permission) { Ok(caller) } else { Err(Code::Forbidden.into()) }
    }

    /// What every change writes beside itself.
    pub fn act<'b>(&'b self, account: Option<&'b Id>) -> Act<'b> {
        Act { now: self.now, account, request: Some(&self.request.id), ids: self.ids }
    }

    /// The connection and the act of an account, for calls that need both.
    pub fn on_record<'b>(&'b mut self, account: Option<&'b Id>) -> (&'b mut Connected, Act<'b>) {
        let act = Act { now: self.now, account, request: Some(&self.request.id), ids: self.ids };
        (self.conn, act)
    }

    /// A new id.
    pub fn new_id(&self) -> Id {
        viche_store::act::IdSource::new_id(self.ids, self.now)
    }

    /// A new opaque token.
    pub fn new_token(&self) -> viche_auth::opaque::OpaqueToken {
        viche_auth::opaque::OpaqueToken::generate(&mut |bytes| self.entropy.fill(bytes))
    }
}

/// The idempotency keys whose requests are running on this node.
#[derive(Debug, Clone, Default)]
pub(crate) struct Running(Arc<Mutex<HashSet<Claim>>>);

/// Holds a key as running until dropped.
struct Held(Running, Claim);

impl Running {
    fn enter(&self, claim: &Claim) -> Result<Held, Problem> {
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(claim.clone());
        if fresh {
            Ok(Held(self.clone(), claim.clone()))
        } else {
            Err(Problem::new(Code::IdempotencyInProgress).retry_after(1))
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

impl App {
    /// Runs queries that change nothing.
    pub async fn read<T: Send + 'static>(
        &self,
        request: Request,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        Ok(self.database.read(self.unit(request, work)).await?)
    }

    /// Runs one transaction: all of it is committed, or nothing.
    pub async fn write<T: Send + 'static>(
        &self,
        request: Request,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        Ok(self.database.write(self.unit(request, work)).await?)
    }

    /// The work as the database runs it, begun now.
    fn unit<T, W>(
        &self,
        request: Request,
        work: W,
    ) -> impl FnOnce(&mut Connected) -> Result<T> + Send + 'static + use<T, W>
    where
        W: FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (ids, entropy, now) = (Arc::clone(&self.ids), Arc::clone(&self.entropy), self.clock.now());
        move |conn: &mut Connected| {
            work(&mut Unit { conn, now, request: &request, ids: &ids, entropy: entropy.as_ref() })
        }
    }

    /// Runs one transaction that makes something, once for each idempotency key: a retry gets the first answer.
    pub async fn once<T: Serialize + DeserializeOwned + Send + 'static>(
        &self,
        request: Request,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let Some(claim) = request.claim() else { return self.write(request, work).await };
        let _held = self.hold_key(&claim)?;
        self.write(request, move |unit| {
            if unit.request.login.is_some() {
                // A key is no login: whoever was logged out gets no old answers either.
                unit.caller()?;
            }
            if let Outcome::Replay(answer) = idempotency::begin(unit.conn, &claim)? {
                return Ok(answer);
            }
            let answer = work(unit)?;
            idempotency::finish(unit.conn, &claim, &answer, unit.now)?;
            Ok(answer)
        })
        .await
    }

    /// Marks a key as running on this node for as long as the value returned lives.
    pub(crate) fn hold_key(&self, claim: &Claim) -> Result<impl Sized + use<>, Problem> {
        self.running.enter(claim)
    }

    /// `N` random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        random(self.entropy.as_ref())
    }
}
