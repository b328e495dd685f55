//! Tells on stderr how far the making is: a bar with the simulated date, or a line for each month where nobody watches.

use std::io::{IsTerminal as _, Write as _, stderr};

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use viche_domain::time::local_date;

/// How far the making is.
pub(crate) struct Progress {
    bar: ProgressBar,
    watched: bool,
    month: Option<NaiveDate>,
}

impl Progress {
    /// Begins; `total` is the number of signatures to be given.
    pub fn begin(total: usize) -> Self {
        let watched = stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg:12} {wide_bar} {percent:>3} %  {elapsed_precise}");
        bar.set_style(style.expect("the template is well-formed"));
        Self { bar, watched, month: None }
    }

    /// So many more signatures are given, as of a simulated instant.
    pub fn advance(&mut self, given: usize, now: DateTime<Utc>) {
        let today = local_date(now);
        self.bar.inc(given as u64);
        self.bar.set_message(today.to_string());
        let month = today.with_day(1);
        if !self.watched && month != self.month {
            self.month = month;
            // Where nobody listens, it goes on all the same.
            let _ = writeln!(
                stderr(),
                "{} ({} of {} signatures)",
                today.format("%Y-%m"),
                self.bar.position(),
                self.bar.length().unwrap_or_default()
            );
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
