use chrono::TimeDelta;
use ed25519_dalek::{Signer, SigningKey};
use tempfile::TempDir;

use super::*;
use crate::keys;

const ISSUER: &str = "https://petitions.example";
const AUDIENCE: &str = "viche";
const SUB: Uuid = Uuid::from_u128(1);
const SID: Uuid = Uuid::from_u128(2);
const JTI: Uuid = Uuid::from_u128(3);

fn now() -> DateTime<Utc> {
    "2026-03-02T09:00:00.999999Z".parse().unwrap()
}

/// A folder with one token key, made from the byte 1.
fn folder() -> TempDir {
    let dir = TempDir::new().unwrap();
    keys::create(dir.path(), &mut |bytes| bytes.fill(1)).unwrap();
    dir
}

fn tokens_of(dir: &TempDir) -> Tokens {
    Tokens::new(&Keys::load(dir.path()).unwrap(), ISSUER, AUDIENCE)
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn encode(part: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(part)
}

fn sign(key: &SigningKey, header: &str, claims: &str) -> String {
    let message = format!("{}.{}", encode(header.as_bytes()), encode(claims.as_bytes()));
    let signature = key.sign(message.as_bytes());
    format!("{message}.{}", encode(&signature.to_bytes()))
}

/// `object` with one member set.
fn set(object: &Value, name: &str, value: impl Into<Value>) -> String {
    let mut object = object.clone();
    object[name] = value.into();
    object.to_string()
}

/// `object` without one member.
fn without(object: &Value, name: &str) -> String {
    let mut object = object.clone();
    object.as_object_mut().unwrap().remove(name).unwrap();
    object.to_string()
}

#[test]
fn an_issued_token_says_who_in_which_session_and_until_when() {
    let tokens = tokens_of(&folder());
    let token = tokens.issue(SUB, SID, JTI, now());
    let iat = now().timestamp();
    let expected = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: SUB,
        sid: SID,
        iat,
        nbf: iat,
        exp: iat + 600,
        jti: JTI,
    };
    assert_eq!(tokens.verify(&token, now()), Ok(expected));
}

#[test]
fn a_token_is_valid_for_ten_minutes_to_the_second() {
    let tokens = tokens_of(&folder());
    let issued = DateTime::from_timestamp(now().timestamp(), 0).unwrap();
    let token = tokens.issue(SUB, SID, JTI, issued);
    let microsecond = TimeDelta::microseconds(1);
    let end = issued + TimeDelta::minutes(10);
    for (instant, valid) in
        [(issued - microsecond, false), (issued, true), (end - microsecond, true), (end, false)]
    {
        assert_eq!(tokens.verify(&token, instant).is_ok(), valid, "{instant}");
    }
}

#[test]
fn older_keys_go_on_verifying_after_a_rotation() {
    let dir = folder();
    let before = tokens_of(&dir);
    let old = before.issue(SUB, SID, JTI, now());
    keys::rotate(dir.path(), &mut |bytes| bytes.fill(2)).unwrap();
    let after = tokens_of(&dir);
    let new = after.issue(SUB, SID, JTI, now());
    assert!(after.verify(&old, now()).is_ok());
    assert!(after.verify(&new, now()).is_ok());
    assert!(before.verify(&new, now()).is_err(), "the new key signs");
    assert_eq!(after.jwks()["keys"].as_array().unwrap().len(), 2);
}

#[test]
fn the_key_set_is_enough_to_verify_a_token() {
    let tokens = tokens_of(&folder());
    let token = tokens.issue(SUB, SID, JTI, now());
    let jwk = &tokens.jwks()["keys"][0];
    assert_eq!(jwk["kid"], jsonwebtoken::decode_header(&token).unwrap().kid.unwrap());
    for (member, value) in [("kty", "OKP"), ("crv", "Ed25519"), ("use", "sig"), ("alg", "EdDSA")] {
        assert_eq!(jwk[member], value);
    }
    let x = BASE64_URL_SAFE_NO_PAD.decode(jwk["x"].as_str().unwrap()).unwrap();
    assert_eq!(x, key().verifying_key().to_bytes());
    assert!(jwk.get("d").is_none(), "the private half stays here");
}

#[test]
fn debug_output_hides_the_keys() {
    let tokens = format!("{:?}", tokens_of(&folder()));
    assert!(!tokens.contains("1, 1") && !tokens.contains("0101"), "{tokens}");
}

