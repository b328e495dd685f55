//! What is asked of a database, of a release and of this code alike.

use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_domain::time::local_date;
use viche_testkit::Caller;

use super::story::Story;

/// What may differ without loss: cursors, which are the release's own, and the request that a refusal names.
const LEFT_OUT: [(&str, &str); 3] = [("/page", "next"), ("/page", "prev"), ("", "request_id")];

/// Who asks for what, when a release is kept. What was asked of earlier releases stands in their files.
pub fn of(story: &Story<'_>) -> Vec<(&'static str, String)> {
    let mut questions = Vec::new();
    let mut ask = |by: &'static str, path: String| questions.push((by, path));
    for path in [
        "city",
        "categories",
        "departments",
        "calendar",
        "calendar?year=2017",
        "policies",
        "policies/current",
    ] {
        ask("nobody", format!("/v1/{path}"));
    }
    for version in 1..=5 {
        ask("nobody", format!("/v1/policies/{version}"));
    }
    for sort in ["newest", "oldest", "most_signed", "closing_soon"] {
        ask("nobody", format!("/v1/petitions?sort={sort}&limit=3"));
    }
    for state in State::ALL {
        ask("nobody", format!("/v1/petitions?state={state}"));
        ask("auditor", format!("/v1/petitions?state={state}"));
    }
    let ids: Vec<_> = story.petitions.values().cloned().collect();
    for filter in [
        "category=transport".to_owned(),
        "q=%D0%B2%D1%83%D0%BB%D0%B8%D1%86%D1%96".to_owned(),
        "published_from=2017-02-07&published_to=2017-03-01".to_owned(),
        format!("ids={}", ids.join(",")),
    ] {
        ask("nobody", format!("/v1/petitions?{filter}"));
    }
    for id in &ids {
        for reader in ["nobody", "auditor"] {
            for part in ["", "/history", "/signatures?limit=2", "/similar"] {
                ask(reader, format!("/v1/petitions/{id}{part}"));
            }
        }
    }
    for number in ["2017-02-06-1", "2017-02-06-2", "2017-03-01-1", "2017-03-02-1"] {
        ask("nobody", format!("/v1/petitions/{number}"));
    }
    for reader in ["moderator", "responder", "auditor"] {
        for filter in ["limit=2", "state=submitted", "state=under_review", "department=transport"] {
            ask(reader, format!("/v1/queue?{filter}"));
        }
    }
    ask("auditor", "/v1/audit?limit=50".to_owned());
    for object in [&story.petitions["answered"], &story.petitions["doubled"], &story.people["hanna"].id] {
        ask("auditor", format!("/v1/audit?object_id={object}"));
    }
    for (&name, person) in story.people.iter().filter(|(name, _)| **name != "nobody") {
        ask("auditor", format!("/v1/accounts/{}", person.id));
        for path in [
            "me",
            "me/petitions?limit=2",
            "me/petitions?state=withdrawn",
            "me/signatures?limit=2",
            "me/following",
        ] {
            ask(name, format!("/v1/{path}"));
        }
        ask(name, format!("/v1/me/signatures?petition_ids={}", ids.join(",")));
    }
    for email in ["admin@example.org", "newcomer@example.org", "stranger@example.org"] {
        ask("clerk", format!("/v1/accounts?email={email}"));
    }
    questions
}

/// Asks, page after page to the last; the status and what the pages say.
pub async fn asked(caller: &Caller, path: &str) -> Value {
    let mut pages = Vec::new();
    let mut address = path.to_owned();
    loop {
        let answer = caller.get(&address).await;
        let mut page = answer.json();
        let next = page.pointer("/page/next").and_then(Value::as_str).map(str::to_owned);
        for (place, member) in LEFT_OUT {
            if let Some(object) = page.pointer_mut(place).and_then(Value::as_object_mut) {
                object.remove(member);
            }
        }
        pages.push(page);
        let Some(cursor) = next else { return json!({ "status": answer.status, "pages": pages }) };
        let mark = if path.contains('?') { '&' } else { '?' };
        address = format!("{path}{mark}cursor={cursor}");
    }
}

/// The answer without the sentences of refusals, which may be mended: their codes say the same.
pub fn without_sentences(mut answer: Value) -> Value {
    for page in answer["pages"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        if page.contains_key("code") {
            page.retain(|name, _| !["title", "detail"].contains(&name.as_str()));
        }
    }
    answer
}

/// Whether a value has all that another has: its members and perhaps further ones, its items and no others.
pub fn holds(value: &Value, other: &Value) -> bool {
    match (value, other) {
        (Value::Object(has), Value::Object(had)) => {
            had.iter().all(|(name, other)| has.get(name).is_some_and(|value| holds(value, other)))
        }
        (Value::Array(has), Value::Array(had)) => {
            has.len() == had.len() && has.iter().zip(had).all(|(value, other)| holds(value, other))
        }
        _ => value == other,
    }
}

/// What was told otherwise on purpose: of signers the date alone, which the law asks for, and a reply to a lapsed petition
/// as what it is.
pub fn as_told_now(mut answer: Value) -> Value {
    match &mut answer {
        Value::Object(members) => {
            if members.len() == 2
                && members.contains_key("name")
                && let Some(at) = members.remove("signed_at")
            {
                members
                    .insert("signed_on".to_owned(), json!(local_date(at.as_str().unwrap().parse().unwrap())));
            }
            if members.get("state").is_some_and(|state| state == "lapsed") {
                let replied = members.insert("answered_at".to_owned(), Value::Null).unwrap_or_default();
                members.insert("replied_at".to_owned(), replied);
            }
            if members.remove("email_verified") == Some(json!(false)) {
                members.insert("email".to_owned(), Value::Null);
            }
            if let Some(found) = members.get_mut("data").and_then(Value::as_array_mut) {
                // Who waits to prove the address has no account to be found.
                found.retain(|account| account["email_verified"] != json!(false));
            }
            for member in members.values_mut() {
                *member = as_told_now(member.take());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = as_told_now(item.take())),
        _ => {}
    }
    answer
}
