//! A progress bar on standard error, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::Money;
use crate::rules::Progress;

/// Of files, if there are several; else of the money that raised endowments spend.
pub(super) struct Bar {
    bar: ProgressBar,
    one_file: bool,
}

impl Bar {
    pub(super) fn new(files: usize) -> Self {
        let one_file = files == 1;
        let template = if one_file {
            "{spinner} counting {elapsed}"
        } else {
            "{bar:40} {pos}/{len} files {elapsed} (left: {eta})"
        };
        let bar = ProgressBar::new(files as u64).with_style(style(template));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, one_file }
    }

    /// A file is done.
    pub(super) fn counted(&self) {
        self.bar.inc(1);
    }

    /// Endowments have been raised once more.
    pub(super) fn raised(&self, Progress { runs, spent, .. }: Progress, budget: Money) {
        if !self.one_file {
            return;
        }
        if runs == 1 {
            self.bar.set_style(style("{bar:40} {percent} % of the budget spent, {msg} endowments {elapsed}"));
            self.bar.set_length(budget.0.unsigned_abs());
        }
        self.bar.set_position(spent.0.unsigned_abs());
        if runs.is_power_of_two() || runs.is_multiple_of(64) {
            self.bar.set_message(runs.to_string());
        }
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("a fixed template")
}
