//! Sessions: login, refresh, logout.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use viche_auth::opaque::{OpaqueToken, hash_of};
use viche_domain::change::ObjectKind;
use viche_domain::problem::{Code, Problem};
use viche_store::people::accounts::{self, Account, Which};
use viche_store::people::sessions::{self, Exchanged};
use viche_store::record::{Note, Subject};
use viche_store::{Id, Result as Stored};

use crate::{App, Request, Shown, Unit};

/// How long a refresh token is good for; each use starts the term anew.
const REFRESH_LIFETIME: TimeDelta = TimeDelta::days(30);

/// A session's tokens.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Session {
    /// The session's id.
    pub id: Uuid,
    /// The account's id.
    pub account_id: Uuid,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// The access token, for `Authorization: Bearer …`.
    pub access_token: String,
    /// How many seconds the access token is good for.
    pub expires_in: i64,
    /// The refresh token. Exchange it once; sent again within a minute, by another tab or after a lost answer, it gives
    /// the same next one.
    pub refresh_token: String,
    /// Until when the refresh token is good.
    pub refresh_expires_at: DateTime<Utc>,
}

impl Shown for Session {
    fn location(&self) -> Option<String> {
        Some("/v1/sessions/current".to_owned())
    }
}

/// The session that a caller is logged in by.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CurrentSession {
    /// The session's id.
    pub id: Uuid,
    /// The account's id.
    pub account_id: Uuid,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

/// The caller's session.
pub async fn current(app: &App, request: Request) -> Result<CurrentSession, Problem> {
    let id = request.claims()?.sid;
    app.read(request, move |unit| {
        let account_id = unit.caller()?.account.into();
        Ok(CurrentSession { id, account_id, opened_at: sessions::opened_at(unit.conn, Id::from(id))? })
    })
    .await
}

/// A session that is stored, its access token not yet made.
pub(crate) struct Opened {
    session: Id,
    account: Id,
    refresh: OpaqueToken,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl Opened {
    /// Makes the access token.
    pub fn issue(self, app: &App) -> Session {
        let (id, account_id) = (Uuid::from(self.session), Uuid::from(self.account));
        let jti = Uuid::from_bytes(app.random());
        Session {
            id,
            account_id,
            token_type: "Bearer",
            access_token: app.tokens.issue(account_id, id, jti, self.now),
            expires_in: viche_auth::tokens::LIFETIME,
            refresh_token: self.refresh.reveal().to_owned(),
            refresh_expires_at: self.expires_at,
        }
    }
}

/// Opens a session for an account.
pub(crate) fn open(unit: &mut Unit<'_>, account: Account) -> Stored<Opened> {
    let (session, now) = (unit.new_id(), unit.now);
    sessions::open(unit.conn, session, account.id, now)?;
    unit.set_by(account.id);
    unit.log(Subject::Id(ObjectKind::Session, session), "session.opened", &Note::default())?;
    let (refresh, expires_at) = (unit.new_token(), now + REFRESH_LIFETIME);
    sessions::add_refresh_token(unit.conn, &refresh.hash(), session, now, expires_at)?;
    Ok(Opened { session, account: account.id, refresh, expires_at, now })
}

/// A login by e-mail and password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Login {
    /// The e-mail address.
    pub email: String,
    /// The password.
    #[cfg_attr(feature = "schema", schema(format = Password))]
    pub password: String,
}

/// Logs in by e-mail and password. An unknown address takes as long and answers alike.
pub async fn log_in(app: &App, request: Request, login: Login) -> Result<Session, Problem> {
    let Login { email, password } = login;
    let key = email.trim().to_lowercase();
    let account =
        app.read(request.clone(), move |unit| accounts::find(unit.conn, Which::Email(&key))).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = app.passwords.verify(password, hash).await?;
    match account {
        Some(account) if right => {
            let opened = app.write(request, move |unit| {
                // The password may have been changed while this one was hashed; from here on it can't be.
                accounts::hold(unit.conn, account.id)?;
                let now = accounts::find(unit.conn, Which::Id(account.id))?;
                let same = now.filter(|now| now.password_hash == account.password_hash);
                open(unit, same.ok_or(Code::BadCredentials)?)
            });
            Ok(opened.await?.issue(app))
        }
        _ => Err(Code::BadCredentials.into()),
    }
}

/// The exchange of a refresh token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Refresh {
    /// The refresh token that was given last.
    pub refresh_token: String,
}

/// Exchanges a refresh token for the next one. A token that comes again after that one was used, or a minute later, has
/// been copied: the session ends.
pub async fn refresh(app: &App, request: Request, refresh: Refresh) -> Result<Session, Problem> {
    let hash = hash_of(&refresh.refresh_token);
    let next = app.successors.of(&refresh.refresh_token);
    let opened = app
        .write(request, move |unit| {
            let now = unit.now;
            match sessions::exchange(unit.conn, &hash, &next.hash(), now, now + REFRESH_LIFETIME)? {
                Exchanged::Succeeded { session, account, expires_at } => {
                    Ok(Some(Opened { session, account, refresh: next, expires_at, now }))
                }
                Exchanged::Replayed { session, account } => {
                    revoke(unit, session, account, Some("refresh token replayed"))?;
                    Ok(None)
                }
                Exchanged::Invalid => Ok(None),
            }
        })
        .await?;
    match opened {
        Some(opened) => Ok(opened.issue(app)),
        None => Err(Code::BadRefreshToken.into()),
    }
}

/// Ends the caller's session.
pub async fn log_out(app: &App, request: Request) -> Result<(), Problem> {
    let session = Id::from(request.claims()?.sid);
    app.write(request, move |unit| {
        let caller = unit.caller()?;
        revoke(unit, session, caller.account, None)
    })
    .await
}

fn revoke(unit: &mut Unit<'_>, session: Id, account: Id, reason: Option<&str>) -> Stored<()> {
    let now = unit.now;
    if sessions::revoke(unit.conn, session, now)? {
        unit.set_by(account);
        let note = Note { code: reason, ..Note::default() };
        unit.log(Subject::Id(ObjectKind::Session, session), "session.revoked", &note)?;
    }
    Ok(())
}
