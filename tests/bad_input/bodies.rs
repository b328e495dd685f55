//! Every operation with a body, and every way in which a body can be wrong.

use serde_json::{Value, json};
use viche_testkit::on_both;

use super::{Inspector, is_told_in_both};
use crate::document::operations::{Operation, resolved};
use crate::document::world::{Request, World};

/// Text that is too long for any field.
pub const TOO_LONG: usize = 20_000;

/// A body and what has to be said against it.
struct Bad {
    what: String,
    content_type: Option<&'static str>,
    body: Vec<u8>,
    status: u16,
    code: &'static str,
    /// The pointer, and the fault there.
    fault: Option<(String, &'static [&'static str])>,
}

impl Bad {
    fn bytes(what: &str, body: impl Into<Vec<u8>>, status: u16, code: &'static str) -> Self {
        let content_type = Some("application/json");
        Self { what: what.to_owned(), content_type, body: body.into(), status, code, fault: None }
    }

    fn malformed(what: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::bytes(what, body, 400, "malformed_body").at("", &["malformed"])
    }

    fn field(what: &str, body: &Value, pointer: &str, faults: &'static [&'static str]) -> Self {
        Self::bytes(what, body.to_string(), 422, "validation_failed").at(pointer, faults)
    }

    fn at(self, pointer: &str, faults: &'static [&'static str]) -> Self {
        Self { fault: Some((pointer.to_owned(), faults)), ..self }
    }
}

/// The text of a draft comes later than its title.
const MAY_BE_BLANK: [(&str, &str); 2] = [("create_petition", "text"), ("edit_petition", "text")];

on_both! {
    async fn a_wrong_body_is_refused_where_it_is_wrong_and_changes_nothing(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        for operation in Operation::all().into_iter().filter(Operation::has_body) {
            let request = world.request(&operation).await;
            let before = service.contents().await;
            for bad in every_wrong_body(&operation, request.body.as_ref().unwrap()) {
                is_refused(&inspector, &request, bad).await;
            }
            inspector.nothing_changed_since(&before, operation.id).await;
            request.send().await.is(operation.success());
        }
        inspector.has_seen(600);
    }

    async fn text_of_the_wrong_length_is_refused_by_field(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        for operation in Operation::all().into_iter().filter(Operation::has_body) {
            let request = world.request(&operation).await;
            let before = service.contents().await;
            for field in texts(operation.body()) {
                let blank = [String::new(), " \u{a0}\t".to_owned()];
                let blank = blank.into_iter().filter(|_| !MAY_BE_BLANK.contains(&(operation.id, field)));
                for text in blank.chain(["щ".repeat(TOO_LONG)]) {
                    let mut body = request.body.clone().unwrap();
                    body[field] = json!(text);
                    let (status, code) = against_text(operation.id, field);
                    let mut bad = Bad::bytes(field, body.to_string(), status, code);
                    bad.fault = (code == "validation_failed").then(|| (format!("/{field}"), [].as_slice()));
                    is_refused(&inspector, &request, bad).await;
                }
            }
            inspector.nothing_changed_since(&before, operation.id).await;
        }
        inspector.has_seen(60);
    }

    async fn an_operation_without_a_body_takes_none(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        let reads_none = |operation: &Operation| {
            !operation.has_body() && ["POST", "PUT"].contains(&operation.method.as_str())
        };
        for operation in Operation::all().into_iter().filter(reads_none) {
            let request = world.request(&operation).await;
            let before = service.contents().await;
            for bad in [
                Bad::malformed("no JSON", "hello"),
                Bad::field("an unknown field", &json!({ "state": "answered" }), "/state", &["unknown_field"]),
                Bad::field("an array", &json!([]), "", &["wrong_type"]),
                Bad::bytes("a huge body", vec![b' '; 1 << 20], 413, "body_too_large"),
                Bad { content_type: None, ..Bad::bytes("no type", "{}", 415, "unsupported_media_type") },
            ] {
                is_refused(&inspector, &request, bad).await;
            }
            inspector.nothing_changed_since(&before, operation.id).await;
            request.send_bytes("", Some(b"{}".to_vec())).await.is(operation.success());
        }
        inspector.has_seen(35);
    }

    async fn an_instant_that_rfc_3339_can_not_write_is_refused(service) {
        let administrator = service.administrator().await;
        let mut policy = administrator.get("/v1/policies/current").await.is(200).json();
        policy.as_object_mut().unwrap().remove("version");
        let before = service.contents().await;
        for instant in ["+12345-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:60Z", "2026-12-31T23:59:60Z", "2026-02-30T00:00:00Z", "2027-01-01", "soon"] {
            policy["effective_from"] = json!(instant);
            administrator.post("/v1/policies", policy.clone()).await
                .is_refused(422, "validation_failed")
                .names("/effective_from", "malformed");
        }
        Inspector::new(&service).nothing_changed_since(&before, "a policy of no instant").await;
    }
}

