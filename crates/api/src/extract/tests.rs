use actix_web::{
    App, FromRequest, Responder,
    http::Method,
    middleware::from_fn,
    test::{self, TestRequest},
    web,
};
use serde::Deserialize;
use utoipa::ToSchema;
use viche_app::{Over, Sent};
use viche_domain::problem::{Fault, FaultCode, Problem};

use super::{BODY_LIMIT, Bearer, IdempotencyKey, Idempotent, IfMatch, Json, NoBody, Path, Query};
use crate::problem::{ApiError, render};

#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "only what is refused matters here")]
struct Draft {
    title: String,
    kind: Option<Kind>,
    #[serde(default)]
    places: Vec<Place>,
}

#[derive(Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Road,
    Park,
}

#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "only what is refused matters here")]
struct Place {
    #[serde(rename = "a/b~c")]
    odd: Option<i32>,
    day: Option<chrono::NaiveDate>,
}

fn problem(answer: &Result<impl Sized, Problem>) -> (&'static str, Option<Fault>) {
    match answer {
        Ok(_) => ("accepted", None),
        Err(problem) => (problem.code.as_str(), problem.faults.first().cloned()),
    }
}

async fn extract<T: FromRequest<Error = ApiError>>(request: TestRequest) -> Result<T, Problem> {
    let (request, mut payload) = request.to_http_parts();
    T::from_request(&request, &mut payload).await.map_err(|ApiError(problem)| problem)
}

/// What came of a body; whatever that is, the request goes on to its use case.
async fn draft(request: TestRequest) -> Sent<Draft> {
    extract::<Json<Draft>>(request).await.unwrap().0
}

async fn nothing(request: TestRequest) -> Sent<()> {
    extract::<NoBody>(request).await.unwrap().0
}

fn json_body(body: impl Into<web::Bytes>) -> TestRequest {
    TestRequest::post().insert_header(("Content-Type", "application/json")).set_payload(body)
}

#[actix_web::test]
async fn a_body_that_fits_is_read() {
    let body = r#"{"title": "Лавки в парку", "kind": "park", "places": [{"day": "2017-10-14"}]}"#;
    let draft = draft(json_body(body)).await.unwrap();
    assert_eq!((draft.title.as_str(), draft.kind), ("Лавки в парку", Some(Kind::Park)));
}

#[actix_web::test]
async fn a_body_that_is_not_json_is_malformed() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    for body in [
        &b""[..],
        b"{",
        b"{\"title\": \"x\"} x",
        b"{\"title\": \"x\"}{}",
        b"{\"title\": 'x'}",
        b"{\"title\": \"\xff\"}",
        b"{\"title\": \"\\ud800\"}",
        b"{\"title\": 1e999}",
        b"{\"title\": NaN}",
        b"\xef\xbb\xbf{\"title\": \"x\"}",
        deep.as_bytes(),
    ] {
        let answer = draft(json_body(body.to_vec())).await;
        assert_eq!(problem(&answer).0, "malformed_body", "{:?}", String::from_utf8_lossy(body));
    }
}

#[actix_web::test]
async fn a_malformed_body_says_where() {
    let problem = draft(json_body("{\n  \"title\": ?\n}")).await.unwrap_err();
    assert_eq!(problem.context, [("line", "2".to_owned()), ("column", "12".to_owned())]);
}

