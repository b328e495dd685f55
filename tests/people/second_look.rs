//! One number, two names: another clerk looks before anything changes.

use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, Service, on_both};

const REASON: &str = "Показала свідоцтво про шлюб: прізвище змінено.";

/// Two clerks, and two accounts of which the first is known by a passport and has signed.
struct Desk {
    clerks: [Caller; 2],
    olha: Caller,
    married: Caller,
}

impl Desk {
    async fn open(service: &Service) -> Self {
        let clerks = [service.staff(Role::Clerk, None).await, service.staff(Role::Clerk, None).await];
        let [olha, married] =
            [service.registered("Ольга Коваль").await, service.registered("Ольга Шевчук").await];
        let desk = Self { clerks, olha, married };
        desk.sees("Коваль Ольга Іванівна", &desk.olha, None).await.is(201);
        desk
    }

    async fn sees(&self, name: &str, account: &Caller, reason: Option<&str>) -> Answer {
        let papers = json!({
            "account_id": account.id, "full_name": name, "birth_date": "1995-01-02",
            "document": { "kind": "passport", "number": "ВК123456" }, "reason": reason
        });
        self.clerks[0].post("/v1/identifications", papers).await
    }

    async fn waiting(&self) -> String {
        self.sees("Шевчук Ольга Іванівна", &self.married, Some(REASON))
            .await
            .is(201)
            .shows(json!({ "state": "awaiting_second_look", "reason": REASON }))
            .text("/id")
    }
}

async fn decides(clerk: &Caller, id: &str, decision: &str) -> Answer {
    clerk.post(&format!("/v1/identifications/{id}/{decision}"), json!({ "reason": REASON })).await
}

async fn level_of(account: &Caller) -> Value {
    account.get("/v1/me").await.is(200).pointer("/level")
}

on_both! {
    async fn another_name_is_refused_without_a_reason_and_waits_with_one(service) {
        let desk = Desk::open(&service).await;
        let petition = service.petition_in(State::Collecting).await;
        desk.olha.signs(&petition).await.is(201);
        let before = service.contents().await;
        let refused = desk.sees("Шевчук Ольга Іванівна", &desk.married, None).await.is_refused(409, "name_differs");
        assert!(!String::from_utf8_lossy(&refused.body).contains("Коваль"), "whose number it is stays unsaid: {refused}");
        assert_eq!(service.contents().await, before, "nothing has changed");
        let id = desk.waiting().await;
        assert_eq!(level_of(&desk.married).await, "email");
        desk.married.signs(&petition).await.is_refused(403, "identification_needed");
        let waiting = desk.clerks[1].get("/v1/identifications?state=awaiting_second_look").await.is(200).items();
        assert_eq!(waiting.iter().map(|one| &one["id"]).collect::<Vec<_>>(), [&json!(id)]);
    }

    async fn the_same_name_otherwise_written_needs_no_second_look(service) {
        let desk = Desk::open(&service).await;
        desk.sees("ольга  КОВАЛЬ", &desk.married, None).await.is(201).shows(json!({ "state": "confirmed" }));
    }

    async fn another_clerk_finds_that_it_is_one_person(service) {
        let desk = Desk::open(&service).await;
        let petition = service.petition_in(State::Collecting).await;
        desk.olha.signs(&petition).await.is(201);
        service.change_policy(json!({ "level_to_sign": "email" })).await;
        let other = service.petition_in(State::Collecting).await;
        desk.married.signs(&other).await.is(201).shows(json!({ "name": "Ольга Шевчук" }));
        let id = desk.waiting().await;
        decides(&desk.clerks[0], &id, "approval").await.is_refused(403, "second_clerk_needed");
        decides(&desk.clerks[1], &id, "approval").await.is(201)
            .shows(json!({ "state": "confirmed", "decided_by": desk.clerks[1].id, "decision_reason": REASON }));
        for account in [&desk.olha, &desk.married] {
            account.get("/v1/me").await.is(200)
                .shows(json!({ "level": "identified", "full_name": "Шевчук Ольга Іванівна" }));
            account.signs(&petition).await.is_refused(409, "already_signed");
        }
        let signers = service.nobody().signers_of(&petition).await;
        assert_eq!(signers[0]["name"], "Коваль Ольга Іванівна", "a signature keeps the name that it was given under");
        let signers = service.nobody().signers_of(&other).await;
        assert_eq!(signers[0]["name"], "Шевчук Ольга Іванівна", "one of the account that joins gets the confirmed one");
        for decision in ["approval", "refusal"] {
            decides(&desk.clerks[1], &id, decision).await.is_refused(409, "not_awaiting_second_look");
        }
        decides(&desk.clerks[1], &id, "reversal").await.is(201);
        assert_eq!(level_of(&desk.married).await, "email");
        assert_eq!(level_of(&desk.olha).await, "identified");
    }

    async fn another_clerk_finds_that_they_are_two(service) {
        let desk = Desk::open(&service).await;
        let id = desk.waiting().await;
        decides(&desk.clerks[0], &id, "refusal").await.is_refused(403, "second_clerk_needed");
        decides(&desk.clerks[1], &id, "refusal").await.is(201).shows(json!({ "state": "refused" }));
        assert_eq!(level_of(&desk.married).await, "email");
        decides(&desk.clerks[1], &id, "reversal").await.is_refused(409, "not_confirmed");
        let auditor = service.staff(Role::Auditor, None).await;
        let records = auditor.get(&format!("/v1/audit?object_id={}", desk.married.id)).await.is(200).items();
        let told: Vec<_> = records.iter().map(|record| (&record["action"], &record["reason"], &record["account_id"])).take(2).collect();
        assert_eq!(told, [
            (&json!("identification.refused"), &json!(REASON), &json!(desk.clerks[1].id)),
            (&json!("identification.requested"), &json!(REASON), &json!(desk.clerks[0].id)),
        ]);
    }

    async fn nobody_decides_on_themselves(service) {
        let desk = Desk::open(&service).await;
        let administrator = service.administrator().await;
        for account in [&desk.olha, &desk.married] {
            administrator.post(&format!("/v1/accounts/{}/roles", account.id), json!({ "role": "clerk" })).await.is(201);
        }
        let id = desk.waiting().await;
        for own in [&desk.olha, &desk.married] {
            for decision in ["approval", "refusal", "reversal"] {
                decides(own, &id, decision).await.is_refused(403, "own_identity");
            }
        }
    }

    async fn an_identification_that_is_not_there_is_not_found(service) {
        let desk = Desk::open(&service).await;
        for id in ["0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47", "1"] {
            for decision in ["approval", "refusal", "reversal"] {
                decides(&desk.clerks[1], id, decision).await.is_refused(404, "identification_not_found");
            }
            desk.clerks[1].get(&format!("/v1/identifications/{id}")).await.is_refused(404, "identification_not_found");
        }
    }
}
