//! How much work a count may be: so many operations, whatever the machine.

use std::cell::Cell;
use std::fmt;

/// A count would take more than [`Effort::MOST`] operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch;

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "counting it exactly takes more than {} operations", Effort::MOST)
    }
}

impl std::error::Error for TooMuch {}

/// What has been done so far, in operations of some nanoseconds: a supporter looked at, a limb of a number multiplied.
#[derive(Debug)]
pub struct Effort {
    spent: Cell<u64>,
    most: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { spent: Cell::new(0), most: Self::MOST }
    }
}

impl Effort {
    /// The most that a count may take.
    pub const MOST: u64 = 4_000_000_000;

    /// What an entry of an account stands for, so that no more are kept than fit into memory.
    pub(super) const ENTRY: usize = 16_000;

    pub(super) fn spend(&self, operations: usize) {
        self.spent.set(self.spent.get().saturating_add(operations as u64));
    }

    pub(super) fn check(&self) -> Result<(), TooMuch> {
        if self.spent.get() > self.most { Err(TooMuch) } else { Ok(()) }
    }
}
