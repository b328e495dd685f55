//! Answers in their versions, and replies to petitions that lapsed.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_testkit::{DEPARTMENT, on_both, petition_path};

const TEXT: &str = "Виконавчий комітет розглянув петицію та доручив департаменту підготувати проєкт рішення.";

on_both! {
    async fn every_version_of_an_answer_stays_with_its_date(service) {
        let petition = service.petition_in(State::Answered).await;
        let first = service.nobody().reads(&petition).await.is(200);
        service.advance(TimeDelta::days(2));
        let documents = json!([{ "title": "Рішення № 17", "url": "https://example.org/17.pdf" }]);
        let answer = json!({
            "department": DEPARTMENT, "decision": "partly_supported", "text": TEXT, "documents": documents
        });
        let responder = service.responder(DEPARTMENT).await;
        let second = responder.post(&petition_path(&petition, "/answers"), answer.clone()).await.is(201);
        second.clone().shows(answer).shows(json!({ "version": 2, "answered_at": "2026-03-06T08:00:00Z" }));

        service.nobody().reads(&petition).await.is(200).shows(json!({
            "state": "answered", "answers": [second.json(), first.pointer("/answers/0")],
            "answered_at": first.pointer("/answered_at"),
        }));
        assert!(service.nobody().history_of(&petition).await.ends_with(&["answered".into(), "answered".into()]));
    }

    async fn answers_at_once_are_versions_one_after_another(service) {
        let petition = service.petition_in(State::Answered).await;
        let responder = service.responder(DEPARTMENT).await;
        let answers = join_all((0..5).map(|_| responder.answers(&petition, DEPARTMENT))).await;
        let mut versions: Vec<_> = answers.into_iter().map(|answer| answer.is(201).pointer("/version")).collect();
        versions.sort_by_key(Value::as_i64);
        assert_eq!(versions, [2, 3, 4, 5, 6]);
        assert_eq!(service.nobody().reads(&petition).await.pointer("/answers").as_array().unwrap().len(), 6);
    }

    async fn the_reply_to_a_lapsed_petition_is_recorded_and_it_stays_lapsed(service) {
        let petition = service.petition_in(State::Lapsed).await;
        let lapsed = service.nobody().reads(&petition).await.json();
        service.advance(TimeDelta::days(3));
        let reply = service.responder("education").await.answers(&petition, "education").await.is(201);
        service.nobody().reads(&petition).await.is(200).shows(json!({
            "state": "lapsed", "lapsed_at": lapsed["lapsed_at"], "reply_due_at": lapsed["reply_due_at"],
            "answers": [reply.json()], "replied_at": reply.pointer("/answered_at"), "answered_at": null, "decision": "supported",
        }));
        assert_eq!(service.nobody().history_of(&petition).await.last().unwrap(), "reply_recorded");
    }

    async fn an_answer_refers_to_documents_by_safe_links(service) {
        let petition = service.petition_in(State::Answered).await;
        let responder = service.responder(DEPARTMENT).await;
        for url in ["javascript:alert(1)", "http://example.org/17.pdf", "https://"] {
            let documents = json!([{ "title": "Рішення № 17", "url": url }]);
            let answer =
                json!({ "department": DEPARTMENT, "decision": "supported", "text": TEXT, "documents": documents });
            responder.post(&petition_path(&petition, "/answers"), answer).await
                .is_refused(422, "validation_failed");
        }
        assert_eq!(petition.author.reads(&petition).await.pointer("/answers").as_array().unwrap().len(), 1);
    }
}
