//! Figures of what is in the database, which are asked for before they are read.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use viche_app::{App, Figures};

use super::figure::{gauge, gauges};

/// What was found last; nothing where the database could not be asked.
#[derive(Debug, Clone, Default)]
pub struct Contents(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    ready: bool,
    figures: Option<Figures>,
}

impl Contents {
    /// Asks anew, each time that it is called.
    pub fn refreshed_from(&self, app: Arc<App>) -> impl Fn() -> BoxFuture<'static, ()> + Send + Sync + use<> {
        let seen = Arc::clone(&self.0);
        move || {
            let (app, seen) = (Arc::clone(&app), Arc::clone(&seen));
            Box::pin(async move {
                let (ready, figures) = (app.ready().await.is_ok(), app.figures().await.ok());
                *seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen { ready, figures };
            })
        }
    }
}

impl Collector for Contents {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let encoder = &mut encoder;
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gauge(
            encoder,
            ("ready", "Whether this node can write and its clock is right"),
            u8::from(seen.ready),
        )?;
        let Some(figures) = &seen.figures else { return Ok(()) };
        for (name, help, value) in [
            ("letters_waiting", "Letters that are to be sent", figures.letters_waiting),
            ("letters_failing", "Letters that wait after a failure", figures.letters_failing),
            ("letters_given_up", "Letters that were given up", figures.letters_given_up),
            ("letter_lag_seconds", "For how long the oldest letter has been due", figures.letter_lag),
            (
                "alarm_lag_seconds",
                "For how long the oldest deadline of the clock has waited",
                figures.alarm_lag,
            ),
            ("worker_lease_seconds", "How long the worker's lease still lasts", figures.lease),
        ] {
            gauge(encoder, (name, help), value)?;
        }
        let overdue = figures
            .overdue
            .iter()
            .map(|(role, duty, count)| (vec![("role", role.as_str()), ("duty", duty.as_str())], *count));
        gauges(encoder, ("dues_overdue", "What the staff should have done by now"), overdue)
    }
}
