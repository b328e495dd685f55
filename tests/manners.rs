//! What every answer has in common, and how the service behaves when it has too much to do or is told to stop.

use std::collections::BTreeSet;

use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use viche_domain::petition::State;
use viche_testkit::{ORIGIN, on_both};

use crate::bad_input::raw::{connect, exchange};
use crate::document::operations::Operation;
use crate::lists::crowd::Crowd;

/// Headers that differ from request to request; the exposed ones are listed in any order.
const OF_ONE_REQUEST: [&str; 3] = ["date:", "x-request-id:", "access-control-expose-headers:"];

/// The head of a raw answer without what differs from request to request, and the body.
fn parts(raw: &str) -> (Vec<String>, String) {
    let (head, body) = raw.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no HTTP: {raw}"));
    let mut head: Vec<_> = head.lines().map(str::to_lowercase).collect();
    head.retain(|line| !OF_ONE_REQUEST.iter().any(|name| line.starts_with(name)));
    head.sort();
    (head, body.to_owned())
}

on_both! {
    async fn head_is_get_without_a_body(service) {
        let mut crowd = Crowd::new(&service).await;
        crowd.grow(1).await;
        for operation in Operation::all().into_iter().filter(|operation| operation.method == Method::GET) {
            let (caller, path) = crowd.reads(operation.id);
            let token = caller.token().await.unwrap();
            let request = |method: &str| {
                format!("{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n")
            };
            let (get, body) = parts(&exchange(&service, request("GET").as_bytes()).await);
            let (head, nothing) = parts(&exchange(&service, request("HEAD").as_bytes()).await);
            assert_eq!(head, get, "{path}");
            assert!(!body.is_empty() && nothing.is_empty(), "{path}: {nothing}");
            assert!(head.contains(&format!("content-length: {}", body.len())), "{path}: {head:?}");
        }
    }

    async fn every_answer_has_the_number_of_its_request(service) {
        let nobody = service.nobody();
        for path in ["/v1/city", "/healthz", "/v1/nowhere", "/v1/petitions?surprise=1"] {
            let own = nobody.with("X-Request-Id", "client-7").get(path).await;
            assert_eq!(own.header("x-request-id"), Some("client-7"), "{own}");
            let (first, second) = (nobody.get(path).await, nobody.get(path).await);
            assert!(first.header("x-request-id").is_some_and(|id| id.len() == 36), "{first}");
            assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
            assert_eq!(first.header("x-content-type-options"), Some("nosniff"), "{first}");
        }
        let refused = nobody.with("X-Request-Id", "client-7").get("/v1/nowhere").await.is_refused(404, "not_found");
        assert_eq!((refused.text("/request_id"), refused.text("/instance")), ("client-7".into(), "/v1/nowhere".into()));
    }

    async fn browsers_may_call_from_the_listed_sites_alone(service) {
        let preflight = async |origin: &str, method: &str, header: &str| {
            let caller = service.nobody().with("Origin", origin).with("Access-Control-Request-Method", method);
            let caller = caller.with("Access-Control-Request-Headers", header);
            caller.send(Method::OPTIONS, "/v1/petitions/2026-03-04-1", None).await
        };
        let described = Operation::all();
        let methods: BTreeSet<_> = described.iter().map(|operation| operation.method.to_string()).collect();
        let headers: BTreeSet<_> = described.iter().flat_map(|operation| operation.names("header")).collect();
        assert!(methods.len() >= 5 && headers.len() >= 6, "{methods:?}, {headers:?}");
        for method in methods.iter().map(String::as_str).chain(["HEAD"]) {
            for header in headers.iter().chain(["Authorization", "Content-Type"].iter()) {
                let answer = preflight(ORIGIN, method, &header.to_lowercase()).await.is(200);
                assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN), "{answer}");
            }
        }
        let elsewhere = preflight("https://elsewhere.example.org", "GET", "authorization").await;
        assert_eq!(elsewhere.is_refused(403, "origin_not_allowed").header("access-control-allow-origin"), None);
        let listed = service.nobody().with("Origin", ORIGIN).get("/v1/city").await.is(200);
        assert_eq!(listed.header("access-control-allow-origin"), Some(ORIGIN));
        let elsewhere = service.nobody().with("Origin", "https://elsewhere.example.org").get("/v1/city").await;
        assert_eq!(elsewhere.header("access-control-allow-origin"), None);
    }

    async fn vary_names_each_header_once(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (nobody, mut answers) = (service.nobody(), 0);
        for caller in [nobody.with("Origin", ORIGIN), nobody.with("Origin", "https://elsewhere.example.org"), nobody] {
            for path in [format!("/v1/petitions/{}", petition.id), "/v1/petitions".to_owned(), "/v1/city?surprise=1".to_owned(),
                "/v1/me".to_owned(), "/v1/nowhere".to_owned()]
            {
                let answer = caller.get(&path).await;
                let lines = answer.headers.get_all("vary").iter().map(|line| line.to_str().unwrap());
                let mut names: Vec<_> = lines.flat_map(|line| line.split(", ")).collect();
                assert!(["Accept-Language", "Origin"].iter().all(|name| names.contains(name)), "{path}: {names:?}");
                names.sort_unstable();
                assert!(names.is_sorted_by(|one, other| one < other), "{path}: {names:?}");
                answers += 1;
            }
        }
        assert_eq!(answers, 15);
    }

    async fn the_language_of_the_client_decides(service) {
        for (accepted, language) in [
            ("en", "en"), ("uk", "uk"), ("en-GB", "en"), ("de", "uk"), ("de, en;q=0.5", "en"), ("en;q=0.2, uk;q=0.9", "uk"),
            ("en;q=0, *", "uk"), ("", "uk"), ("nonsense;;q=x", "uk"),
        ] {
            let caller = service.nobody().with("Accept-Language", accepted);
            caller.get("/v1/nowhere").await.is_refused(404, "not_found").is_written_in(language);
        }
    }

    async fn requests_are_counted_by_the_declared_address(service) {
        let petition = service.petition_in(State::Collecting).await;
        for _ in 0..2 {
            service.nobody().reads(&petition).await.is(200);
        }
        service.nobody().get("/v1/petitions/2026-03-04-99?email=ivan@example.org").await.is(400);
        let figures = String::from_utf8(service.metrics().await.is(200).body).unwrap();
        let count = |status: u16| {
            format!("http_requests_total{{route=\"/v1/petitions/{{id}}\",method=\"GET\",status=\"{status}\"}}")
        };
        assert!(figures.contains(&format!("{} 2\n", count(200))), "{figures}");
        assert!(figures.contains(&format!("{} 1\n", count(400))), "{figures}");
        assert!(!figures.contains(&petition.id) && !figures.contains("ivan"), "{figures}");
        service.nobody().get("/metrics").await.is_refused(404, "not_found");
    }

    async fn with_every_connection_busy_requests_are_turned_away(service) {
        let petition = service.petition_in(State::Collecting).await;
        let busy = service.keep_connections_busy().await;
        let refused = service.nobody().reads(&petition).await.is_refused(503, "overloaded");
        assert!(refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()), "{refused}");
        service.nobody().get("/healthz").await.is(200);
        drop(busy);
        service.nobody().reads(&petition).await.is(200);
    }

    async fn a_request_under_way_is_answered_though_the_service_stops(service) {
        let mut service = service;
        let ivan = service.citizen("Іван").await;
        let body = viche_testkit::draft().to_string();
        let request = format!(
            "POST /v1/petitions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{body}",
            ivan.token().await.unwrap(),
            body.len()
        );
        let (begun, rest) = request.as_bytes().split_at(request.len() - 10);
        let mut under_way = connect(&service).await.unwrap();
        under_way.write_all(begun).await.unwrap();
        let mut go_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
        under_way.read_exact(&mut go_on).await.unwrap();
        assert!(go_on.starts_with(b"HTTP/1.1 100 "));
        service.begin_to_stop();
        while connect(&service).await.is_ok() {
            tokio::task::yield_now().await;
        }
        under_way.write_all(rest).await.unwrap();
        let mut answer = String::new();
        under_way.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    }
}
