//! The headers that the service reads and sends are those of the document.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;
use viche_testkit::{Answer, on_both};

use super::operations::{Operation, resolved};
use super::world::{Request, World};

/// Headers that the document has, and what comes of a value that only they give a meaning.
const READ: [(&str, &str, u16); 4] = [
    ("Idempotency-Key", "a b", 400),
    ("If-Match", "nonsense", 400),
    ("If-None-Match", "*", 304),
    ("If-Modified-Since", "Thu, 31 Dec 2099 23:59:59 GMT", 304),
];

/// What an answer has in some cases alone: a list of one page has no links, and most refusals are no matter of time.
const CONDITIONAL: [&str; 3] = ["Accept-Encoding", "Link", "Retry-After"];

on_both! {
    async fn each_header_is_read_where_the_document_has_it_and_nowhere_else(service) {
        let world = World::new(&service).await;
        let (mut heeded, mut ignored) = (0, 0);
        for operation in Operation::all() {
            let mut documented: BTreeSet<_> = operation.names("header").into_iter().collect();
            assert!(documented.remove("Accept-Language") && documented.remove("X-Request-Id"), "{}", operation.id);
            let request = world.request(&operation).await;
            let mut with_the_rest = request.caller.with("X-Request-Id", "client-7");
            for (name, value, status) in READ {
                if !documented.remove(name) {
                    with_the_rest = with_the_rest.with(name, value);
                    ignored += 1;
                    continue;
                }
                let caller = request.caller.with(name, value).with("Accept-Language", "en");
                let answer = Request { caller, ..request.clone() }.send().await;
                match status {
                    304 => answer.is(304),
                    _ => answer.is_refused(status, "bad_header").names(name, "malformed").is_written_in("en"),
                };
                heeded += 1;
            }
            assert!(documented.is_empty(), "nothing reads {documented:?} of {}", operation.id);
            let answer = Request { caller: with_the_rest, ..request }.send().await.is(operation.success());
            assert_eq!(answer.header("x-request-id"), Some("client-7"), "{answer}");
        }
        assert!(heeded >= 35 && ignored >= 100, "{heeded} heeded, {ignored} ignored");
    }

    async fn each_refusal_has_the_headers_that_the_document_has(service) {
        let world = World::new(&service).await;
        let mut compared = 0;
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            let mut refusals = vec![request.send_bytes("?surprise=1", None).await.is(400)];
            if ![Method::GET, Method::DELETE].contains(&operation.method) {
                let body = Some(("text/plain", b"hello".to_vec()));
                refusals.push(request.caller.send(operation.method.clone(), &request.path, body).await.is(415));
            }
            if operation.refusals(401).contains("unauthenticated") {
                let nobody = service.nobody();
                refusals.push(nobody.send(operation.method.clone(), &request.path, None).await.is(401));
            }
            for refusal in refusals {
                has_headers(&operation.described["responses"][refusal.status.to_string()], &refusal);
                compared += 1;
            }
        }
        assert!(compared >= 90, "{compared}");
    }

    async fn a_body_with_an_encoding_is_told_which_are_taken(service) {
        let sent = Some(("application/json", b"{}".to_vec()));
        let answer = service.nobody().with("Content-Encoding", "gzip").send(Method::POST, "/v1/sessions", sent).await;
        let answer = answer.is_refused(415, "unsupported_encoding");
        assert_eq!(answer.header("accept-encoding"), Some("identity"));
    }

    async fn what_was_made_can_be_read_where_it_is_said_to_be(service) {
        let world = World::new(&service).await;
        let mut read = 0;
        for operation in Operation::all().into_iter().filter(|operation| operation.success() == 201) {
            let request = world.request(&operation).await;
            let made = request.send().await.is(201);
            let maker = match made.json()["access_token"].as_str() {
                Some(token) => service.nobody().with_token(token),
                None => request.caller,
            };
            maker.get(made.header("location").unwrap_or_else(|| panic!("where? {made}"))).await.is(200);
            read += 1;
        }
        assert!(read >= 18, "{read}");
    }
}

/// Asserts that an answer has each header that the document promises of it.
pub fn has_headers(described: &'static Value, answer: &Answer) {
    let headers =
        resolved(described)["headers"].as_object().unwrap_or_else(|| panic!("no headers: {answer}"));
    for name in headers.keys().filter(|name| !CONDITIONAL.contains(&&***name)) {
        assert!(answer.header(name).is_some(), "{name}: {answer}");
    }
}
