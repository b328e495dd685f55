//! The vocabulary of the tests itself: each state of a petition is reached, people are who they are.

use chrono::TimeDelta;
use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{address, on_both, rnokpp};

on_both! {
    async fn a_petition_is_made_in_every_state(service) {
        let administrator = service.administrator().await;
        for state in State::ALL {
            let petition = service.petition_in(*state).await;
            assert_eq!(administrator.reads(&petition).await.is(200).text("/state"), state.as_str());
        }
    }

    async fn whoever_registers_gets_a_letter_and_logs_in(service) {
        let ivan = service.registered("Іван").await;
        let me = ivan.get("/v1/me").await.is(200);
        assert_eq!((me.text("/id"), me.text("/full_name")), (ivan.id.clone(), "Іван Бондаренко".to_owned()));
        assert_eq!(service.letters().len(), 1);
    }

    async fn callers_stay_logged_in_however_the_clock_goes(service) {
        let (ivan, olha) = (service.registered("Іван").await, service.citizen("Ольга").await);
        for days in [1, 100, -200] {
            service.advance(TimeDelta::days(days));
            ivan.get("/v1/me").await.is(200);
            olha.get("/v1/me").await.is(200);
        }
        let old = olha.token().await.unwrap();
        service.advance(TimeDelta::minutes(10));
        olha.with_token(&old).get("/v1/me").await.is_refused(401, "bad_token");
    }

    async fn refusals_are_written_in_both_languages(service) {
        let path = "/v1/petitions/2026-03-04-1";
        for language in ["uk", "en"] {
            let caller = service.nobody().with("Accept-Language", language);
            caller.get(path).await.is_refused(404, "petition_not_found").is_written_in(language);
        }
        let empty = json!({ "title": "", "text": "", "category": "transport" });
        service.citizen("Іван").await.post("/v1/petitions", empty).await
            .is_refused(422, "validation_failed")
            .names("/title", "blank");
    }

    async fn staff_have_their_roles(service) {
        for role in Role::ALL {
            let department = role.needs_department().then_some("transport");
            let somebody = service.staff(*role, department).await;
            assert_eq!(somebody.get("/v1/me").await.is(200).text("/roles/0/role"), role.as_str());
        }
    }
}

#[test]
fn every_person_has_a_valid_number_of_their_own() {
    let numbers: std::collections::BTreeSet<_> = (0..20_000).map(rnokpp).collect();
    assert_eq!(numbers.len(), 20_000);
    assert!(numbers.iter().all(|number| viche_domain::person::identity::Rnokpp::parse(number).is_ok()));
    assert_ne!(address(1), address(2));
}
