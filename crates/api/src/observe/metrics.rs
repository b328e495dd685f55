//! Figures for Prometheus.

use std::time::Duration;

use actix_web::{HttpResponse, Responder, web};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};
use viche_domain::problem::Code;

use super::Observer;
use crate::problem::ApiError;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the duration histogram, in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

/// Counts of requests, and whatever the other parts of the service registered.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<RouteLabel, Histogram>,
}

impl Metrics {
    /// Adds the counts of requests to a registry in which other parts have registered theirs.
    pub fn new(mut registry: Registry) -> Self {
        let requests = Family::default();
        let durations = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_duration_seconds", "Time to the answer", durations.clone());
        Self { registry, requests, durations }
    }

    /// Counts what the parser of HTTP refused: no request came of it.
    pub fn count_unread(&self, status: u16) {
        let unread = Request { route: "unread".to_owned(), method: "other", status };
        self.requests.get_or_create(&unread).inc();
    }

    pub(super) fn count(&self, route: String, method: &'static str, status: u16, elapsed: Duration) {
        self.durations.get_or_create(&RouteLabel { route: route.clone() }).observe(elapsed.as_secs_f64());
        self.requests.get_or_create(&Request { route, method, status }).inc();
    }
}

/// Answers `GET /metrics` in the `OpenMetrics` text format.
pub async fn metrics(observer: web::Data<Observer>) -> Result<impl Responder, ApiError> {
    (observer.refresh)().await;
    let mut text = String::new();
    text::encode(&mut text, &observer.metrics.registry).map_err(|_| Code::Internal)?;
    Ok(HttpResponse::Ok().content_type(CONTENT_TYPE).body(text))
}
