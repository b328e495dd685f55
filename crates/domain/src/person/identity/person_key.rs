use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::IdentityNumber;

/// What a person is known by: HMAC-SHA256 of their number under a key that lives outside the database.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonKey(pub [u8; 32]);

impl PersonKey {
    /// Derives the key of the person who has this number.
    pub fn derive(key: &[u8; 32], number: &IdentityNumber) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
        mac.update(number.key_material().as_bytes());
        Self(mac.finalize().into_bytes().into())
    }
}

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKey(…)")
    }
}
