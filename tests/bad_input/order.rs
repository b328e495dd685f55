//! What comes first: who may is looked at before what was sent.

use reqwest::Method;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, DEPARTMENT, on_both, petition_path};

use super::Inspector;
use crate::document::operations::{Operation, text};
use crate::document::world::World;

/// Headers and a body, none of which any operation takes.
type Wrong = (Vec<(&'static str, &'static str)>, Option<(&'static str, Vec<u8>)>);

fn everything_wrong() -> Vec<Wrong> {
    let json = |body: &str| Some(("application/json", body.as_bytes().to_vec()));
    vec![
        (vec![], None),
        (vec![], json("{")),
        (vec![], json("[]")),
        (vec![], json("{\"surprise\":1}")),
        (vec![], Some(("text/plain", b"hello".to_vec()))),
        (vec![], Some(("application/json", vec![b' '; 1 << 20]))),
        (vec![("Content-Encoding", "gzip")], json("{}")),
        (vec![("If-Match", "nonsense")], json("{}")),
        (vec![("If-Match", "\"v99\"")], json("{")),
        (vec![("Idempotency-Key", "a b")], json("{")),
        (vec![("Idempotency-Key", "a b"), ("If-Match", "")], None),
    ]
}

async fn send(caller: &Caller, method: &Method, path: &str, (headers, body): &Wrong) -> Answer {
    let caller = headers.iter().fold(caller.clone(), |caller, (name, value)| caller.with(name, value));
    caller.send(method.clone(), path, body.clone()).await
}

on_both! {
    async fn who_may_not_is_told_so_whatever_they_send(service) {
        let (world, inspector) = (World::new(&service).await, Inspector::new(&service));
        let stranger = service.citizen("Степан").await;
        let left = service.registered("Степан").await;
        let left = left.with_token(&left.token().await.unwrap());
        left.delete("/v1/sessions/current").await.is(204);
        let of_authors =
            ["edit_petition", "delete_draft", "submit_petition", "correct_petition", "withdraw_petition"];
        let (mut for_staff, mut for_the_author, mut for_a_login) = (0, 0, 0);
        for operation in Operation::all().into_iter().filter(Operation::needs_login) {
            let mut path = world.request(&operation).await.path;
            for parameter in operation.parameters("query").filter(|parameter| parameter["required"] == true) {
                path = format!("{path}?{}={}", text(&parameter["name"]), text(&parameter["example"]));
            }
            let before = service.contents().await;
            let for_strangers = match operation.id {
                "withdraw_petition" => Some((403, "not_the_author")),
                id if of_authors.contains(&id) => Some((404, "petition_not_found")),
                _ => operation.described["x-permission"].as_str().map(|_| (403, "forbidden")),
            };
            match for_strangers {
                Some((403, "forbidden")) => for_staff += 1,
                Some(_) => for_the_author += 1,
                None => for_a_login += 1,
            }
            for wrong in everything_wrong() {
                if let Some((status, code)) = for_strangers {
                    let answer = send(&stranger, &operation.method, &path, &wrong).await;
                    assert_eq!((answer.status, answer.text("/code").as_str()), (status, code), "{} with {wrong:?}", operation.id);
                }
                send(&service.nobody(), &operation.method, &path, &wrong).await.is_refused(401, "unauthenticated");
                send(&left, &operation.method, &path, &wrong).await.is_refused(401, "bad_token");
            }
            inspector.nothing_changed_since(&before, operation.id).await;
        }
        assert_eq!(for_the_author, of_authors.len());
        assert!(for_staff >= 20 && for_a_login >= 12, "{for_staff} and {for_a_login}");
    }

    async fn another_department_is_told_so_whatever_it_sends(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let (inspector, other) = (Inspector::new(&service), service.responder("education").await);
        service.moderator().await.assigns(&petition, DEPARTMENT).await.is(201);
        let before = service.contents().await;
        let mut refused = 0;
        for operation in Operation::all() {
            if operation.described["x-permission"] != "review_petitions" {
                continue;
            }
            for wrong in everything_wrong() {
                let answer = send(&other, &operation.method, &operation.path.replace("{id}", &petition.id), &wrong).await;
                assert_eq!((answer.status, answer.text("/code")), (403, "other_department".to_owned()), "{} with {wrong:?}", operation.id);
                refused += 1;
            }
        }
        assert_eq!(refused, 4 * everything_wrong().len());
        inspector.nothing_changed_since(&before, "another department").await;
    }

    async fn what_one_may_not_know_is_not_found_whatever_is_sent(service) {
        let draft = service.petition_in(State::Draft).await;
        let (stranger, moderator) = (service.citizen("Степан").await, service.moderator().await);
        let mut refused = 0;
        for operation in Operation::all() {
            if operation.method == Method::GET || operation.names("path") != ["id"] || !operation.path.starts_with("/v1/petitions/") {
                continue;
            }
            let nowhere = operation.path.replace("{id}", "2026-03-04-99");
            for wrong in everything_wrong() {
                let by_stranger = send(&stranger, &operation.method, &operation.path.replace("{id}", &draft.id), &wrong).await;
                assert!([403, 404].contains(&by_stranger.status), "{} with {wrong:?}: {by_stranger}", operation.id);
                let by_staff = send(&moderator, &operation.method, &nowhere, &wrong).await;
                assert!([403, 404].contains(&by_staff.status), "{} with {wrong:?}: {by_staff}", operation.id);
                refused += 1;
            }
        }
        assert!(refused >= 11 * 10, "{refused}");
        draft.author.get(&petition_path(&draft, "")).await.is(200);
    }

    async fn headers_come_before_the_body(service) {
        let administrator = service.administrator().await;
        let body = || Some(("application/json", b"{".to_vec()));
        let edit = async |if_match: &str| administrator.with("If-Match", if_match).send(Method::PATCH, "/v1/city", body()).await;
        administrator.send(Method::PATCH, "/v1/city", body()).await.is_refused(428, "precondition_required");
        edit("nonsense").await.is_refused(400, "bad_header").names("If-Match", "malformed");
        edit("\"v99\"").await.is_refused(412, "precondition_failed");
        edit("*").await.is_refused(400, "malformed_body");
        administrator.with("Idempotency-Key", "a b").send(Method::POST, "/v1/policies", body()).await
            .is_refused(400, "bad_header")
            .names("Idempotency-Key", "malformed");
    }
}
