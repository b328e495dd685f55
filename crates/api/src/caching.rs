//! Answers, and who may keep them for how long.

use std::time::{Duration, SystemTime};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{
        StatusCode,
        header::{
            CacheControl, CacheDirective, ETag, EntityTag, Header, IF_MODIFIED_SINCE, IF_NONE_MATCH,
            IfModifiedSince, IfNoneMatch, LOCATION, LastModified, VARY,
        },
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, SubsecRound as _, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use viche_app::{Made, Shown};

/// How long a stale answer may be shown while a fresh one is fetched, in seconds.
const STALE_WHILE_REVALIDATE: u64 = 30;
/// How long a stale answer may be shown while the service fails, in seconds.
const STALE_IF_ERROR: u64 = 600;

/// 200 that anybody may keep for `max_age`, or 304 where the client has this very answer. `last_modified` is when
/// what is shown last changed: whatever changes it must make that later.
pub fn public(
    request: &HttpRequest,
    value: &impl Serialize,
    last_modified: DateTime<Utc>,
    max_age: Duration,
) -> HttpResponse {
    let body = json(value);
    let tag = digest(&body);
    kept(request, body, tag, Some(last_modified), max_age)
}

/// As [`public`], of what no instant tells when it last changed, such as a list that items leave.
pub fn public_undated(request: &HttpRequest, value: &impl Serialize, max_age: Duration) -> HttpResponse {
    let body = json(value);
    let tag = digest(&body);
    kept(request, body, tag, None, max_age)
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
    kept(request, body, tag, Some(last_modified), max_age)
}

/// As [`public`], a file that comes with the release: it has no date, and is the same in every language.
pub fn file(request: &HttpRequest, content_type: &str, body: Vec<u8>, max_age: Duration) -> HttpResponse {
    let tag = EntityTag::new_strong(digest(&body));
    let fresh = has(request, &tag, None);
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
    last_modified: Option<DateTime<Utc>>,
    max_age: Duration,
) -> HttpResponse {
    let tag = EntityTag::new_strong(tag);
    let last_modified = last_modified.map(|instant| SystemTime::from(instant.trunc_subsecs(0)));
    let fresh = has(request, &tag, last_modified);
    let mut response = HttpResponse::build(if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    response
        .insert_header(ETag(tag))
        .insert_header(kept_for(max_age))
        .insert_header((VARY, "Accept-Language"));
    if let Some(instant) = last_modified {
        response.insert_header(LastModified(instant.into()));
    }
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

/// Whether the client has this answer: by `If-None-Match`, compared weakly (RFC 9110, 13.1.2), or in the absence of that
/// header by `If-Modified-Since`, in whole seconds (13.1.3).
fn has(request: &HttpRequest, tag: &EntityTag, last_modified: Option<SystemTime>) -> bool {
    if request.headers().contains_key(IF_NONE_MATCH) {
        return match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
            Err(_) => false,
        };
    }
    let alone = request.headers().get_all(IF_MODIFIED_SINCE).count() == 1;
    let since = IfModifiedSince::parse(request).ok().filter(|_| alone);
    let since = since.map(|IfModifiedSince(date)| SystemTime::from(date));
    last_modified.zip(since).is_some_and(|(last_modified, since)| last_modified <= since)
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
        DateTime::from_timestamp(1_507_973_400, 999_999_000).unwrap()
    }

    fn show(headers: &[(&'static str, &str)]) -> HttpResponse {
        let mut request = TestRequest::get();
        for header in headers {
            request = request.append_header(*header);
        }
        public(&request.to_http_request(), &json!({"count": 250}), at(), Duration::from_secs(5))
    }

    fn header(response: &HttpResponse, name: &str) -> String {
        response.headers().get(name).unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn a_public_answer_says_how_long_it_keeps() {
        let response = show(&[]);
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=5, stale-while-revalidate=30, stale-if-error=600"
        );
        assert_eq!(header(&response, "last-modified"), "Sat, 14 Oct 2017 09:30:00 GMT");
        assert_eq!(header(&response, "vary"), "Accept-Language");
        assert!(header(&response, "etag").starts_with('"'));
    }

    #[test]
    fn whoever_has_the_answer_gets_304() {
        let tag = header(&show(&[]), "etag");
        for (sent, expected) in [
            (tag.clone(), 304),
            (format!("W/{tag}"), 304),
            (format!("\"other\", {tag}"), 304),
            ("*".to_owned(), 304),
            ("\"other\"".to_owned(), 200),
            ("nonsense".to_owned(), 200),
        ] {
            let response = show(&[("If-None-Match", &sent)]);
            assert_eq!(response.status().as_u16(), expected, "{sent}");
            assert_eq!(header(&response, "etag"), tag, "{sent}");
        }
    }

    #[test]
    fn who_has_the_answer_of_that_second_gets_304_too() {
        let tag = header(&show(&[]), "etag");
        let since = |date| ("If-Modified-Since", date);
        for (sent, expected) in [
            (&[since("Sat, 14 Oct 2017 09:30:00 GMT")][..], 304),
            (&[since("Sat, 14 Oct 2017 09:30:01 GMT")], 304),
            (&[since("Saturday, 14-Oct-17 09:30:00 GMT")], 304),
            (&[since("Sat, 14 Oct 2017 09:29:59 GMT")], 200),
            (&[since("2017-10-14T09:30:00Z")], 200),
            (&[since("Sat, 14 Oct 2017 09:30:00 GMT"), since("Sat, 14 Oct 2017 09:30:00 GMT")], 200),
            (&[since("Sat, 14 Oct 2017 09:30:00 GMT"), ("If-None-Match", "\"other\"")], 200),
            (&[since("Sat, 14 Oct 2017 09:30:00 GMT"), ("If-None-Match", "nonsense")], 200),
            (&[since("Sat, 14 Oct 2017 09:29:59 GMT"), ("If-None-Match", &tag)], 304),
        ] {
            assert_eq!(show(sent).status().as_u16(), expected, "{sent:?}");
        }
        let request =
            TestRequest::get().insert_header(since("Sat, 14 Oct 2037 09:30:00 GMT")).to_http_request();
        let undated = public_undated(&request, &json!({"count": 250}), Duration::from_secs(5));
        assert_eq!(undated.status(), StatusCode::OK);
        assert!(undated.headers().get("last-modified").is_none());
    }

    #[test]
    fn another_answer_has_another_tag() {
        let request = TestRequest::get().to_http_request();
        let other = public(&request, &json!({"count": 251}), at(), Duration::from_secs(5));
        assert_ne!(header(&other, "etag"), header(&show(&[]), "etag"));
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
