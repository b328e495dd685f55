//! Requests that may be sent again without being done again.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use sha2::{Digest, Sha256};
use viche_domain::limits::IDEMPOTENCY_KEY;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::body::{self, Body, Reading};
use crate::problem::ApiError;

const HEADER: &str = "Idempotency-Key";

/// A client's key and the request it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The key.
    pub key: String,
    /// SHA-256 of the method, the path and the body.
    pub fingerprint: [u8; 32],
}

/// The body of a request that makes something, with its `Idempotency-Key` where the client sent one.
#[derive(Debug)]
pub struct Idempotent<B> {
    /// The key, if there is one.
    pub key: Option<IdempotencyKey>,
    /// The body; what is wrong with the key is said in its place.
    pub body: B,
}

impl<B: Body> FromRequest for Idempotent<B> {
    type Error = ApiError;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let (key, bytes) = (key(&request), body::bytes(&request, payload).await);
            let (key, bytes) = match (key, bytes) {
                (Ok(Some(key)), Ok(bytes)) => {
                    (Some(IdempotencyKey { key, fingerprint: fingerprint(&request, &bytes) }), Ok(bytes))
                }
                (Ok(_), bytes) => (None, bytes),
                (Err(bad_header), _) => (None, Err(bad_header)),
            };
            Ok(Self { key, body: B::read(bytes) })
        })
    }
}

fn key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let bad = || Problem::new(Code::BadHeader).fault(Fault::header(HEADER, FaultCode::Malformed));
    let mut values = request.headers().get_all(HEADER);
    let Some(value) = values.next() else { return Ok(None) };
    let bytes = value.as_bytes();
    let fits = IDEMPOTENCY_KEY.contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    if !fits || values.next().is_some() {
        return Err(bad());
    }
    value.to_str().map(|key| Some(key.to_owned())).map_err(|_| bad())
}

fn fingerprint(request: &HttpRequest, body: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(request.method().as_str())
        .chain_update(b"\n")
        .chain_update(request.uri().path())
        .chain_update(b"\n")
        .chain_update(body)
        .finalize()
        .into()
}
