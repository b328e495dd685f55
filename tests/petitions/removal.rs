//! A removed petition: its public address says 410 and why.

use reqwest::Method;
use serde_json::json;
use viche_domain::petition::State;
use viche_testkit::{DEPARTMENT, on_both, petition_path};

on_both! {
    async fn every_published_petition_can_be_removed(service) {
        let administrator = service.administrator().await;
        let states =
            [State::Collecting, State::UnderReview, State::Answered, State::Lapsed, State::Withdrawn];
        for state in states {
            let petition = service.petition_in(state).await;
            administrator.removes(&petition).await.is(201).shows(json!({ "state": "removed" }));
            assert_eq!(administrator.history_of(&petition).await.last().unwrap(), "removed");
            service.nobody().reads(&petition).await.is_refused(410, "petition_removed");
        }
    }

    async fn a_removed_petition_answers_with_the_reason_of_its_removal(service) {
        let petition = service.petition_in(State::Collecting).await;
        let number = petition.author.reads(&petition).await.text("/number");
        let reason = "Рішення суду про захист персональних даних.";
        let removal = petition_path(&petition, "/removal");
        service.administrator().await.post(&removal, json!({ "reason": reason })).await.is(201);

        let olha = service.citizen("Ольга").await;
        for address in [&petition.id, &number] {
            for reader in [&service.nobody(), &olha, &petition.author] {
                for part in ["", "/history", "/signatures", "/similar"] {
                    let gone = reader.get(&petition_path(address, part)).await.is_refused(410, "petition_removed");
                    assert_eq!(gone.text("/context/reason"), reason);
                }
            }
        }
        for (caller, method, part) in [
            (&olha, Method::POST, "/signatures"),
            (&olha, Method::DELETE, "/signatures/mine"),
            (&olha, Method::PUT, "/following"),
            (&petition.author, Method::POST, "/withdrawal"),
            (&service.moderator().await, Method::POST, "/publication"),
        ] {
            let gone = caller.send(method, &petition_path(&petition, part), None).await;
            assert_eq!(gone.is_refused(410, "petition_removed").text("/context/reason"), reason);
        }
        let responder = service.responder(DEPARTMENT).await;
        let gone = responder.answers(&petition, DEPARTMENT).await.is_refused(410, "petition_removed");
        assert_eq!(gone.text("/context/reason"), reason);
    }

    async fn a_removal_needs_a_reason(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (administrator, path) = (service.administrator().await, petition_path(&petition, "/removal"));
        administrator.post(&path, json!({})).await.is_refused(422, "validation_failed").names("/reason", "required");
        administrator.post(&path, json!({ "reason": " " })).await
            .is_refused(422, "validation_failed")
            .names("/reason", "blank");
        service.nobody().reads(&petition).await.is(200);
    }
}
