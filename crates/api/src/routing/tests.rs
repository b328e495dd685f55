use actix_web::{
    App, HttpResponse, Responder,
    http::Method,
    middleware::from_fn,
    test::{self, TestRequest},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use viche_domain::{
    language::Locale,
    problem::{Code, Problem},
};

use super::{Operation, Routes, Tag};
use crate::{
    extract::{Idempotent, IfMatch, Json, Path, Query},
    page::Page,
    problem::{ApiError, render},
};

/// Filters of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// How many.
    #[param(example = 10)]
    limit: Option<u32>,
    /// Which.
    #[param(example = "oak", inline)]
    kind: Option<Kind>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Oak,
    Lime,
}

/// A new tree.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTree {
    /// Its kind.
    kind: String,
}

/// A tree.
#[derive(Serialize, ToSchema)]
struct Tree {
    /// Its kind.
    kind: String,
}

async fn list(Query(filter): Query<Filter>) -> impl Responder {
    let trees = match filter.kind {
        None => "trees",
        Some(Kind::Oak) => "oaks",
        Some(Kind::Lime) => "limes",
    };
    format!("{} {trees}", filter.limit.unwrap_or(25))
}

async fn plant(request: Idempotent<Json<NewTree>>) -> Result<impl Responder, ApiError> {
    let NewTree { kind } = request.body.0?;
    match kind.as_str() {
        "palm" => Err(Problem::new(Code::Overloaded).retry_after(7).with("kind", kind).into()),
        "baobab" => panic!("it does not grow here"),
        _ => Ok(HttpResponse::Created().json(Tree { kind })),
    }
}

async fn show(Path(id): Path<String>) -> Result<String, ApiError> {
    if id == "mine" { Err(Code::Unauthenticated.into()) } else { Ok(id) }
}

async fn oldest() -> impl Responder {
    "the oldest"
}

async fn prune(_: Path<String>, _: IfMatch) -> impl Responder {
    HttpResponse::NoContent()
}

fn declared() -> Routes {
    let mut routes = Routes::default();
    let example = json!({"kind": "oak"});
    routes
        .at("/trees")
        .get(
            list,
            Operation::new("list_trees", Tag::City, "Trees")
                .describe("All there is to know.")
                .list::<Filter>()
                .answers::<Page<Tree>>(
                    200,
                    json!({"data": [], "page": {"next": null, "prev": null, "limit": 25}}),
                )
                .cached(),
        )
        .post(
            plant,
            Operation::new("plant_tree", Tag::City, "Plants a tree")
                .describe("All there is to know.")
                .permission("plant_trees")
                .idempotent()
                .body::<NewTree>(example.clone())
                .makes::<Tree>(example.clone())
                .refuses(&[Code::CategoryNotFound]),
        );
    routes
        .at("/trees/{id}")
        .get(
            show,
            Operation::new("show_tree", Tag::City, "One tree")
                .describe("All there is to know.")
                .path("id", "The number of the tree.", "7")
                .optional_login()
                .answers::<Tree>(200, example.clone()),
        )
        .patch(
            prune,
            Operation::new("prune_tree", Tag::City, "Prunes a tree")
                .describe("All there is to know.")
                .path("id", "The number of the tree.", "7")
                .login()
                .if_match()
                .body::<NewTree>(example.clone())
                .answers_nothing(204),
        );
    routes.at("/trees/oldest").get(
        oldest,
        Operation::new("oldest_tree", Tag::City, "The oldest tree")
            .describe("All there is to know.")
            .answers::<Tree>(200, example),
    );
    routes
}