#[actix_web::test]
async fn every_fault_of_a_body_has_its_place() {
    for (body, code, pointer, fault) in [
        ("{}", "validation_failed", "/title", FaultCode::Required),
        (r#"{"title": 7}"#, "validation_failed", "/title", FaultCode::WrongType),
        (r#"{"title": null}"#, "validation_failed", "/title", FaultCode::WrongType),
        ("[]", "validation_failed", "", FaultCode::WrongType),
        (r#"["x", "park", []]"#, "validation_failed", "", FaultCode::WrongType),
        ("7", "validation_failed", "", FaultCode::WrongType),
        (r#"{"title": "x", "status": "published"}"#, "validation_failed", "/status", FaultCode::UnknownField),
        (r#"{"title": "x", "kind": "tree"}"#, "validation_failed", "/kind", FaultCode::UnknownValue),
        (r#"{"title": "x", "kind": 7}"#, "validation_failed", "/kind", FaultCode::WrongType),
        (r#"{"title": "x", "places": {}}"#, "validation_failed", "/places", FaultCode::WrongType),
        (
            r#"{"title": "x", "places": [{}, {"x": 1}]}"#,
            "validation_failed",
            "/places/1/x",
            FaultCode::UnknownField,
        ),
        (
            r#"{"title": "x", "places": [{"a/b~c": "1"}]}"#,
            "validation_failed",
            "/places/0/a~1b~0c",
            FaultCode::WrongType,
        ),
        (
            r#"{"title": "x", "places": [{"day": "2017-02-30"}]}"#,
            "validation_failed",
            "/places/0/day",
            FaultCode::Malformed,
        ),
        (r#"{"title": "a\u0000b"}"#, "validation_failed", "/title", FaultCode::ForbiddenCharacter),
        (
            r#"{"title": "x", "places": [{}, {"day": "\u0000"}]}"#,
            "validation_failed",
            "/places/1/day",
            FaultCode::ForbiddenCharacter,
        ),
        (r#"{"ti\u0000tle": "x"}"#, "validation_failed", "/ti\u{fffd}tle", FaultCode::ForbiddenCharacter),
        (r#"{"title": "x", "title": "y"}"#, "malformed_body", "/title", FaultCode::Repeated),
        (
            r#"{"title": "x", "places": [{"day": null, "day": null}]}"#,
            "malformed_body",
            "/places/0/day",
            FaultCode::Repeated,
        ),
    ] {
        let problem = draft(json_body(body)).await.unwrap_err();
        let named =
            problem.faults.iter().any(|found| found.place.to_string() == pointer && found.code == fault);
        assert!(problem.code.as_str() == code && named, "{body}: {problem}");
    }
}

#[actix_web::test]
async fn a_nul_as_it_is_does_not_get_through_either() {
    let answer = draft(json_body(&b"{\"title\": \"a\0b\"}"[..])).await;
    assert_eq!(problem(&answer).0, "malformed_body");
}

#[actix_web::test]
async fn only_json_in_utf8_is_read() {
    for (kind, expected) in [
        ("application/json", "accepted"),
        ("Application/JSON; charset=UTF-8", "accepted"),
        ("application/json; charset=\"utf-8\"", "accepted"),
        ("application/json; charset=windows-1251", "unsupported_media_type"),
        ("application/jsonp", "unsupported_media_type"),
        ("text/plain", "unsupported_media_type"),
        ("", "unsupported_media_type"),
    ] {
        let request =
            TestRequest::post().insert_header(("Content-Type", kind)).set_payload(r#"{"title": "x"}"#);
        assert_eq!(problem(&draft(request).await).0, expected, "{kind}");
    }
}

#[actix_web::test]
async fn a_body_is_sent_as_it_is() {
    for (encodings, expected) in [
        (&[][..], "accepted"),
        (&["identity"], "accepted"),
        (&[" Identity "], "accepted"),
        (&["gzip"], "unsupported_encoding"),
        (&["br"], "unsupported_encoding"),
        (&["identity, gzip"], "unsupported_encoding"),
        (&["identity", "gzip"], "unsupported_encoding"),
    ] {
        let mut request = json_body(r#"{"title": "x"}"#);
        for encoding in encodings {
            request = request.append_header(("Content-Encoding", *encoding));
        }
        assert_eq!(problem(&draft(request).await).0, expected, "{encodings:?}");
    }
}

#[actix_web::test]
async fn a_body_is_read_up_to_its_limit() {
    let frame = r#"{"title": ""}"#.len();
    for (length, expected) in [(BODY_LIMIT, "accepted"), (BODY_LIMIT + 1, "body_too_large")] {
        let body = format!(r#"{{"title": "{}"}}"#, "x".repeat(length - frame));
        assert_eq!(problem(&draft(json_body(body)).await).0, expected, "{length}");
    }
}

#[actix_web::test]
async fn where_no_body_is_expected_nothing_may_be_said() {
    for (body, expected) in [
        ("", "accepted"),
        ("{}", "accepted"),
        (" { } ", "accepted"),
        (r#"{"status": "published"}"#, "validation_failed"),
        ("7", "validation_failed"),
        ("null", "validation_failed"),
        ("x", "malformed_body"),
    ] {
        assert_eq!(problem(&nothing(json_body(body)).await).0, expected, "{body}");
    }
    assert!(nothing(TestRequest::post()).await.is_ok());
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Filter {
    q: Option<String>,
    limit: Option<u32>,
    kind: Option<Kind>,
    #[serde(default)]
    ids: Vec<i64>,
}

#[actix_web::test]
async fn query_parameters_are_read() {
    let Query(filter) = extract::<Query<Filter>>(TestRequest::with_uri(
        "/?q=%D0%BF%D0%B0%D1%80%D0%BA+1&limit=5&kind=park&ids=7,8",
    ))
    .await
    .unwrap();
    let expected =
        Filter { q: Some("парк 1".into()), limit: Some(5), kind: Some(Kind::Park), ids: vec![7, 8] };
    assert_eq!(filter, expected);
    for query in ["ids=7,8,9", "ids=7&ids=8&ids=9", "ids=7,8&ids=9", "ids=7&ids=8%2C9"] {
        let Query(filter) =
            extract::<Query<Filter>>(TestRequest::with_uri(&format!("/?{query}"))).await.unwrap();
        assert_eq!(filter.ids, [7, 8, 9], "{query}");
    }
    let Query(filter) = extract::<Query<Filter>>(TestRequest::with_uri("/")).await.unwrap();
    assert_eq!(filter, Filter { q: None, limit: None, kind: None, ids: vec![] });
}

#[actix_web::test]
async fn every_fault_of_a_query_has_its_parameter() {
    for (query, name, fault) in [
        ("stat=x", "stat", FaultCode::UnknownField),
        ("limit=x", "limit", FaultCode::WrongType),
        ("limit=-1", "limit", FaultCode::WrongType),
        ("limit=", "limit", FaultCode::WrongType),
        ("kind=tree", "kind", FaultCode::UnknownValue),
        ("ids=7,x", "ids", FaultCode::WrongType),
        ("ids=7&ids=x", "ids", FaultCode::WrongType),
        ("ids=", "ids", FaultCode::WrongType),
        ("ids=,", "ids", FaultCode::WrongType),
        ("ids=7,,8", "ids", FaultCode::WrongType),
        ("ids=7&ids=", "ids", FaultCode::WrongType),
        ("limit=1&limit=1", "limit", FaultCode::Repeated),
        ("kind=park&kind=park", "kind", FaultCode::Repeated),
        ("q=a&limit=1&q=b", "q", FaultCode::Repeated),
        ("q=%FF", "q", FaultCode::Malformed),
        ("q=a%00b", "q", FaultCode::ForbiddenCharacter),
    ] {
        let (code, place) =
            problem(&extract::<Query<Filter>>(TestRequest::with_uri(&format!("/?{query}"))).await);
        let place = place.unwrap();
        assert_eq!(
            (code, place.place.to_string().as_str(), place.code),
            ("bad_parameter", name, fault),
            "{query}"
        );
    }
}

#[actix_web::test]
async fn if_match_names_versions() {
    let versions = |versions: &[i64]| Ok(Over::Versions(versions.to_vec()));
    for (value, expected) in [
        (None, Err("precondition_required")),
        (Some("*"), Ok(Over::Any)),
        (Some("\"v3\""), versions(&[3])),
        (Some("\"v2\", \"v3\""), versions(&[2, 3])),
        (Some(",\"v2\" ,, \"v3\","), versions(&[2, 3])),
        (Some("W/\"v2\",\"v3\", \"a,b\""), versions(&[3])),
        (Some("W/\"v3\""), versions(&[])),
        (Some("\"v03\""), versions(&[])),
        (Some("\"v+3\""), versions(&[])),
        (Some("\"3\""), versions(&[])),
        (Some("\"\""), versions(&[])),
        (Some("\"v99999999999999999999\""), versions(&[])),
        (Some("v3"), Err("bad_header")),
        (Some("\"v3"), Err("bad_header")),
        (Some("\"v 3\""), Err("bad_header")),
        (Some("\"v2\"\"v3\""), Err("bad_header")),
        (Some("\"v2\" \"v3\""), Err("bad_header")),
        (Some("\"v2\", *"), Err("bad_header")),
        (Some("w/\"v3\""), Err("bad_header")),
        (Some(","), Err("bad_header")),
        (Some(""), Err("bad_header")),
    ] {
        let mut request = TestRequest::patch();
        if let Some(value) = value {
            request = request.insert_header(("If-Match", value));
        }
        let IfMatch(over) = extract::<IfMatch>(request).await.unwrap();
        assert_eq!(over.map_err(|problem| problem.code.as_str()), expected, "{value:?}");
    }
    let request =
        TestRequest::patch().append_header(("If-Match", "\"v2\"")).append_header(("If-Match", "\"v3\""));
    assert_eq!(extract::<IfMatch>(request).await.unwrap().0, Ok(Over::Versions(vec![2, 3])));
}

#[actix_web::test]
async fn only_bearer_tokens_are_taken() {
    for (value, expected) in [
        (None, Ok(None)),
        (Some("Bearer abc.def-_~+/="), Ok(Some("abc.def-_~+/="))),
        (Some("bearer abc"), Ok(Some("abc"))),
        (Some("Bearer"), Err("bad_token")),
        (Some("Bearer "), Err("bad_token")),
        (Some("Bearer a b"), Err("bad_token")),
        (Some("Basic YTpi"), Err("bad_token")),
        (Some("abc"), Err("bad_token")),
    ] {
        let mut request = TestRequest::get();
        if let Some(value) = value {
            request = request.insert_header(("Authorization", value));
        }
        let found = extract::<Bearer>(request).await;
        let found = found.as_ref().map(|token| token.0.as_deref()).map_err(|problem| problem.code.as_str());
        assert_eq!(found, expected, "{value:?}");
    }
}

async fn keyed(key: &str, uri: &str, body: &'static str) -> Option<IdempotencyKey> {
    let request = json_body(body).uri(uri).insert_header(("Idempotency-Key", key));
    extract::<Idempotent<Json<Draft>>>(request).await.unwrap().key
}

#[actix_web::test]
async fn a_key_stands_for_one_request() {
    let body = r#"{"title": "x"}"#;
    let first = keyed("k", "/v1/petitions", body).await.unwrap();
    assert_eq!(keyed("k", "/v1/petitions", body).await.unwrap(), first);
    assert_ne!(keyed("k", "/v1/drafts", body).await.unwrap().fingerprint, first.fingerprint);
    assert_ne!(
        keyed("k", "/v1/petitions", r#"{"title": "y"}"#).await.unwrap().fingerprint,
        first.fingerprint
    );
    let put =
        json_body(body).method(Method::PUT).uri("/v1/petitions").insert_header(("Idempotency-Key", "k"));
    let put = extract::<Idempotent<Json<Draft>>>(put).await.unwrap().key.unwrap();
    assert_ne!(put.fingerprint, first.fingerprint);
    assert_eq!(extract::<Idempotent<NoBody>>(TestRequest::post()).await.unwrap().key, None);
}

#[actix_web::test]
async fn keys_are_short_and_visible() {
    let (longest, too_long) = ("k".repeat(255), "k".repeat(256));
    for (key, fits) in [("k", true), (&*longest, true), (&*too_long, false), ("", false), ("a b", false)] {
        let request = TestRequest::post().insert_header(("Idempotency-Key", key));
        let expected = if fits { "accepted" } else { "bad_header" };
        assert_eq!(
            problem(&extract::<Idempotent<NoBody>>(request).await.unwrap().body.0).0,
            expected,
            "{key}"
        );
    }
}

#[actix_web::test]
async fn an_unreadable_path_names_nothing() {
    async fn show(Path((id, version)): Path<(String, u32)>) -> impl Responder {
        format!("{id} {version}")
    }
    let service = App::new().route("/petitions/{id}/answers/{version}", web::get().to(show));
    let service = test::init_service(service.wrap(from_fn(render))).await;
    for (path, status, expected) in [
        ("/petitions/%D0%B0/answers/2", 200, "а 2"),
        ("/petitions/7/answers/x", 404, "not_found"),
        ("/petitions/a%00b/answers/2", 404, "not_found"),
        ("/petitions/%FF/answers/2", 404, "not_found"),
    ] {
        let response = test::call_service(&service, TestRequest::with_uri(path).to_request()).await;
        assert_eq!(response.status(), status, "{path}");
        let body = test::read_body(response).await;
        assert!(String::from_utf8_lossy(&body).contains(expected), "{path}");
    }
}
