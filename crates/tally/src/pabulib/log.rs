//! What was found wrong while reading.

use super::{Code, Fault, Position};

/// A text as shown in a sentence: quoted, and not all of a long one.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{short:?}")
}

/// Faults and repairs found so far.
pub(super) struct Log {
    lenient: bool,
    pub(super) faults: Vec<Fault>,
    pub(super) repairs: Vec<Fault>,
}

impl Log {
    /// How many of either are kept.
    const MOST: usize = 10_000;

    pub(super) const fn new(lenient: bool) -> Self {
        Self { lenient, faults: Vec::new(), repairs: Vec::new() }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.faults.len() > Self::MOST
    }

    pub(super) fn fault(&mut self, position: Position, code: Code, sentence: String) {
        Self::keep(&mut self.faults, position, code, || sentence);
    }

    pub(super) fn warning(&mut self, position: Position, code: Code, sentence: impl FnOnce() -> String) {
        Self::keep(&mut self.repairs, position, code, sentence);
    }

    fn keep(list: &mut Vec<Fault>, position: Position, code: Code, sentence: impl FnOnce() -> String) {
        if list.len() < Self::MOST {
            list.push(Fault { position, code, sentence: sentence() });
        } else if list.len() == Self::MOST {
            let sentence = "what follows is not named".to_owned();
            list.push(Fault { position, code: Code::TooManyFaults, sentence });
        }
    }

    /// A fault that lenient reading repairs as it says; answers whether it did.
    pub(super) fn repairable(
        &mut self,
        position: Position,
        code: Code,
        sentence: impl FnOnce() -> String,
        repair: &str,
    ) -> bool {
        if self.lenient {
            self.warning(position, code, || format!("{}; {repair}", sentence()));
        } else {
            self.fault(position, code, sentence());
        }
        self.lenient
    }
}
