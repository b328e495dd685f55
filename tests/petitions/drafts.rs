//! Drafts: begun with a title alone, complete when they are submitted, and deleted for good.

use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{draft, on_both, petition_path};

const TITLE: &str = "Облаштувати велодоріжку на вулиці Київській";

on_both! {
    async fn a_title_is_enough_to_begin_with_and_submitting_asks_for_the_rest(service) {
        let author = service.citizen("Іван").await;
        let begun = author.post("/v1/petitions", json!({ "title": TITLE })).await.is(201);
        begun.clone().shows(json!({ "title": TITLE, "text": "", "excerpt": "", "category": null, "state": "draft" }));
        let (id, mut etag) = (begun.text("/id"), begun.etag());
        let submission = petition_path(&id, "/submission");
        author.post_empty(&submission).await
            .is_refused(422, "draft_incomplete")
            .names("/text", "blank")
            .names("/category", "required");
        let whole = draft();
        for (part, lacks) in [
            (json!({ "text": "Просимо" }), vec![("/text", "too_short"), ("/category", "required")]),
            (json!({ "category": "transport" }), vec![("/text", "too_short")]),
            (json!({ "text": whole["text"] }), vec![]),
        ] {
            etag = author.patch(&petition_path(&id, ""), &etag, part).await.is(200).etag();
            // What changes nothing is no new version, so that it breaks no other tab.
            let nothing = author.patch(&petition_path(&id, ""), &etag, json!({})).await.is(200);
            assert_eq!(nothing.etag(), etag);
            for (place, fault) in &lacks {
                author.post_empty(&submission).await.is_refused(422, "draft_incomplete").names(place, fault);
            }
        }
        author.post_empty(&submission).await.is(201).shows(json!({ "state": "submitted", "category": "transport" }));
    }

    async fn a_draft_is_deleted_for_good_by_its_author_alone(service) {
        let draft = service.petition_in(State::Draft).await;
        let path = petition_path(&draft, "");
        draft.author.follows(&draft).await.is(204);
        let stranger = service.citizen("Ольга").await;
        stranger.delete(&path).await.is_refused(404, "petition_not_found");
        service.moderator().await.delete(&path).await.is_refused(404, "petition_not_found");
        draft.author.delete(&path).await.is(204);
        draft.author.reads(&draft).await.is_refused(404, "petition_not_found");
        draft.author.delete(&path).await.is_refused(404, "petition_not_found");
        assert_eq!(draft.author.get("/v1/me/petitions").await.is(200).items(), [] as [Value; 0]);
        let auditor = service.staff(Role::Auditor, None).await;
        let log = auditor.get(&format!("/v1/audit?object_id={}", draft.id)).await.is(200);
        assert_eq!((log.text("/data/0/action"), log.text("/data/0/account_id")), ("petition.deleted".to_owned(), draft.author.id));
    }

    async fn what_was_submitted_cannot_be_deleted(service) {
        for state in State::ALL {
            let petition = service.petition_in(*state).await;
            let answer = petition.author.delete(&petition_path(&petition, "")).await;
            match state {
                State::Draft => answer.is(204),
                State::Removed => answer.is_refused(410, "petition_removed"),
                _ => answer.is_refused(409, "not_draft"),
            };
        }
    }
}
