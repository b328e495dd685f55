//! Request bodies.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::json;
use crate::problem::ApiError;

/// The largest body that is read, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// What a request's body can be read into.
pub trait Body: Sized + 'static {
    /// Reads the whole body, `application/json` already checked where it is not empty.
    fn read(bytes: &[u8]) -> Result<Self, Problem>;
}

/// A JSON body. Unknown fields are refused, whether or not the type says so.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> Body for Json<T> {
    fn read(bytes: &[u8]) -> Result<Self, Problem> {
        json::read(bytes).map(Self)
    }
}

/// The body of a request that says nothing: empty, or `{}`.
#[derive(Debug)]
pub struct NoBody;

impl Body for NoBody {
    fn read(bytes: &[u8]) -> Result<Self, Problem> {
        #[derive(serde::Deserialize)]
        struct Nothing {}

        if !bytes.is_empty() {
            json::read::<Nothing>(bytes)?;
        }
        Ok(Self)
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        reading(request, payload)
    }
}

impl FromRequest for NoBody {
    type Error = ApiError;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        reading(request, payload)
    }
}

pub(super) type Reading<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

fn reading<B: Body>(request: &HttpRequest, payload: &mut Payload) -> Reading<B> {
    let (request, payload) = (request.clone(), payload.take());
    Box::pin(async move {
        let bytes = bytes(&request, payload).await?;
        Ok(B::read(&bytes)?)
    })
}

/// The whole body, within the limit and of the right type.
pub(super) async fn bytes(request: &HttpRequest, mut payload: Payload) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk
            .map_err(|_| Problem::new(Code::MalformedBody).fault(Fault::at("", FaultCode::Malformed)))?;
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(Problem::new(Code::BodyTooLarge).with("max_bytes", BODY_LIMIT));
        }
        body.extend_from_slice(&chunk);
    }
    if !body.is_empty() && !is_json(request) {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    Ok(body.freeze())
}

/// Whether `Content-Type` is `application/json`, with no charset but UTF-8.
fn is_json(request: &HttpRequest) -> bool {
    let text =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = text.split(';').map(str::trim);
    parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
        && parts.all(|parameter| match parameter.split_once('=') {
            Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
                value.trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}
