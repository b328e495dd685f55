use chrono::TimeDelta;
use viche_domain::petition::State;
use viche_testkit::{Answer, DEPARTMENT, on_both};

/// The petitions of the queue, with what they wait for.
fn waiting(queue: &Answer) -> Vec<(String, String)> {
    let item = |item: &serde_json::Value| {
        (item["petition"]["id"].as_str().unwrap().to_owned(), item["duty"].as_str().unwrap().to_owned())
    };
    queue.items().iter().map(item).collect()
}

on_both! {
    async fn the_queue_has_the_soonest_deadline_first(service) {
        let moderator = service.moderator().await;
        let reviewed = service.petition_in(State::UnderReview).await;
        service.petition_in(State::Collecting).await;
        service.petition_in(State::Answered).await;
        let submitted = service.petition_in(State::Submitted).await;
        // Two working days for a moderator, three for the announcement.
        assert_eq!(waiting(&moderator.get("/v1/queue").await.is(200)), [
            (submitted.id.clone(), "moderation".to_owned()),
            (reviewed.id.clone(), "review_announcement".to_owned()),
        ]);
        service.responder(DEPARTMENT).await.announces_review(&reviewed, DEPARTMENT).await.is(201);
        assert_eq!(waiting(&moderator.get("/v1/queue?state=under_review").await.is(200)), [
            (reviewed.id, "answer".to_owned()),
        ]);
        moderator.publishes(&submitted).await.is(201);
        assert_eq!(waiting(&moderator.get("/v1/queue?state=submitted").await.is(200)), []);
    }

    async fn a_state_named_twice_lists_a_duty_once(service) {
        let moderator = service.moderator().await;
        let submitted = service.petition_in(State::Submitted).await;
        let twice = moderator.get("/v1/queue?state=submitted,submitted").await.is(200);
        assert_eq!(waiting(&twice), [(submitted.id, "moderation".to_owned())]);
        let collecting = service.petition_in(State::Collecting).await;
        let twice = moderator.get("/v1/petitions?state=collecting,collecting").await.is(200);
        let ids: Vec<_> = twice.items().iter().map(|item| item["id"].clone()).collect();
        assert_eq!(ids, [collecting.id]);
    }

    async fn who_may_not_read_unpublished_petitions_does_not_see_them_waiting(service) {
        service.petition_in(State::Submitted).await;
        let reviewed = service.petition_in(State::UnderReview).await;
        let responder = service.responder(DEPARTMENT).await;
        assert_eq!(waiting(&responder.get("/v1/queue").await.is(200)), [
            (reviewed.id, "review_announcement".to_owned()),
        ]);
        assert_eq!(waiting(&responder.get("/v1/queue?state=submitted").await.is(200)), []);
    }

    async fn a_duty_is_overdue_from_its_deadline_on(service) {
        let moderator = service.moderator().await;
        service.petition_in(State::Submitted).await;
        let due_at = moderator.get("/v1/queue").await.is(200).text("/data/0/due_at").parse().unwrap();
        for (now, overdue) in [(due_at - TimeDelta::microseconds(1), false), (due_at, true)] {
            service.set_time(now);
            assert_eq!(moderator.get("/v1/queue").await.is(200).pointer("/data/0/overdue"), overdue, "{now}");
        }
    }

    async fn a_lapsed_petition_waits_for_its_reply(service) {
        let lapsed = service.petition_in(State::Lapsed).await;
        let moderator = service.moderator().await;
        assert_eq!(waiting(&moderator.get("/v1/queue?state=lapsed").await.is(200)), [
            (lapsed.id.clone(), "reply".to_owned()),
        ]);
        service.responder(DEPARTMENT).await.answers(&lapsed, DEPARTMENT).await.is(201);
        assert_eq!(waiting(&moderator.get("/v1/queue").await.is(200)), []);
    }

    async fn a_department_sees_its_own_reviews_and_those_of_nobody_yet(service) {
        let (taken, free) =
            (service.petition_in(State::UnderReview).await, service.petition_in(State::UnderReview).await);
        let responder = service.responder(DEPARTMENT).await;
        responder.announces_review(&taken, DEPARTMENT).await.is(201);
        let of = async |department: &str| {
            let queue = responder.get(&format!("/v1/queue?department={department}")).await.is(200);
            waiting(&queue).into_iter().map(|(petition, _)| petition).collect::<Vec<_>>()
        };
        assert_eq!(of(DEPARTMENT).await, [free.id.clone(), taken.id]);
        assert_eq!(of("education").await, [free.id]);
    }

    async fn the_audit_log_of_an_object_tells_who_did_what_the_latest_first(service) {
        let petition = service.petition_in(State::Submitted).await;
        let moderator = service.moderator().await;
        let published = moderator.publishes(&petition).await.is(201);
        let auditor = service.staff(viche_domain::person::roles::Role::Auditor, None).await;
        let log = auditor.get(&format!("/v1/audit?object_id={}", petition.id)).await.is(200);
        let actions: Vec<_> =
            log.items().iter().map(|record| record["action"].as_str().unwrap().to_owned()).collect();
        assert_eq!(actions, ["petition.published", "petition.submitted", "petition.created"]);
        assert_eq!(log.text("/data/0/account_id"), moderator.id);
        assert_eq!(Some(&*log.text("/data/0/request_id")), published.header("x-request-id"));
        assert_eq!(log.text("/data/2/account_id"), petition.author.id);
    }
}
