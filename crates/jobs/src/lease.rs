//! The lease that makes one worker of many the one that works.

use std::time::{Duration, Instant};

use viche_app::{App, upkeep};
use viche_domain::problem::Problem;

/// How long the lease lasts where its holder dies.
const TERM: Duration = Duration::from_secs(15);
/// How often its holder prolongs it.
const PROLONGED_AFTER: Duration = Duration::from_secs(5);

/// One worker's view of the lease.
pub(crate) struct Lease {
    holder: String,
    taken: Option<Instant>,
}

impl Lease {
    /// A lease that is not held yet, for a holder whose name no other has.
    pub const fn new(holder: String) -> Self {
        Self { holder, taken: None }
    }

    /// Takes or prolongs the lease where that is due; whether it is held now.
    pub async fn hold(&mut self, app: &App) -> Result<bool, Problem> {
        if self.taken.is_some_and(|taken| taken.elapsed() < PROLONGED_AFTER) {
            return Ok(true);
        }
        self.taken = None;
        let asked = Instant::now();
        let held = upkeep::acquire(app, &self.holder, TERM).await?;
        self.taken = held.then_some(asked);
        Ok(held)
    }

    /// Gives the lease back where it is held.
    pub async fn release(self, app: &App) -> Result<(), Problem> {
        if self.taken.is_none() {
            return Ok(());
        }
        upkeep::release(app, &self.holder).await
    }
}
