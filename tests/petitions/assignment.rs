//! A department takes charge of a petition.

use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, DEPARTMENT, on_both, petition_path};

/// Another department than the responder's.
const OTHER: &str = "education";

fn duties(queue: &Answer) -> Vec<String> {
    queue.items().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn the_department_in_charge_alone_announces_and_answers(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let other = service.responder(OTHER).await;
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        other.announces_review(&petition, OTHER).await.is_refused(403, "other_department");
        other.accepts_assignment(&petition).await.is_refused(403, "other_department");
        responder.announces_review(&petition, DEPARTMENT).await.is(201);
        other.answers(&petition, OTHER).await.is_refused(403, "other_department");
        responder.answers(&petition, DEPARTMENT).await.is(201);
        moderator.reassigns(&petition, OTHER, "Помилилися підрозділом.").await.is_refused(409, "not_assignable");
    }

    async fn where_nobody_is_in_charge_any_responder_may(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let other = service.responder(OTHER).await;
        other.announces_review(&petition, OTHER).await.is(201);
        let shown = other.reads(&petition).await.is(200);
        assert_eq!(shown.text("/department"), OTHER, "its work puts it in charge");
    }

    async fn another_department_takes_over_with_a_reason_that_stands_on_the_record(service) {
        let petition = service.petition_in(State::Collecting).await;
        let moderator = service.moderator().await;
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        moderator.assigns(&petition, DEPARTMENT).await.is_refused(409, "already_assigned");
        let silent = moderator.assigns(&petition, OTHER).await.is(422);
        assert_eq!((silent.text("/errors/0/pointer").as_str(), silent.text("/errors/0/code").as_str()), ("/reason", "required"));
        moderator.reassigns(&petition, OTHER, "Питання шкіл, а не доріг.").await.is(201);
        let auditor = service.staff(Role::Auditor, None).await;
        let log = auditor.get(&format!("/v1/audit?object_id={}", petition.id)).await.is(200).items();
        assert_eq!((&log[0]["action"], &log[0]["reason"]), (&json!("petition.assigned"), &json!("Питання шкіл, а не доріг.")));
        moderator.assigns(&petition, "no_such").await.is_refused(422, "validation_failed");
    }

    async fn the_record_tells_of_which_department_each_assignment_was(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        responder.returns_assignment(&petition).await.is(201);
        moderator.assigns(&petition, OTHER).await.is(201);
        let told = |rows: Vec<Value>, kind: &str| -> Vec<(String, Value)> {
            rows.iter().map(|row| (row[kind].as_str().unwrap().to_owned(), row["department"].clone())).collect()
        };
        let path = format!("/v1/audit?object_id={}", petition.id);
        let log = service.staff(Role::Auditor, None).await.get(&path).await.is(200).items();
        let number = petition.author.reads(&petition).await.pointer("/number");
        assert_eq!((&log[0]["number"], &log[0]["policy_version"]), (&number, &json!(1)));
        assert_eq!((&log[5]["action"], &log[5]["number"], &log[5]["policy_version"]), (&json!("petition.created"), &Value::Null, &Value::Null));
        assert_eq!(told(log, "action")[..4], [
            ("petition.assigned".to_owned(), json!(OTHER)),
            ("petition.assignment_returned".to_owned(), json!(DEPARTMENT)),
            ("petition.assigned".to_owned(), json!(DEPARTMENT)),
            ("petition.published".to_owned(), Value::Null),
        ]);
        let history = service.nobody().get(&petition_path(&petition, "/history")).await.is(200).items();
        assert_eq!(told(history, "kind")[3..], [
            ("assigned".to_owned(), json!(DEPARTMENT)),
            ("assignment_returned".to_owned(), json!(DEPARTMENT)),
            ("assigned".to_owned(), json!(OTHER)),
        ]);
    }

    async fn an_assignment_waits_for_the_department_until_it_accepts(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let queue = format!("/v1/queue?department={DEPARTMENT}");
        let before = duties(&responder.get(&queue).await.is(200));
        let assigned = moderator.assigns(&petition, DEPARTMENT).await.is(201);
        assert!(!assigned.json()["acceptance_due_at"].is_null());
        let waiting = responder.get(&queue).await.is(200);
        let mine: Vec<_> = waiting.items().into_iter().filter(|item| item["petition"]["id"] == petition.id.as_str()).collect();
        assert_eq!(mine.len(), 1);
        assert_eq!((&mine[0]["duty"], &mine[0]["department"]), (&json!("acceptance"), &json!(DEPARTMENT)));
        responder.accepts_assignment(&petition).await.is(201);
        assert_eq!(duties(&responder.get(&queue).await.is(200)), before);
        responder.accepts_assignment(&petition).await.is_refused(409, "no_assignment");
    }

    async fn what_was_handed_back_is_in_nobodys_charge(service) {
        let petition = service.petition_in(State::Submitted).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        responder.reads(&petition).await.is_refused(404, "petition_not_found");
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        responder.reads(&petition).await.is(200);
        let queue = duties(&responder.get(&format!("/v1/queue?department={DEPARTMENT}")).await.is(200));
        assert!(queue.contains(&"acceptance".to_owned()), "{queue:?}");
        responder.returns_assignment(&petition).await.is(201);
        responder.reads(&petition).await.is_refused(404, "petition_not_found");
        let shown = moderator.reads(&petition).await.is(200);
        assert!(shown.json()["department"].is_null());
        let events = moderator.get(&petition_path(&petition, "/history")).await.is(200).items();
        let kinds: Vec<_> = events.iter().map(|event| event["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["created", "submitted", "assigned", "assignment_returned"]);
    }

    async fn who_is_told_of_an_assignment(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let other = service.responder(OTHER).await;
        let (to_moderator, to_responder, to_other) =
            (moderator.email().await, responder.email().await, other.email().await);
        service.work().await;
        let before = service.letters().len();
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        service.work().await;
        let told: Vec<_> = service.letters().split_off(before).into_iter().map(|letter| letter.to).collect();
        assert!(told.contains(&to_responder) && !told.contains(&to_other), "{told:?}");
        responder.returns_assignment(&petition).await.is(201);
        service.work().await;
        assert!(service.letter_to(&to_moderator).text.contains("Це справа іншого підрозділу."));
    }

    async fn each_letter_gives_the_reason_of_its_own_event(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        service.work().await;
        for reason in ["Це справа області, а не міста.", "Для цього бракує повноважень."] {
            moderator.assigns(&petition, DEPARTMENT).await.is(201);
            let path = petition_path(&petition, "/assignment/return");
            responder.post(&path, json!({ "reason": reason })).await.is(201);
        }
        service.work().await;
        let address = moderator.email().await;
        let texts: Vec<_> =
            service.letters().into_iter().filter(|letter| letter.to == address).map(|letter| letter.text).collect();
        for (text, reason) in texts.iter().zip(["Це справа області, а не міста.", "Для цього бракує повноважень."]) {
            assert!(text.contains(reason), "{text}");
        }
        assert_eq!(texts.len(), 2);
    }

    async fn the_public_list_is_filtered_by_department(service) {
        let petition = service.petition_in(State::Collecting).await;
        service.petition_in(State::Collecting).await;
        service.moderator().await.assigns(&petition, OTHER).await.is(201);
        let listed = service.nobody().get(&format!("/v1/petitions?department={OTHER}")).await.is(200).items();
        let ids: Vec<_> = listed.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids, [petition.id.as_str()]);
    }
}
