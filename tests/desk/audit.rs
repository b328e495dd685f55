//! The audit log: every change says who, what, when, why and by which request; what was refused leaves nothing.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::TimeDelta;
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{
    Answer, BIRTH_DATE, Caller, DEPARTMENT, PASSWORD, Service, draft, on_both, petition_path, rnokpp,
};

/// Operations that leave no row of their own: a signature is itself the record of who signed and when; following,
/// registering before the address is proven and asking for a letter change nothing that anybody answers for; a refresh
/// goes on with a session that is on record.
const UNRECORDED: [&str; 7] = [
    "register",
    "sign_petition",
    "follow_petition",
    "unfollow_petition",
    "request_email_verification",
    "request_password_reset",
    "refresh_session",
];

/// Looks changes up in the log, and remembers of which operations.
struct Log<'a> {
    service: &'a Service,
    auditor: Caller,
    seen: BTreeSet<String>,
}

impl<'a> Log<'a> {
    async fn of(service: &'a Service) -> Self {
        Self { service, auditor: service.staff(Role::Auditor, None).await, seen: BTreeSet::new() }
    }

    /// The latest rows.
    async fn latest(&self) -> Vec<Value> {
        self.auditor.get("/v1/audit?limit=20").await.is(200).items()
    }

    /// Asserts that the log tells of the change that this answer tells of, whose request the row names.
    async fn tells(&mut self, operation: &str, by: &str, answer: Answer, action: &str) -> Value {
        assert!((200..300).contains(&answer.status), "{answer}");
        let (request, records) = (answer.header("x-request-id").unwrap(), self.latest().await);
        let record = records
            .iter()
            .find(|record| record["request_id"] == request && record["action"] == action)
            .unwrap_or_else(|| panic!("no {action} by {request} in {records:#?}"));
        assert_eq!(
            (&record["account_id"], &record["at"]),
            (&json!(by), &json!(self.service.now())),
            "{record}"
        );
        for field in ["object", "object_id"] {
            assert!(record[field].as_str().is_some_and(|text| !text.is_empty()), "{record}");
        }
        self.seen.insert(operation.to_owned());
        self.service.advance(TimeDelta::seconds(1));
        record.clone()
    }

    /// A change of a petition: the row is about it.
    async fn tells_of(
        &mut self,
        operation: &str,
        by: &Caller,
        petition: impl AsRef<str>,
        answer: Answer,
        action: &str,
    ) -> Value {
        let record = self.tells(operation, &by.id, answer, action).await;
        assert_eq!(
            (&record["object"], &record["object_id"]),
            (&json!("petition"), &json!(petition.as_ref()))
        );
        record
    }
}

