//! Which other sites may call the API from a browser.

use actix_cors::{Cors, CorsError};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

/// Allows these origins, such as `https://petitions.example.org`, and no others; `http://localhost:*` is any port there.
pub fn allow(origins: &[String]) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "X-Request-Id",
        ])
        .expose_headers(["ETag", "Link", "Location", "Retry-After", "X-Request-Id"])
        .max_age(3600);
    origins.iter().fold(cors, |cors, origin| match origin.strip_suffix(":*") {
        None => cors.allowed_origin(origin),
        Some(site) => {
            let site = site.to_owned();
            cors.allowed_origin_fn(move |origin, _| origin.to_str().is_ok_and(|origin| is_of(origin, &site)))
        }
    })
}

/// Whether an origin is a site's at any port.
fn is_of(origin: &str, site: &str) -> bool {
    match origin.strip_prefix(site).map(|rest| rest.strip_prefix(':').ok_or(rest)) {
        Some(Ok(port)) => !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()),
        Some(Err(rest)) => rest.is_empty(),
        None => false,
    }
}

/// Why a preflight is refused.
pub(crate) fn refusal(error: &CorsError) -> Problem {
    let wrong = |header, fault| Problem::new(Code::BadHeader).fault(Fault::header(header, fault));
    match error {
        CorsError::MissingOrigin => wrong("Origin", FaultCode::Required),
        CorsError::BadRequestMethod | CorsError::MethodNotAllowed => {
            wrong("Access-Control-Request-Method", FaultCode::UnknownValue)
        }
        CorsError::BadRequestHeaders | CorsError::HeadersNotAllowed => {
            wrong("Access-Control-Request-Headers", FaultCode::UnknownValue)
        }
        _ => Code::OriginNotAllowed.into(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, http::Method, test, web};
    use serde_json::Value;

    use super::allow;

    struct Answer {
        status: u16,
        allowed: Option<String>,
        exposed: String,
        body: Value,
    }

    async fn answer(method: Method, headers: &[(&str, &str)]) -> Answer {
        let origins = ["https://petitions.example.org", "http://localhost:*"].map(str::to_owned);
        let service = App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .wrap(allow(&origins))
            .wrap(actix_web::middleware::from_fn(crate::problem::render));
        let service = test::init_service(service).await;
        let request = test::TestRequest::default().method(method);
        let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
        let response = test::call_service(&service, request.to_request()).await;
        let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let exposed = header("access-control-expose-headers").unwrap_or_default().to_lowercase();
        let (status, allowed) = (response.status().as_u16(), header("access-control-allow-origin"));
        let body = serde_json::from_slice(&test::read_body(response).await).unwrap_or_default();
        Answer { status, allowed, exposed, body }
    }

    async fn preflight(origin: &str, method: &str, headers: &str) -> Answer {
        let asked = [
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers),
        ];
        answer(Method::OPTIONS, &asked).await
    }

    #[actix_web::test]
    async fn listed_origins_may_call() {
        for origin in [
            "https://petitions.example.org",
            "http://localhost",
            "http://localhost:5173",
            "http://localhost:65535",
        ] {
            let allowed = preflight(origin, "POST", "authorization, idempotency-key, if-match").await;
            assert_eq!((allowed.status, allowed.allowed.as_deref()), (200, Some(origin)));
            let read = answer(Method::GET, &[("Origin", origin)]).await;
            assert_eq!((read.status, read.allowed.as_deref()), (200, Some(origin)));
            for name in ["etag", "location", "link", "retry-after", "x-request-id"] {
                assert!(read.exposed.contains(name), "{name} in {}", read.exposed);
            }
        }
    }

    #[actix_web::test]
    async fn other_origins_are_told_that_it_is_their_origin() {
        for origin in [
            "https://elsewhere.example.org",
            "https://petitions.example.org:8443",
            "https://localhost:5173",
            "http://localhost.example.org",
            "http://localhost5173",
            "http://localhost:",
            "http://localhost:5173.example.org",
            "http://localhost@example.org:80",
            "null",
        ] {
            let refused = preflight(origin, "POST", "authorization").await;
            assert_eq!((refused.status, refused.allowed), (403, None), "{origin}");
            assert_eq!(refused.body["code"], "origin_not_allowed", "{origin}");
            assert_eq!(answer(Method::GET, &[("Origin", origin)]).await.allowed, None, "{origin}");
        }
    }

    #[actix_web::test]
    async fn a_preflight_with_a_wrong_header_is_told_which() {
        let origin = ("Origin", "http://localhost:5173");
        for (headers, wrong) in [
            (vec![("Access-Control-Request-Method", "POST")], "Origin"),
            (vec![origin, ("Access-Control-Request-Method", "BREW")], "Access-Control-Request-Method"),
            (
                vec![
                    origin,
                    ("Access-Control-Request-Method", "POST"),
                    ("Access-Control-Request-Headers", "x-surprise"),
                ],
                "Access-Control-Request-Headers",
            ),
        ] {
            let refused = answer(Method::OPTIONS, &headers).await;
            assert_eq!((refused.status, &refused.body["code"]), (400, &"bad_header".into()), "{wrong}");
            assert_eq!(refused.body["errors"][0]["header"], wrong);
        }
    }
}
