//! Answers, and who may keep them for how long.

use std::time::{Duration, SystemTime};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{
            CacheControl, CacheDirective, ETag, EntityTag, Header, IfNoneMatch, LOCATION, LastModified, VARY,
        },
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use viche_app::{Made, Shown};

/// How long a stale answer may be shown while a fresh one is fetched, in seconds.
const STALE_WHILE_REVALIDATE: u64 = 30;
/// How long a stale answer may be shown while the service fails, in seconds.
const STALE_IF_ERROR: u64 = 600;

/// 200 that anybody may keep for `max_age`, or 304 where the client has this very answer. `last_modified` is when
/// what is shown last changed.
pub fn public(
    request: &HttpRequest,
    value: &impl Serialize,
    last_modified: DateTime<Utc>,
    max_age: Duration,
) -> HttpResponse {
    let body = json(value);
    let tag = digest(&body);
    kept(request, body, tag, last_modified, max_age)
}

/// As [`public`], with the record's version as its entity tag, for a later `If-Match`.
pub fn versioned_public(
    request: &HttpRequest,
    value: &impl Shown,
    last_modified: DateTime<Utc>,
    max_age: Duration,
) -> HttpResponse {
    let body = json(value);
    let tag = value.version().map_or_else(|| digest(&body), version_tag);
    kept(request, body, tag, last_modified, max_age)
}

/// As [`public`], a file that comes with the release: it has no date, and is the same in every language.
pub fn file(request: &HttpRequest, content_type: &str, body: Vec<u8>, max_age: Duration) -> HttpResponse {
    let tag = EntityTag::new_strong(digest(&body));
    let fresh = has(request, &tag);
    let mut response = HttpResponse::build(if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response.insert_header(ETag(tag)).insert_header(kept_for(max_age));
    if fresh { response.finish() } else { response.content_type(content_type).body(body) }
}

fn digest(body: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(body))
}

/// The record's version in the form that `If-Match` takes.
fn version_tag(version: i64) -> String {
    format!("v{version}")
}

fn kept(
    request: &HttpRequest,
    body: Vec<u8>,
    tag: String,
    last_modified: DateTime<Utc>,
    max_age: Duration,
) -> HttpResponse {
    let tag = EntityTag::new_strong(tag);
    let fresh = has(request, &tag);
    let mut response = HttpResponse::build(if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response
        .insert_header(ETag(tag))
        .insert_header(LastModified(SystemTime::from(last_modified).into()))
        .insert_header(kept_for(max_age))
        .insert_header((VARY, "Accept-Language, Origin"));
    if fresh { response.finish() } else { response.content_type("application/json").body(body) }
}

fn kept_for(max_age: Duration) -> CacheControl {
    CacheControl(vec![
        CacheDirective::Public,
        CacheDirective::MaxAge(u32::try_from(max_age.as_secs()).unwrap_or(u32::MAX)),
        CacheDirective::Extension("stale-while-revalidate".into(), Some(STALE_WHILE_REVALIDATE.to_string())),
        CacheDirective::Extension("stale-if-error".into(), Some(STALE_IF_ERROR.to_string())),
    ])
}

/// 200 for this caller only.
pub fn private(value: &impl Serialize) -> HttpResponse {
    unkept(StatusCode::OK).body(json(value))
}

/// 200 for this caller only, with the record's version for a later `If-Match`.
pub fn versioned(value: &impl Shown) -> HttpResponse {
    let mut response = unkept(StatusCode::OK);
    add_version(&mut response, value.version());
    response.body(json(value))
}

/// 201: what was made, its address, and its version where people edit it.
pub fn created(made: Made) -> HttpResponse {
    let mut response = unkept(StatusCode::CREATED);
    add_version(&mut response, made.version);
    if let Some(location) = made.location {
        response.insert_header((LOCATION, location));
    }
    response.body(made.body)
}

fn add_version(response: &mut HttpResponseBuilder, version: Option<i64>) {
    if let Some(version) = version {
        response.insert_header(ETag(EntityTag::new_strong(version_tag(version))));
    }
}

fn unkept(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.insert_header(CacheControl(vec![CacheDirective::NoStore])).content_type("application/json");
    response
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("answers have string keys and no failing parts")
}

/// Whether `If-None-Match` names this tag; compared weakly (RFC 9110, 13.1.2).
fn has(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use serde_json::json;

    #[derive(Serialize)]
    struct Tree {
        rings: i64,
    }

    impl Shown for Tree {
        fn location(&self) -> Option<String> {
            Some("/trees/7".to_owned())
        }

        fn version(&self) -> Option<i64> {
            Some(self.rings)
        }
    }

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_507_973_400, 0).unwrap()
    }

    fn show(if_none_match: Option<&str>) -> HttpResponse {
        let mut request = TestRequest::get();
        if let Some(value) = if_none_match {
            request = request.insert_header(("If-None-Match", value));
        }
        public(&request.to_http_request(), &json!({"count": 250}), at(), Duration::from_secs(5))
    }

    fn header(response: &HttpResponse, name: &str) -> String {
        response.headers().get(name).unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn a_public_answer_says_how_long_it_keeps() {
        let response = show(None);
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=5, stale-while-revalidate=30, stale-if-error=600"
        );
        assert_eq!(header(&response, "last-modified"), "Sat, 14 Oct 2017 09:30:00 GMT");
        assert_eq!(header(&response, "vary"), "Accept-Language, Origin");
        assert!(header(&response, "etag").starts_with('"'));
    }

    #[test]
    fn whoever_has_the_answer_gets_304() {
        let tag = header(&show(None), "etag");
        for (sent, expected) in [
            (tag.clone(), 304),
            (format!("W/{tag}"), 304),
            (format!("\"other\", {tag}"), 304),
            ("*".to_owned(), 304),
            ("\"other\"".to_owned(), 200),
            ("nonsense".to_owned(), 200),
        ] {
            let response = show(Some(&sent));
            assert_eq!(response.status().as_u16(), expected, "{sent}");
            assert_eq!(header(&response, "etag"), tag, "{sent}");
        }
    }

    #[test]
    fn another_answer_has_another_tag() {
        let request = TestRequest::get().to_http_request();
        let other = public(&request, &json!({"count": 251}), at(), Duration::from_secs(5));
        assert_ne!(header(&other, "etag"), header(&show(None), "etag"));
    }

    #[test]
    fn what_is_the_callers_own_is_not_kept() {
        let response = versioned(&Tree { rings: 3 });
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(&response, "cache-control"), "no-store");
        assert_eq!(header(&response, "etag"), "\"v3\"");
        assert!(response.headers().get("location").is_none());
    }

    #[test]
    fn what_was_made_has_an_address_and_a_version() {
        let response = created(Made::of(&Tree { rings: 3 }));
        assert_eq!(response.status(), StatusCode::CREATED);
        assert_eq!(header(&response, "location"), "/trees/7");
        assert_eq!(header(&response, "etag"), "\"v3\"");
        assert_eq!(header(&response, "cache-control"), "no-store");
    }
}
