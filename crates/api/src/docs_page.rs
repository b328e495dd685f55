//! The reference for people: `/docs`, `/docs/problems`, and the document itself at `/openapi.json`.

use std::{fmt::Write, future::ready, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, http::header, web::Path};
use utoipa_swagger_ui::Config;
use viche_domain::{
    language::Locale,
    problem::{Code, FaultCode},
};

use crate::{pages, problem::ApiError, routing::Routes};

/// Declares the reference for everything declared so far. Nothing is fetched from elsewhere, and nobody else is asked.
pub fn routes(routes: &mut Routes) {
    let json = routes.document().to_pretty_json().expect("the document has string keys and no failing parts");
    let viewer = Arc::new(Config::from("/openapi.json").validator_url("none"));
    let problems = problems();
    serve(routes, "/openapi.json", "application/json", json);
    serve(routes, "/favicon.ico", "image/svg+xml", include_str!("favicon.svg").to_owned());
    routes.undocumented("/docs", to_viewer);
    serve(routes, "/docs/problems", "text/html; charset=utf-8", problems);
    routes.undocumented("/docs/{file:.*}", move |request, file| {
        ready(view(&request, &file, Arc::clone(&viewer)))
    });
}

fn serve(routes: &mut Routes, path: &'static str, content_type: &'static str, body: String) {
    routes.undocumented(path, move |request: HttpRequest| {
        ready(pages::file(&request, content_type, body.clone().into_bytes()))
    });
}

/// The viewer's own links are relative to a folder.
async fn to_viewer() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}

fn view(
    request: &HttpRequest,
    file: &Path<String>,
    viewer: Arc<Config<'static>>,
) -> Result<HttpResponse, ApiError> {
    let file = utoipa_swagger_ui::serve(file, viewer).map_err(|_| Code::Internal)?.ok_or(Code::NotFound)?;
    let mut response = pages::file(request, &file.content_type, file.bytes.into_owned());
    if file.gzpipped {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
    }
    Ok(response)
}

/// All codes of refusals and faults as a page in both languages.
fn problems() -> String {
    let mut rows = String::new();
    for code in Code::ALL {
        let name = code.as_str();
        let status = code.status();
        let _ = writeln!(
            rows,
            "<tr id=\"{name}\"><td><code>{name}</code></td><td>{status}</td>{}{}</tr>",
            cell(*code, Locale::Uk),
            cell(*code, Locale::En),
        );
    }
    let mut faults = String::new();
    for fault in FaultCode::ALL {
        let name = fault.as_str();
        let _ = writeln!(
            faults,
            "<tr><td><code>{name}</code></td><td lang=\"uk\">{}</td><td lang=\"en\">{}</td></tr>",
            escape(&fault.pattern(Locale::Uk)),
            escape(&fault.pattern(Locale::En)),
        );
    }
    include_str!("docs_page.html").replace("{codes}", &rows).replace("{faults}", &faults)
}

fn cell(code: Code, locale: Locale) -> String {
    let (title, detail) = (escape(&code.title(locale)), escape(&code.detail(locale)));
    format!("<td lang=\"{}\"><b>{title}</b><br>{detail}</td>", locale.tag())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use actix_web::dev::ServiceResponse;
    use actix_web::{App, test, web};
    use viche_domain::language::Locale;
    use viche_domain::problem::{Code, FaultCode};

    use crate::routing::Routes;

    async fn ask(path: &str, has: Option<&str>) -> ServiceResponse {
        let mut routes = Routes::default();
        super::routes(&mut routes);
        let service = test::init_service(App::new().configure(|config| routes.mount(config))).await;
        let request = test::TestRequest::with_uri(path);
        let request =
            has.into_iter().fold(request, |request, tag| request.insert_header(("If-None-Match", tag)));
        test::call_service(&service, request.to_request()).await
    }

    fn header(response: &ServiceResponse, name: &str) -> String {
        response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    async fn get(path: &str) -> (u16, String, String) {
        let response = ask(path, None).await;
        let (status, kind) = (response.status().as_u16(), header(&response, "content-type"));
        let body: web::Bytes = test::read_body(response).await;
        (status, kind, String::from_utf8_lossy(&body).into_owned())
    }

    #[actix_web::test]
    async fn the_viewer_and_its_parts_come_from_here() {
        let (status, kind, page) = get("/docs/").await;
        assert_eq!((status, kind.as_str()), (200, "text/html"));
        assert!(!page.contains("https://") && !page.contains("http://"), "{page}");
        for part in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-initializer.js"] {
            assert_eq!(get(&format!("/docs/{part}")).await.0, 200, "{part}");
        }
        let (.., settings) = get("/docs/swagger-initializer.js").await;
        assert!(
            settings.contains("\"/openapi.json\"") && settings.contains("\"validatorUrl\": \"none\""),
            "{settings}"
        );
        assert_eq!(get("/docs").await.0, 308);
        assert_eq!(get("/docs/nothing.js").await.0, 404);
        assert!(get("/openapi.json").await.2.contains("\"openapi\": \"3.1.0\""));
    }

    #[actix_web::test]
    async fn every_part_may_be_kept_and_is_put_together_from_here() {
        for path in [
            "/openapi.json",
            "/favicon.ico",
            "/docs/",
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js",
            "/docs/favicon-32x32.png",
            "/docs/problems",
        ] {
            let first = ask(path, None).await;
            let tag = header(&first, "etag");
            assert_eq!((first.status().as_u16(), tag.len()), (200, 45), "{path}");
            let again = ask(path, Some(&tag)).await;
            assert_eq!((again.status().as_u16(), header(&again, "etag")), (304, tag), "{path}");
            for answer in [first, again] {
                assert!(header(&answer, "cache-control").starts_with("public, max-age=300,"), "{path}");
                let policy = header(&answer, "content-security-policy");
                assert!(policy.starts_with("default-src 'self';"), "{path}: {policy}");
                assert_eq!(header(&answer, "referrer-policy"), "no-referrer", "{path}");
            }
        }
    }

    #[actix_web::test]
    async fn the_page_of_problems_has_every_code_in_both_languages() {
        let (status, kind, page) = get("/docs/problems").await;
        assert_eq!((status, kind.as_str()), (200, "text/html; charset=utf-8"));
        for code in Code::ALL {
            assert!(page.contains(&format!("<tr id=\"{}\">", code.as_str())), "{code:?}");
            for locale in Locale::ALL {
                assert!(page.contains(&*code.title(*locale)), "{code:?}");
            }
        }
        for fault in FaultCode::ALL {
            for locale in Locale::ALL {
                assert!(page.contains(&*fault.pattern(*locale)), "{fault:?}");
            }
        }
    }
}