async fn is_refused(inspector: &Inspector<'_>, request: &Request, bad: Bad) {
    let operation = &request.operation;
    let send = async |language: &str| {
        let caller = request.caller.with("Accept-Language", language);
        let content_type = bad.content_type.unwrap_or_default();
        caller.send(operation.method.clone(), &request.path, Some((content_type, bad.body.clone()))).await
    };
    let answer = send("uk").await;
    let said = (answer.status, answer.json()["code"].as_str().unwrap_or_default().to_owned());
    assert_eq!(said, (bad.status, bad.code.to_owned()), "{} with {}: {answer}", operation.id, bad.what);
    if let Some((pointer, faults)) = &bad.fault {
        let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
        let named = errors.iter().any(|error| {
            error["pointer"] == **pointer
                && (faults.is_empty() || faults.iter().any(|fault| error["code"] == *fault))
        });
        assert!(named, "{} with {}: no {faults:?} at {pointer:?} in {answer}", operation.id, bad.what);
    }
    if inspector.is_documented(operation, &answer) {
        is_told_in_both(&answer, &send("en").await);
    }
}

/// Wrong bodies for an operation, made from one that it takes.
fn every_wrong_body(operation: &Operation, good: &Value) -> Vec<Bad> {
    let text = good.to_string();
    let doubled = |name: &str| text.replacen('{', &format!("{{\"{name}\":{},", good[name]), 1);
    let first = good.as_object().unwrap().keys().next().unwrap();
    let spoilt = text.replacen("\":\"", "\":\"\u{1}", 1).into_bytes();
    let invalid_utf8 = spoilt.iter().map(|byte| if *byte == 1 { 0xFF } else { *byte }).collect::<Vec<_>>();
    let mut bad = vec![
        Bad::malformed("nothing", ""),
        Bad::malformed("blanks", "  "),
        Bad::malformed("half of it", &text.as_bytes()[..text.len() / 2]),
        Bad::malformed("something after it", format!("{text}{{}}")),
        Bad::malformed("a byte order mark", format!("\u{feff}{text}")),
        Bad::malformed("a raw control character", spoilt),
        Bad::malformed("invalid UTF-8", invalid_utf8),
        Bad::malformed("half a surrogate", text.replacen("\":\"", "\":\"\\ud800", 1)),
        Bad::malformed("10,000 arrays", "[".repeat(10_000) + &"]".repeat(10_000)),
        Bad::malformed("10,000 objects", "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000)),
        Bad::malformed("a number beyond all", format!("{{\"{first}\":1e999}}")),
        Bad::bytes("a huge body", vec![b' '; 1 << 20], 413, "body_too_large"),
        Bad::bytes("a field twice", doubled(first), 400, "malformed_body")
            .at(&format!("/{first}"), &["repeated"]),
        Bad::field("an array", &json!([good]), "", &["wrong_type"]),
        Bad::field("a string", &json!("text"), "", &["wrong_type"]),
        Bad::field("null", &Value::Null, "", &["wrong_type"]),
        Bad { content_type: None, ..Bad::bytes("no type", text.clone(), 415, "unsupported_media_type") },
    ];
    for wrong in
        ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=cp1251", "json"]
    {
        let content_type = Some(wrong);
        bad.push(Bad { content_type, ..Bad::bytes(wrong, text.clone(), 415, "unsupported_media_type") });
    }
    for unknown in ["status", "signatures", "id", "a/b~c"] {
        let pointer = format!("/{}", unknown.replace('~', "~0").replace('/', "~1"));
        let mut body = good.clone();
        body[unknown] = json!(1);
        bad.push(Bad::field("an unknown field", &body, &pointer, &["unknown_field"]));
    }
    let schema = &operation.body()["schema"];
    wrong_fields(schema, good, &mut |changed, pointer, faults| {
        bad.push(Bad::field(&format!("{pointer} wrong"), changed, pointer, faults));
    });
    bad
}

/// What is wrong when a field is unknown, missing, of another type, null, or out of range; within fields too.
fn wrong_fields(
    schema: &'static Value,
    good: &Value,
    report: &mut dyn FnMut(&Value, &str, &'static [&'static str]),
) {
    let schema = resolved(schema);
    let mut surprising = good.clone();
    surprising["surprise"] = json!(1);
    report(&surprising, "/surprise", &["unknown_field"]);
    let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (name, property) in schema["properties"].as_object().unwrap() {
        let pointer = format!("/{name}");
        let with = |value: Value| {
            let mut body = good.clone();
            body[name] = value;
            body
        };
        if required.contains(&json!(name)) {
            let mut without = good.clone();
            without.as_object_mut().unwrap().remove(name);
            report(&without, &pointer, &["required"]);
            report(&with(Value::Null), &pointer, &["wrong_type"]);
        }
        let property = chosen(property);
        for other in [json!("text"), json!(true), json!(7), json!(1.5), json!([1]), json!({ "a": 1 })] {
            if !accepts(property, &other) {
                report(&with(other), &pointer, &["wrong_type", "unknown_field", "required"]);
            }
        }
        match type_of(property) {
            "string" if property["enum"].is_array() => {
                report(&with(json!("nonsense")), &pointer, &["unknown_value"]);
            }
            "string" => report(&with(json!("a\0b")), &pointer, &["forbidden_character"]),
            "integer" => {
                for number in [json!(-1), json!(4_000_000_000_i64), json!(99_999_999_999_999_999_999_f64)] {
                    report(&with(number), &pointer, &["out_of_range", "wrong_type", "malformed"]);
                }
            }
            "object" if good[name].is_object() => {
                wrong_fields(property, &good[name], &mut |inner, place, faults| {
                    report(&with(inner.clone()), &format!("{pointer}{place}"), faults);
                });
            }
            "array" => {
                let items = &property["items"];
                wrong_fields(items, &good[name][0], &mut |inner, place, faults| {
                    report(&with(json!([good[name][0], inner])), &format!("{pointer}/1{place}"), faults);
                });
            }
            _ => {}
        }
    }
}

