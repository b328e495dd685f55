//! The worker's loop.

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use viche_app::petitions::lapse;
use viche_app::{App, upkeep};
use viche_domain::problem::Problem;

use crate::deliver::deliver;
use crate::lease::Lease;
use crate::mail::Mailer;

/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);
/// How long it rests after a failure.
const RECOVERY: Duration = Duration::from_secs(5);
/// How often it forgets what is out of date.
const FORGET_EVERY: Duration = Duration::from_mins(10);

/// Does what no request does: ends windows, delivers letters, forgets what is out of date.
pub struct Worker {
    /// The service.
    pub app: Arc<App>,
    /// Where letters go.
    pub mailer: Arc<dyn Mailer>,
    /// What links in letters begin with, without a slash at the end.
    pub link_base: String,
}

impl Worker {
    /// Works until `shutdown` resolves, whenever this worker holds the lease. The work at hand is finished then and the
    /// lease given back. Failures are logged, and tried again.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        let mut lease = Lease::new(self.app.new_id().to_string());
        let mut forgotten: Option<Instant> = None;
        let mut rest = Duration::ZERO;
        loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                () = tokio::time::sleep(rest) => {}
            }
            rest = match self.leading(&mut lease, &mut forgotten).await {
                Ok(true) => Duration::ZERO,
                Ok(false) => REST,
                Err(problem) => {
                    tracing::error!(code = problem.code.as_str(), "the worker's turn failed");
                    RECOVERY
                }
            };
        }
        if let Err(problem) = lease.release(&self.app).await {
            tracing::warn!(code = problem.code.as_str(), "the lease was not given back; it ends by itself");
        }
    }

    /// Does all that is due now, whoever holds the lease.
    pub async fn run_once(&self) -> Result<(), Problem> {
        while self.turn().await? {}
        upkeep::forget(&self.app).await
    }

    /// A turn of work where this worker holds the lease; whether more may be due.
    async fn leading(&self, lease: &mut Lease, forgotten: &mut Option<Instant>) -> Result<bool, Problem> {
        if !lease.hold(&self.app).await? {
            return Ok(false);
        }
        let more = self.turn().await;
        if forgotten.is_none_or(|last| last.elapsed() >= FORGET_EVERY) {
            upkeep::forget(&self.app).await?;
            *forgotten = Some(Instant::now());
        }
        more
    }

    /// A bounded piece of each kind of work; whether more may be due. One kind's failure does not stop another.
    async fn turn(&self) -> Result<bool, Problem> {
        let lapsed = lapse::lapse_due(&self.app).await;
        let delivered = deliver(&self.app, &self.mailer, &self.link_base).await;
        Ok(lapsed? + delivered? > 0)
    }
}
