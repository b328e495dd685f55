//! The signed cursors that lead from one page of a list to the next.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use viche_app::Edge;
use viche_domain::problem::{Code, Problem};

/// The version of the cursors' form; cursors of another version are bad.
const CURSOR_VERSION: u8 = 3;
const MAC_LENGTH: usize = 32;

/// Signs cursors (HMAC-SHA-256), so that clients can only send back what they got. All nodes share it.
#[derive(Clone)]
pub struct CursorKey(Hmac<Sha256>);

impl CursorKey {
    /// A key from secret bytes.
    pub fn new(secret: &[u8]) -> Self {
        Self(Hmac::new_from_slice(secret).expect("HMAC takes keys of any length"))
    }

    /// A digest of bytes that nobody without the key can make or test.
    pub fn seal(&self, bytes: &[u8]) -> String {
        let sealed = self.0.clone().chain_update("sealed").chain_update(bytes).finalize();
        BASE64_URL_SAFE_NO_PAD.encode(sealed.into_bytes())
    }

    /// The cursor of a place in a list: opaque, fit for an address as it is, and good in this very list alone. `list` is
    /// all that makes it that list.
    pub fn encode(&self, list: &str, edge: &Edge) -> String {
        let body = serde_json::to_vec(edge).expect("edges are strings and numbers");
        let mut bytes = self.signed(list, &body).finalize().into_bytes().to_vec();
        bytes.extend(body);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The place of a cursor that this service made for this very list; anything else is a bad cursor.
    pub fn decode(&self, list: &str, cursor: &str) -> Result<Edge, Problem> {
        self.verified(list, cursor).ok_or(Problem::new(Code::BadCursor))
    }

    fn verified(&self, list: &str, cursor: &str) -> Option<Edge> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (mac, body) = bytes.split_at_checked(MAC_LENGTH)?;
        self.signed(list, body).verify_slice(mac).ok()?;
        serde_json::from_slice(body).ok()
    }

    fn signed(&self, list: &str, body: &[u8]) -> Hmac<Sha256> {
        let length = (list.len() as u64).to_be_bytes();
        let mac = self.0.clone().chain_update("cursor").chain_update([CURSOR_VERSION]);
        mac.chain_update(length).chain_update(list).chain_update(body)
    }
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
