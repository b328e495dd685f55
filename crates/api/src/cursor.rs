//! The sealed cursors that lead from one page of a list to the next.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use viche_app::Edge;
use viche_auth::sealing::Sealer;
use viche_domain::problem::{Code, Problem};

/// The version of the cursors' form; cursors of another version are bad.
const CURSOR_VERSION: u8 = 4;
/// Bytes of a nonce.
const NONCE: usize = 24;

/// Seals cursors, so that clients can only send back what they got, and read nothing of it: the id of a row tells when
/// it was made. All nodes share it.
#[derive(Clone)]
pub struct CursorKey {
    digest: Hmac<Sha256>,
    sealer: Sealer,
}

impl CursorKey {
    /// A key from secret bytes.
    pub fn new(secret: &[u8]) -> Self {
        let digest = Hmac::new_from_slice(secret).expect("HMAC takes keys of any length");
        Self { digest, sealer: Sealer::under(secret, "cursors") }
    }

    /// A digest of bytes that nobody without the key can make or test.
    pub fn seal(&self, bytes: &[u8]) -> String {
        let sealed = self.digest.clone().chain_update("sealed").chain_update(bytes).finalize();
        BASE64_URL_SAFE_NO_PAD.encode(sealed.into_bytes())
    }

    /// The cursor of a place in a list: opaque, fit for an address as it is, and good in this very list alone. `list` is
    /// all that makes it that list. The same place has the same cursor, so that a page that stays the same keeps its tag:
    /// the nonce is a digest of what is sealed.
    pub fn encode(&self, list: &str, edge: &Edge) -> String {
        let body = serde_json::to_vec(edge).expect("edges are strings and numbers");
        let context = context(list);
        let length = (context.len() as u64).to_be_bytes();
        let digest = self.digest.clone().chain_update("cursor").chain_update(length);
        let digest = digest.chain_update(&context).chain_update(&body).finalize().into_bytes();
        let nonce: [u8; NONCE] = *digest.first_chunk().expect("a digest has 32 bytes");
        BASE64_URL_SAFE_NO_PAD.encode(self.sealer.seal(nonce, &context, &body))
    }

    /// The place of a cursor that this service made for this very list; anything else is a bad cursor.
    pub fn decode(&self, list: &str, cursor: &str) -> Result<Edge, Problem> {
        self.opened(list, cursor).ok_or(Problem::new(Code::BadCursor))
    }

    fn opened(&self, list: &str, cursor: &str) -> Option<Edge> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        serde_json::from_slice(&self.sealer.open(&context(list), &bytes)?).ok()
    }
}

/// What must be known to open a cursor.
fn context(list: &str) -> Vec<u8> {
    [&[CURSOR_VERSION], list.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use viche_app::Id;

    use super::*;

    const LIST: &str = "/v1/petitions?state=collecting&";

    fn edge() -> Edge {
        let id = Id::parse("0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47").unwrap();
        Edge { value: 1_507_973_400_000_000, id, backwards: false, inclusive: false }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place() {
        let key = CursorKey::new(b"secret");
        let cursor = key.encode(LIST, &edge());
        assert_eq!(key.decode(LIST, &cursor), Ok(edge()));
        assert!(cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }

    #[test]
    fn a_cursor_tells_nothing_and_the_same_place_has_the_same() {
        let key = CursorKey::new(b"secret");
        let cursor = key.encode(LIST, &edge());
        assert_eq!(key.encode(LIST, &edge()), cursor);
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(&cursor).unwrap();
        for known in ["0195a5d0", "1507973400000000", "value"] {
            assert!(!bytes.windows(known.len()).any(|part| part == known.as_bytes()), "{known}");
        }
        let id: uuid::Uuid = edge().id.into();
        assert!(!bytes.windows(6).any(|part| part == &id.as_bytes()[..6]));
    }

    #[test]
    fn a_cursor_of_another_list_order_filter_or_key_is_bad() {
        let key = CursorKey::new(b"secret");
        let cursor = key.encode(LIST, &edge());
        for other in [
            "/v1/me/petitions?state=collecting&",
            "/v1/petitions?state=collecting&sort=oldest&",
            "/v1/petitions?state=answered&",
            "/v1/petitions?",
            "",
        ] {
            assert_eq!(key.decode(other, &cursor), Err(Code::BadCursor.into()), "{other}");
        }
        assert_eq!(CursorKey::new(b"other").decode(LIST, &cursor), Err(Code::BadCursor.into()));
    }

    #[test]
    fn a_damaged_cursor_is_bad() {
        let key = CursorKey::new(b"secret");
        let cursor = key.encode(LIST, &edge());
        for index in 0..cursor.len() {
            let mut damaged = cursor.clone().into_bytes();
            damaged[index] = if damaged[index] == b'A' { b'B' } else { b'A' };
            let damaged = String::from_utf8(damaged).unwrap();
            assert_eq!(key.decode(LIST, &damaged), Err(Code::BadCursor.into()), "byte {index}");
            assert_eq!(key.decode(LIST, &cursor[..index]), Err(Code::BadCursor.into()), "cut at {index}");
        }
        for nonsense in ["", "null", "курсор", "%00", "AAAA===="] {
            assert_eq!(key.decode(LIST, nonsense), Err(Code::BadCursor.into()), "{nonsense}");
        }
    }
}
