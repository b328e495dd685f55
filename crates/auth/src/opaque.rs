//! Opaque tokens, for refreshing and for links in e-mail: the client holds the token, the database its hash.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest, Sha256};

use crate::keys::Keys;

/// A token of 256 random bits, on its way to the client.
pub struct OpaqueToken(String);

impl OpaqueToken {
    /// Draws a new token; `entropy` fills a buffer with random bytes.
    pub fn generate(entropy: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut bytes = [0; 32];
        entropy(&mut bytes);
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The token as the client gets it: 43 characters of base64url.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> String {
        hash_of(&self.0)
    }
}

/// Derives the token that follows a refresh token, under a key that all nodes share: whoever sends the same token again
/// is given the same successor, though nobody keeps it.
#[derive(Clone)]
pub struct Successors(Hmac<Sha256>);

impl Successors {
    /// Derives under the service's keys.
    pub fn new(keys: &Keys) -> Self {
        let key = mac(keys.cursor()).chain_update(b"viche/refresh").finalize().into_bytes();
        Self(mac(&key))
    }

    /// The token that follows.
    pub fn of(&self, token: &str) -> OpaqueToken {
        let bytes = self.0.clone().chain_update(token).finalize().into_bytes();
        OpaqueToken(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl std::fmt::Debug for Successors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Successors(…)")
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}

impl std::fmt::Debug for OpaqueToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpaqueToken(…)")
    }
}

/// The SHA-256 of a presented token, in hex. A token has 256 random bits, so a plain hash can't be reversed by guessing.
pub fn hash_of(token: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(token))
}

#[cfg(test)]
mod tests {
    use super::{OpaqueToken, Successors, hash_of};
    use crate::keys::{self, Keys};

    fn successors(byte: u8) -> Successors {
        let folder = tempfile::tempdir().unwrap();
        keys::create(folder.path(), &mut |bytes| bytes.fill(byte)).unwrap();
        Successors::new(&Keys::load(folder.path()).unwrap())
    }

    #[test]
    fn a_token_has_one_successor_under_a_key_and_another_under_another() {
        let next = |byte, token| successors(byte).of(token).reveal().to_owned();
        assert_eq!(next(1, "token"), next(1, "token"));
        assert_eq!(next(1, "token").len(), 43);
        assert_ne!(next(1, "token"), next(1, "another"));
        assert_ne!(next(1, "token"), next(2, "token"));
    }

    #[test]
    fn a_token_is_the_base64url_of_32_drawn_bytes() {
        let token = OpaqueToken::generate(&mut |bytes| bytes.fill(0xff));
        assert_eq!(token.reveal(), "__________________________________________8");
    }

    #[test]
    fn the_hash_is_the_sha_256_of_what_the_client_holds() {
        assert_eq!(
            hash_of("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "the example of FIPS 180-2"
        );
        let token = OpaqueToken::generate(&mut |bytes| bytes.fill(7));
        assert_eq!(token.hash(), hash_of(token.reveal()));
    }

    #[test]
    fn debug_output_hides_the_token() {
        let token = OpaqueToken::generate(&mut |bytes| bytes.fill(7));
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
