//! The reference for people: `/docs`, `/docs/problems`, and the document itself at `/openapi.json`.

use std::{fmt::Write, future::ready, sync::Arc};

use actix_web::{HttpResponse, http::header, web::Path};
use utoipa_swagger_ui::Config;
use viche_domain::{
    language::Locale,
    problem::{Code, FaultCode},
};

use crate::{problem::ApiError, routing::Routes};

/// Declares the reference for everything declared so far. Nothing is fetched from elsewhere.
pub fn routes(routes: &mut Routes) {
    let json = routes.document().to_pretty_json().expect("the document has string keys and no failing parts");
    let viewer = Arc::new(Config::from("/openapi.json"));
    let problems = problems();
    routes.undocumented("/openapi.json", move || ready(served("application/json", json.clone())));
    routes.undocumented("/docs", to_viewer);
    routes
        .undocumented("/docs/problems", move || ready(served("text/html; charset=utf-8", problems.clone())));
    routes.undocumented("/docs/{file:.*}", move |file| ready(view(file, Arc::clone(&viewer))));
}

fn served(content_type: &'static str, body: String) -> HttpResponse {
    HttpResponse::Ok().content_type(content_type).body(body)
}

/// The viewer's own links are relative to a folder.
async fn to_viewer() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}

fn view(file: Path<String>, viewer: Arc<Config<'static>>) -> Result<HttpResponse, ApiError> {
    let file = utoipa_swagger_ui::serve(&file, viewer).map_err(|_| Code::Internal)?.ok_or(Code::NotFound)?;
    let mut response = HttpResponse::Ok();
    if file.gzpipped {
        response.insert_header(header::ContentEncoding::Gzip);
    }
    Ok(response.content_type(file.content_type).body(file.bytes.into_owned()))
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
    use actix_web::{App, test, web};
    use viche_domain::language::Locale;
    use viche_domain::problem::{Code, FaultCode};

    use crate::routing::Routes;

    async fn get(path: &str) -> (u16, String, String) {
        let mut routes = Routes::default();
        super::routes(&mut routes);
        let service = test::init_service(App::new().configure(|config| routes.mount(config))).await;
        let response = test::call_service(&service, test::TestRequest::with_uri(path).to_request()).await;
        let status = response.status().as_u16();
        let kind = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let body: web::Bytes = test::read_body(response).await;
        (status, kind.unwrap_or_default(), String::from_utf8_lossy(&body).into_owned())
    }

    #[actix_web::test]
    async fn the_viewer_and_its_parts_come_from_here() {
        let (status, kind, page) = get("/docs/").await;
        assert_eq!((status, kind.as_str()), (200, "text/html"));
        assert!(!page.contains("https://") && !page.contains("http://"), "{page}");
        for part in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-initializer.js"] {
            assert_eq!(get(&format!("/docs/{part}")).await.0, 200, "{part}");
        }
        assert!(get("/docs/swagger-initializer.js").await.2.contains("/openapi.json"));
        assert_eq!(get("/docs").await.0, 308);
        assert_eq!(get("/docs/nothing.js").await.0, 404);
        assert!(get("/openapi.json").await.2.contains("\"openapi\": \"3.1.0\""));
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
