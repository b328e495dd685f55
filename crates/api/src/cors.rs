//! Which other sites may call the API from a browser.

use actix_cors::Cors;

/// Allows these origins, such as `https://petitions.example.org`, and no others.
pub fn allow(origins: &[String]) -> Cors {
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "X-Request-Id",
        ])
        .expose_headers(["ETag", "Link", "Location", "Retry-After", "X-Request-Id"])
        .max_age(3600);
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, http::Method, test, web};

    use super::allow;

    async fn answer(method: Method, origin: &str) -> (u16, Option<String>, String) {
        let origins = ["https://petitions.example.org".to_owned()];
        let service = App::new()
            .route("/", web::get().to(HttpResponse::Ok))
            .wrap(allow(&origins))
            .wrap(actix_web::middleware::from_fn(crate::problem::render));
        let service = test::init_service(service).await;
        let request = test::TestRequest::default()
            .method(method)
            .insert_header(("Origin", origin))
            .insert_header(("Access-Control-Request-Method", "POST"))
            .insert_header(("Access-Control-Request-Headers", "authorization, idempotency-key, if-match"))
            .to_request();
        let response = test::call_service(&service, request).await;
        let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let exposed = header("access-control-expose-headers").unwrap_or_default().to_lowercase();
        (response.status().as_u16(), header("access-control-allow-origin"), exposed)
    }

    #[actix_web::test]
    async fn only_listed_origins_may_call() {
        let listed = Some("https://petitions.example.org".to_owned());
        let (status, allowed, _) = answer(Method::OPTIONS, "https://petitions.example.org").await;
        assert_eq!((status, allowed), (200, listed.clone()));
        let (status, allowed, exposed) = answer(Method::GET, "https://petitions.example.org").await;
        assert_eq!((status, allowed), (200, listed));
        for name in ["etag", "location", "link", "retry-after", "x-request-id"] {
            assert!(exposed.contains(name), "{name} in {exposed}");
        }
        let (_, allowed, _) = answer(Method::GET, "https://elsewhere.example.org").await;
        assert_eq!(allowed, None);
        let (status, allowed, _) = answer(Method::OPTIONS, "https://elsewhere.example.org").await;
        assert_eq!((status, allowed), (400, None));
    }
}