#[test]
fn every_other_token_is_refused() {
    let dir = folder();
    let tokens = tokens_of(&dir);
    let good = tokens.issue(SUB, SID, JTI, now());
    let kid = tokens.signing_kid.as_str();
    let head = json!({ "typ": "JWT", "alg": "EdDSA", "kid": kid });
    let iat = now().timestamp();
    let body = json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": SUB, "sid": SID, "jti": JTI, "iat": iat, "nbf": iat, "exp": iat + 600,
    });
    let (header, claims) = (head.to_string(), body.to_string());
    let signed = |header: &str, claims: &str| sign(&key(), header, claims);
    let in_claims = |name: &str, value: Value| signed(&header, &set(&body, name, value));
    let no_claim = |name: &str| signed(&header, &without(&body, name));
    let in_header = |name: &str, value: Value| signed(&set(&head, name, value), &claims);
    let hmac = |secret: &[u8]| {
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &body, &EncodingKey::from_secret(secret)).unwrap()
    };
    let stranger = SigningKey::from_bytes(&[9; 32]);
    let parts: Vec<&str> = good.split('.').collect();
    let public = key().verifying_key().to_bytes();

    assert!(tokens.verify(&signed(&header, &claims), now()).is_ok(), "what the others differ from");
    let bad = [
        ("empty", String::new()),
        ("not a token", "token".to_owned()),
        ("three empty parts", "..".to_owned()),
        ("no signature", format!("{}.{}", parts[0], parts[1])),
        ("an empty signature", format!("{}.{}.", parts[0], parts[1])),
        ("an extra part", format!("{good}.{}", parts[2])),
        ("a leading part", format!("{}.{good}", parts[0])),
        ("a trailing space", format!("{good} ")),
        ("a padded signature", format!("{good}==")),
        ("half a signature", good[..good.len() - 43].to_owned()),
        ("a header that is not JSON", format!("{}.{}.{}", encode(b"EdDSA"), parts[1], parts[2])),
        ("claims of another token", {
            let other = tokens.issue(Uuid::from_u128(4), SID, JTI, now());
            format!("{}.{}.{}", parts[0], other.split('.').nth(1).unwrap(), parts[2])
        }),
        ("alg none without a signature", {
            format!("{}.{}.", encode(set(&head, "alg", "none").as_bytes()), encode(claims.as_bytes()))
        }),
        ("alg none with our signature", in_header("alg", "none".into())),
        ("alg HS256 keyed with the public key", hmac(&public)),
        ("alg HS256 keyed with the public key in base64", hmac(encode(&public).as_bytes())),
        ("alg HS256 keyed with nothing", hmac(b"")),
        ("alg HS512 in the header", in_header("alg", "HS512".into())),
        ("alg ES256 in the header", in_header("alg", "ES256".into())),
        ("alg RS256 in the header", in_header("alg", "RS256".into())),
        ("alg in lower case", in_header("alg", "eddsa".into())),
        ("no alg", signed(&without(&head, "alg"), &claims)),
        ("no kid", signed(&without(&head, "kid"), &claims)),
        ("an empty kid", in_header("kid", "".into())),
        ("an unknown kid", in_header("kid", "0123456789abcdef".into())),
        ("a kid that is a path", in_header("kid", format!("../{kid}").into())),
        ("another key under our kid", sign(&stranger, &header, &claims)),
        ("a key of its own in the header", {
            let jwk = jwk(kid, stranger.verifying_key().to_bytes());
            sign(&stranger, &set(&head, "jwk", jwk), &claims)
        }),
        ("a critical extension", in_header("crit", json!(["b64"]))),
        ("another typ", in_header("typ", "at+jwt".into())),
        ("no iss", no_claim("iss")),
        ("no aud", no_claim("aud")),
        ("no sub", no_claim("sub")),
        ("no sid", no_claim("sid")),
        ("no jti", no_claim("jti")),
        ("no iat", no_claim("iat")),
        ("no nbf", no_claim("nbf")),
        ("no exp", no_claim("exp")),
        ("another issuer", in_claims("iss", "https://petitions.example.org".into())),
        ("another audience", in_claims("aud", "kiosk".into())),
        ("several audiences", in_claims("aud", json!([AUDIENCE, "kiosk"]))),
        ("a sub that is no account's id", in_claims("sub", "admin".into())),
        ("a sub of null", in_claims("sub", Value::Null)),
        ("expired", in_claims("exp", iat.into())),
        ("exp before nbf", in_claims("exp", (iat - 1).into())),
        ("exp as text", in_claims("exp", (iat + 600).to_string().into())),
        ("exp beyond all numbers", in_claims("exp", json!(1e300))),
        ("the least iat", in_claims("iat", i64::MIN.into())),
        ("not yet valid", in_claims("nbf", (iat + 1).into())),
        ("issued in the future", in_claims("iat", (iat + 1).into())),
        ("a lifetime of ten minutes and a second", in_claims("exp", (iat + 601).into())),
        ("a lifetime of a year", in_claims("exp", (iat + 31_536_000).into())),
        ("claims that are a list", signed(&header, "[]")),
        ("claims that are not JSON", signed(&header, "sub")),
        (
            "a claim twice",
            signed(&header, &claims.replacen('{', r#"{"sub":"00000000-0000-0000-0000-000000000004","#, 1)),
        ),
    ];
    for (what, token) in bad {
        assert_eq!(tokens.verify(&token, now()), Err(Code::BadToken.into()), "{what}: {token}");
    }
}
