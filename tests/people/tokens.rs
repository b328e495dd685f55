//! Access tokens: which are taken, which are not, and where secrets never show.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::pkcs8::DecodePrivateKey as _;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_testkit::{PASSWORD, Service, on_both};

fn decoded(part: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(part).unwrap()
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn signed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()).to_bytes());
    format!("{message}.{signature}")
}

/// Header and claims of a token.
fn read(token: &str) -> (Value, Value) {
    let mut parts = token.split('.').map(|part| serde_json::from_slice(&decoded(part)).unwrap_or_default());
    (parts.next().unwrap(), parts.next().unwrap())
}

fn with(object: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut object = object.clone();
    object[name] = value.into();
    object
}

fn without(object: &Value, name: &str) -> Value {
    let mut object = object.clone();
    object.as_object_mut().unwrap().remove(name).unwrap();
    object
}

/// The key that the service signs with.
fn key_of(service: &Service, kid: &str) -> SigningKey {
    let pem = fs::read_to_string(service.keys().join(format!("token-{kid}.pem"))).unwrap();
    SigningKey::from_pkcs8_pem(&pem).unwrap()
}

async fn is_taken(service: &Service, authorization: &[&str]) -> bool {
    let caller =
        authorization.iter().fold(service.nobody(), |caller, value| caller.with("Authorization", value));
    let answer = caller.get("/v1/me").await;
    if answer.status == 200 {
        return true;
    }
    let answer = answer.is_refused(401, "bad_token");
    assert!(answer.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")), "{answer}");
    false
}

on_both! {
    async fn the_published_keys_verify_a_token(service) {
        let token = service.citizen("Іван").await.token().await.unwrap();
        let keys = service.nobody().get("/.well-known/jwks.json").await.is(200).pointer("/keys");
        let (header, _) = read(&token);
        let key = keys.as_array().unwrap().iter().find(|key| key["kid"] == header["kid"]).unwrap();
        let public: [u8; 32] = decoded(key["x"].as_str().unwrap()).try_into().unwrap();
        let (message, signature) = token.rsplit_once('.').unwrap();
        let signature = Signature::from_slice(&decoded(signature)).unwrap();
        VerifyingKey::from_bytes(&public).unwrap().verify_strict(message.as_bytes(), &signature).unwrap();
        assert!(key.get("d").is_none(), "the private half stays here");
    }

    async fn a_token_says_nothing_of_the_person(service) {
        let (header, claims) = read(&service.citizen("Іван").await.token().await.unwrap());
        assert_eq!(header["alg"], "EdDSA");
        let names: Vec<_> = claims.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["aud", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"]);
    }

    async fn every_other_token_is_refused(service) {
        let ivan = service.citizen("Іван").await;
        let good = ivan.token().await.unwrap();
        let (header, claims) = read(&good);
        let key = key_of(&service, header["kid"].as_str().unwrap());
        let forged = |header: &Value, claims: &Value| signed(&key, header, claims);
        assert!(is_taken(&service, &[&format!("Bearer {}", forged(&header, &claims))]).await, "what others differ from");

        let (iat, parts) = (claims["iat"].as_i64().unwrap(), good.split('.').collect::<Vec<_>>());
        let stranger = SigningKey::from_bytes(&[9; 32]);
        let other = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47";
        let mut bad = vec![
            ("empty", String::new()),
            ("garbage", "garbage".to_owned()),
            ("no signature", format!("{}.{}.", parts[0], parts[1])),
            ("half a signature", good[..good.len() - 40].to_owned()),
            ("alg none", format!("{}.{}.", encoded(&with(&header, "alg", "none")), parts[1])),
            ("alg HS256", forged(&with(&header, "alg", "HS256"), &claims)),
            ("another key under our kid", signed(&stranger, &header, &claims)),
            ("an unknown kid", forged(&with(&header, "kid", "0123456789abcdef"), &claims)),
            ("no kid", forged(&without(&header, "kid"), &claims)),
            ("another issuer", forged(&header, &with(&claims, "iss", "https://elsewhere.example.org"))),
            ("another audience", forged(&header, &with(&claims, "aud", "kiosk"))),
            ("not yet valid", forged(&header, &with(&claims, "nbf", iat + 1))),
            ("expired", forged(&header, &with(&claims, "exp", iat))),
            ("good for over ten minutes", forged(&header, &with(&claims, "exp", iat + 601))),
            ("a session that never was", forged(&header, &with(&claims, "sid", other))),
            ("another account's session", forged(&header, &with(&claims, "sub", other))),
        ];
        for claim in ["exp", "nbf", "iss", "aud", "sub", "sid"] {
            bad.push((claim, forged(&header, &without(&claims, claim))));
        }
        for (what, token) in bad {
            assert!(!is_taken(&service, &[&format!("Bearer {token}")]).await, "{what}");
        }
    }

    async fn one_bearer_token_is_taken_and_nothing_else(service) {
        let token = service.citizen("Іван").await.token().await.unwrap();
        let bearer = format!("Bearer {token}");
        assert!(is_taken(&service, &[&bearer]).await);
        assert!(is_taken(&service, &[&format!("bearer {token}")]).await, "schemes have no letter case");
        for other in [
            &[&*bearer, &bearer][..],
            &[&format!("{bearer}, {bearer}")],
            &[&token],
            &["Bearer"],
            &["Basic aXZhbjpwYXNzd29yZA=="],
            &[&format!("Token {token}")],
        ] {
            assert!(!is_taken(&service, other).await, "{other:?}");
        }
    }

    async fn a_token_that_is_sent_must_be_good_even_where_none_is_needed(service) {
        service.nobody().get("/v1/petitions").await.is(200);
        service.nobody().with_token("garbage").get("/v1/petitions").await.is_refused(401, "bad_token");
    }

    async fn where_a_login_makes_no_difference_a_bad_token_makes_none(service) {
        let stale = service.nobody().with_token("garbage");
        stale.get("/v1/city").await.is(200);
        let ivan = service.registered("Іван").await;
        let login = serde_json::json!({ "email": ivan.email().await, "password": viche_testkit::PASSWORD });
        stale.post("/v1/sessions", login).await.is(201);
    }

    async fn without_a_token_a_login_is_asked_for(service) {
        let refusal = service.nobody().get("/v1/me").await.is_refused(401, "unauthenticated");
        assert!(refusal.header("www-authenticate").is_some());
    }

    async fn secrets_show_nowhere(service) {
        let ivan = service.registered("Іван").await;
        let email = ivan.email().await;
        let sent = service.letter_to(&email).token();
        let login = json!({ "email": email, "password": PASSWORD });
        let session = service.nobody().post("/v1/sessions", login).await.is(201);
        let refresh = session.text("/refresh_token");
        let refused = service.nobody().post("/v1/sessions", json!({ "email": PASSWORD, "password": PASSWORD })).await;
        let replayed = service.nobody().post("/v1/email-verifications", json!({ "token": sent })).await;
        let auditor = service.staff(Role::Auditor, None).await;
        let pages = [
            refused.is(401),
            replayed.is(204),
            ivan.get("/v1/me").await.is(200),
            auditor.get("/v1/audit?limit=100").await.is(200),
            auditor.get(&format!("/v1/accounts/{}", ivan.id)).await.is(200),
            service.metrics().await.is(200),
        ];
        for page in &pages {
            let text = String::from_utf8_lossy(&page.body);
            for secret in [PASSWORD, &sent, &refresh, &session.text("/access_token"), "argon2id"] {
                assert!(!text.contains(secret), "{secret} in {page}");
            }
        }
        assert!(!String::from_utf8_lossy(&pages[5].body).contains("@example.org"));
    }
}
