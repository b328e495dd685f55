//! Policies are versioned and dated: a petition keeps the one it was published under.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_testkit::{Caller, Service, on_both, start_time};

const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// The rules of 2019: fewer days, more signatures.
fn stricter() -> serde_json::Value {
    json!({ "threshold": 300, "window": { "days": 30 }, "level_to_sign": "email" })
}

/// Signs, and tells the state that the receipt shows.
async fn state_after(signer: &Caller, petition: &viche_testkit::Petition) -> String {
    signer.signs(petition).await.is(201).text("/state")
}

/// A version that is to begin at an instant, with the built-in figures otherwise.
async fn adds(
    service: &Service,
    effective_from: chrono::DateTime<chrono::Utc>,
    threshold: i64,
) -> viche_testkit::Answer {
    let policy = json!({
        "effective_from": effective_from, "threshold": threshold, "window": { "days": 90 },
        "level_to_sign": "identified", "level_to_propose": "identified", "sign_during_review": true,
        "signatures_withdrawable": true, "moderation_days": 2, "announcement_days": 3, "answer_days": 10
    });
    service.administrator().await.post("/v1/policies", policy).await
}

on_both! {
    async fn policies_that_come_at_once_are_versions_one_after_another(service) {
        let administrator = service.administrator().await;
        let mut policy = service.nobody().get("/v1/policies/current").await.is(200).json();
        policy.as_object_mut().unwrap().retain(|name, _| !["version", "effective_from"].contains(&name.as_str()));
        let added = join_all((0..10).map(|_| administrator.post("/v1/policies", policy.clone()))).await;
        let mut versions: Vec<_> = added.into_iter().map(|answer| answer.is(201).pointer("/version")).collect();
        versions.sort_by_key(Value::as_i64);
        assert_eq!(versions, (2..=11).collect::<Vec<_>>());
    }

    async fn the_built_in_policy_is_250_identified_people_in_90_days(service) {
        service.nobody().get("/v1/policies/current").await.is(200).shows(json!({
            "version": 1, "threshold": 250, "window": { "days": 90 }, "level_to_sign": "identified",
            "sign_during_review": true, "signatures_withdrawable": true, "moderation_days": 2,
            "announcement_days": 3, "answer_days": 10,
        }));
    }

    async fn a_running_petition_keeps_its_policy_and_a_new_one_gets_the_new(service) {
        service.change_policy(json!({ "threshold": 2 })).await;
        let running = service.petition_in(State::Collecting).await;
        let mut before = running.author.reads(&running).await.json();
        assert_eq!(before["days_left"], 90);
        before["days_left"] = json!(89);
        service.advance(TimeDelta::days(1));
        service.change_policy(stricter()).await;
        let new = service.petition_in(State::Collecting).await;

        assert_eq!(running.author.reads(&running).await.json(), before);
        new.author.reads(&new).await.shows(json!({
            "policy_version": 3, "threshold": 300, "closes_at": "2026-04-04T21:00:00Z",
        }));
        let known_by_email = service.registered("Олег").await;
        known_by_email.signs(&running).await.is_refused(403, "identification_needed");
        known_by_email.signs(&new).await.is(201);
        for (signer, state) in service.citizens(2).await.iter().zip(["collecting", "under_review"]) {
            assert_eq!(state_after(signer, &running).await, state);
            assert_eq!(state_after(signer, &new).await, "collecting");
        }
    }

    async fn a_window_is_of_days_or_of_months(service) {
        let administrator = service.administrator().await;
        let with = |window| json!({
            "threshold": 250, "window": window, "level_to_sign": "identified", "level_to_propose": "identified",
            "sign_during_review": true, "signatures_withdrawable": true, "moderation_days": 2,
            "announcement_days": 3, "answer_days": 10
        });
        for window in [json!({ "days": 90 }), json!({ "months": 3 })] {
            administrator.post("/v1/policies", with(window.clone())).await.is(201).shows(json!({ "window": window }));
        }
        for (window, pointer, fault) in [
            (json!({}), "/window", "only_one_of"),
            (json!({ "days": 90, "months": 3 }), "/window", "only_one_of"),
            (json!({ "days": null }), "/window", "only_one_of"),
            (json!({ "weeks": 13 }), "/window/weeks", "unknown_field"),
            (json!({ "days": 367 }), "/window/days", "out_of_range"),
        ] {
            administrator.post("/v1/policies", with(window)).await
                .is_refused(422, "validation_failed")
                .names(pointer, fault);
        }
    }

    async fn a_running_petition_keeps_its_window(service) {
        let running = service.petition_in(State::Collecting).await;
        service.change_policy(stricter()).await;
        let new = service.petition_in(State::Collecting).await;
        service.set_time("2026-04-03T21:00:00Z".parse().unwrap());
        service.work().await;
        new.author.reads(&new).await.shows(json!({ "state": "lapsed" }));
        running.author.reads(&running).await
            .shows(json!({ "state": "collecting", "closes_at": "2026-06-02T21:00:00Z", "threshold": 250 }));
        service.citizen("Ольга").await.signs(&running).await.is(201);
    }

    async fn what_is_submitted_keeps_its_deadline_and_is_published_under_the_policy_of_that_day(service) {
        let petition = service.petition_in(State::Submitted).await;
        service.change_policy(json!({ "threshold": 300, "moderation_days": 5, "announcement_days": 1 })).await;
        service.moderator().await.publishes(&petition).await.is(201).shows(json!({
            "moderation_due_at": "2026-03-06T22:00:00Z", "policy_version": 2, "threshold": 300,
        }));
        let next = service.petition_in(State::Submitted).await;
        next.author.reads(&next).await.shows(json!({ "moderation_due_at": "2026-03-11T22:00:00Z" }));
    }

    async fn the_terms_of_staff_are_those_of_the_petitions_policy(service) {
        service.change_policy(json!({ "threshold": 1, "announcement_days": 1, "answer_days": 2 })).await;
        let petition = service.petition_in(State::Collecting).await;
        service.change_policy(json!({ "announcement_days": 20, "answer_days": 20 })).await;
        petition.author.signs(&petition).await.is(201);
        petition.author.reads(&petition).await
            .shows(json!({ "announcement_due_at": "2026-03-05T22:00:00Z", "answer_due_at": "2026-03-09T22:00:00Z" }));
    }

    async fn a_version_takes_effect_at_its_instant(service) {
        let begins = start_time() + TimeDelta::days(10);
        adds(&service, begins, 400).await.is(201).shows(json!({ "version": 2, "effective_from": begins }));
        for (now, version) in [(begins - MICROSECOND, 1), (begins, 2)] {
            service.set_time(now);
            service.nobody().get("/v1/policies/current").await.shows(json!({ "version": version }));
            let petition = service.petition_in(State::Collecting).await;
            petition.author.reads(&petition).await.shows(json!({ "policy_version": version }));
        }
    }

    async fn no_version_begins_in_the_past_and_a_later_one_mends_a_planned_one(service) {
        let (now, planned) = (start_time(), start_time() + TimeDelta::days(10));
        adds(&service, now - MICROSECOND, 300).await.is_refused(409, "policy_not_in_future");
        adds(&service, planned, 400).await.is(201);
        // A mistake in a planned version is mended by a later one that begins with it.
        adds(&service, planned, 500).await.is(201).shows(json!({ "version": 3 }));
        let versions = service.nobody().get("/v1/policies").await.is(200).items();
        let thresholds: Vec<_> = versions.iter().map(|policy| policy["threshold"].clone()).collect();
        assert_eq!(thresholds, [500, 400, 250]);
        service.set_time(planned);
        service.nobody().get("/v1/policies/current").await.shows(json!({ "threshold": 500 }));
    }

    async fn submitting_needs_the_level_that_the_policy_names(service) {
        let oleh = service.registered("Олег").await;
        let draft = oleh.drafts().await;
        oleh.submits(&draft).await.is_refused(403, "identification_needed");
        service.change_policy(json!({ "level_to_propose": "email" })).await;
        oleh.submits(&draft).await.is(201);
    }

    async fn the_author_is_named_as_confirmed_by_then(service) {
        let oleh = service.registered("Олег").await;
        let draft = oleh.drafts().await;
        let number = viche_testkit::rnokpp(service.next_person());
        let clerk = service.staff(viche_domain::person::roles::Role::Clerk, None).await;
        clerk.identifies(&oleh, &number).await.is(201);
        let confirmed = oleh.get("/v1/me").await.is(200).text("/full_name");
        oleh.submits(&draft).await.is(201).shows(json!({ "author_name": confirmed }));
    }

    async fn an_author_without_a_verified_address_submits_nothing(service) {
        // The law asks for the author's address.
        let number = viche_testkit::rnokpp(service.next_person());
        let ivan = service.known_as("Іван", &number, None).await;
        let draft = ivan.drafts().await;
        ivan.submits(&draft).await.is_refused(403, "email_not_verified");
        ivan.reads(&draft).await.shows(json!({ "state": "draft" }));
    }
}
