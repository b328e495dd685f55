//! Every way on that a petition may go, and what it shows then. The tests begin on Wednesday, 4 March 2026, at 10:00.

use chrono::TimeDelta;
use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_testkit::{DEPARTMENT, draft, on_both};

const BEGUN: &str = "2026-03-04T08:00:00Z";

on_both! {
    async fn a_draft_shows_what_its_author_wrote(service) {
        let ivan = service.citizen("Іван").await;
        let made = ivan.post("/v1/petitions", draft()).await.is(201);
        assert_eq!(made.header("location"), Some(format!("/v1/petitions/{}", made.text("/id")).as_str()));
        made.shows(draft()).shows(json!({
            "state": "draft", "author_name": "Іван Бондаренко", "created_at": BEGUN, "version": 1, "signatures": 0,
            "number": null, "submitted_at": null, "published_at": null, "policy_version": null, "answers": [],
        }));
    }

    async fn a_draft_is_edited_until_it_is_submitted(service) {
        let petition = service.petition_in(State::Draft).await;
        let read = petition.author.reads(&petition).await;
        let path = format!("/v1/petitions/{}", petition.id);
        let edited = petition.author.patch(&path, &read.etag(), json!({ "category": "ecology" })).await.is(200);
        edited.shows(json!({ "category": "ecology", "title": draft()["title"], "version": 2 }));
    }

    async fn submission_starts_the_moderators_two_working_days(service) {
        let petition = service.petition_in(State::Draft).await;
        petition.author.submits(&petition).await.is(201).shows(json!({
            "state": "submitted", "submitted_at": BEGUN, "moderation_due_at": "2026-03-06T22:00:00Z", "number": null,
        }));
        assert_eq!(petition.author.history_of(&petition).await, ["created", "submitted"]);
    }

    async fn publication_gives_a_number_and_opens_the_window(service) {
        let petition = service.petition_in(State::Submitted).await;
        service.advance(TimeDelta::days(1));
        service.moderator().await.publishes(&petition).await.is(201).shows(draft()).shows(json!({
            "state": "collecting", "number": "2026-03-05-1", "published_at": "2026-03-05T08:00:00Z",
            "closes_at": "2026-06-03T21:00:00Z", "threshold": 250, "policy_version": 1, "signatures": 0,
        }));
        let public = service.nobody().reads("2026-03-05-1").await.is(200);
        assert_eq!(public.text("/id"), petition.id);
        assert_eq!(service.nobody().history_of(&petition).await, ["created", "submitted", "published"]);
    }

    async fn a_refused_petition_never_becomes_public(service) {
        let petition = service.petition_in(State::Submitted).await;
        let refused = service.moderator().await.refuses(&petition, "advert").await.is(201);
        assert_eq!(refused.text("/refusal/code"), "advert");
        assert_eq!(refused.text("/refusal/refused_at"), BEGUN);
        refused.shows(json!({ "state": "refused", "number": null, "published_at": null }));
        service.nobody().reads(&petition).await.is_refused(404, "petition_not_found");
        assert_eq!(petition.author.history_of(&petition).await, ["created", "submitted", "refused"]);
    }

    async fn a_review_is_announced_then_answered_in_its_term(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let responder = service.responder(DEPARTMENT).await;
        responder.announces_review(&petition, DEPARTMENT).await.is(201).shows(json!({
            "state": "under_review", "review_announced_at": BEGUN, "answer_due_at": "2026-03-18T22:00:00Z",
            "department": DEPARTMENT,
        }));
        service.advance(TimeDelta::days(7));
        let answer = responder.answers(&petition, DEPARTMENT).await.is(201);
        let at = "2026-03-11T08:00:00Z";
        answer.clone().shows(json!({
            "version": 1, "decision": "supported", "department": DEPARTMENT, "answered_at": at, "documents": [],
        }));
        service.nobody().reads(&petition).await.is(200).shows(json!({
            "state": "answered", "answered_at": at, "answers": [answer.json()], "signatures": 2,
        }));
        assert_eq!(service.nobody().history_of(&petition).await[3..], [
            "milestone_10", "milestone_50", "milestone_100", "threshold_reached", "review_announced", "answered",
        ]);
    }

    async fn a_withdrawn_petition_keeps_its_dates_and_its_count(service) {
        for state in [State::Draft, State::Submitted, State::Collecting] {
            let petition = service.petition_in(state).await;
            if state == State::Collecting {
                petition.author.signs(&petition).await.is(201);
            }
            let before = petition.author.reads(&petition).await.json();
            service.advance(TimeDelta::hours(1));
            let after = petition.author.withdraws(&petition).await.is(201).json();
            for (member, value) in before.as_object().unwrap() {
                let changes = ["state", "withdrawn_at", "updated_at"].contains(&member.as_str())
                    || (member == "days_left" && state == State::Collecting);
                assert_eq!(after[member] != *value, changes, "{member} of what was {state}");
            }
            assert_eq!(after["state"], "withdrawn");
            assert_eq!(after["withdrawn_at"], after["updated_at"]);
            assert_eq!(petition.author.history_of(&petition).await.last().unwrap(), "withdrawn");
            let public = if state == State::Collecting { 200 } else { 404 };
            service.nobody().reads(&petition).await.is(public);
        }
    }

    async fn a_corrected_draft_starts_from_the_refused_text(service) {
        let refused = service.petition_in(State::Refused).await;
        let before = super::all_of(&refused.author, &refused).await;
        let corrected = refused.author.corrects(&refused).await.is(201).shows(draft()).shows(json!({
            "state": "draft", "corrects": refused.id, "version": 1, "submitted_at": null, "refusal": null,
        }));
        assert_eq!(super::all_of(&refused.author, &refused).await, before);

        let id = corrected.text("/id");
        let title = json!({ "title": "Облаштувати дві велодоріжки" });
        refused.author.patch(&format!("/v1/petitions/{id}"), &corrected.etag(), title.clone()).await.is(200);
        refused.author.submits(&id).await.is(201);
        let published = service.moderator().await.publishes(&id).await.is(201);
        published.shows(title).shows(json!({ "state": "collecting", "corrects": null }));
    }

    async fn submitting_does_not_sign_but_the_author_may(service) {
        let petition = service.petition_in(State::Collecting).await;
        assert_eq!(service.nobody().signers_of(&petition).await, Vec::<Value>::new());
        petition.author.signs(&petition).await.is(201).shows(json!({ "signatures": 1 }));
    }

    async fn the_threshold_signature_starts_the_review(service) {
        service.change_policy(json!({ "threshold": 2 })).await;
        let petition = service.petition_in(State::Collecting).await;
        petition.author.signs(&petition).await.is(201).shows(json!({ "state": "collecting" }));
        service.advance(TimeDelta::hours(2));
        service.citizen("Ольга").await.signs(&petition).await.is(201).shows(json!({ "state": "under_review" }));
        // Three working days to announce the review, and ten more to answer.
        service.nobody().reads(&petition).await.is(200).shows(json!({
            "state": "under_review", "signatures": 2, "threshold_at": "2026-03-04T10:00:00Z",
            "announcement_due_at": "2026-03-09T22:00:00Z", "answer_due_at": "2026-03-23T22:00:00Z",
            "review_announced_at": null, "department": null,
        }));
    }
}
