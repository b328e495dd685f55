//! The service's keys: a folder that all nodes share and that no backup of the database holds.
//!
//! | file | what it holds |
//! |---|---|
//! | `person.key` | 32 bytes in hex: the key under which identity numbers become persons; losing it loses all persons |
//! | `cursor.key` | 32 bytes in hex: the key that signs the cursors of lists |
//! | `token-<kid>.pem` | an Ed25519 key (PKCS#8) of access tokens; every one verifies |
//! | `token.current` | the `kid` of the one that signs |

mod files;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use ed25519_dalek::{
    SigningKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, spki::der::pem::LineEnding},
};
use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};

use files::{create_file, create_folder, read, replace_file};

const PERSON: &str = "person.key";
const CURSOR: &str = "cursor.key";
const CURRENT: &str = "token.current";

/// Why the keys could not be read or written, as a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file that the service can't do without is not there.
    #[error(
        "{} is missing. The service needs it; `viche keys create {}` makes the keys of a new installation, \
         and an installation with data needs its own keys back", .0.display(), folder_of(.0)
    )]
    Missing(PathBuf),
    /// The file to be written is there already.
    #[error("{} exists already, and keys are never overwritten", .0.display())]
    Exists(PathBuf),
    /// A secret that every user of the machine can get at.
    #[error("{} is open to every user of this machine; close it with `chmod 600 {}`", .0.display(), .0.display())]
    Exposed(PathBuf),
    /// The file doesn't hold what it should.
    #[error("{} does not hold {expected}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What should be in it.
        expected: &'static str,
    },
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

/// The keys of a running service.
pub struct Keys {
    person: [u8; 32],
    cursor: [u8; 32],
    current: String,
    tokens: BTreeMap<String, SigningKey>,
}

impl Keys {
    /// Reads the folder that [`create`] made.
    pub fn load(dir: &Path) -> Result<Self, KeyError> {
        let person = read_secret(&dir.join(PERSON))?;
        let cursor = read_secret(&dir.join(CURSOR))?;
        let tokens = read_token_keys(dir)?;
        let path = dir.join(CURRENT);
        let current = read(&path)?.trim().to_owned();
        if !tokens.contains_key(&current) {
            return Err(KeyError::Malformed { path, expected: "the kid of a token-<kid>.pem beside it" });
        }
        Ok(Self { person, cursor, current, tokens })
    }

    /// The key of the HMAC that turns an identity number into a person.
    pub fn person(&self) -> &[u8; 32] {
        &self.person
    }

    /// What tells the key of persons from any other and nothing about it.
    pub fn person_mark(&self) -> String {
        let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.person)
            .expect("HMAC takes keys of any length");
        base16ct::lower::encode_string(&mac.chain_update(b"viche/mark").finalize().into_bytes())
    }

    /// The key of the HMAC that signs cursors.
    pub fn cursor(&self) -> &[u8; 32] {
        &self.cursor
    }

    /// The key that signs access tokens, with its `kid`.
    pub(crate) fn current_token_key(&self) -> (&str, &SigningKey) {
        (&self.current, &self.tokens[&self.current])
    }

    /// Every key that access tokens may be signed with, by `kid`.
    pub(crate) fn token_keys(&self) -> impl Iterator<Item = (&str, &SigningKey)> {
        self.tokens.iter().map(|(kid, key)| (kid.as_str(), key))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("current", &self.current).finish_non_exhaustive()
    }
}

/// Makes the keys of a new installation; refuses a folder that holds keys. `entropy` fills a buffer with random bytes.
pub fn create(dir: &Path, entropy: &mut dyn FnMut(&mut [u8])) -> Result<(), KeyError> {
    if let Some(present) =
        [PERSON, CURSOR, CURRENT].map(|name| dir.join(name)).into_iter().find(|path| path.exists())
    {
        return Err(KeyError::Exists(present));
    }
    create_folder(dir)?;
    for name in [PERSON, CURSOR] {
        create_file(&dir.join(name), &format!("{}\n", base16ct::lower::encode_string(&draw(entropy))))?;
    }
    rotate(dir, entropy)
}

/// Adds a key of access tokens and makes it the one that signs, from each node's next start on. Older keys go on
/// verifying until their files are deleted, so nobody is logged out.
pub fn rotate(dir: &Path, entropy: &mut dyn FnMut(&mut [u8])) -> Result<(), KeyError> {
    let key = SigningKey::from_bytes(&draw(entropy));
    let kid = kid_of(&key);
    let pem = key.to_pkcs8_pem(LineEnding::LF).expect("an Ed25519 key has an encoding");
    create_file(&dir.join(format!("token-{kid}.pem")), &pem)?;
    replace_file(&dir.join(CURRENT), &format!("{kid}\n"))
}

fn draw(entropy: &mut dyn FnMut(&mut [u8])) -> [u8; 32] {
    let mut bytes = [0; 32];
    entropy(&mut bytes);
    bytes
}

/// The first 64 bits of the SHA-256 of the public key, in hex.
fn kid_of(key: &SigningKey) -> String {
    base16ct::lower::encode_string(&Sha256::digest(key.verifying_key().as_bytes())[..8])
}

fn read_secret(path: &Path) -> Result<[u8; 32], KeyError> {
    let mut secret = [0; 32];
    match base16ct::mixed::decode(read(path)?.trim(), &mut secret) {
        Ok(bytes) if bytes.len() == 32 => Ok(secret),
        _ => Err(KeyError::Malformed { path: path.to_owned(), expected: "64 hexadecimal digits" }),
    }
}

fn read_token_keys(dir: &Path) -> Result<BTreeMap<String, SigningKey>, KeyError> {
    let mut keys = BTreeMap::new();
    for path in files::list(dir)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(kid) = name.strip_prefix("token-").and_then(|rest| rest.strip_suffix(".pem")) else {
            continue;
        };
        let key = SigningKey::from_pkcs8_pem(&read(&path)?).map_err(|_| KeyError::Malformed {
            path: path.clone(),
            expected: "an Ed25519 private key (PKCS#8, PEM)",
        })?;
        keys.insert(kid.to_owned(), key);
    }
    Ok(keys)
}

fn folder_of(path: &Path) -> std::path::Display<'_> {
    path.parent().unwrap_or(path).display()
}

#[cfg(test)]
mod tests;
