//! How much work a count may be: so many operations, whatever the machine; and who watches it.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;

use super::Uncounted;
use crate::Money;

/// How far a count is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many endowments of equal shares have been tried, jumps included.
    pub runs: u64,
    /// What the last outcome of equal shares costs; raising ends before that exceeds the budget.
    pub spent: Money,
    /// How many operations have been done, of [`Effort::MOST`] that may be.
    pub operations: u64,
}

/// Who hears how far a count is, and may say stop.
pub(super) type Watch<'a> = &'a mut (dyn FnMut(Progress) -> ControlFlow<()> + 'a);

/// What has been done so far, in operations of some nanoseconds: a supporter looked at, a limb of a number multiplied.
pub struct Effort<'a> {
    spent: Cell<u64>,
    /// When whoever watches is asked again.
    next: Cell<u64>,
    progress: Cell<Progress>,
    watch: Option<RefCell<Watch<'a>>>,
}

impl Effort<'_> {
    /// The most operations that a count may take, and that its document may.
    pub const MOST: u64 = 4_000_000_000;

    /// After how many operations whoever watches is asked at the latest, but for one look at a project.
    const INTERVAL: u64 = 20_000_000;

    /// What an entry of an account stands for, so that no more are kept than fit into memory.
    pub(super) const ENTRY: usize = 16_000;

    /// Nobody watches.
    pub(super) const fn unwatched() -> Self {
        Self { spent: Cell::new(0), next: Cell::new(u64::MAX), progress: Cell::new(START), watch: None }
    }

    pub(super) fn spend(&self, operations: usize) {
        self.spent.set(self.spent.get().saturating_add(operations as u64));
    }

    /// Whether to go on.
    pub(super) fn check(&self) -> Result<(), Uncounted> {
        if self.spent.get() > Self::MOST {
            Err(Uncounted::TooMuch { operations: Self::MOST })
        } else if self.spent.get() >= self.next.get() {
            self.ask()
        } else {
            Ok(())
        }
    }

    /// Tells how far raising is.
    pub(super) fn raised(&self, runs: u64, spent: Money) -> Result<(), Uncounted> {
        self.progress.set(Progress { runs, spent, operations: 0 });
        self.ask()
    }

    fn ask(&self) -> Result<(), Uncounted> {
        self.next.set(self.spent.get().saturating_add(Self::INTERVAL));
        let Some(watch) = &self.watch else { return Ok(()) };
        let progress = Progress { operations: self.spent.get(), ..self.progress.get() };
        let mut watch = watch.borrow_mut();
        if (*watch)(progress).is_break() { Err(Uncounted::Cancelled) } else { Ok(()) }
    }
}

impl<'a> Effort<'a> {
    pub(super) fn watched(watch: Watch<'a>) -> Self {
        Self { next: Cell::new(0), watch: Some(RefCell::new(watch)), ..Self::unwatched() }
    }

    /// Watched, if anybody does.
    pub(super) fn new(watch: Option<Watch<'a>>) -> Self {
        watch.map_or_else(Self::unwatched, Self::watched)
    }
}

const START: Progress = Progress { runs: 0, spent: Money(0), operations: 0 };
