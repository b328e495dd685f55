//! Two provisional persons turn out to be one: what becomes of their signatures.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, DEPARTMENT, Petition, Service, on_both, rnokpp};

/// The number of the person whose accounts they all are.
fn number() -> String {
    rnokpp(700)
}

async fn clerk(service: &Service) -> Caller {
    service.staff(Role::Clerk, None).await
}

/// A petition that anybody with a verified address signs, and so many of whom bring it under review.
async fn petition_of(service: &Service, threshold: u32) -> Petition {
    service.change_policy(json!({ "level_to_sign": "email", "threshold": threshold })).await;
    service.petition_in(State::Collecting).await
}

/// Two accounts that sign one after the other.
async fn two_sign(service: &Service, petition: &Petition) -> [Caller; 2] {
    let pair = [service.registered("Іван").await, service.registered("Іван").await];
    for signer in &pair {
        service.advance(TimeDelta::minutes(1));
        signer.signs(petition).await.is(201);
    }
    pair
}

async fn is_one_person(clerk: &Caller, accounts: &[Caller]) {
    for account in accounts {
        clerk.identifies(account, &number()).await.is(201);
    }
}

/// Does something until the database has no other change in its way.
async fn settled(attempt: impl AsyncFn() -> Answer) -> Answer {
    for _ in 0..20 {
        let answer = attempt().await;
        if answer.status != 503 {
            return answer;
        }
    }
    attempt().await
}

async fn reads(petition: &Petition) -> Answer {
    petition.author.reads(petition).await.is(200)
}

