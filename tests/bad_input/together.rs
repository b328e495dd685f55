//! All that is wrong with a body is told at once.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use viche_testkit::{Answer, on_both};

use super::bodies::{chosen, type_of};
use crate::document::operations::{Operation, resolved};
use crate::document::world::World;

/// Where, and what.
type Told = BTreeSet<(String, String)>;

fn told(answer: &Answer) -> Told {
    let errors = answer.clone().is_refused(422, "validation_failed").pointer("/errors");
    let text =
        |error: &Value, name: &str| error[name].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    let told: Vec<_> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (text(error, "pointer"), text(error, "code")))
        .collect();
    let once: Told = told.iter().cloned().collect();
    assert_eq!(once.len(), told.len(), "told twice: {answer}");
    once
}

/// A value that a field does not take: out of its range where it has one, else of another type.
fn wrong(property: &'static Value) -> Value {
    let property = chosen(property);
    match type_of(property) {
        "string" if property["enum"].is_array() => json!("nonsense"),
        "string" => match property["maxLength"].as_u64() {
            Some(most) => json!("щ".repeat(usize::try_from(most + 1).unwrap())),
            None if property["format"].is_string() || property["pattern"].is_string() => json!("x"),
            None => json!(7),
        },
        "integer" => property["maximum"].as_i64().map_or(json!("x"), |most| json!(most + 1)),
        _ => json!(7),
    }
}

on_both! {
    async fn what_is_wrong_with_each_field_is_told_of_all_at_once(service) {
        let world = World::new(&service).await;
        let mut fields = 0;
        for operation in Operation::all().into_iter().filter(Operation::has_body) {
            let request = world.request(&operation).await;
            let send = async |body: &Value| request.send_bytes("", Some(body.to_string().into_bytes())).await;
            let good = request.body.clone().unwrap();
            let schema = resolved(&operation.body()["schema"]);
            let mut body = good.clone();
            body["surprise"] = json!(1);
            let mut expected = Told::from([("/surprise".to_owned(), "unknown_field".to_owned())]);
            for (name, property) in schema["properties"].as_object().unwrap() {
                let mut alone = good.clone();
                alone[name] = wrong(property);
                let answer = send(&alone).await;
                // What is looked up rather than checked is not among the wrong fields.
                if !good[name].is_null() && answer.status == 422 && answer.text("/code") == "validation_failed" {
                    body[name] = alone[name].clone();
                    expected.extend(told(&answer));
                    fields += 1;
                }
            }
            assert_eq!(told(&send(&body).await), expected, "{}", operation.id);

            let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default().iter();
            let mut expected: Told =
                required.map(|name| (format!("/{}", name.as_str().unwrap()), "required".to_owned())).collect();
            expected.extend(["/another", "/surprise"].map(|place| (place.to_owned(), "unknown_field".to_owned())));
            let nothing_known = json!({ "surprise": 1, "another": 2 });
            assert_eq!(told(&send(&nothing_known).await), expected, "{}", operation.id);
        }
        assert!(fields >= 45, "{fields}");
    }

    async fn every_kind_of_fault_is_told_beside_every_other(service) {
        let administrator = service.administrator().await;
        let answer = administrator.with("Accept-Language", "en").post("/v1/policies", json!({
            "effective_from": "soon", "threshold": 0, "window": { "days": 9999, "weeks": 1 }, "level_to_sign": "nobody",
            "level_to_propose": 7, "sign_during_review": "yes", "moderation_days": 61, "answer_days": 1.5, "version": 7
        })).await;
        let expected = [
            ("/announcement_days", "required"), ("/answer_days", "wrong_type"), ("/effective_from", "malformed"),
            ("/level_to_propose", "wrong_type"), ("/level_to_sign", "unknown_value"), ("/moderation_days", "out_of_range"),
            ("/sign_during_review", "wrong_type"), ("/signatures_withdrawable", "required"), ("/threshold", "out_of_range"),
            ("/version", "unknown_field"), ("/window/days", "out_of_range"), ("/window/weeks", "unknown_field"),
        ];
        assert_eq!(told(&answer), expected.map(|(place, code)| (place.to_owned(), code.to_owned())).into());
        assert_eq!(answer.text("/errors/5/message"), "Out of range: from 1 to 60.");

        let author = service.citizen("Іван").await;
        let answer = author.post("/v1/petitions", json!({
            "title": format!("  {}\t\n ", "щ".repeat(200)), "text": "а\0б", "category": "unheard_of", "surprise": [{ "a\0": 1 }]
        })).await;
        let expected = [("/surprise", "unknown_field"), ("/surprise/0/a\u{fffd}", "forbidden_character"), ("/text", "forbidden_character")];
        assert_eq!(told(&answer), expected.map(|(place, code)| (place.to_owned(), code.to_owned())).into());
        let answer = author.post("/v1/petitions", json!({ "title": "", "text": "щ".repeat(10_001), "category": "unheard_of" })).await;
        let expected = [("/category", "not_found"), ("/text", "too_long"), ("/title", "blank")];
        assert_eq!(told(&answer), expected.map(|(place, code)| (place.to_owned(), code.to_owned())).into());
    }

    async fn of_very_many_faults_a_hundred_are_told(service) {
        let author = service.citizen("Іван").await;
        let surprises: serde_json::Map<_, _> = (0..10_000).map(|n| (format!("s{n}"), json!(n))).collect();
        let answer = author.post("/v1/petitions", surprises.into()).await;
        assert_eq!(told(&answer).len(), 100);
    }
}
