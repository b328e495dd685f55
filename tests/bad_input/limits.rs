//! The limits of the document are those of the service: what lies at a limit is taken, what lies beyond is refused, and
//! what has none in the document has none.

use serde_json::{Value, json};
use viche_testkit::{Answer, on_both};

use super::bodies::{TOO_LONG, chosen, type_of};
use crate::document::operations::{Operation, example, resolved};
use crate::document::world::{Request, World};

/// One value of one field.
struct Probe {
    /// The body with that value.
    body: Value,
    pointer: String,
    fault: &'static str,
    /// Whether the document allows it.
    allowed: bool,
}

on_both! {
    async fn every_limit_of_a_field_is_where_the_document_has_it(service) {
        let world = World::new(&service).await;
        let (mut refused, mut allowed, mut taken) = (0, 0, 0);
        for operation in Operation::all().into_iter().filter(Operation::has_body) {
            let mut request = world.request(&operation).await;
            let mut probes = Vec::new();
            let body = request.body.clone().unwrap();
            probe(&operation.body()["schema"], &body, "", &mut |pointer, value, fault, allowed| {
                let mut body = body.clone();
                *body.pointer_mut(&pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
                probes.push(Probe { body, pointer, fault, allowed });
            });
            for Probe { body, pointer, fault, allowed: expected } in probes {
                let answer = request.send_bytes("", Some(body.to_string().into_bytes())).await;
                let named = names(&answer, &pointer, fault);
                assert_eq!(!named, expected, "{} {pointer} {fault}: {answer}", operation.id);
                *(if expected { &mut allowed } else { &mut refused }) += 1;
                if answer.status < 400 {
                    taken += 1;
                    request = world.request(&operation).await;
                }
            }
        }
        assert!(refused >= 45 && allowed >= 90 && taken >= 40, "{refused} refused, {allowed} allowed, {taken} taken");
    }

    async fn every_limit_of_a_parameter_is_where_the_document_has_it(service) {
        let world = World::new(&service).await;
        let (mut refused, mut taken) = (0, 0);
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            for parameter in operation.parameters("query") {
                let name = parameter["name"].as_str().unwrap();
                for (value, fault) in values(&parameter["schema"], example(parameter)) {
                    let path = format!("{}?{name}={value}", request.path);
                    let answer = request.caller.get(&path).await;
                    let Some(fault) = fault else {
                        answer.is(200);
                        taken += 1;
                        continue;
                    };
                    let errors = answer.is_refused(400, "bad_parameter").json();
                    let named = (&errors["errors"][0]["parameter"], errors["errors"][0]["code"].as_str().unwrap());
                    assert_eq!(named, (&json!(name), fault), "{path}");
                    refused += 1;
                }
            }
        }
        assert!(refused >= 25 && taken >= 40, "{refused} refused, {taken} taken");
    }

    async fn every_limit_of_a_header_is_where_the_document_has_it(service) {
        let world = World::new(&service).await;
        let (mut keys, mut numbers) = (0, 0);
        for operation in Operation::all() {
            let request = world.request(&operation).await;
            // The key comes first: what was done already may be refused before it is looked at.
            let headers: Vec<_> = operation.parameters("header").collect();
            for parameter in headers.into_iter().rev() {
                let Some([longest, longer, other]) = of_header(parameter) else { continue };
                let name = parameter["name"].as_str().unwrap();
                for (value, fits) in [(longer, false), (other, false), (longest, true)] {
                    let caller = request.caller.with(name, &value);
                    let answer = Request { caller, ..request.clone() }.send().await;
                    if name == "X-Request-Id" {
                        assert_eq!(answer.header("x-request-id") == Some(&*value), fits, "{} {value:?}", operation.id);
                        numbers += 1;
                        continue;
                    }
                    // What was done already is refused for that.
                    let refused = answer.status == 400 && answer.text("/code") == "bad_header";
                    assert_eq!(refused, !fits, "{} {value:?}: {answer}", operation.id);
                    keys += 1;
                }
            }
        }
        assert!(keys >= 3 * 15 && numbers >= 3 * 50, "{keys} keys, {numbers} numbers");
    }
}

