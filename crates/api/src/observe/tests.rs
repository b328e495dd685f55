use std::io::Write;
use std::sync::{Arc, Mutex};

use actix_web::{
    App, HttpResponse,
    http::Method,
    middleware::from_fn,
    test::{self, TestRequest},
    web,
};
use prometheus_client::{metrics::gauge::Gauge, registry::Registry};

use super::{Metrics, Observer, metrics, observe};
use crate::problem::render;

const NEW: &str = "0192f0c1-5b1e-7c3a-9d2e-4f5a6b7c8d9e";

fn observer() -> web::Data<Observer> {
    let mut registry = Registry::default();
    let gauge: Gauge = Gauge::default();
    gauge.set(3);
    registry.register("connections_idle", "Idle connections", gauge);
    web::Data::new(Observer {
        new_id: Box::new(|| NEW.to_owned()),
        metrics: Metrics::new(registry),
        refresh: Box::new(|| Box::pin(std::future::ready(()))),
    })
}

macro_rules! service {
    () => {
        test::init_service(
            App::new()
                .app_data(observer())
                .service(web::resource("/petitions/{id}").get(HttpResponse::Ok))
                .route("/metrics", web::get().to(metrics))
                .wrap(from_fn(observe)),
        )
        .await
    };
}

#[actix_web::test]
async fn a_request_keeps_its_own_number_where_it_is_fit_for_logs() {
    let service = service!();
    let long = "x".repeat(65);
    for (sent, expected) in [
        (None, NEW),
        (Some("client-7_a.b"), "client-7_a.b"),
        (Some(""), NEW),
        (Some("two words"), NEW),
        (Some(&*long), NEW),
    ] {
        let mut request = TestRequest::with_uri("/petitions/7");
        if let Some(sent) = sent {
            request = request.insert_header(("X-Request-Id", sent));
        }
        let response = test::call_service(&service, request.to_request()).await;
        assert_eq!(response.headers().get("x-request-id").unwrap(), expected, "{sent:?}");
    }
}

#[actix_web::test]
async fn requests_are_counted_by_the_declared_address() {
    let service = service!();
    for (method, path) in [
        (Method::GET, "/petitions/7?email=ivan@example.org"),
        (Method::GET, "/petitions/8"),
        (Method::GET, "/nowhere/secret"),
        (Method::from_bytes(b"BREW").unwrap(), "/petitions/7"),
    ] {
        test::call_service(&service, TestRequest::with_uri(path).method(method).to_request()).await;
    }
    let response = test::call_service(&service, TestRequest::with_uri("/metrics").to_request()).await;
    let text = String::from_utf8(test::read_body(response).await.to_vec()).unwrap();
    for line in [
        "http_requests_total{route=\"/petitions/{id}\",method=\"GET\",status=\"200\"} 2",
        "http_requests_total{route=\"unmatched\",method=\"GET\",status=\"404\"} 1",
        "http_requests_total{route=\"/petitions/{id}\",method=\"other\",status=\"405\"} 1",
        "http_request_duration_seconds_count{route=\"/petitions/{id}\"} 3",
        "connections_idle 3",
    ] {
        assert!(text.contains(line), "{line} in:\n{text}");
    }
    assert!(!text.contains("ivan") && !text.contains("secret") && !text.contains("BREW"), "{text}");
}

#[actix_web::test]
async fn a_refusal_carries_the_number_of_its_request() {
    let service = App::new().app_data(observer()).wrap(from_fn(render)).wrap(from_fn(observe));
    let service = test::init_service(service).await;
    let request = TestRequest::with_uri("/nowhere").insert_header(("X-Request-Id", "client-7"));
    let response = test::call_service(&service, request.to_request()).await;
    assert_eq!(response.headers().get("x-request-id").unwrap(), "client-7");
    let document: serde_json::Value = test::read_body_json(response).await;
    assert_eq!((&document["code"], &document["request_id"]), (&"not_found".into(), &"client-7".into()));
}

/// What is logged, for a test to read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn the_log_tells_of_requests_and_of_nobody() {
    let log = Log::default();
    let writer = log.clone();
    let logging = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(logging);
    let service = service!();
    let request = TestRequest::with_uri("/petitions/personal?email=personal@example.org")
        .insert_header(("Authorization", "Bearer personal.token"))
        .insert_header(("Cookie", "session=personal"))
        .insert_header(("X-Forwarded-For", "192.0.2.77"))
        .peer_addr("192.0.2.77:4711".parse().unwrap())
        .set_payload("personal")
        .to_request();
    test::call_service(&service, request).await;
    let told = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for part in [NEW, "\"route\":\"/petitions/{id}\"", "\"method\":\"GET\"", "\"status\":200", "duration_ms"]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
    for personal in ["personal", "192.0.2.77"] {
        assert!(!told.contains(personal), "{told}");
    }
}
