//! A unit of work: one request's use of the database, with who asks, when, and what goes on the record.

use std::collections::HashSet;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use viche_auth::tokens::Claims;
use viche_domain::language::Locale;
use viche_domain::person::identity::Level;
use viche_domain::person::roles::{Grant, Permission, Role};
use viche_domain::problem::{Code, Problem};
use viche_store::idempotency::{self, Claim, Outcome};
use viche_store::people::accounts::{self, Account, Which};
use viche_store::record::{RequestId, Tx};
use viche_store::{Connected, Errand, Id, Result};

use crate::entropy::{Entropy, random};
use crate::{App, Made, Shown};

/// What every request brings along.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Its id, for logs and the audit log.
    pub id: RequestId,
    /// The verified access token, where there is one.
    pub login: Option<Claims>,
    /// The client's idempotency key with the request's fingerprint.
    pub idempotency: Option<(String, String)>,
    /// The language of the answer.
    pub locale: Locale,
    /// What its work in the database is, which decides whom it waits for.
    pub errand: Errand,
}

impl Request {
    /// What the worker does without being asked.
    pub fn of_worker() -> Self {
        Self { id: RequestId::inside("worker"), errand: Errand::Worker, ..Self::default() }
    }

    /// The verified access token; without one the request is refused.
    pub fn claims(&self) -> Result<&Claims, Problem> {
        self.login.as_ref().ok_or_else(|| Code::Unauthenticated.into())
    }

    /// The idempotency key as the store knows it: keys of different accounts never meet, nor do those of strangers who ask
    /// for different things.
    pub(crate) fn claim(&self) -> Option<Claim> {
        let (key, fingerprint) = self.idempotency.clone()?;
        let scope = match &self.login {
            Some(claims) => claims.sub.to_string(),
            None => format!("public:{fingerprint}"),
        };
        Some(Claim { scope, key, fingerprint })
    }
}

/// What somebody needs to do something, whatever it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing: anybody may.
    Nothing,
    /// A login.
    Login,
    /// A login whose role allows this.
    Role(Permission),
}

/// Who asks: the owner of a session that is still valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account: Id,
    /// The person behind it.
    pub person: Id,
    /// How well the person is known.
    pub level: Level,
    /// What the account may do as staff.
    pub roles: Vec<Grant>,
}

impl Caller {
    /// Whether one of the roles allows it.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|grant| grant.role.allows(permission))
    }

    /// The departments for which the account holds a role.
    pub fn departments(&self, role: Role) -> impl Iterator<Item = &str> {
        self.roles
            .iter()
            .filter(move |grant| grant.role == role)
            .filter_map(|grant| grant.department.as_deref())
    }
}

/// A unit of work in progress: a transaction on the record, and the request that it is done for.
pub(crate) struct Unit<'a> {
    tx: Tx<'a>,
    request: &'a Request,
    entropy: &'a dyn Entropy,
    caller: Option<Caller>,
}

impl<'a> Deref for Unit<'a> {
    type Target = Tx<'a>;

    fn deref(&self) -> &Tx<'a> {
        &self.tx
    }
}

impl<'a> DerefMut for Unit<'a> {
    fn deref_mut(&mut self) -> &mut Tx<'a> {
        &mut self.tx
    }
}

impl Unit<'_> {
    /// Who asks; what changes from here on is done by them.
    pub fn caller(&mut self) -> Result<Caller> {
        if let Some(known) = &self.caller {
            return Ok(known.clone());
        }
        let claims = self.request.claims()?;
        let account = accounts::find(self.tx.conn, Which::Session(Id::from(claims.sid)))?
            .filter(|account| account.id == Id::from(claims.sub))
            .ok_or(Code::BadToken)?;
        // Whoever never proved an address has no role, though a release of before granted one.
        let roles = if account.email.is_some() { account.roles } else { Vec::new() };
        let caller = Caller { account: account.id, person: account.person, level: account.level, roles };
        self.tx.set_by(caller.account);
        self.caller = Some(caller.clone());
        Ok(caller)
    }

    /// Who asks, in an operation that needs no login.
    pub fn caller_if_any(&mut self) -> Result<Option<Caller>> {
        if self.request.login.is_none() { Ok(None) } else { self.caller().map(Some) }
    }

    /// Who asks; refused unless one of its roles allows this.
    pub fn staff(&mut self, permission: Permission) -> Result<Caller> {
        let caller = self.caller()?;
        if caller.may(permission) { Ok(caller) } else { Err(Code::Forbidden.into()) }
    }

    /// Refuses who lacks what is needed.
    fn admit(&mut self, needs: Needs) -> Result<()> {
        match needs {
            Needs::Nothing => Ok(()),
            Needs::Login => self.caller().map(drop),
            Needs::Role(permission) => self.staff(permission).map(drop),
        }
    }

    /// The caller's account.
    pub fn own_account(&mut self) -> Result<Account> {
        let caller = self.caller()?;
        accounts::find(self.tx.conn, Which::Id(caller.account))?.ok_or_else(|| Code::BadToken.into())
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
        if fresh { Ok(Held(self.clone(), claim.clone())) } else { Err(Code::IdempotencyInProgress.into()) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

impl App {
    /// Runs queries that change nothing.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        request: Request,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        Ok(self.database.on(request.errand).read(self.unit(request, work)).await?)
    }

    /// Runs one transaction: all of it is committed, or nothing.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        request: Request,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        self.database.admit(self.clock.now())?;
        Ok(self.database.on(request.errand).write(self.unit(request, work)).await?)
    }

    /// The work as the database runs it.
    fn unit<T, W>(
        &self,
        request: Request,
        work: W,
    ) -> impl FnOnce(&mut Connected) -> Result<T> + Send + 'static + use<T, W>
    where
        W: FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    {
        let (ids, entropy) = (Arc::clone(&self.ids), Arc::clone(&self.entropy));
        move |conn: &mut Connected| {
            let tx = Tx::new(conn, &request.id, ids.as_ref());
            work(&mut Unit { tx, request: &request, entropy: entropy.as_ref(), caller: None })
        }
    }

    /// Runs one transaction that makes something, once for each idempotency key: a retry gets the first answer, whatever
    /// has become of what was made, if the caller still has what it needs. A key is neither a login nor a role.
    pub(crate) async fn once<T: Shown>(
        &self,
        request: Request,
        needs: Needs,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T> + Send + 'static,
    ) -> Result<Made, Problem> {
        let work = move |unit: &mut Unit<'_>| work(unit).map(|shown| Made::of(&shown));
        let Some(claim) = request.claim() else {
            return self
                .write(request, move |unit| {
                    unit.admit(needs)?;
                    work(unit)
                })
                .await;
        };
        let _held = self.hold_key(&claim)?;
        let kept = self.kept.clone();
        self.write(request, move |unit| {
            unit.admit(needs)?;
            if let Outcome::Done(answer) = idempotency::begin(unit.conn, &claim)? {
                return Ok(kept.open(&claim, answer.as_deref())?);
            }
            let answer = work(unit)?;
            let (sealed, now) = (kept.seal(&claim, &answer), unit.now);
            idempotency::finish(unit.conn, &claim, &sealed, now)?;
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
