//! Delivers what waits in the outbox, at least once: a letter whose sending is not on record is sent again, under the
//! same Message-ID.

use std::sync::Arc;
use std::time::{Duration, Instant};

use viche_app::store::outbox::{self, Due};
use viche_app::{App, Request};
use viche_domain::problem::Problem;

use crate::letters;
use crate::mail::{MailError, Mailer};

/// For how long letters are taken up in one go, so that other work gets its turn behind a slow mail server.
const TURN: Duration = Duration::from_secs(4);

/// Delivers letters whose turn it is, until none is left or the time is up; gives the number delivered. A letter that
/// can't be delivered is put off and stops no other. Links in letters begin with `link_base`.
pub async fn deliver(app: &App, mailer: &Arc<dyn Mailer>, link_base: &str) -> Result<usize, Problem> {
    let begun = Instant::now();
    let mut delivered = 0;
    while begun.elapsed() < TURN {
        let Some(due) = claim(app).await? else { break };
        match write_and_send(app, mailer, link_base, &due).await {
            Ok(()) => {
                app.write(request(), move |unit| outbox::sent(unit.conn, &due.id, unit.now)).await?;
                delivered += 1;
            }
            Err(Failure { kind, detail }) => {
                tracing::warn!(letter = due.id.as_str(), attempt = due.attempt, kind, "letter put off");
                app.write(request(), move |unit| outbox::failed(unit.conn, &due, &detail, unit.now)).await?;
            }
        }
    }
    Ok(delivered)
}

/// Why a letter was not delivered: a word for the log, which names nobody, and a sentence for the outbox.
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

/// Takes one letter at a time: its claim must not run out behind others.
async fn claim(app: &App) -> Result<Option<Due>, Problem> {
    let claimed = app.write(request(), |unit| outbox::claim(unit.conn, unit.now, 1)).await?;
    Ok(claimed.into_iter().next())
}

async fn write_and_send(
    app: &App,
    mailer: &Arc<dyn Mailer>,
    link_base: &str,
    due: &Due,
) -> Result<(), Failure> {
    let (writing, base) = (due.clone(), link_base.to_owned());
    let written = app.write(request(), move |unit| letters::write(unit, &writing, &base)).await?;
    let Some(letter) = written else { return Ok(()) };
    let mailer = Arc::clone(mailer);
    tokio::task::spawn_blocking(move || mailer.send(&letter))
        .await
        .map_err(|panic| Failure { kind: "panic", detail: panic.to_string() })?
        .map_err(Failure::from)
}

fn request() -> Request {
    Request { id: "worker".to_owned(), ..Request::default() }
}
