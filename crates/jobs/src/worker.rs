//! The worker's loop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use viche_app::petitions::lapse;
use viche_app::{App, upkeep};
use viche_domain::problem::Problem;

use crate::deliver::{deliver, deliver_one};
use crate::lease::Lease;
use crate::mail::Mailer;

/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);
/// How long letters wait for a lease that another may hold.
const SOON: Duration = Duration::from_millis(200);
/// How long letters that are being handed over have when the worker stops.
const LAST_LETTERS: Duration = Duration::from_secs(20);
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
    /// Works until `shutdown` resolves, whenever this worker holds the lease. The work at hand is finished then, but for
    /// letters that a mail server doesn't take in time, and the lease given back. Failures are logged, and tried again.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) {
        let (stop, stopped) = watch::channel(false);
        let leads = AtomicBool::new(false);
        let told = async {
            shutdown.await;
            stop.send_replace(true);
        };
        let line = || self.post(stop.subscribe(), &leads);
        let lines = (line(), line(), line(), line());
        let post = async {
            tokio::join!(lines.0, lines.1, lines.2, lines.3);
        };
        let mut at_the_end = stopped.clone();
        let bounded_post = async {
            let late = async {
                // An error means that the sender is gone, which is the end too.
                let _ = at_the_end.wait_for(|stop| *stop).await;
                tokio::time::sleep(LAST_LETTERS).await;
            };
            tokio::select! {
                () = post => {}
                () = late => tracing::warn!("a letter was left at the mail server; it is sent again in a while"),
            }
        };
        tokio::join!(told, self.keep_time(stopped, &leads), bounded_post);
    }

    /// Holds the lease, and does what the clock asks for while it is held.
    async fn keep_time(&self, mut stopped: watch::Receiver<bool>, leads: &AtomicBool) {
        let mut lease = Lease::new(self.app.new_id().to_string());
        let mut forgotten: Option<Instant> = None;
        let mut rest = Duration::ZERO;
        while !is_over(&mut stopped, rest).await {
            rest = match self.leading(&mut lease, &mut forgotten, leads).await {
                Ok(true) => Duration::ZERO,
                Ok(false) => REST,
                Err(problem) => {
                    leads.store(false, Ordering::Relaxed);
                    tracing::error!(code = problem.code.as_str(), "the worker's turn failed");
                    RECOVERY
                }
            };
        }
        leads.store(false, Ordering::Relaxed);
        if let Err(problem) = lease.release(&self.app).await {
            tracing::warn!(code = problem.code.as_str(), "the lease was not given back; it ends by itself");
        }
    }

    /// Delivers one letter after the other while the lease is held. Several do so at once, since a mail server may take
    /// its time over each.
    async fn post(&self, mut stopped: watch::Receiver<bool>, leads: &AtomicBool) {
        let mut rest = Duration::ZERO;
        while !is_over(&mut stopped, rest).await {
            rest = if leads.load(Ordering::Relaxed) {
                match Box::pin(deliver_one(&self.app, &self.mailer, &self.link_base)).await {
                    Ok(Some(_)) => Duration::ZERO,
                    Ok(None) => REST,
                    Err(problem) => {
                        tracing::error!(code = problem.code.as_str(), "letters can't be taken up");
                        RECOVERY
                    }
                }
            } else {
                SOON
            };
        }
    }

    /// Does all that is due now, whoever holds the lease.
    pub async fn run_once(&self) -> Result<(), Problem> {
        while self.turn().await? {}
        upkeep::forget(&self.app).await
    }

    /// A turn of the clock's work where this worker holds the lease; whether more may be due.
    async fn leading(
        &self,
        lease: &mut Lease,
        forgotten: &mut Option<Instant>,
        leads: &AtomicBool,
    ) -> Result<bool, Problem> {
        let held = lease.hold(&self.app).await?;
        leads.store(held, Ordering::Relaxed);
        if !held {
            return Ok(false);
        }
        let more = lapse::lapse_due(&self.app).await;
        if forgotten.is_none_or(|last| last.elapsed() >= FORGET_EVERY) {
            upkeep::forget(&self.app).await?;
            *forgotten = Some(Instant::now());
        }
        Ok(more? > 0)
    }

    /// A bounded piece of each kind of work; whether more may be due. One kind's failure does not stop another.
    async fn turn(&self) -> Result<bool, Problem> {
        let lapsed = lapse::lapse_due(&self.app).await;
        let delivered = deliver(&self.app, &self.mailer, &self.link_base).await;
        Ok(lapsed? + delivered? > 0)
    }
}

/// Rests; whether it is time to stop.
async fn is_over(stopped: &mut watch::Receiver<bool>, rest: Duration) -> bool {
    tokio::select! {
        biased;
        // An error means that the sender is gone, which is the end too.
        _ = stopped.wait_for(|stop| *stop) => true,
        () = tokio::time::sleep(rest) => false,
    }
}
