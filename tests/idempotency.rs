//! The same key and the same request: the same answer, and one effect.

use futures_util::future::join_all;
use serde_json::json;
use viche_domain::person::roles::{Permission, Role};
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, DEPARTMENT, Petition, draft, on_both, petition_path};

use crate::document::operations::Operation;
use crate::document::world::World;

const KEY: &str = "Idempotency-Key";

/// Asserts that two answers are the same, byte for byte, with what clients read of their headers.
fn are_the_same(first: &Answer, second: &Answer) {
    assert_eq!((first.status, &first.body), (second.status, &second.body), "{second}");
    for header in ["location", "etag", "content-type"] {
        assert_eq!(first.header(header), second.header(header), "{header}");
    }
}

async fn drafts_of(author: &Caller) -> usize {
    author.get("/v1/me/petitions").await.is(200).items().len()
}

async fn signatures_of(petition: &Petition) -> usize {
    petition.author.signers_of(petition).await.len()
}

on_both! {
    async fn a_retry_gets_the_first_answer_though_the_petition_went_on(service) {
        let ivan = service.citizen("Іван").await;
        let keyed = ivan.with(KEY, "draft");
        let first = keyed.post("/v1/petitions", draft()).await.is(201);
        ivan.submits(first.text("/id")).await.is(201);
        service.advance(chrono::TimeDelta::hours(1));
        are_the_same(&first, &keyed.post("/v1/petitions", draft()).await);
        assert_eq!(drafts_of(&ivan).await, 1);
    }

    async fn every_step_of_a_petition_may_be_repeated_with_its_key(service) {
        service.change_policy(json!({ "threshold": 1 })).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let petition = service.petition_in(State::Draft).await;
        let (author, why) = (&petition.author, json!({ "reason": "Рішення суду від 4 березня." }));
        let department = json!({ "department": DEPARTMENT });
        let answer = json!({ "department": DEPARTMENT, "decision": "explained", "text": draft()["text"] });
        let administrator = service.administrator().await;
        let mut steps = Vec::new();
        for (caller, part, body) in [
            (author, "/submission", None),
            (&moderator, "/publication", None),
            (author, "/signatures", None),
            (&responder, "/review-announcement", Some(department)),
            (&responder, "/answers", Some(answer)),
            (&administrator, "/removal", Some(why)),
        ] {
            let (caller, path) = (caller.with(KEY, part), petition_path(&petition, part));
            let first = post(&caller, &path, body.clone()).await.is(201);
            are_the_same(&first, &post(&caller, &path, body.clone()).await);
            steps.push((caller, path, body, first));
        }
        // And once more when all is over.
        for (caller, path, body, first) in steps {
            are_the_same(&first, &post(&caller, &path, body).await);
        }
        let history = administrator.history_of(&petition).await;
        for kind in ["submitted", "published", "threshold_reached", "review_announced", "answered", "removed"] {
            assert_eq!(history.iter().filter(|told| *told == kind).count(), 1, "{kind}");
        }
    }

    async fn what_is_made_beside_petitions_may_be_asked_for_again_too(service) {
        let ivan = service.citizen("Іван").await;
        let (administrator, nobody) = (service.administrator().await, service.nobody());
        let policy = json!({
            "threshold": 300, "window": { "months": 3 }, "level_to_sign": "identified",
            "level_to_propose": "identified", "sign_during_review": true, "signatures_withdrawable": true,
            "moderation_days": 2, "announcement_days": 3, "answer_days": 10
        });
        let role = json!({ "role": "moderator" });
        let registration = json!({
            "email": "olena@example.org", "password": "тихий ранок над Тетеревом",
            "full_name": "Коваленко Олена Петрівна"
        });
        for (caller, path, body, status) in [
            (&administrator, "/v1/policies", policy, 201),
            (&administrator, &format!("/v1/accounts/{}/roles", ivan.id), role, 201),
            (&nobody, "/v1/accounts", registration, 202),
        ] {
            let caller = caller.with(KEY, path);
            let first = caller.post(path, body.clone()).await.is(status);
            are_the_same(&first, &caller.post(path, body).await);
        }
        service.work().await;
        let letters = service.letters().into_iter().filter(|letter| letter.to == "olena@example.org");
        assert_eq!(letters.count(), 1);
    }

    async fn a_key_is_good_for_one_request(service) {
        let petition = service.petition_in(State::Collecting).await;
        let other = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let keyed = ivan.with(KEY, "7");
        keyed.post("/v1/petitions", draft()).await.is(201);
        let mut changed = draft();
        changed["category"] = json!("ecology");
        keyed.post("/v1/petitions", changed).await.is_refused(422, "idempotency_key_reused");
        keyed.signs(&petition).await.is_refused(422, "idempotency_key_reused");
        assert_eq!((drafts_of(&ivan).await, signatures_of(&petition).await), (1, 0));

        let keyed = ivan.with(KEY, "8");
        keyed.signs(&petition).await.is(201);
        keyed.signs(&other).await.is_refused(422, "idempotency_key_reused");
        assert_eq!(signatures_of(&other).await, 0);
    }

    async fn accounts_with_the_same_key_do_not_meet(service) {
        let petition = service.petition_in(State::Collecting).await;
        for (name, signatures) in [("Іван", 1), ("Ольга", 2)] {
            let keyed = service.citizen(name).await.with(KEY, "1");
            let receipt = keyed.signs(&petition).await.is(201);
            are_the_same(&receipt, &keyed.signs(&petition).await);
            receipt.shows(json!({ "name": format!("{name} Бондаренко"), "signatures": signatures }));
        }
    }

    async fn a_receipt_stays_what_it_was_after_the_signature_is_gone(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let keyed = ivan.with(KEY, "signature");
        let receipt = keyed.signs(&petition).await.is(201);
        ivan.takes_signature_back(&petition).await.is(204);
        are_the_same(&receipt, &keyed.signs(&petition).await);
        assert_eq!(signatures_of(&petition).await, 0);
    }

    async fn twenty_at_once_with_one_key_have_one_effect(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let (signing, drafting) = (ivan.with(KEY, "signature"), ivan.with(KEY, "draft"));
        let signed = join_all((0..20).map(|_| signing.signs(&petition))).await;
        let drafted = join_all((0..20).map(|_| drafting.post("/v1/petitions", draft()))).await;
        let again = [signing.signs(&petition).await.is(201), drafting.post("/v1/petitions", draft()).await.is(201)];
        for (answers, first) in [signed, drafted].into_iter().zip(&again) {
            for answer in answers {
                if answer.status == 201 {
                    are_the_same(first, &answer);
                } else {
                    assert!(answer.is_refused(409, "idempotency_in_progress").header("retry-after").is_some());
                }
            }
        }
        assert_eq!((signatures_of(&petition).await, drafts_of(&ivan).await), (1, 1));
    }

    async fn a_key_is_no_login(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let here = ivan.with_token(&ivan.token().await.unwrap());
        let keyed = here.with(KEY, "1");
        keyed.signs(&petition).await.is(201);
        here.delete("/v1/sessions/current").await.is(204);
        keyed.signs(&petition).await.is_refused(401, "bad_token");
        service.nobody().with(KEY, "1").signs(&petition).await.is_refused(401, "unauthenticated");
    }

    async fn a_key_is_no_role(service) {
        let (world, administrator) = (World::new(&service).await, service.administrator().await);
        let mut repeated = 0;
        for operation in Operation::all() {
            let Some(permission) = operation.described["x-permission"].as_str() else { continue };
            if !operation.names("header").contains(&KEY) {
                continue;
            }
            let permission: Permission = permission.parse().unwrap();
            let role = *Role::ALL.iter().find(|role| role.allows(permission)).unwrap();
            let department = role.needs_department().then_some(DEPARTMENT);
            let (caller, mut request) = (service.staff(role, department).await, world.request(&operation).await);
            request.caller = caller.with(KEY, operation.id);
            let first = request.send().await.is(operation.success());
            let roles = format!("/v1/accounts/{}/roles", caller.id);
            administrator.delete(&format!("{roles}/{}", role.as_str())).await.is(204);
            request.send().await.is_refused(403, "forbidden");
            administrator.post(&roles, json!({ "role": role, "department": department })).await.is(201);
            are_the_same(&first, &request.send().await);
            repeated += 1;
        }
        assert!(repeated >= 10, "{repeated}");
    }

    async fn a_refused_request_leaves_its_key_free(service) {
        // A key is kept in the transaction of its effect: where there was none, there is no answer to keep.
        let petition = service.petition_in(State::Draft).await;
        let moderator = service.moderator().await.with(KEY, "publication");
        moderator.publishes(&petition).await.is_refused(409, "not_submitted");
        petition.author.submits(&petition).await.is(201);
        moderator.publishes(&petition).await.is(201);
    }
}

async fn post(caller: &Caller, path: &str, body: Option<serde_json::Value>) -> Answer {
    match body {
        Some(body) => caller.post(path, body).await,
        None => caller.post_empty(path).await,
    }
}
