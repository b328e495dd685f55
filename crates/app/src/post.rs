//! Letters that wait to be sent: what each is about is gathered here, so that whoever writes them needs no database.

use chrono::{DateTime, TimeDelta, Utc};
use viche_domain::change::ObjectKind;
use viche_domain::language::Locale;
use viche_domain::petition::EventKind;
use viche_domain::problem::Problem;
use viche_store::city::{self, Profile};
use viche_store::jobs::{self, Claimed, Job};
use viche_store::people::accounts::{self, Account, Which};
use viche_store::people::sessions::{Purpose, add_email_token};
use viche_store::petitions::Reference;
use viche_store::record;
use viche_store::{Id, Result as Stored};

use crate::people::accounts::EMAIL_TOKEN_LIFETIME;
use crate::petitions::{Details, read};
use crate::{App, Request, Unit};

/// How long a link that allows a new password is good for: whoever asked for it is waiting.
const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// A letter whose turn it is.
#[derive(Debug, Clone)]
pub struct Waiting(Claimed);

impl Waiting {
    /// Its id.
    pub fn id(&self) -> Id {
        self.0.id
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> i64 {
        self.0.attempt
    }
}

/// What a letter is made of.
#[derive(Debug, Clone)]
pub struct Matter {
    /// The address.
    pub to: String,
    /// The recipient's name; absent where the address isn't proven to be theirs: a stranger may have typed both.
    pub name: Option<String>,
    /// The recipient's language.
    pub locale: Locale,
    /// What it is about.
    pub about: About,
    /// The city that writes.
    pub city: Profile,
    /// When it is written.
    pub now: DateTime<Utc>,
}

/// What a letter is about. One-time tokens are made for it: the database knows their hashes alone.
#[derive(Debug, Clone)]
pub enum About {
    /// The proof of an address.
    VerifyEmail {
        /// The token that proves it.
        token: String,
        /// For how long.
        lifetime: TimeDelta,
    },
    /// A registration with an address that has an account.
    AlreadyRegistered,
    /// A new password.
    ResetPassword {
        /// The token that allows it.
        token: String,
        /// For how long.
        lifetime: TimeDelta,
    },
    /// Something that happened to a petition.
    Petition {
        /// What.
        event: EventKind,
        /// The petition.
        details: Box<Details>,
        /// Why, in somebody's words.
        reason: Option<String>,
        /// When the term ends that began with it.
        until: Option<DateTime<Utc>>,
    },
}

/// Takes the next letter whose turn it is: one at a time, since its claim must not run out behind others.
pub async fn take(app: &App) -> Result<Option<Waiting>, Problem> {
    let claimed = app
        .work(|unit| {
            let now = unit.now;
            jobs::claim(unit.conn, now, 1)
        })
        .await?;
    Ok(claimed.into_iter().next().map(Waiting))
}

/// Gathers what a letter is made of; nothing if there is nobody to tell, or nothing any more.
pub async fn gather(app: &App, waiting: &Waiting) -> Result<Option<Matter>, Problem> {
    let job = waiting.0.job.clone();
    app.work(move |unit| {
        let which = match &job {
            Job::VerifyEmail { account } | Job::AlreadyRegistered { account } | Job::News { account, .. } => {
                Which::Id(*account)
            }
            Job::ResetPassword { email_key } => Which::Email(email_key),
        };
        let Some(recipient) = accounts::find(unit.conn, which)? else { return Ok(None) };
        let Some(to) = recipient.email.clone() else { return Ok(None) };
        let Some(about) = about(unit, &job, &recipient)? else { return Ok(None) };
        let city = city::profile(unit.conn)?.value;
        let name = recipient.email_verified_at.map(|_| recipient.full_name);
        let (locale, now) = (recipient.locale, unit.now);
        Ok(Some(Matter { to, name, locale, about, city, now }))
    })
    .await
}

fn about(unit: &mut Unit<'_>, job: &Job, recipient: &Account) -> Stored<Option<About>> {
    Ok(match job {
        Job::VerifyEmail { .. } if recipient.email_verified_at.is_some() => None,
        Job::VerifyEmail { .. } => {
            let lifetime = EMAIL_TOKEN_LIFETIME;
            let token = token(unit, recipient.id, Purpose::VerifyEmail, lifetime)?;
            Some(About::VerifyEmail { token, lifetime })
        }
        Job::AlreadyRegistered { .. } => Some(About::AlreadyRegistered),
        Job::ResetPassword { .. } => {
            let lifetime = RESET_LIFETIME;
            let token = token(unit, recipient.id, Purpose::ResetPassword, lifetime)?;
            Some(About::ResetPassword { token, lifetime })
        }
        Job::News { object: ObjectKind::Petition, id, event, record, until, .. } => {
            let Ok(event) = event.parse() else { return Ok(None) };
            let details = Box::new(read::details(unit, &Reference::Id(*id))?);
            let reason = match record {
                Some(recorded) => record::reason_of(unit.conn, *recorded)?,
                None => None,
            };
            Some(About::Petition { event, details, reason, until: *until })
        }
        Job::News { .. } => None,
    })
}

/// A new one-time token of an account, as its link shows it.
fn token(unit: &mut Unit<'_>, account: Id, purpose: Purpose, lifetime: TimeDelta) -> Stored<String> {
    let (token, until) = (unit.new_token(), unit.now + lifetime);
    add_email_token(unit.conn, &token.hash(), account, purpose, until)?;
    Ok(token.reveal().to_owned())
}

/// Forgets a letter that was sent.
pub async fn sent(app: &App, waiting: Waiting) -> Result<(), Problem> {
    app.work(move |unit| jobs::done(unit.conn, waiting.id())).await
}

/// Puts a letter off after a failure, or gives it up if it isn't to be tried again.
pub async fn failed(
    app: &App,
    waiting: Waiting,
    error: String,
    again_after: Option<TimeDelta>,
) -> Result<(), Problem> {
    app.work(move |unit| {
        let now = unit.now;
        match again_after {
            Some(wait) => jobs::put_off(unit.conn, waiting.id(), &error, now + wait),
            None => jobs::give_up(unit.conn, waiting.id(), &error, now),
        }
    })
    .await
}

impl App {
    /// Runs one transaction of the worker's.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Unit<'_>) -> Stored<T> + Send + 'static,
    ) -> Result<T, Problem> {
        self.write(Request::of_worker(), work).await
    }
}
