use chrono::{DateTime, Utc};

use super::{Lifecycle, State};
use crate::person::identity::Level;
use crate::problem::{Code, Problem};

impl Lifecycle {
    /// Whether somebody of this level may sign now; otherwise the exact reason. What only the signatures know (that the
    /// person has signed already) is not asked here. A petition that never was public answers `petition_not_found`.
    pub fn admits_signature(&self, signer: Level, now: DateTime<Utc>) -> Result<(), Problem> {
        let (Some(policy), Some(closes_at)) = (&self.policy, self.facts.closes_at) else {
            return Err(Code::PetitionNotFound.into());
        };
        match self.state {
            State::Removed => return Err(Code::PetitionRemoved.into()),
            State::Lapsed | State::Collecting | State::UnderReview
                if now >= closes_at || self.state == State::Lapsed =>
            {
                let closed = closes_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
                return Err(Problem::new(Code::WindowClosed).with("closes_at", closed));
            }
            State::UnderReview if !policy.figures.sign_during_review => {
                return Err(Code::SigningClosed.into());
            }
            State::Collecting | State::UnderReview => {}
            _ => return Err(Code::NotCollecting.into()),
        }
        signer.require(policy.figures.level_to_sign)
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