/// The longest of a header, one longer, and one with a character that no such header has.
fn of_header(parameter: &Value) -> Option<[String; 3]> {
    let most = usize::try_from(parameter["schema"]["maxLength"].as_u64()?).unwrap();
    Some(["a".repeat(most), "a".repeat(most + 1), "a b".to_owned()])
}

fn names(answer: &Answer, pointer: &str, fault: &str) -> bool {
    if answer.body.is_empty() {
        return false;
    }
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().any(|error| error["pointer"] == pointer && error["code"] == fault)
}

/// Values at the limits of a field and beyond them; of fields within, too.
fn probe(
    schema: &'static Value,
    example: &Value,
    pointer: &str,
    report: &mut dyn FnMut(String, Value, &'static str, bool),
) {
    for (name, property) in resolved(schema)["properties"].as_object().unwrap() {
        let (pointer, value) = (format!("{pointer}/{name}"), &example[name]);
        if value.is_null() {
            continue;
        }
        let property = chosen(property);
        let mut told = |value, fault, allowed| report(pointer.clone(), value, fault, allowed);
        match type_of(property) {
            "string" => strings(property, &mut told),
            "integer" => {
                for (limit, step) in [("minimum", -1), ("maximum", 1)] {
                    if let Some(limit) = property[limit].as_i64() {
                        told(json!(limit), "out_of_range", true);
                        told(json!(limit + step), "out_of_range", false);
                    }
                }
            }
            "array" => {
                let most = property["maxItems"].as_u64().unwrap_or_else(|| panic!("{pointer} has no end"));
                for (items, allowed) in [(most, true), (most + 1, false)] {
                    let items = vec![value[0].clone(); usize::try_from(items).unwrap()];
                    told(json!(items), "too_many", allowed);
                }
                probe(&property["items"], &value[0], &format!("{pointer}/0"), report);
            }
            "object" => probe(property, value, &pointer, report),
            _ => {}
        }
    }
}

fn strings(schema: &Value, told: &mut dyn FnMut(Value, &'static str, bool)) {
    let text = |length: u64| json!("щ".repeat(usize::try_from(length).unwrap()));
    for word in schema["enum"].as_array().into_iter().flatten() {
        told(word.clone(), "unknown_value", true);
    }
    if !schema["enum"].is_null() {
        return told(json!("nonsense"), "unknown_value", false);
    }
    match schema["maxLength"].as_u64() {
        Some(most) => {
            told(text(most), "too_long", true);
            told(text(most + 1), "too_long", false);
        }
        None => told(json!("щ".repeat(TOO_LONG)), "too_long", true),
    }
    match schema["minLength"].as_u64() {
        Some(1) => told(json!(""), "blank", false),
        Some(least) => {
            told(text(least), "too_short", true);
            told(text(least - 1), "too_short", false);
        }
        None => told(text(1), "too_short", true),
    }
}

/// Values of a parameter: what is said against those that it doesn't take.
fn values(schema: &'static Value, example: &Value) -> Vec<(String, Option<&'static str>)> {
    let schema = resolved(schema);
    let mut values = Vec::new();
    let (words, items) = (&schema["enum"], &schema["items"]["enum"]);
    for word in [words, items].into_iter().filter_map(Value::as_array).flatten() {
        values.push((word.as_str().unwrap().to_owned(), None));
    }
    if words.is_array() || items.is_array() {
        values.push(("nonsense".to_owned(), Some("unknown_value")));
    }
    if let Some(most) = schema["maxItems"].as_u64() {
        let known = example[0].as_str().unwrap();
        for (items, fault) in [(most, None), (most + 1, Some("too_many"))] {
            values.push((vec![known; usize::try_from(items).unwrap()].join(","), fault));
        }
    }
    if let Some(most) = schema["maxLength"].as_u64() {
        for (length, fault) in [(most, None), (most + 1, Some("too_long"))] {
            values.push(("a".repeat(usize::try_from(length).unwrap()), fault));
        }
    }
    for (limit, step) in [("minimum", -1), ("maximum", 1)] {
        if let Some(limit) = schema[limit].as_i64() {
            let beyond = limit + step;
            let fits = schema["format"] != "int32" || u16::try_from(beyond).is_ok();
            values.push((limit.to_string(), None));
            values.push((beyond.to_string(), Some(if fits { "out_of_range" } else { "wrong_type" })));
        }
    }
    values
}
