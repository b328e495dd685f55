use chrono::{DateTime, Utc};

use super::{Lifecycle, Policy, State};
use crate::person::identity::Level;
use crate::problem::{Code, Problem};
use crate::time::{last_day, local_date};
use crate::words::words;

words! {
    /// Why a signature that was given does not count.
    Invalidation {
        /// The same person signed before, with another account.
        Double = "double",
        /// The signer is not known any more as well as signing needs.
        Identity = "identity",
    }
}

impl Lifecycle {
    /// Why a signature does not count, if it doesn't, of a person of this level; `place` is where it stands among those that
    /// the person gave, the earliest being 0, which is the one that stays.
    pub fn invalidates(&self, signer: Level, place: usize) -> Option<Invalidation> {
        let needed = self.policy.as_ref().map_or(Level::None, |policy| policy.figures.level_to_sign);
        match place {
            _ if signer < needed => Some(Invalidation::Identity),
            0 => None,
            _ => Some(Invalidation::Double),
        }
    }

    /// Whether somebody of this level may sign now; otherwise the exact reason. What only the signatures know (that the
    /// person has signed already) is not asked here. A petition that never was public answers `petition_not_found`.
    pub fn admits_signature(&self, signer: Level, now: DateTime<Utc>) -> Result<(), Problem> {
        signer.require(self.open_to_signers(now)?.figures.level_to_sign)
    }

    /// How many local days are left for signing after today: 0 on the last one. Absent where nobody may sign.
    pub fn days_left(&self, now: DateTime<Utc>) -> Option<i64> {
        self.open_to_signers(now).ok()?;
        Some((last_day(self.facts.closes_at?) - local_date(now)).num_days())
    }

    /// The policy of a petition that can be signed now, if not by everybody.
    fn open_to_signers(&self, now: DateTime<Utc>) -> Result<&Policy, Problem> {
        let (Some(policy), Some(closes_at)) = (&self.policy, self.facts.closes_at) else {
            return Err(Code::PetitionNotFound.into());
        };
        match self.state {
            State::Removed => return Err(Code::PetitionRemoved.into()),
            State::Lapsed | State::Collecting | State::UnderReview
                if now >= closes_at || self.state == State::Lapsed =>
            {
                let closed = closes_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
                let day = last_day(closes_at).to_string();
                return Err(Problem::new(Code::WindowClosed)
                    .with("closes_at", closed)
                    .with("closes_on", day));
            }
            State::UnderReview if !policy.figures.sign_during_review => {
                return Err(Code::SigningClosed.into());
            }
            State::Collecting | State::UnderReview => {}
            _ => return Err(Code::NotCollecting.into()),
        }
        Ok(policy)
    }

    /// Whether a signature may be withdrawn now: only while the petition collects, and where its policy has it.
    pub fn admits_signature_withdrawal(&self, now: DateTime<Utc>) -> Result<(), Problem> {
        let Some(policy) = &self.policy else { return Err(Code::PetitionNotFound.into()) };
        match self.state {
            State::Removed => Err(Code::PetitionRemoved.into()),
            State::Collecting if policy.figures.signatures_withdrawable && !self.window_is_over(now) => {
                Ok(())
            }
            _ => Err(Code::SignatureFinal.into()),
        }
    }
}