/// What the document calls the operations that change something.
async fn changes(service: &Service) -> BTreeSet<String> {
    let paths = service.nobody().get("/openapi.json").await.is(200).pointer("/paths");
    let paths = paths.as_object().unwrap().values();
    let methods =
        paths.flat_map(|methods| methods.as_object().unwrap()).filter(|(method, _)| *method != "get");
    methods.map(|(_, operation)| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

async fn accounts_on_record(service: &Service, log: &mut Log<'_>) {
    let nobody = service.nobody();
    let email = "ivan@example.org";
    let account = json!({ "email": email, "password": PASSWORD, "full_name": "Іван Бондаренко" });
    nobody.post("/v1/accounts", account).await.is(202);
    service.work().await;
    let verified =
        nobody.post("/v1/email-verifications", json!({ "token": service.letter_to(email).token() })).await;
    let session = nobody.post("/v1/sessions", json!({ "email": email, "password": PASSWORD })).await;
    let id = session.text("/account_id");
    let ivan = nobody.with_token(&session.text("/access_token"));
    log.tells("verify_email", &id, verified, "account.registered").await;
    let login = nobody.post("/v1/sessions", json!({ "email": email, "password": PASSWORD })).await;
    log.tells("log_in", &id, login, "session.opened").await;
    let change = json!({ "current_password": PASSWORD, "new_password": "гучний-вечір-1917" });
    let changed = ivan.post("/v1/me/password-changes", change).await;
    log.tells("change_password", &id, changed, "account.password_set").await;
    nobody.post("/v1/password-resets", json!({ "email": email })).await.is(202);
    service.work().await;
    let reset = json!({ "token": service.letter_to(email).token(), "new_password": PASSWORD });
    let reset = nobody.post("/v1/password-resets/confirmations", reset).await;
    log.tells("confirm_password_reset", &id, reset, "account.password_set").await;
}

async fn staff_on_record(service: &Service, log: &mut Log<'_>) {
    let (administrator, clerk) = (service.administrator().await, service.staff(Role::Clerk, None).await);
    let ivan = service.registered("Іван").await;
    let roles = format!("/v1/accounts/{}/roles", ivan.id);
    let granted = administrator.post(&roles, json!({ "role": "clerk" })).await;
    let record = log.tells("grant_role", &administrator.id, granted, "role.granted").await;
    assert_eq!((&record["object_id"], &record["data"]["role"]), (&json!(ivan.id), &json!("clerk")));
    let revoked = administrator.delete(&format!("{roles}/clerk")).await;
    log.tells("revoke_role", &administrator.id, revoked, "role.revoked").await;
    let identified = clerk.identifies(&ivan, &rnokpp(700)).await;
    let record = log.tells("confirm_identity", &clerk.id, identified, "account.identified").await;
    assert_eq!(record["object_id"], ivan.id);

    let sought = json!({ "full_name": ivan.name, "birth_date": BIRTH_DATE });
    let found = clerk.post("/v1/account-searches", sought.clone()).await;
    let record = log.tells("search_accounts", &clerk.id, found, "account.sought").await;
    assert_eq!(
        record["data"],
        json!({ "found": [ivan.id], "full_name": ivan.name, "birth_date": BIRTH_DATE })
    );

    let second = service.staff(Role::Clerk, None).await;
    let reason = json!({ "reason": "Показав рішення суду: прізвище змінено." });
    for (operation, decision, action) in [
        ("refuse_identification", "refusal", "identification.refused"),
        ("approve_identification", "approval", "identification.approved"),
        ("reverse_identification", "reversal", "identification.reversed"),
    ] {
        let somebody = service.registered("Павло Гончар").await;
        let mut papers = json!({
            "account_id": somebody.id, "full_name": somebody.name, "birth_date": BIRTH_DATE, "rnokpp": rnokpp(700)
        });
        papers["reason"] = reason["reason"].clone();
        let id = clerk.post("/v1/identifications", papers).await.is(201).text("/id");
        if decision == "reversal" {
            second.post(&format!("/v1/identifications/{id}/approval"), reason.clone()).await;
        }
        let decided = second.post(&format!("/v1/identifications/{id}/{decision}"), reason.clone()).await;
        let record = log.tells(operation, &second.id, decided, action).await;
        assert_eq!((&record["object_id"], &record["reason"]), (&json!(somebody.id), &reason["reason"]));
    }
}

async fn sessions_on_record(service: &Service, log: &mut Log<'_>) {
    let ivan = service.citizen("Іван").await;
    let code = BASE64.encode(
        json!({ "full_name": "Іван Шевчук", "rnokpp": rnokpp(701), "birth_date": null, "email": null })
            .to_string(),
    );
    let login =
        service.nobody().post("/v1/external-sessions", json!({ "provider": "built_in", "code": code })).await;
    let id = login.text("/account_id");
    log.tells("log_in_externally", &id, login, "session.opened").await;
    let ivan_here = ivan.with_token(&ivan.token().await.unwrap());
    let ended = ivan_here.delete("/v1/sessions/current").await;
    log.tells("log_out", &ivan.id, ended, "session.revoked").await;
}

async fn configuration_on_record(service: &Service, log: &mut Log<'_>) {
    let administrator = service.administrator().await;
    let edits = administrator.with("If-Match", "*");
    for (operation, path, change, action) in [
        (
            "set_calendar_range",
            "/v1/calendar",
            json!({ "from": "2015-01-01", "to": "2029-12-31" }),
            "calendar.range_set",
        ),
        (
            "set_calendar_day",
            "/v1/calendar/days/2028-01-03",
            json!({ "kind": "off", "note": "Вихідний" }),
            "calendar.day_set",
        ),
    ] {
        let edited = edits.put(path, change).await;
        log.tells(operation, &administrator.id, edited, action).await;
    }
    let removed = edits.delete("/v1/calendar/days/2028-01-03").await;
    log.tells("remove_calendar_day", &administrator.id, removed, "calendar.day_removed").await;
    let edited =
        administrator.patch("/v1/city", "*", json!({ "address": "майдан імені Корольова, 4/2" })).await;
    log.tells("edit_city", &administrator.id, edited, "city.edited").await;
    let added = service.change_policy(json!({ "threshold": 1 })).await;
    log.tells("add_policy", &administrator.id, added, "policy.added").await;
}

async fn petitions_on_record(service: &Service, log: &mut Log<'_>) {
    let (author, moderator) = (service.citizen("Оксана").await, service.moderator().await);
    let created = author.post("/v1/petitions", draft()).await;
    let id = created.text("/id");
    log.tells_of("create_petition", &author, &id, created, "petition.created").await;
    let edited = author
        .patch(&petition_path(&id, ""), "*", json!({ "title": "Облаштувати велодоріжку в парку" }))
        .await;
    log.tells_of("edit_petition", &author, &id, edited, "petition.edited").await;
    let thrown_away = author.drafts().await;
    let deleted = author.delete(&petition_path(&thrown_away, "")).await;
    log.tells_of("delete_draft", &author, &thrown_away, deleted, "petition.deleted").await;
    let submitted = author.submits(&id).await;
    let record = log.tells_of("submit_petition", &author, &id, submitted, "petition.submitted").await;
    assert_eq!((&record["data"]["from"], &record["data"]["to"]), (&json!("draft"), &json!("submitted")));
    let refused = moderator.refuses(&id, "not_competence").await;
    let record = log.tells_of("refuse_petition", &moderator, &id, refused, "petition.refused").await;
    assert_eq!(record["reason"], "not_competence");
    let corrected = author.corrects(&id).await;
    let id = corrected.text("/id");
    log.tells_of("correct_petition", &author, &id, corrected, "petition.created").await;
    let withdrawn = author.withdraws(&id).await;
    log.tells_of("withdraw_petition", &author, &id, withdrawn, "petition.withdrawn").await;
}

async fn published_petitions_on_record(service: &Service, log: &mut Log<'_>) {
    let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
    let (signer, administrator) = (service.citizen("Марія").await, service.administrator().await);
    let petition = service.petition_in(State::Submitted).await;
    service.change_policy(json!({ "threshold": 2 })).await;
    let published = moderator.publishes(&petition).await;
    log.tells_of("publish_petition", &moderator, &petition, published, "petition.published").await;
    signer.signs(&petition).await.is(201);
    let withdrawn = signer.takes_signature_back(&petition).await;
    log.tells_of("withdraw_signature", &signer, &petition, withdrawn, "signature.withdrawn").await;
    signer.signs(&petition).await.is(201);
    let second = service.citizen("Ольга").await;
    let reached = second.signs(&petition).await;
    log.tells_of("sign_petition", &second, &petition, reached, "petition.threshold_reached").await;
    let assigned = moderator.assigns(&petition, DEPARTMENT).await;
    log.tells_of("assign_petition", &moderator, &petition, assigned, "petition.assigned").await;
    let returned = responder.returns_assignment(&petition).await;
    log.tells_of("return_assignment", &responder, &petition, returned, "petition.assignment_returned").await;
    moderator.assigns(&petition, DEPARTMENT).await.is(201);
    let accepted = responder.accepts_assignment(&petition).await;
    log.tells_of("accept_assignment", &responder, &petition, accepted, "petition.assignment_accepted").await;
    let announced = responder.announces_review(&petition, DEPARTMENT).await;
    log.tells_of("announce_review", &responder, &petition, announced, "petition.review_announced").await;
    let answered = responder.answers(&petition, DEPARTMENT).await;
    log.tells_of("answer_petition", &responder, &petition, answered, "petition.answered").await;
    let removed = administrator.removes(&petition).await;
    let record =
        log.tells_of("remove_petition", &administrator, &petition, removed, "petition.removed").await;
    assert!(record["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{record}");
}

on_both! {
    async fn no_client_names_its_request_as_the_service_does(service) {
        let log = Log::of(&service).await;
        let author = service.citizen("Іван Бондаренко").await;
        for named in [Some("worker"), None] {
            let caller = named.map_or_else(|| author.clone(), |name| author.with("X-Request-Id", name));
            let made = caller.post("/v1/petitions", draft()).await.is(201);
            let record = log.latest().await.remove(0);
            assert_eq!((&record["action"], &record["client_request_id"]), (&json!("petition.created"), &json!(named)));
            let ours = record["request_id"].as_str().unwrap();
            assert_eq!(ours.len(), 36, "{record}");
            assert_eq!(made.header("x-request-id"), Some(named.unwrap_or(ours)), "a client finds its own name again");
        }
    }

    async fn every_change_is_on_record(service) {
        let mut log = Log::of(&service).await;
        accounts_on_record(&service, &mut log).await;
        staff_on_record(&service, &mut log).await;
        sessions_on_record(&service, &mut log).await;
        petitions_on_record(&service, &mut log).await;
        published_petitions_on_record(&service, &mut log).await;
        configuration_on_record(&service, &mut log).await;
        log.seen.extend(UNRECORDED.map(str::to_owned));
        assert_eq!(log.seen, changes(&service).await);
    }

    async fn what_the_clock_does_is_on_record_with_nobody(service) {
        let petition = service.petition_in(State::Lapsed).await;
        let auditor = service.staff(Role::Auditor, None).await;
        let records = auditor.get(&format!("/v1/audit?object_id={}", petition.id)).await.is(200).items();
        assert_eq!((&records[0]["action"], &records[0]["account_id"]), (&json!("petition.lapsed"), &Value::Null));
    }

    async fn what_was_refused_leaves_nothing(service) {
        let log = Log::of(&service).await;
        let (nobody, ivan) = (service.nobody(), service.citizen("Іван").await);
        let (moderator, administrator) = (service.moderator().await, service.administrator().await);
        let petition = service.petition_in(State::Collecting).await;
        let before = log.latest().await;
        for refused in [
            nobody.post("/v1/sessions", json!({ "email": "ivan@example.org", "password": PASSWORD })).await,
            nobody.post("/v1/accounts", json!({ "email": "ivan", "password": "1", "full_name": "" })).await,
            nobody.signs(&petition).await,
            ivan.publishes(&petition).await,
            ivan.withdraws(&petition).await,
            moderator.publishes(&petition).await,
            moderator.refuses(&petition, "advert").await,
            administrator.delete(&format!("/v1/accounts/{}/roles/administrator", administrator.id)).await,
            administrator.patch("/v1/city", "\"v99\"", json!({ "name_uk": "Житомир" })).await,
            log.auditor.removes(&petition).await,
        ] {
            assert!((400..500).contains(&refused.status), "{refused}");
        }
        assert_eq!(log.latest().await, before);
    }

    async fn the_log_is_read_page_by_page_the_latest_first(service) {
        let petition = service.petition_in(State::Answered).await;
        let auditor = service.staff(Role::Auditor, None).await;
        let whole = auditor.get_all("/v1/audit").await;
        let times: Vec<_> = whole.iter().map(|record| record["at"].as_str().unwrap()).collect();
        assert!(times.is_sorted_by(|earlier, later| earlier >= later), "{times:?}");
        let of_petition: Vec<_> = whole.iter().filter(|record| record["object_id"] == petition.id).cloned().collect();
        let filtered = auditor.get(&format!("/v1/audit?limit=100&object_id={}", petition.id)).await.is(200);
        assert_eq!(filtered.items(), of_petition);
    }
}
