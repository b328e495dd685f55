//! Answers kept for a retry with the same idempotency key: sealed, since they hold what belongs to people.

use std::sync::Arc;

use viche_auth::sealing::Sealer;
use viche_domain::problem::{Code, Problem};
use viche_store::idempotency::Claim;

use crate::Made;
use crate::entropy::{Entropy, random};

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
    pub fn seal(&self, claim: &Claim, answer: &Made) -> Vec<u8> {
        let bytes = serde_json::to_vec(answer).expect("answers have text keys and no failing parts");
        self.sealer.seal(random(self.entropy.as_ref()), context(claim).as_bytes(), &bytes)
    }

    /// A kept answer; `answer_not_kept` if another key sealed it or it has another form, so that nobody is told an error
    /// of ours for what was done.
    pub fn open(&self, claim: &Claim, sealed: Option<&[u8]>) -> Result<Made, Problem> {
        let bytes = sealed.and_then(|sealed| self.sealer.open(context(claim).as_bytes(), sealed));
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| Code::AnswerNotKept.into())
    }
}

fn context(claim: &Claim) -> String {
    [claim.scope.as_str(), &claim.key, &claim.fingerprint].join("\n")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use viche_auth::keys::{self, Keys};
    use viche_auth::sealing::Sealer;
    use viche_domain::problem::Code;
    use viche_store::idempotency::Claim;

    use super::{Kept, context};
    use crate::Made;
    use crate::entropy::{Entropy as _, SeededEntropy, random};

    fn kept(seed: u64) -> Kept {
        let (dir, entropy) = (tempfile::tempdir().unwrap(), SeededEntropy::new(seed));
        let keys = dir.path().join("keys");
        keys::create(&keys, &mut |bytes| entropy.fill(bytes)).unwrap();
        Kept::new(Sealer::new(&Keys::load(&keys).unwrap(), "answers"), Arc::new(entropy))
    }

    fn claim(key: &str) -> Claim {
        Claim { scope: "public".to_owned(), key: key.to_owned(), fingerprint: "a digest".to_owned() }
    }

    #[test]
    fn an_answer_is_given_again_as_it_was_whatever_it_shows() {
        let kept = kept(1);
        let body = r#"{"what":"no release of ours shows","before":"after"}"#.to_owned();
        let made = Made { location: Some("/v1/things/7".to_owned()), version: Some(3), body };
        let sealed = kept.seal(&claim("7"), &made);
        assert!(kept.open(&claim("7"), Some(&sealed)) == Ok(made));
    }

    #[test]
    fn what_cannot_be_opened_or_read_was_not_kept() {
        let (kept, other, claim_7) = (kept(1), kept(2), claim("7"));
        let made = Made { location: None, version: None, body: "null".to_owned() };
        let sealed = kept.seal(&claim_7, &made);
        // As answers were kept before: the record that they were built from.
        let record = br#"{"id":"0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47","version":1}"#;
        let later = br#"{"location":null,"version":null,"body":"null","language":"uk"}"#;
        let [former, later] = [record.as_slice(), later.as_slice()].map(|bytes| {
            kept.sealer.seal(random(kept.entropy.as_ref()), context(&claim_7).as_bytes(), bytes)
        });
        for answer in [
            kept.open(&claim("8"), Some(&sealed)),
            other.open(&claim_7, Some(&sealed)),
            kept.open(&claim_7, Some(&former)),
            kept.open(&claim_7, Some(&later)),
            kept.open(&claim_7, None),
        ] {
            assert_eq!(answer.err().map(|problem| problem.code), Some(Code::AnswerNotKept));
        }
    }
}
