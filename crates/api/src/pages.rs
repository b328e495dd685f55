//! Pages for people, with their parts: what a browser is given beside the API, and what it may do with it.

use std::future::ready;
use std::time::Duration;

use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_FRAME_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse};

use crate::caching;
use crate::routing::Routes;

/// How long a page may be kept: a new release brings others.
const FRESH: Duration = Duration::from_mins(5);

/// A page is put together from our own files, asks nobody else, stands in no frame, and gives its address, which may
/// hold a token, to nobody. The API reference has styles in its elements and pictures in its style sheet.
const POLICIES: [(HeaderName, HeaderValue); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    ),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

/// A page, or a part of one.
#[derive(Debug)]
pub struct Page {
    /// Its address, which may have `{parameters}`; whatever query follows is its own to read.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub body: &'static str,
}

/// Declares pages.
pub(crate) fn routes(routes: &mut Routes, pages: &'static [Page]) {
    for page in pages {
        routes.page(page.path, move |request: HttpRequest| {
            ready(file(&request, page.content_type, page.body.as_bytes().to_vec()))
        });
    }
}

/// A file for browsers.
pub(crate) fn file(request: &HttpRequest, content_type: &str, body: Vec<u8>) -> HttpResponse {
    let mut response = caching::file(request, content_type, body, FRESH);
    for (name, value) in POLICIES {
        response.headers_mut().insert(name, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use actix_web::{App, test};

    use super::Page;
    use crate::routing::Routes;

    const PAGES: [Page; 1] =
        [Page { path: "/trees/{name}", content_type: "text/html; charset=utf-8", body: "<p>A tree</p>" }];

    #[actix_web::test]
    async fn a_page_reads_its_query_itself_and_asks_nobody_else() {
        let service = App::new().configure(|config| {
            let mut routes = Routes::default();
            super::routes(&mut routes, &PAGES);
            routes.mount(config);
        });
        let service = test::init_service(service).await;
        let request = test::TestRequest::with_uri("/trees/oak?token=7").to_request();
        let response = test::call_service(&service, request).await;
        assert_eq!(response.status(), 200);
        for (name, part) in [
            ("content-type", "text/html"),
            ("content-security-policy", "default-src 'self';"),
            ("content-security-policy", "frame-ancestors 'none'"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "public, max-age=300"),
            ("etag", "\""),
        ] {
            let value = response.headers().get(name).unwrap().to_str().unwrap();
            assert!(value.contains(part), "{name}: {value}");
        }
        assert_eq!(test::read_body(response).await, "<p>A tree</p>");
    }
}