on_both! {
    async fn the_earliest_signature_stays_and_the_double_goes(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 10).await);
        let accounts = two_sign(&service, &petition).await;
        let before = service.nobody().signers_of(&petition).await;
        assert_eq!(before.len(), 2);
        let earliest = accounts[0].get("/v1/me/signatures").await.is(200).pointer("/data/0/signed_at");
        is_one_person(&clerk, &accounts).await;
        assert_eq!(service.nobody().signers_of(&petition).await, before[..1]);
        reads(&petition).await.shows(json!({ "signatures": 1, "state": "collecting" }));
        for account in &accounts {
            let own = account.get("/v1/me/signatures").await.is(200).items();
            assert_eq!((own.len(), &own[0]["signed_at"]), (1, &earliest));
            account.signs(&petition).await.is_refused(409, "already_signed");
        }
    }

    async fn the_order_of_identification_changes_nothing(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 10).await);
        let [first, second] = two_sign(&service, &petition).await;
        let before = service.nobody().signers_of(&petition).await;
        is_one_person(&clerk, &[second, first]).await;
        assert_eq!(service.nobody().signers_of(&petition).await, before[..1]);
    }

    async fn signatures_on_different_petitions_all_stay(service) {
        let (clerk, one) = (clerk(&service).await, petition_of(&service, 10).await);
        let other = service.petition_in(State::Collecting).await;
        let [first, second] = [service.registered("Іван").await, service.registered("Іван").await];
        first.signs(&one).await.is(201);
        second.signs(&other).await.is(201);
        is_one_person(&clerk, &[first.clone(), second.clone()]).await;
        for petition in [&one, &other] {
            reads(petition).await.shows(json!({ "signatures": 1 }));
        }
        for account in [first, second] {
            assert_eq!(account.get("/v1/me/signatures").await.is(200).items().len(), 2);
        }
    }

    async fn the_double_goes_on_record_with_its_reason(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 10).await);
        let [first, second] = two_sign(&service, &petition).await;
        is_one_person(&clerk, &[first]).await;
        let merging = clerk.identifies(&second, &number()).await.is(201);
        let auditor = service.staff(Role::Auditor, None).await;
        let records = auditor.get(&format!("/v1/audit?object_id={}", petition.id)).await.is(200).items();
        let double = records.iter().find(|record| record["action"] == "signature.invalidated").unwrap();
        assert_eq!((&double["reason"], &double["account_id"]), (&json!("double"), &json!(clerk.id)));
        assert_eq!(double["request_id"], merging.header("x-request-id").unwrap());
    }

    async fn below_the_threshold_a_petition_collects_again(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 2).await);
        let accounts = two_sign(&service, &petition).await;
        let reached = reads(&petition).await.shows(json!({ "state": "under_review", "signatures": 2 }));
        let responder = service.responder(DEPARTMENT).await;
        responder.announces_review(&petition, DEPARTMENT).await.is(201);

        service.advance(TimeDelta::days(7));
        is_one_person(&clerk, &accounts).await;
        reads(&petition).await.shows(json!({
            "state": "collecting", "signatures": 1, "threshold_at": null, "announcement_due_at": null,
            "review_announced_at": null, "answer_due_at": null
        }));

        service.advance(TimeDelta::days(7));
        service.citizen("Ольга").await.signs(&petition).await.is(201);
        let again = reads(&petition).await.shows(json!({
            "state": "under_review", "signatures": 2, "threshold_at": service.now(), "review_announced_at": null
        }));
        for term in ["/announcement_due_at", "/answer_due_at"] {
            assert!(again.text(term) > reached.text(term), "{term}");
        }
        let history = service.nobody().history_of(&petition).await;
        let times = |kind: &str| history.iter().filter(|event| *event == kind).count();
        assert_eq!((times("threshold_reached"), times("threshold_lost")), (2, 1), "{history:?}");
        for milestone in ["milestone_10", "milestone_50", "milestone_100"] {
            assert_eq!(times(milestone), 1, "{milestone}: {history:?}");
        }
    }

    async fn below_the_threshold_after_the_window_a_petition_lapses(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 2).await);
        let accounts = two_sign(&service, &petition).await;
        let closes_at = reads(&petition).await.text("/closes_at");
        service.set_time(closes_at.parse().unwrap());
        service.work().await;
        reads(&petition).await.shows(json!({ "state": "under_review" }));
        is_one_person(&clerk, &accounts).await;
        let lapsed = reads(&petition).await.shows(json!({
            "state": "lapsed", "signatures": 1, "lapsed_at": service.now(), "answer_due_at": null
        }));
        assert!(lapsed.text("/reply_due_at") > lapsed.text("/lapsed_at"));
        let history = service.nobody().history_of(&petition).await;
        assert!(history.ends_with(&["threshold_lost".to_owned(), "lapsed".to_owned()]), "{history:?}");
    }

    async fn an_answered_petition_stays_answered(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 2).await);
        let accounts = two_sign(&service, &petition).await;
        let responder = service.responder(DEPARTMENT).await;
        responder.announces_review(&petition, DEPARTMENT).await.is(201);
        responder.answers(&petition, DEPARTMENT).await.is(201);
        is_one_person(&clerk, &accounts).await;
        reads(&petition).await.shows(json!({ "state": "answered", "signatures": 1 }));
    }

    async fn two_clerks_at_once_make_one_person(service) {
        let petition = petition_of(&service, 10).await;
        let accounts = two_sign(&service, &petition).await;
        let clerks = [clerk(&service).await, clerk(&service).await];
        let identified = clerks.iter().zip(&accounts).map(|(clerk, account)| {
            settled(async || clerk.identifies(account, &number()).await)
        });
        for answer in join_all(identified).await {
            answer.is(201).shows(json!({ "state": "confirmed" }));
        }
        reads(&petition).await.shows(json!({ "signatures": 1 }));
        assert_eq!(service.nobody().signers_of(&petition).await.len(), 1);
    }

    async fn an_identification_that_is_undone_takes_back_what_followed(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 3).await);
        let [known, mistaken] = two_sign(&service, &petition).await;
        service.citizen("Марія").await.signs(&petition).await.is(201);
        let before = reads(&petition).await.shows(json!({ "state": "under_review", "signatures": 3 }));
        let signers = service.nobody().signers_of(&petition).await;
        is_one_person(&clerk, std::slice::from_ref(&known)).await;
        let merging = clerk.identifies(&mistaken, &number()).await.is(201).text("/id");
        reads(&petition).await.shows(json!({ "state": "collecting", "signatures": 2 }));
        assert_eq!(mistaken.get("/v1/me/signatures").await.is(200).items().len(), 1);

        let undo = format!("/v1/identifications/{merging}/reversal");
        let why = json!({ "reason": "Переписано не той номер паспорта." });
        let undone = clerk.post(&undo, why.clone()).await.is(201);
        undone.shows(json!({ "state": "reversed", "decided_by": clerk.id, "decision_reason": why["reason"] }));
        clerk.post(&undo, why).await.is_refused(409, "not_confirmed");
        mistaken.get("/v1/me").await.is(200).shows(json!({ "level": "email", "full_name": mistaken.name }));
        known.get("/v1/me").await.is(200).shows(json!({ "level": "identified" }));
        let after = reads(&petition).await.shows(json!({ "state": "under_review", "signatures": 3 }));
        assert!(after.text("/threshold_at") >= before.text("/threshold_at"));
        assert_eq!(service.nobody().signers_of(&petition).await, signers);
        for account in [&known, &mistaken] {
            assert_eq!(account.get("/v1/me/signatures").await.is(200).items().len(), 1);
            account.signs(&petition).await.is_refused(409, "already_signed");
        }
        // Each is again somebody of their own.
        is_one_person(&clerk, &[mistaken]).await;
        reads(&petition).await.shows(json!({ "signatures": 2 }));
    }

    async fn what_needs_an_identified_signer_counts_while_the_signer_is_one(service) {
        let clerk = clerk(&service).await;
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.registered("Іван").await;
        let made = clerk.identifies(&ivan, &number()).await.is(201).text("/id");
        ivan.signs(&petition).await.is(201);
        let undo = format!("/v1/identifications/{made}/reversal");
        clerk.post(&undo, json!({ "reason": "Переписано не той номер паспорта." })).await.is(201);
        reads(&petition).await.shows(json!({ "signatures": 0 }));
        ivan.get("/v1/me").await.is(200).shows(json!({ "level": "email" }));
        ivan.signs(&petition).await.is_refused(403, "identification_needed");
        clerk.identifies(&ivan, &rnokpp(701)).await.is(201);
        reads(&petition).await.shows(json!({ "signatures": 1 }));
        ivan.signs(&petition).await.is_refused(409, "already_signed");
        let auditor = service.staff(Role::Auditor, None).await;
        let records = auditor.get(&format!("/v1/audit?object_id={}", petition.id)).await.is(200).items();
        let told: Vec<_> = records.iter().filter_map(|record| record["action"].as_str())
            .filter(|action| action.starts_with("signature.")).collect();
        assert_eq!(told, ["signature.restored", "signature.invalidated"]);
    }

    async fn a_correction_moves_no_deadline(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 2).await);
        let [ivan, _] = two_sign(&service, &petition).await;
        let wrong = clerk.identifies(&ivan, &number()).await.is(201).text("/id");
        let before = reads(&petition).await.shows(json!({ "state": "under_review", "signatures": 2 }));
        service.advance(TimeDelta::days(5));
        let papers = |number: &str, reason: Option<&str>| json!({
            "account_id": ivan.id, "full_name": ivan.name, "birth_date": "1968-06-12", "rnokpp": number,
            "corrects": wrong, "reason": reason
        });
        clerk.post("/v1/identifications", papers(&rnokpp(701), None)).await
            .is_refused(422, "validation_failed")
            .names("/reason", "required");
        let why = Some("Переписано не той номер паспорта.");
        clerk.post("/v1/identifications", papers(&rnokpp(701), why)).await.is(201)
            .shows(json!({ "state": "confirmed", "corrects": wrong }));
        clerk.get(&format!("/v1/identifications/{wrong}")).await.is(200)
            .shows(json!({ "state": "reversed", "decided_by": clerk.id }));
        let after = reads(&petition).await;
        for fact in ["/state", "/signatures", "/threshold_at", "/announcement_due_at", "/answer_due_at"] {
            assert_eq!(after.pointer(fact), before.pointer(fact), "{fact}");
        }
        // The wrong number is nobody's, the right one Ivan's.
        service.known_as("Іван", &number(), None).await.signs(&petition).await.is(201);
        service.known_as("Іван", &rnokpp(701), None).await.signs(&petition).await.is_refused(409, "already_signed");
        clerk.post("/v1/identifications", papers(&rnokpp(702), why)).await.is_refused(409, "not_confirmed");
    }

    async fn who_signs_while_being_merged_has_one_signature(service) {
        let (clerk, petition) = (clerk(&service).await, petition_of(&service, 100).await);
        let known = service.known_as("Іван", &number(), None).await;
        for round in 1..=5 {
            let petition = if round == 1 { petition.clone() } else { service.petition_in(State::Collecting).await };
            let provisional = service.registered("Іван").await;
            let (merged, one, other) = tokio::join!(
                settled(async || clerk.identifies(&provisional, &number()).await),
                settled(async || known.signs(&petition).await),
                settled(async || provisional.signs(&petition).await),
            );
            merged.is(201);
            for signed in [one, other] {
                assert!(signed.status == 201 || signed.clone().is_refused(409, "already_signed").status == 409);
            }
            reads(&petition).await.shows(json!({ "signatures": 1 }));
            let signers: Vec<Value> = service.nobody().signers_of(&petition).await;
            assert_eq!(signers.len(), 1);
        }
    }
}
