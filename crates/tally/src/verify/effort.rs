//! How many operations a check may take, so that none takes forever.

use std::cell::Cell;

use super::Rejection;

/// Operations so far, of some nanoseconds each.
#[derive(Default)]
pub(super) struct Effort(Cell<u64>);

impl Effort {
    const MOST: u64 = 5_000_000_000;

    pub(super) fn spend(&self, operations: usize) {
        self.0.set(self.0.get().saturating_add(operations as u64));
    }

    pub(super) const fn spent(&self) -> u64 {
        self.0.get()
    }

    pub(super) fn check(&self) -> Result<(), Rejection> {
        if self.0.get() <= Self::MOST { Ok(()) } else { Err(Rejection::TooMuch { operations: Self::MOST }) }
    }
}
