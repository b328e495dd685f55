//! Reading lists: filters, orders, pages.

pub mod crowd;
mod filters;
mod mine;
mod pages;
mod repeated;
mod staff;

use serde_json::{Value, json};
use viche_testkit::{Answer, Caller, Service, draft};

/// Publishes a petition and gives its id.
async fn publish(service: &Service, title: &str, category: &str) -> String {
    let author = service.citizen("Оксана").await;
    let mut new = draft();
    (new["title"], new["category"]) = (json!(title), json!(category));
    let id = author.post("/v1/petitions", new).await.is(201).text("/id");
    author.submits(&id).await.is(201);
    service.moderator().await.publishes(&id).await.is(201);
    id
}

/// Publishes so many petitions in the same instant.
async fn publish_many(service: &Service, count: usize) -> Vec<String> {
    let (author, moderator) = (service.citizen("Оксана").await, service.moderator().await);
    let mut ids = Vec::new();
    for _ in 0..count {
        let id = author.drafts().await;
        author.submits(&id).await.is(201);
        moderator.publishes(&id).await.is(201);
        ids.push(id);
    }
    ids
}

/// The ids of a list's items.
fn ids(answer: &Answer) -> Vec<String> {
    answer.items().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// The titles of a list's items.
fn titles(answer: &Answer) -> Vec<String> {
    answer.items().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

/// The pages of a list from its beginning or a cursor on, in the direction `next` or `prev`, with the last answer. The
/// path has a query.
async fn pages(
    caller: &Caller,
    path: &str,
    from: Option<String>,
    direction: &str,
) -> (Vec<Vec<Value>>, Answer) {
    let at =
        |cursor: Option<String>| cursor.map_or(path.to_owned(), |cursor| format!("{path}&cursor={cursor}"));
    let mut answer = caller.get(&at(from)).await.is(200);
    let mut pages = vec![answer.items()];
    while let Value::String(cursor) = answer.pointer(&format!("/page/{direction}")) {
        answer = caller.get(&at(Some(cursor))).await.is(200);
        pages.push(answer.items());
    }
    (pages, answer)
}
