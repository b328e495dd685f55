//! Jumping over endowments at which raising doesn't stop.
//!
//! A [`Band`] tells which outcomes there may be at all endowments between two; if raising stops at none of them, it is
//! over none of these. How far to jump is guessed: four times as far as the last time, or, where that was too far, to
//! where what was in the way would no longer be, if money grew evenly.

use num_rational::Ratio;

use super::super::Uncounted;
use super::super::effort::Effort;
use super::band::{Band, Outcomes};

/// Guesses how far to jump.
pub(super) struct Jumps<'a> {
    band: Band<'a>,
    /// How many endowments to jump over next, at first, and how many it were the last time.
    guess: u64,
    usual: u64,
    /// How many jumps in succession were as long as guessed.
    streak: u64,
    /// How often in succession no jump succeeded, and for how many more endowments none is tried.
    failures: u32,
    pause: u32,
}

impl<'a> Jumps<'a> {
    /// How many endowments are passed without trying, at most.
    const LONGEST_PAUSE: u32 = 32;

    pub(super) const fn new(band: Band<'a>) -> Self {
        Self { band, guess: 1, usual: 1, streak: 0, failures: 0, pause: 0 }
    }

    /// How many endowments, at most `most` and perhaps none, may be jumped over, since none of their outcomes stops the
    /// raising; `endowment` tells the first, second, …
    pub(super) fn next(
        &mut self,
        effort: &Effort<'_>,
        endowment: impl Fn(u64) -> Ratio<u128>,
        most: u64,
        stops: impl Fn(&[u32]) -> bool,
    ) -> Result<u64, Uncounted> {
        if self.pause > 0 {
            self.pause -= 1;
            return Ok(0);
        }
        let mut ahead = self.guess.min(most);
        let mut is_first = true;
        while ahead > 0 {
            match self.band.outcomes((&endowment(0), &endowment(ahead - 1)), effort)? {
                Outcomes::Among(outcomes) if !outcomes.iter().any(|outcome| stops(outcome)) => {
                    self.failures = 0;
                    self.usual = ahead;
                    // Where it had to come back, a change is near.
                    self.streak = if is_first { 2 * self.streak + 1 } else { 0 };
                    self.guess = ahead.saturating_add((ahead * self.streak.min(12)).div_ceil(4));
                    return Ok(ahead);
                }
                Outcomes::Among(_) => ahead /= 2,
                Outcomes::TooMany(back) => ahead = nearer(ahead, back),
            }
            is_first = false;
        }
        self.failures += 1;
        self.pause = (1 << self.failures.min(16)).min(Self::LONGEST_PAUSE) - 2;
        self.guess = self.usual.max(1);
        self.usual = self.usual.div_ceil(2);
        Ok(0)
    }
}

/// A shorter jump, by what was found to be in the way; half as far if that tells nothing.
fn nearer(ahead: u64, back: f64) -> u64 {
    #[expect(clippy::cast_precision_loss, reason = "a guess")]
    let steps = ahead as f64 - back / UNIT - 1e-6;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess, and not negative")]
    let guess = steps.max(0.0) as u64;
    if back > 0.0 && guess < ahead && guess > ahead / 64 { guess } else { ahead / 2 }
}

/// A raise by one unit of the currency, in hundredths.
const UNIT: f64 = 100.0;
