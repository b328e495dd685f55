//! Opaque tokens, for refreshing and for links in e-mail: the client holds the token, the database its hash.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

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
    use super::{OpaqueToken, hash_of};

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
