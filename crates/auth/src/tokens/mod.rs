//! Access tokens: signed JWTs (RFC 7519) that any node can verify without the database.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use viche_domain::problem::{Code, Problem};

use crate::keys::Keys;

/// How long an access token lives, in seconds.
pub const LIFETIME: i64 = 600;

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it: the public address of this service.
    pub iss: String,
    /// Whom it is meant for.
    pub aud: String,
    /// The account.
    pub sub: Uuid,
    /// The family of refresh tokens, that is, the session.
    pub sid: Uuid,
    /// When it was issued, in seconds of Unix time.
    pub iat: i64,
    /// From when it is valid, in seconds of Unix time.
    pub nbf: i64,
    /// When it ceases to be valid, in seconds of Unix time.
    pub exp: i64,
    /// The token itself.
    pub jti: Uuid,
}

/// Issues and verifies access tokens.
pub struct Tokens {
    issuer: String,
    audience: String,
    signing_kid: String,
    signing: EncodingKey,
    verifying: BTreeMap<String, DecodingKey>,
    jwks: Value,
}

impl Tokens {
    /// Tokens of one issuer for one audience. The current key signs; all keys verify.
    pub fn new(keys: &Keys, issuer: &str, audience: &str) -> Self {
        let (signing_kid, signing) = keys.current_token_key();
        let document = signing.to_pkcs8_der().expect("an Ed25519 key has an encoding");
        let public_keys = || keys.token_keys().map(|(kid, key)| (kid, key.verifying_key().to_bytes()));
        Self {
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            signing_kid: signing_kid.to_owned(),
            signing: EncodingKey::from_ed_der(document.as_bytes()),
            verifying: public_keys()
                .map(|(kid, public)| (kid.to_owned(), DecodingKey::from_ed_der(&public)))
                .collect(),
            jwks: json!({ "keys": public_keys().map(|(kid, public)| jwk(kid, public)).collect::<Vec<_>>() }),
        }
    }

    /// A token for an account (`sub`) in a session (`sid`), valid for ten minutes from `now`. `jti` is fresh for
    /// each token.
    pub fn issue(&self, sub: Uuid, sid: Uuid, jti: Uuid, now: DateTime<Utc>) -> String {
        let iat = now.timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub,
            sid,
            iat,
            nbf: iat,
            exp: iat + LIFETIME,
            jti,
        };
        jsonwebtoken::encode(&header(&self.signing_kid), &claims, &self.signing)
            .expect("the key was encoded by ourselves, and claims are plain JSON")
    }

    /// The claims of a token that one of our keys signed and that is valid at `now`; [`Code::BadToken`] otherwise.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, Problem> {
        self.claims(token).filter(|claims| is_valid_at(claims, now)).ok_or(Code::BadToken.into())
    }

    /// The public keys as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub fn jwks(&self) -> &Value {
        &self.jwks
    }

    fn claims(&self, token: &str) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.verifying.get(&kid)?;
        let decoded = jsonwebtoken::decode::<Claims>(token, key, &self.validation()).ok()?;
        // We issue one header only. What else a header can say (`crit`, `jwk`, `jku`, `zip`…) is an attempt.
        (decoded.header == header(&kid)).then_some(decoded.claims)
    }

    /// The times are compared by [`is_valid_at`]: the library would read the system's clock.
    fn validation(&self) -> Validation {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("issuer", &self.issuer)
            .field("signing_kid", &self.signing_kid)
            .finish_non_exhaustive()
    }
}

fn header(kid: &str) -> Header {
    Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) }
}

fn jwk(kid: &str, public: [u8; 32]) -> Value {
    let x = BASE64_URL_SAFE_NO_PAD.encode(public);
    json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid, "use": "sig", "alg": "EdDSA" })
}

/// Without leeway, and never for longer than [`LIFETIME`] from its issue.
fn is_valid_at(claims: &Claims, now: DateTime<Utc>) -> bool {
    let now = now.timestamp();
    claims.iat <= claims.nbf
        && claims.nbf <= now
        && now < claims.exp
        && claims.exp.checked_sub(claims.iat).is_some_and(|lifetime| lifetime <= LIFETIME)
}

#[cfg(test)]
mod tests;
