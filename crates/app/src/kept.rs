//! Answers kept for a retry with the same idempotency key: sealed, since they hold what belongs to people.

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};
use viche_auth::sealing::Sealer;
use viche_domain::problem::{Code, Problem};
use viche_store::idempotency::Claim;

use crate::clock::{Entropy, random};

/// Seals answers and opens them.
#[derive(Clone)]
pub(crate) struct Kept {
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
}

impl Kept {
    /// Seals with this.
    pub fn new(sealer: Sealer, entropy: Arc<dyn Entropy>) -> Self {
        Self { sealer, entropy }
    }

    /// An answer as it is kept; only a retry with its key and its request opens it.
    pub fn seal<T: Serialize>(&self, claim: &Claim, answer: &T) -> Vec<u8> {
        let bytes = serde_json::to_vec(answer).expect("answers have text keys and no failing parts");
        self.sealer.seal(random(self.entropy.as_ref()), context(claim).as_bytes(), &bytes)
    }

    /// A kept answer; `answer_not_kept` if another release or another key made it, so that nobody is told an error of
    /// ours for what was done.
    pub fn open<T: DeserializeOwned>(&self, claim: &Claim, sealed: Option<&[u8]>) -> Result<T, Problem> {
        let bytes = sealed.and_then(|sealed| self.sealer.open(context(claim).as_bytes(), sealed));
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| Code::AnswerNotKept.into())
    }
}

fn context(claim: &Claim) -> String {
    [claim.scope.as_str(), &claim.key, &claim.fingerprint].join("\n")
}