/// The schema of a field itself: an optional one may also be null.
pub fn chosen(schema: &'static Value) -> &'static Value {
    let schema = resolved(schema);
    match schema["oneOf"].as_array() {
        Some(choices) => resolved(choices.iter().find(|choice| choice["type"] != "null").unwrap()),
        None => schema,
    }
}

pub fn type_of(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(types) => {
            types.iter().find_map(|one| one.as_str().filter(|one| *one != "null")).unwrap()
        }
        one => one.as_str().unwrap(),
    }
}

fn accepts(schema: &Value, value: &Value) -> bool {
    match type_of(schema) {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("what is a field of type {other}?"),
    }
}

/// The text fields of a body.
fn texts(body: &'static Value) -> Vec<&'static str> {
    let fields = resolved(&body["schema"])["properties"].as_object().unwrap().iter();
    fields
        .filter(|(_, property)| type_of(chosen(property)) == "string")
        .map(|(name, _)| name.as_str())
        .collect()
}

/// What is said against text that nobody could mean. A secret is wrong rather than of a wrong form, and so is the
/// name of something that isn't there.
fn against_text(operation: &str, field: &str) -> (u16, &'static str) {
    match (operation, field) {
        ("log_in", _) => (401, "bad_credentials"),
        ("log_in_externally", "provider") => (404, "provider_unknown"),
        ("log_in_externally", "code") => (401, "bad_assertion"),
        ("refresh_session", _) => (401, "bad_refresh_token"),
        (_, "token") => (422, "bad_email_token"),
        ("change_password", "current_password") | ("verify_email", "password") => (403, "wrong_password"),
        ("announce_review" | "answer_petition", "department") => (403, "other_department"),
        _ => (422, "validation_failed"),
    }
}
