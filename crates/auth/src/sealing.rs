//! Sealed bytes: what the database keeps for the service alone (XChaCha20-Poly1305).

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::keys::Keys;

const NONCE: usize = 24;

/// Seals and opens, under a key that all nodes share.
#[derive(Clone)]
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// Seals for a purpose; what was sealed for another can't be opened.
    pub fn new(keys: &Keys, purpose: &str) -> Self {
        Self::under(keys.cursor(), purpose)
    }

    /// As [`Sealer::new`], under this secret.
    pub fn under(secret: &[u8], purpose: &str) -> Self {
        let key = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(secret)
            .expect("HMAC takes keys of any length")
            .chain_update(b"viche/sealed/")
            .chain_update(purpose)
            .finalize()
            .into_bytes();
        Self(XChaCha20Poly1305::new(&key))
    }

    /// The bytes, sealed under a nonce that was never used before; `context` must be known to open them.
    pub fn seal(&self, nonce: [u8; NONCE], context: &[u8], bytes: &[u8]) -> Vec<u8> {
        let payload = Payload { msg: bytes, aad: context };
        let sealed =
            self.0.encrypt(&XNonce::from(nonce), payload).expect("no answer is too long to be sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// The bytes that were sealed in this context; nothing if they were sealed under another key or changed.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        self.0.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: context }).ok()
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Sealer;
    use crate::keys::{self, Keys};

    fn keys(first: u8) -> Keys {
        let folder = tempfile::tempdir().unwrap();
        let mut next = first;
        keys::create(&folder.path().join("keys"), &mut |bytes| {
            next = next.wrapping_add(1);
            bytes.fill(next);
        })
        .unwrap();
        Keys::load(&folder.path().join("keys")).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_context_alone() {
        let ours = Sealer::new(&keys(1), "answers");
        let sealed = ours.seal([7; 24], b"k1", b"Olena");
        assert!(!sealed.windows(5).any(|part| part == b"Olena"));
        assert_eq!(ours.open(b"k1", &sealed).as_deref(), Some(b"Olena".as_slice()));
        assert_eq!(ours.open(b"k2", &sealed), None);
        assert_eq!(Sealer::new(&keys(1), "letters").open(b"k1", &sealed), None);
        assert_eq!(Sealer::new(&keys(9), "answers").open(b"k1", &sealed), None);
        for place in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[place] ^= 1;
            assert_eq!(ours.open(b"k1", &damaged), None, "byte {place}");
            assert_eq!(ours.open(b"k1", &sealed[..place]), None, "cut at {place}");
        }
    }
}
