//! What the worker does for the service itself: holding the lease, and forgetting what is out of date.

use std::time::Duration;

use chrono::TimeDelta;
use viche_domain::problem::Problem;
use viche_store::people::{password_resets, registrations, sessions};
use viche_store::{idempotency, jobs, leases};

use crate::App;

/// How long an answer is kept for a retry with the same idempotency key.
const ANSWERS_KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a letter that was given up is kept, with what the mail server said of it.
const LETTERS_KEPT: TimeDelta = TimeDelta::days(30);

/// Takes or prolongs the worker's lease; `false` if another holds it.
pub async fn acquire(app: &App, holder: &str, term: Duration) -> Result<bool, Problem> {
    let holder = holder.to_owned();
    app.work(move |unit| leases::acquire(unit.conn, leases::WORKER, &holder, term)).await
}

/// Gives the lease back, so that the next node need not wait for its end.
pub async fn release(app: &App, holder: &str) -> Result<(), Problem> {
    let holder = holder.to_owned();
    app.work(move |unit| leases::release(unit.conn, leases::WORKER, &holder)).await
}

/// Forgets kept answers after a day, registrations after a week, letters given up after a month, and tokens that have
/// expired.
pub async fn forget(app: &App) -> Result<(), Problem> {
    app.work(|unit| {
        let now = unit.now;
        idempotency::forget(unit.conn, now - ANSWERS_KEPT)?;
        jobs::forget_given_up(unit.conn, now - LETTERS_KEPT)?;
        registrations::forget_old(unit.conn, now)?;
        password_resets::forget_expired(unit.conn, now)?;
        sessions::forget_expired(unit.conn, now).map(drop)
    })
    .await
}
