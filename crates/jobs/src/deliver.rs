//! Delivers the letters that wait, at least once: a letter whose sending is not on record is sent again, under the same
//! Message-ID.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tokio::sync::oneshot;
use viche_app::App;
use viche_app::post::{self, Waiting};
use viche_domain::problem::Problem;

use crate::letters;
use crate::mail::{MailError, Mailer};

/// For how long letters are taken up in one go, so that other work gets its turn behind a slow mail server.
const TURN: Duration = Duration::from_secs(4);
/// How long a letter waits that may have been taken.
const PERHAPS_TAKEN: TimeDelta = TimeDelta::hours(6);
/// After how many attempts a letter is given up.
const ATTEMPTS: i64 = 12;

/// Delivers letters whose turn it is, until none is left or the time is up; gives the number delivered. A letter that
/// can't be delivered is put off and stops no other. Links in letters begin with `link_base`.
pub async fn deliver(app: &App, mailer: &Arc<dyn Mailer>, link_base: &str) -> Result<usize, Problem> {
    let begun = Instant::now();
    let mut delivered = 0;
    while begun.elapsed() < TURN {
        match deliver_one(app, mailer, link_base).await? {
            None => break,
            Some(true) => delivered += 1,
            Some(false) => {}
        }
    }
    Ok(delivered)
}

/// Delivers the next letter; whether it was, or nothing where none waits.
pub(crate) async fn deliver_one(
    app: &App,
    mailer: &Arc<dyn Mailer>,
    link_base: &str,
) -> Result<Option<bool>, Problem> {
    let Some(waiting) = post::take(app).await? else { return Ok(None) };
    match write_and_send(app, mailer, link_base, &waiting).await {
        Ok(to) => {
            post::sent(app, waiting, to).await?;
            Ok(Some(true))
        }
        Err(Failure { kind, detail, outlook }) => {
            let (id, attempt) = (waiting.id(), waiting.attempt());
            tracing::warn!(letter = %id, attempt, kind, "letter not delivered");
            let (again_after, refused) = match outlook {
                Outlook::Again => (wait_after(attempt), None),
                Outlook::PerhapsTaken => (wait_after(attempt).map(|wait| wait.max(PERHAPS_TAKEN)), None),
                Outlook::Never => (None, None),
                Outlook::NeverTo(address) => (None, Some(address)),
            };
            post::failed(app, waiting, post::Failed { error: detail, again_after, refused }).await?;
            Ok(Some(false))
        }
    }
}

/// How long a letter waits after its n-th failed attempt: a minute, then twice as long each time; after the last one it
/// is given up.
fn wait_after(attempt: i64) -> Option<TimeDelta> {
    (attempt < ATTEMPTS).then(|| TimeDelta::minutes(1 << attempt.max(1).saturating_sub(1)))
}

/// Why a letter was not delivered: a word for the log, which names nobody, a sentence for the record of the job, and what
/// is to be done.
struct Failure {
    kind: &'static str,
    detail: String,
    outlook: Outlook,
}

/// What is to be done with a letter that was not delivered.
enum Outlook {
    /// It is tried again.
    Again,
    /// It is tried again, but not soon: its recipient may have it.
    PerhapsTaken,
    /// It is given up.
    Never,
    /// It is given up, and the address is marked.
    NeverTo(String),
}

impl Failure {
    fn of(error: MailError, to: String) -> Self {
        let outlook = match &error {
            MailError::NoSuchAddress(_) => Outlook::NeverTo(to),
            MailError::RefusedForGood(_) | MailError::Malformed(_) => Outlook::Never,
            MailError::Unknown(_) => Outlook::PerhapsTaken,
            MailError::Refused(_) | MailError::Unreachable(_) | MailError::Folder(_) => Outlook::Again,
        };
        Self { kind: error.kind(), detail: error.to_string(), outlook }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { kind: problem.code.as_str(), detail: problem.to_string(), outlook: Outlook::Again }
    }
}

/// Gives the address that it was sent to; nothing if there was nobody to tell, or nothing any more.
async fn write_and_send(
    app: &App,
    mailer: &Arc<dyn Mailer>,
    link_base: &str,
    waiting: &Waiting,
) -> Result<Option<String>, Failure> {
    let Some(matter) = post::gather(app, waiting).await? else { return Ok(None) };
    let Some(letter) = letters::write(waiting.id(), &matter, link_base) else { return Ok(None) };
    let (mailer, (tell, told)) = (Arc::clone(mailer), oneshot::channel());
    // A thread that nobody waits for when the service stops: a mail server may take ten minutes.
    std::thread::spawn(move || tell.send(mailer.send(&letter)));
    let panicked =
        |_| Failure { kind: "panic", detail: "the mailer panicked".to_owned(), outlook: Outlook::Again };
    match told.await.map_err(panicked)? {
        Ok(()) => Ok(Some(matter.to)),
        Err(error) => Err(Failure::of(error, matter.to)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::wait_after;

    #[test]
    fn a_letter_waits_twice_as_long_each_time_and_is_given_up_in_the_end() {
        assert_eq!(wait_after(1), Some(TimeDelta::minutes(1)));
        assert_eq!(wait_after(2), Some(TimeDelta::minutes(2)));
        assert_eq!(wait_after(11), Some(TimeDelta::minutes(1024)));
        assert_eq!(wait_after(12), None);
    }
}
