//! What is asked of a database, of a release and of this code alike.

use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_testkit::Caller;

use super::story::Story;

/// What may differ without loss: cursors, which are the release's own, and the request that a refusal names.
const LEFT_OUT: [(&str, &str); 3] = [("/page", "next"), ("/page", "prev"), ("", "request_id")];

/// What answers tell since then, wherever it stands.
const ADDED_SINCE: [&str; 3] = ["acceptance_days", "acceptance_due_at", "client_request_id"];

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
        take_out(&mut page, &ADDED_SINCE);
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

/// Takes members with these names out, wherever they stand.
fn take_out(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !names.contains(&name.as_str()));
            members.values_mut().for_each(|member| take_out(member, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| take_out(item, names)),
        _ => {}
    }
}
