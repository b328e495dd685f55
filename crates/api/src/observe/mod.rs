//! Request numbers, one log line a request, and metrics.

mod contents;
mod database;
mod figure;
mod metrics;
mod process;
#[cfg(test)]
mod tests;

use std::time::Instant;

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use futures_util::future::BoxFuture;
use tracing::Instrument;
use viche_app::RequestId;
use viche_domain::limits::REQUEST_ID as REQUEST_ID_LENGTH;

pub use contents::Contents;
pub use database::DatabaseFigures;
pub use metrics::{Metrics, metrics};
pub use process::ProcessFigures;

/// The header that numbers a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What [`observe`] needs, as application data.
pub struct Observer {
    /// Makes the number of a request: visible ASCII.
    pub new_id: Box<dyn Fn() -> String + Send + Sync>,
    /// Where requests are counted.
    pub metrics: Metrics,
    /// Looks anew at what has to be asked for before it can be read.
    pub refresh: Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
}

/// Middleware: numbers, times, counts and logs each request. Neither the path nor the query is logged, since they may
/// hold personal data: only the address as it was declared.
pub async fn observe(
    observer: web::Data<Observer>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = RequestId { ours: (observer.new_id)(), clients: clients_id(&request) };
    request.extensions_mut().insert(id.clone());
    let method = known_method(request.method().as_str());
    let begun = Instant::now();

    let mut response = next.call(request).instrument(tracing::info_span!("request", id = id.ours)).await?;

    let elapsed = begun.elapsed();
    let status = response.status().as_u16();
    let route = response.request().match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    let duration_ms = elapsed.as_secs_f64() * 1000.0;
    tracing::info!(
        request_id = id.ours,
        client_request_id = id.clients,
        method,
        route,
        status,
        duration_ms,
        "answered"
    );
    observer.metrics.count(route, method, status, elapsed);
    if let Ok(value) = HeaderValue::from_str(id.told()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

/// The client's own number, where it has one that is fit for logs.
fn clients_id(request: &ServiceRequest) -> Option<String> {
    let id = request.headers().get(REQUEST_ID)?.to_str().ok()?;
    let fits = REQUEST_ID_LENGTH.contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    fits.then(|| id.to_owned())
}

/// Methods are the client's to invent; labels of metrics are not.
fn known_method(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method).unwrap_or("other")
}