struct Answer {
    status: u16,
    headers: actix_web::http::header::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

async fn send(request: TestRequest) -> Answer {
    let app = App::new().configure(|config| declared().mount(config)).wrap(from_fn(render));
    let service = test::init_service(app).await;
    let response = test::call_service(&service, request.to_request()).await;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Answer { status, headers, body: String::from_utf8(test::read_body(response).await.to_vec()).unwrap() }
}

fn plant_request(kind: &str) -> TestRequest {
    TestRequest::post()
        .uri("/trees")
        .insert_header(("Authorization", "Bearer gardener"))
        .set_json(json!({"kind": kind}))
}

#[actix_web::test]
async fn a_missing_login_is_refused_before_anything_else() {
    let request = TestRequest::post().uri("/trees?limit=5").set_payload("no JSON at all");
    let answer = send(request).await;
    assert_eq!((answer.status, &answer.json()["code"]), (401, &json!("unauthenticated")));
}

#[actix_web::test]
async fn declared_operations_are_served() {
    assert_eq!(send(TestRequest::with_uri("/trees?limit=5&kind=lime")).await.body, "5 limes");
    assert_eq!(send(plant_request("oak")).await.status, 201);
    assert_eq!(send(TestRequest::with_uri("/trees").method(Method::HEAD)).await.status, 200);
}

#[actix_web::test]
async fn words_are_found_before_parameters() {
    assert_eq!(send(TestRequest::with_uri("/trees/oldest")).await.body, "the oldest");
    assert_eq!(send(TestRequest::with_uri("/trees/7")).await.body, "7");
}

#[actix_web::test]
async fn another_method_is_refused_with_those_allowed() {
    let answer = send(TestRequest::with_uri("/trees").method(Method::DELETE)).await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST"));
    assert_eq!(answer.json()["code"], "method_not_allowed");
}

#[actix_web::test]
async fn an_unknown_address_is_refused() {
    let answer = send(TestRequest::with_uri("/bushes/a%20b?x=1")).await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"));
    assert_eq!(answer.json()["code"], "not_found");
    assert_eq!(answer.json()["instance"], "/bushes/a%20b");
}

#[actix_web::test]
async fn parameters_are_refused_where_there_are_none() {
    for request in
        [TestRequest::with_uri("/trees/oldest?limit=5"), plant_request("oak").uri("/trees?limit=5")]
    {
        let answer = send(request).await;
        assert_eq!((answer.status, &answer.json()["code"]), (400, &json!("bad_parameter")));
        assert_eq!(answer.json()["errors"][0]["parameter"], "limit");
    }
}

#[actix_web::test]
async fn a_refusal_is_a_problem_document() {
    let answer = send(plant_request("palm").insert_header(("Accept-Language", "en"))).await;
    assert_eq!(answer.status, 503);
    for (name, value) in [
        ("content-type", "application/problem+json"),
        ("content-language", "en"),
        ("vary", "Accept-Language"),
        ("cache-control", "no-store"),
        ("retry-after", "7"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert_eq!(
        answer.json(),
        json!({
            "type": "/docs/problems#overloaded",
            "title": Code::Overloaded.title(Locale::En),
            "status": 503,
            "detail": Code::Overloaded.detail(Locale::En),
            "instance": "/trees",
            "code": "overloaded",
            "context": {"kind": "palm"},
            "request_id": "",
        })
    );
}

#[actix_web::test]
async fn faults_are_told_in_the_readers_language() {
    let login = ("Authorization", "Bearer gardener");
    let request = || TestRequest::post().uri("/trees").insert_header(login).set_json(json!({}));
    for (language, tag, message) in [
        ("uk", "uk", "Обовʼязкове поле."),
        ("en", "en", "This field is required."),
        ("de", "uk", "Обовʼязкове поле."),
    ] {
        let answer = send(request().insert_header(("Accept-Language", language))).await;
        assert_eq!((answer.status, answer.header("content-language")), (422, tag));
        assert_eq!(
            answer.json()["errors"],
            json!([{"pointer": "/kind", "code": "required", "message": message}])
        );
    }
}

#[actix_web::test]
async fn a_missing_login_says_how_to_log_in() {
    let answer = send(TestRequest::with_uri("/trees/mine")).await;
    assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"));
}

#[actix_web::test]
async fn a_panic_is_an_internal_error_and_says_nothing_of_its_cause() {
    let answer = send(plant_request("baobab")).await;
    assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("internal")));
    assert!(!answer.body.contains("grow"));
}

#[actix_web::test]
async fn the_document_describes_what_is_declared() {
    let document = serde_json::to_value(declared().document()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "Viche");
    assert!(document["paths"]["/trees"].get("head").is_none());

    let plant = &document["paths"]["/trees"]["post"];
    assert_eq!(plant["operationId"], "plant_tree");
    assert_eq!(plant["x-permission"], "plant_trees");
    assert_eq!(plant["security"], json!([{"bearer": []}]));
    assert_eq!(plant["requestBody"]["content"]["application/json"]["example"], json!({"kind": "oak"}));
    assert!(plant["responses"]["201"]["headers"].get("Location").is_some());
    let statuses: Vec<_> = plant["responses"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        statuses,
        ["201", "400", "401", "403", "404", "408", "409", "413", "415", "422", "500", "503"]
    );
    let refused = |status: &str| {
        let name = plant["responses"][status]["$ref"].as_str().unwrap();
        (name.rsplit('/').next().unwrap(), document.pointer(name.trim_start_matches('#')).unwrap())
    };
    let (name, unavailable) = refused("503");
    assert_eq!(name, "ClockWrongOrNotWritableOrOverloadedOrUnavailable");
    assert!(unavailable["headers"].get("Retry-After").is_some());
    let (name, invalid) = refused("422");
    assert_eq!(name, "IdempotencyKeyReusedOrValidationFailed");
    assert_eq!(
        invalid["content"]["application/problem+json"]["examples"],
        json!({
            "idempotency_key_reused": {"$ref": "#/components/examples/idempotency_key_reused"},
            "validation_failed": {"$ref": "#/components/examples/validation_failed"},
        })
    );

    assert!(document.pointer("/components/examples/category_not_found").is_some());
    assert!(
        document.pointer("/components/examples/petition_not_found").is_none(),
        "nothing refuses with it here"
    );

    let list = &document["paths"]["/trees"]["get"];
    assert_eq!(list["parameters"][0]["schema"]["examples"], json!([10]));
    assert_eq!(list["parameters"][0].get("example"), None, "the API reference sends nothing unasked");
    assert_eq!(document["paths"]["/trees/{id}"]["get"]["parameters"][0]["example"], "7");
    let header = |name: &str| &document["components"]["parameters"][name];
    assert_eq!(header("Idempotency-Key").get("example"), None, "a key is good for one request");
    assert_eq!(header("If-Match")["example"], "*");
    assert_eq!(list["parameters"][0]["schema"]["type"], "integer");
    assert_eq!(list["parameters"][1]["schema"]["enum"], json!(["oak", "lime"]));
    assert!(document.pointer("/components/schemas/TreePage").is_some());
    assert_eq!(list["security"], json!([]));
    assert!(list["responses"].get("304").is_some());
    assert!(list["responses"]["200"]["headers"].get("Link").is_some());
    assert_eq!(document["paths"]["/trees/{id}"]["get"]["security"], json!([{}, {"bearer": []}]));
    let prune = &document["paths"]["/trees/{id}"]["patch"]["responses"];
    assert!(prune.get("412").is_some() && prune.get("428").is_some());
}

#[actix_web::test]
async fn the_document_is_the_same_each_time() {
    let [first, second] = [(); 2].map(|()| declared().document().to_pretty_json().unwrap());
    assert_eq!(first, second);
    assert_eq!(declared().faults(), [""; 0]);
}

#[actix_web::test]
async fn incomplete_declarations_are_found() {
    #[derive(Deserialize, IntoParams)]
    struct Bare {
        #[expect(dead_code, reason = "only its description matters")]
        word: Option<String>,
        /// Which kind.
        #[expect(dead_code, reason = "only its description matters")]
        #[param(example = "oak")]
        kind: Option<Kind>,
    }
    let faults_of = |path, operation| {
        let mut routes = Routes::default();
        routes.at(path).get(oldest, operation);
        routes.faults().join("; ")
    };
    let named = |id, summary| Operation::new(id, Tag::City, summary).describe("What it does.");
    let good = || named("a", "A").answers::<Tree>(200, json!({"kind": "oak"}));
    for (path, operation, fault) in vec![
        ("/a/{id}", good(), "a (/a/{id}) lacks the path parameter id"),
        ("/a", good().path("id", "d", "7"), "lacks the path parameter id"),
        ("/a", good().query::<Bare>(), "the example of the parameter word"),
        ("/a", good().query::<Bare>(), "nothing is at #/components/schemas/Kind"),
        ("/a", named("", "A").answers_nothing(204), "lacks an id"),
        ("/a", named("a", "").answers_nothing(204), "lacks a summary"),
        ("/a", Operation::new("a", Tag::City, "A").answers_nothing(204), "lacks a description"),
        ("/a", named("a", "A"), "lacks an answer"),
        ("/a", good().answers::<Tree>(202, Value::Null), "lacks an example"),
    ] {
        let faults = faults_of(path, operation);
        assert!(faults.contains(fault), "{fault} in {faults}");
    }
    let mut routes = Routes::default();
    routes.at("/a").get(oldest, good()).get(oldest, good());
    assert_eq!(
        routes.faults(),
        ["GET /a is declared twice", "HEAD /a is declared twice", "two operations have the id a"]
    );
}
