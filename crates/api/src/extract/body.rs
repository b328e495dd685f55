//! Request bodies. What is wrong with one is for the use case to say, once it knows that the caller may.

use std::{future::Future, pin::Pin, sync::Arc};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderValue},
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use tokio::time::timeout;
use utoipa::ToSchema;
use viche_app::Sent;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::json;
use crate::connections::{Limits, Place};
use crate::problem::ApiError;

/// The largest body that is read, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// What a request's body can be read into.
pub trait Body: 'static {
    /// Reads the whole body, `application/json` already checked where it is not empty.
    fn read(bytes: Sent<Bytes>) -> Self;
}

/// A JSON body. Unknown fields are refused, whether or not the type says so.
#[derive(Debug)]
pub struct Json<T>(pub Sent<T>);

impl<T: DeserializeOwned + ToSchema + 'static> Body for Json<T> {
    fn read(bytes: Sent<Bytes>) -> Self {
        Self(bytes.and_then(|bytes| json::read(&bytes)))
    }
}

/// The body of a request that says nothing: empty, or `{}`.
#[derive(Debug)]
pub struct NoBody(pub Sent<()>);

impl Body for NoBody {
    fn read(bytes: Sent<Bytes>) -> Self {
        #[derive(serde::Deserialize, ToSchema)]
        struct Nothing {}

        let said = |bytes: &Bytes| !bytes.is_empty();
        Self(
            bytes.and_then(
                |bytes| if said(&bytes) { json::read::<Nothing>(&bytes).map(drop) } else { Ok(()) },
            ),
        )
    }
}

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for Json<T> {
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
    Box::pin(async move { Ok(B::read(bytes(&request, payload).await)) })
}

/// The whole body, in time, within the limit and of the right type.
pub(super) async fn bytes(request: &HttpRequest, payload: Payload) -> Sent<Bytes> {
    let _waiting = request.conn_data::<Arc<Place>>().map(Place::body);
    let body = timeout(Limits::BODY, within_limit(request, payload)).await;
    body.unwrap_or_else(|_| Err(Problem::new(Code::RequestTooSlow)))
}

async fn within_limit(request: &HttpRequest, mut payload: Payload) -> Sent<Bytes> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk
            .map_err(|_| Problem::new(Code::MalformedBody).fault(Fault::at("", FaultCode::Malformed)))?;
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(Problem::new(Code::BodyTooLarge).with("max_bytes", BODY_LIMIT));
        }
        body.extend_from_slice(&chunk);
    }
    if !body.is_empty() && is_encoded(request) {
        return Err(Problem::new(Code::UnsupportedEncoding));
    }
    if !body.is_empty() && !is_json(request) {
        return Err(Problem::new(Code::UnsupportedMediaType));
    }
    Ok(body.freeze())
}

/// Whether `Content-Encoding` says that the body is anything but itself.
fn is_encoded(request: &HttpRequest) -> bool {
    let is_identity = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    !request.headers().get_all(header::CONTENT_ENCODING).all(is_identity)
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
