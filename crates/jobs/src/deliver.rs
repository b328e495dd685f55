//! Delivers the letters that wait, at least once: a letter whose sending is not on record is sent again, under the same
//! Message-ID.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use viche_app::App;
use viche_app::post::{self, Waiting};
use viche_domain::problem::Problem;

use crate::letters;
use crate::mail::{MailError, Mailer};

/// For how long letters are taken up in one go, so that other work gets its turn behind a slow mail server.
const TURN: Duration = Duration::from_secs(4);
/// After how many attempts a letter is given up.
const ATTEMPTS: i64 = 12;

/// Delivers letters whose turn it is, until none is left or the time is up; gives the number delivered. A letter that
/// can't be delivered is put off and stops no other. Links in letters begin with `link_base`.
pub async fn deliver(app: &App, mailer: &Arc<dyn Mailer>, link_base: &str) -> Result<usize, Problem> {
    let begun = Instant::now();
    let mut delivered = 0;
    while begun.elapsed() < TURN {
        let Some(waiting) = post::take(app).await? else { break };
        match write_and_send(app, mailer, link_base, &waiting).await {
            Ok(()) => {
                post::sent(app, waiting).await?;
                delivered += 1;
            }
            Err(Failure { kind, detail }) => {
                let (id, attempt) = (waiting.id(), waiting.attempt());
                tracing::warn!(letter = %id, attempt, kind, "letter put off");
                post::failed(app, waiting, detail, wait_after(attempt)).await?;
            }
        }
    }
    Ok(delivered)
}

/// How long a letter waits after its n-th failed attempt: a minute, then twice as long each time; after the last one it
/// is given up.
fn wait_after(attempt: i64) -> Option<TimeDelta> {
    (attempt < ATTEMPTS).then(|| TimeDelta::minutes(1 << attempt.max(1).saturating_sub(1)))
}

/// Why a letter was not delivered: a word for the log, which names nobody, and a sentence for the record of the job.
struct Failure {
    kind: &'static str,
    detail: String,
}

impl From<MailError> for Failure {
    fn from(error: MailError) -> Self {
        Self { kind: error.kind(), detail: error.to_string() }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { kind: problem.code.as_str(), detail: problem.to_string() }
    }
}

async fn write_and_send(
    app: &App,
    mailer: &Arc<dyn Mailer>,
    link_base: &str,
    waiting: &Waiting,
) -> Result<(), Failure> {
    let Some(matter) = post::gather(app, waiting).await? else { return Ok(()) };
    let Some(letter) = letters::write(waiting.id(), &matter, link_base) else { return Ok(()) };
    let mailer = Arc::clone(mailer);
    tokio::task::spawn_blocking(move || mailer.send(&letter))
        .await
        .map_err(|panic| Failure { kind: "panic", detail: panic.to_string() })?
        .map_err(Failure::from)
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
