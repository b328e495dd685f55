//! Signing: one signature for each person, counted exactly.

use chrono::TimeDelta;
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Caller, Petition, on_both, rnokpp};

/// Whether somebody's own list has the petition.
async fn has_signed(caller: &Caller, petition: &Petition) -> bool {
    let own = caller.get(&format!("/v1/me/signatures?petition_ids={}", petition.id)).await.is(200);
    !own.items().is_empty()
}

on_both! {
    async fn a_signature_is_counted_at_once_and_shown_with_name_and_date_alone(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (ivan, olha) = (service.citizen("Іван").await, service.citizen("Ольга").await);
        let receipt = ivan.signs(&petition).await.is(201);
        assert_eq!(receipt.json(), json!({
            "petition_id": petition.id, "petition_number": "2026-03-04-1", "name": "Іван Бондаренко",
            "signed_at": "2026-03-04T08:00:00Z", "signatures": 1, "state": "collecting",
        }));
        service.advance(TimeDelta::microseconds(1));
        olha.signs(&petition).await.is(201).shows(json!({ "signatures": 2 }));
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 2 }));
        assert_eq!(service.nobody().signers_of(&petition).await, [
            json!({ "name": "Іван Бондаренко", "signed_on": "2026-03-04" }),
            json!({ "name": "Ольга Бондаренко", "signed_on": "2026-03-04" }),
        ]);
        assert!(has_signed(&ivan, &petition).await);
    }

    async fn signing_again_is_refused_and_counts_nothing(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        ivan.signs(&petition).await.is(201);
        ivan.signs("2026-03-04-1").await.is_refused(409, "already_signed");
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 1 }));
    }

    async fn a_person_signs_once_whichever_account_they_use(service) {
        let petition = service.petition_in(State::Collecting).await;
        let number = rnokpp(service.next_person());
        let known = service.known_as("Тарас", &number, None).await;
        let registered = service.registered("Тарас").await;
        registered.signs(&petition).await.is_refused(403, "identification_needed");
        service.staff(Role::Clerk, None).await.identifies(&registered, &number).await.is(201);
        registered.signs(&petition).await.is(201);
        known.signs(&petition).await.is_refused(409, "already_signed");
        assert!(has_signed(&known, &petition).await);
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 1 }));
    }

    async fn signing_needs_a_login_and_the_level_of_the_policy(service) {
        let petition = service.petition_in(State::Collecting).await;
        service.nobody().signs(&petition).await.is_refused(401, "unauthenticated");
        let oleh = service.registered("Олег").await;
        oleh.signs(&petition).await.is_refused(403, "identification_needed");
        assert_eq!(service.nobody().signers_of(&petition).await, Vec::<Value>::new());
    }

    async fn signing_goes_on_under_review_until_the_window_closes(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let receipt = service.citizen("Ольга").await.signs(&petition).await.is(201);
        receipt.shows(json!({ "signatures": 3, "state": "under_review" }));
        let closes_at = "2026-06-02T21:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        service.set_time(closes_at - TimeDelta::microseconds(1));
        service.citizen("Петро").await.signs(&petition).await.is(201);
        service.set_time(closes_at);
        service.citizen("Ганна").await.signs(&petition).await.is_refused(409, "window_closed");
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 4, "state": "under_review" }));
    }

    async fn a_policy_may_end_signing_at_the_threshold(service) {
        service.change_policy(json!({ "threshold": 1, "sign_during_review": false })).await;
        let petition = service.petition_in(State::Collecting).await;
        petition.author.signs(&petition).await.is(201);
        service.citizen("Ольга").await.signs(&petition).await.is_refused(409, "signing_closed");
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 1 }));
    }

    async fn a_signature_is_taken_back_and_given_again(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (ivan, olha) = (service.citizen("Іван").await, service.citizen("Ольга").await);
        ivan.signs(&petition).await.is(201);
        olha.signs(&petition).await.is(201);
        ivan.takes_signature_back(&petition).await.is(204);
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 1 }));
        let names: Vec<_> =
            service.nobody().signers_of(&petition).await.iter().map(|signer| signer["name"].clone()).collect();
        assert_eq!(names, ["Ольга Бондаренко"]);
        assert!(!has_signed(&ivan, &petition).await);
        ivan.takes_signature_back(&petition).await.is_refused(404, "not_signed");

        service.advance(TimeDelta::hours(1));
        let again = ivan.signs(&petition).await.is(201);
        again.shows(json!({ "signatures": 2, "signed_at": "2026-03-04T09:00:00Z" }));
    }

    async fn from_the_threshold_on_a_signature_stays(service) {
        service.change_policy(json!({ "threshold": 2 })).await;
        let petition = service.petition_in(State::Collecting).await;
        let (ivan, olha) = (service.citizen("Іван").await, service.citizen("Ольга").await);
        ivan.signs(&petition).await.is(201);
        ivan.takes_signature_back(&petition).await.is(204);
        ivan.signs(&petition).await.is(201);
        olha.signs(&petition).await.is(201);
        ivan.takes_signature_back(&petition).await.is_refused(409, "signature_final");
        service.nobody().reads(&petition).await.shows(json!({ "state": "under_review", "signatures": 2 }));
    }

    async fn a_policy_may_make_signatures_final(service) {
        service.change_policy(json!({ "signatures_withdrawable": false })).await;
        let petition = service.petition_in(State::Collecting).await;
        petition.author.signs(&petition).await.is(201);
        petition.author.takes_signature_back(&petition).await.is_refused(409, "signature_final");
        service.nobody().reads(&petition).await.shows(json!({ "signatures": 1 }));
    }

    async fn milestones_are_told_once_each(service) {
        service.change_policy(json!({ "threshold": 4 })).await;
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(4).await;
        for signer in &people[..2] {
            signer.signs(&petition).await.is(201);
        }
        people[1].takes_signature_back(&petition).await.is(204);
        for signer in &people[1..] {
            signer.signs(&petition).await.is(201);
        }
        assert_eq!(service.nobody().history_of(&petition).await[3..], [
            "milestone_10", "milestone_50", "milestone_100", "threshold_reached",
        ]);
    }
}
