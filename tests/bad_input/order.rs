//! What comes first: who may is looked at before what was sent.

use reqwest::Method;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, on_both, petition_path};

use super::Inspector;
use crate::document::operations::Operation;
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
        let of_authors = ["edit_petition", "submit_petition", "correct_petition", "withdraw_petition"];
        let not_for_all = |operation: &Operation| {
            operation.method != Method::GET
                && (operation.described["x-permission"].is_string() || of_authors.contains(&operation.id))
        };
        let mut refused = 0;
        for operation in Operation::all().into_iter().filter(not_for_all) {
            let request = world.request(&operation).await;
            let before = service.contents().await;
            for wrong in everything_wrong() {
                let answer = send(&stranger, &operation.method, &request.path, &wrong).await;
                let said = (answer.status, answer.text("/code"));
                let rightly = match operation.id {
                    "withdraw_petition" => said == (403, "not_the_author".to_owned()),
                    id if of_authors.contains(&id) => said == (404, "petition_not_found".to_owned()),
                    _ => said == (403, "forbidden".to_owned()),
                };
                assert!(rightly, "{} with {wrong:?}: {answer}", operation.id);
                send(&service.nobody(), &operation.method, &request.path, &wrong).await.is_refused(401, "unauthenticated");
                send(&left, &operation.method, &request.path, &wrong).await.is_refused(401, "bad_token");
                refused += 1;
            }
            inspector.nothing_changed_since(&before, operation.id).await;
        }
        assert!(refused >= 11 * 20, "{refused}");
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
