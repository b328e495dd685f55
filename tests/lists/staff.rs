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

    async fn the_queue_narrows_to_duties_and_to_what_is_overdue(service) {
        let moderator = service.moderator().await;
        let reviewed = service.petition_in(State::UnderReview).await;
        let collecting = service.petition_in(State::Collecting).await;
        moderator.assigns(&collecting, DEPARTMENT).await.is(201);
        let submitted = service.petition_in(State::Submitted).await;
        let moderation = (submitted.id.clone(), "moderation".to_owned());
        let acceptance = (collecting.id.clone(), "acceptance".to_owned());
        let announcement = (reviewed.id.clone(), "review_announcement".to_owned());
        let sorted = |queue: &Answer| {
            let mut waiting = waiting(queue);
            waiting.sort();
            waiting
        };
        for (filter, mut expected) in [
            ("duty=moderation", vec![&moderation]),
            ("duty=acceptance", vec![&acceptance]),
            ("duty=acceptance,review_announcement", vec![&acceptance, &announcement]),
            ("duty=answer", vec![]),
            ("state=collecting", vec![&acceptance]),
            ("state=collecting&duty=moderation", vec![]),
            ("state=submitted&duty=moderation,acceptance", vec![&moderation]),
            ("overdue=false", vec![&moderation, &acceptance, &announcement]),
            ("overdue=true", vec![]),
        ] {
            expected.sort();
            let queue = moderator.get(&format!("/v1/queue?{filter}")).await.is(200);
            assert_eq!(sorted(&queue).iter().collect::<Vec<_>>(), expected, "{filter}");
        }
        let due_at = moderator.get("/v1/queue?duty=moderation").await.is(200).text("/data/0/due_at");
        service.set_time(due_at.parse().unwrap());
        let overdue = moderator.get("/v1/queue?overdue=true").await.is(200);
        assert!(waiting(&overdue).contains(&moderation), "{overdue}");
        assert!(overdue.items().iter().all(|item| item["overdue"] == true));
        let other = moderator.get("/v1/queue?overdue=false").await.is(200);
        assert_eq!(waiting(&overdue).len() + waiting(&other).len(), 3);
        moderator.get("/v1/queue?duty=nonsense").await.is_refused(400, "bad_parameter").names("duty", "unknown_value");
        moderator.get("/v1/queue?overdue=so").await.is_refused(400, "bad_parameter").names("overdue", "wrong_type");
    }

    async fn the_queue_is_counted_by_duty_as_the_caller_sees_it(service) {
        let moderator = service.moderator().await;
        service.petition_in(State::Submitted).await;
        service.advance(TimeDelta::days(1));
        service.petition_in(State::Submitted).await;
        service.petition_in(State::UnderReview).await;
        let counted = async |caller: &viche_testkit::Caller, filter: &str| {
            let counts = caller.get(&format!("/v1/queue/counts{filter}")).await.is(200).items();
            assert_eq!(counts.len(), 5);
            let count = |item: &serde_json::Value| (item["waiting"].as_i64().unwrap(), item["overdue"].as_i64().unwrap());
            let of = |duty: &str| count(counts.iter().find(|item| item["duty"] == duty).unwrap());
            (of("moderation"), of("review_announcement"), of("reply"))
        };
        assert_eq!(counted(&moderator, "").await, ((2, 0), (1, 0), (0, 0)));
        let responder = service.responder(DEPARTMENT).await;
        assert_eq!(counted(&responder, "").await, ((0, 0), (1, 0), (0, 0)));
        let due_at = moderator.get("/v1/queue?duty=moderation").await.is(200).text("/data/0/due_at");
        service.set_time(due_at.parse().unwrap());
        assert_eq!(counted(&moderator, "").await.0, (2, 1));
        responder.announces_review(&moderator.get("/v1/queue?state=under_review").await.text("/data/0/petition/id"), DEPARTMENT).await.is(201);
        assert_eq!(counted(&moderator, &format!("?department={DEPARTMENT}")).await.1, (0, 0));
        service.citizen("Іван").await.get("/v1/queue/counts").await.is_refused(403, "forbidden");
    }

    async fn a_moderator_finds_what_was_refused(service) {
        let first = service.petition_in(State::Refused).await;
        service.advance(TimeDelta::minutes(1));
        let author = service.citizen("Іван").await;
        let mut draft = viche_testkit::draft();
        draft["title"] = "Знизити тарифи на електроенергію".into();
        let second = author.post("/v1/petitions", draft).await.is(201).text("/id");
        author.submits(&second).await.is(201);
        let moderator = service.moderator().await;
        moderator.refuses(&second, "hatred").await.is(201);
        service.petition_in(State::Submitted).await;
        let listed = moderator.get("/v1/refused-petitions").await.is(200);
        assert_eq!(super::ids(&listed), [second.clone(), first.id.clone()]);
        assert_eq!(listed.text("/data/0/refusal/code"), "hatred");
        for (filter, expected) in [
            ("?code=hatred", vec![second.clone()]),
            ("?code=advert", vec![]),
            ("?q=ТАРИФ", vec![second.clone()]),
            ("?q=велодоріжк", vec![first.id.clone()]),
            ("?q=велодоріжк&code=hatred", vec![]),
        ] {
            let listed = moderator.get(&format!("/v1/refused-petitions{filter}")).await.is(200);
            assert_eq!(super::ids(&listed), expected, "{filter}");
        }
        author.get("/v1/refused-petitions").await.is_refused(403, "forbidden");
    }

    async fn the_audit_log_narrows_to_an_account_an_action_and_a_time(service) {
        let petition = service.petition_in(State::Submitted).await;
        let moderator = service.moderator().await;
        service.advance(TimeDelta::minutes(1));
        moderator.publishes(&petition).await.is(201);
        let auditor = service.staff(viche_domain::person::roles::Role::Auditor, None).await;
        let actions = async |filter: String| {
            let log = auditor.get(&format!("/v1/audit?{filter}")).await.is(200);
            log.items().iter().map(|row| row["action"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let (of, by, author) = (&petition.id, &moderator.id, &petition.author.id);
        assert_eq!(actions(format!("account_id={by}&at_from=2026-03-04T08:01:00Z")).await, ["petition.published"]);
        assert_eq!(actions("action=petition.submitted".to_owned()).await, ["petition.submitted"]);
        assert_eq!(actions(format!("object_id={of}&account_id={author}")).await, ["petition.submitted", "petition.created"]);
        assert_eq!(actions(format!("account_id={author}&action=petition.created")).await, ["petition.created"]);
        let at = "2026-03-04T08:01:00Z";
        assert_eq!(actions(format!("object_id={of}&at_from={at}")).await, ["petition.published"]);
        assert_eq!(actions(format!("object_id={of}&at_before={at}")).await, ["petition.submitted", "petition.created"]);
        assert_eq!(actions(format!("object_id={of}&at_from={at}&at_before={at}")).await, [""; 0]);
        for (name, wrong) in [("account_id", "ivan"), ("at_from", "yesterday"), ("at_before", "2026-03-04")] {
            auditor.get(&format!("/v1/audit?{name}={wrong}")).await
                .is_refused(400, "bad_parameter")
                .names(name, "malformed");
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
