//! Letters that wait to be sent: what each is about is gathered here, so that whoever writes them needs no database.

use chrono::{DateTime, TimeDelta, Utc};
use viche_domain::change::ObjectKind;
use viche_domain::language::Locale;
use viche_domain::petition::EventKind;
use viche_domain::petition::news::{StillSo, still_so};
use viche_domain::problem::Problem;
use viche_store::city::{self, Profile};
use viche_store::jobs::{self, Claimed, Job};
use viche_store::people::accounts::{self, Account, Which};
use viche_store::people::{password_resets, registrations};
use viche_store::petitions::Reference;
use viche_store::record;
use viche_store::{Id, Result as Stored};

use crate::people::accounts::VERIFICATION_LIFETIME;
use crate::petitions::{Details, read};
use crate::{App, Request, Unit};

/// How long a link that allows a new password is good for: whoever asked for it is waiting.
const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// How long a worker has for a letter before another may take it: more than a mail server may take.
const CLAIM: TimeDelta = TimeDelta::minutes(15);

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
            jobs::claim(unit.conn, now, now + CLAIM, 1)
        })
        .await?;
    Ok(claimed.into_iter().next().map(Waiting))
}

/// Gathers what a letter is made of; nothing if there is nobody to tell, or nothing any more.
pub async fn gather(app: &App, waiting: &Waiting) -> Result<Option<Matter>, Problem> {
    let job = waiting.0.job.clone();
    app.work(move |unit| {
        let which = match &job {
            Job::News { account, .. } => Which::Id(*account),
            Job::Registered { email_key, .. } | Job::ResetPassword { email_key } => Which::Email(email_key),
        };
        match (accounts::find(unit.conn, which)?, &job) {
            (Some(account), _) => to_account(unit, &job, account),
            (None, Job::Registered { email_key, registration }) => {
                to_registrant(unit, email_key, *registration)
            }
            (None, _) => Ok(None),
        }
    })
    .await
}

/// The letter of a registration, if it still waits; of whichever waits, where no one is named.
fn to_registrant(unit: &mut Unit<'_>, email_key: &str, about: Option<Id>) -> Stored<Option<Matter>> {
    let waiting = registrations::waiting(unit.conn, email_key)?;
    let Some(registration) = waiting.filter(|waiting| about.is_none_or(|id| id == waiting.id)) else {
        return Ok(None);
    };
    let (token, lifetime, now) = (unit.new_token(), VERIFICATION_LIFETIME, unit.now);
    registrations::add_link(unit.conn, &token.hash(), registration.id, now + lifetime)?;
    let about = About::VerifyEmail { token: token.reveal().to_owned(), lifetime };
    let city = city::profile(unit.conn)?.value;
    Ok(Some(Matter { to: registration.email, name: None, locale: registration.locale, about, city, now }))
}

fn to_account(unit: &mut Unit<'_>, job: &Job, account: Account) -> Stored<Option<Matter>> {
    let Some(to) = account.email else { return Ok(None) };
    let now = unit.now;
    let about = match job {
        Job::Registered { email_key, .. } => {
            registrations::forget(unit.conn, email_key)?;
            About::AlreadyRegistered
        }
        Job::ResetPassword { .. } => {
            let (token, lifetime) = (unit.new_token(), RESET_LIFETIME);
            password_resets::add(unit.conn, &token.hash(), account.id, now + lifetime)?;
            About::ResetPassword { token: token.reveal().to_owned(), lifetime }
        }
        Job::News { object: ObjectKind::Petition, id, event, record, until, .. } => {
            let Ok(event) = event.parse() else { return Ok(None) };
            let details = Box::new(read::details(unit, &Reference::Id(*id))?);
            let reason = match record {
                Some(recorded) => record::reason_of(unit.conn, *recorded)?,
                None => None,
            };
            let until = match still_so(event, *until, &details.petition.lifecycle, unit.now) {
                StillSo::All => *until,
                StillSo::ButTheTerm => None,
                StillSo::Nothing => return Ok(None),
            };
            About::Petition { event, details, reason, until }
        }
        Job::News { .. } => return Ok(None),
    };
    let city = city::profile(unit.conn)?.value;
    Ok(Some(Matter { to, name: Some(account.full_name), locale: account.locale, about, city, now }))
}

/// Forgets a letter that was sent to an address, or that there was no need to send.
pub async fn sent(app: &App, waiting: Waiting, to: Option<String>) -> Result<(), Problem> {
    app.work(move |unit| {
        if let Some(address) = to {
            jobs::mark_address(unit.conn, &address, None)?;
        }
        jobs::done(unit.conn, waiting.id())
    })
    .await
}

/// How a letter failed.
#[derive(Debug)]
pub struct Failed {
    /// Why, in a sentence.
    pub error: String,
    /// After how long it is tried again, if it is.
    pub again_after: Option<TimeDelta>,
    /// The address, where the mail server takes no letters for it.
    pub refused: Option<String>,
}

/// Puts a letter off after a failure, or gives it up if it isn't to be tried again.
pub async fn failed(app: &App, waiting: Waiting, failed: Failed) -> Result<(), Problem> {
    let Failed { error, again_after, refused } = failed;
    app.work(move |unit| {
        let now = unit.now;
        if let Some(address) = refused {
            jobs::mark_address(unit.conn, &address, Some(now))?;
        }
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
