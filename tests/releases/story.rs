//! A small year 2017: something of everything that a city's database holds, made through the API as the demo makes the
//! whole year, with the demo's people and petitions.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use viche_demo::texts::{self, People, Person, PetitionText};
use viche_domain::person::roles::Role;
use viche_testkit::{Answer, Caller, DEPARTMENT, PASSWORD, REFUSED, Service, kyiv, petition_path};

const SEED: u64 = 2017;
/// The address of somebody who doesn't prove it.
const UNPROVEN: &str = "lesia@example.org";
/// Attempts after which a letter is given up.
const ATTEMPTS: u32 = 12;

/// A request with an idempotency key, and what came of it.
pub struct Keyed {
    pub by: &'static str,
    pub path: String,
    pub body: Value,
    pub key: String,
    pub answer: Answer,
}

/// The story while it is told: people and petitions by the names that they have in it.
pub struct Story<'a> {
    service: &'a Service,
    crowd: People,
    texts: Vec<PetitionText>,
    pub people: BTreeMap<&'static str, Caller>,
    pub petitions: BTreeMap<&'static str, String>,
    /// What was asked with a key on the last day.
    pub keyed: Vec<Keyed>,
    /// The token in the last letter that asks somebody to prove an address.
    pub link: String,
}

impl<'a> Story<'a> {
    /// Tells it from the first of February to the afternoon of the second of March.
    pub async fn tell(service: &'a Service) -> Self {
        let texts = texts::petitions(SEED).collect();
        let (people, petitions) = (BTreeMap::new(), BTreeMap::new());
        let mut story = Self {
            service,
            crowd: People::new(SEED),
            texts,
            people,
            petitions,
            keyed: Vec::new(),
            link: String::new(),
        };
        story.the_city_begins().await;
        story.the_first_petitions().await;
        story.the_city_answers().await;
        story.windows_close().await;
        story.the_last_day().await;
        story
    }

    async fn the_city_begins(&mut self) {
        self.service.set_time(kyiv("2017-02-01 09:00"));
        self.people.insert("nobody", self.service.nobody());
        self.people.insert("administrator", self.service.administrator().await);
        for &role in Role::ALL.iter().filter(|role| **role != Role::Administrator) {
            let department = role.needs_department().then_some(DEPARTMENT);
            self.people.insert(role.as_str(), self.service.staff(role, department).await);
        }
        self.people.insert("other_responder", self.service.responder("education").await);
        for name in ["oksana", "taras", "ivan", "olha", "petro", "hanna"] {
            let Person { full_name, rnokpp, email, .. } = self.next_person();
            let known = self.service.known_as(&full_name, &rnokpp, Some(&email)).await;
            self.people.insert(name, known);
        }
        let Person { full_name, rnokpp, .. } = self.next_person();
        self.people.insert("without_address", self.service.known_as(&full_name, &rnokpp, None).await);
        let vasyl = self.next_person();
        for name in ["vasyl", "vasyl_again"] {
            self.people.insert(name, self.service.registered(&vasyl.full_name).await);
        }
        let administrator = self.people["administrator"].clone().with("If-Match", "*");
        administrator.put("/v1/calendar", json!({ "from": "2015-01-01", "to": "2028-12-31" })).await.is(200);
        let off = json!({ "kind": "off", "note": "Ремонт ратуші" });
        for day in ["2017-02-08", "2017-02-09"] {
            administrator.put(&format!("/v1/calendar/days/{day}"), off.clone()).await.is(200);
        }
        administrator.delete("/v1/calendar/days/2017-02-09").await.is(200);
        let address = json!({ "address": "майдан імені С. П. Корольова, 4/2, м. Житомир, 10014" });
        self.people["administrator"].patch("/v1/city", "*", address).await.is(200);
        let revoked = format!("/v1/accounts/{}/roles", self.people["hanna"].id);
        self.does("administrator", &revoked, json!({ "role": "moderator" })).await.is(201);
        administrator.delete(&format!("{revoked}/moderator")).await.is(204);
        self.service
            .change_policy(json!({ "threshold": 4, "window": { "days": 20 }, "level_to_sign": "email" }))
            .await;
        self.a_letter_is_given_up().await;
    }

    /// Nobody takes letters to this address: one is tried until it is given up, another waits for its next turn.
    async fn a_letter_is_given_up(&mut self) {
        for n in 1..=2 {
            let account = json!({ "email": format!("nobody{n}{REFUSED}"), "password": PASSWORD, "full_name": "Гість Міста" });
            self.does("nobody", "/v1/accounts", account).await.is(202);
            if n == 1 {
                for attempt in 0..ATTEMPTS {
                    self.service.work().await;
                    self.service.advance(TimeDelta::minutes(1 << attempt));
                }
            }
        }
        self.service.work().await;
    }

    async fn the_first_petitions(&mut self) {
        self.service.set_time(kyiv("2017-02-06 10:00"));
        for (petition, author, signers) in [
            ("answered", "oksana", &["ivan", "olha", "petro", "hanna"][..]),
            ("lapsed", "taras", &["ivan"]),
            ("replied", "taras", &["ivan", "olha"]),
            ("lost", "hanna", &["vasyl", "vasyl_again", "petro", "without_address"]),
            ("removed", "petro", &["hanna"]),
            ("given_up", "olha", &["hanna", "oksana"]),
        ] {
            self.published(petition, author).await;
            self.signed(petition, signers).await;
        }
        self.people["without_address"].signs(&self.petitions["answered"]).await.is(201);
        self.people["oksana"].takes_signature_back(&self.petitions["given_up"]).await.is(204);
        for (name, petition) in
            [("ivan", "answered"), ("ivan", "lost"), ("olha", "answered"), ("olha", "given_up")]
        {
            self.people[name].follows(&self.petitions[petition]).await.is(204);
            self.service.advance(TimeDelta::seconds(1));
        }
        self.people["olha"].unfollows(&self.petitions["given_up"]).await.is(204);
        self.step("olha", "given_up", "/withdrawal", Value::Null).await;
        self.drafted("never_submitted", "petro").await;
        self.step("petro", "never_submitted", "/withdrawal", Value::Null).await;
        self.submitted("never_published", "petro").await;
        self.step("petro", "never_published", "/withdrawal", Value::Null).await;
        self.service.work().await;
    }

    async fn the_city_answers(&mut self) {
        self.service.set_time(kyiv("2017-02-10 11:00"));
        self.step("responder", "answered", "/review-announcement", json!({ "department": DEPARTMENT })).await;
        self.service.set_time(kyiv("2017-02-20 12:00"));
        self.answers("responder", "answered", DEPARTMENT, "explained", json!([])).await;
        self.service.work().await;
    }

    async fn windows_close(&mut self) {
        self.service.set_time(kyiv("2017-02-27 00:00"));
        self.service.work().await;
        self.service.set_time(kyiv("2017-03-01 10:00"));
        self.answers("other_responder", "replied", "education", "declined", json!([])).await;
        self.service
            .change_policy(json!({
                "window": { "months": 2 }, "sign_during_review": false, "signatures_withdrawable": false,
                "moderation_days": 3, "announcement_days": 5, "answer_days": 20
            }))
            .await;
        for (petition, author, signers) in [
            ("collecting", "oksana", &["ivan", "olha"][..]),
            ("doubled", "taras", &["vasyl_again", "vasyl", "hanna"]),
            ("announced", "hanna", &["ivan", "olha", "petro", "taras"]),
            ("in_review", "ivan", &["olha", "petro", "taras", "hanna"]),
        ] {
            self.published(petition, author).await;
            self.signed(petition, signers).await;
        }
        for petition in ["announced", "collecting", "removed"] {
            self.people["ivan"].follows(&self.petitions[petition]).await.is(204);
        }
        self.service.work().await;
    }

    /// What was asked on this day may be asked again with the same keys, and the letters of this day are not sent yet.
    async fn the_last_day(&mut self) {
        self.service.set_time(kyiv("2017-03-02 12:00"));
        let lesia = self.next_person().full_name;
        let account = json!({ "email": UNPROVEN, "password": PASSWORD, "full_name": lesia });
        self.does("nobody", "/v1/accounts", account).await.is(202);
        let vasyl = self.people["vasyl"].email().await;
        self.does("nobody", "/v1/password-resets", json!({ "email": vasyl })).await.is(202);
        self.service.work().await;
        self.link = self.service.letter_to(UNPROVEN).token();
        self.keyed.clear();
        self.a_session_ends().await;
        self.drafted("draft", "oksana").await;
        let title = json!({ "title": "Назва, над якою ще думають" });
        self.people["oksana"].patch(&petition_path(&self.petitions["draft"], ""), "*", title).await.is(200);
        self.submitted("submitted", "taras").await;
        self.submitted("refused", "oksana").await;
        let why =
            json!({ "code": "not_competence", "explanation": "Це питання належить до повноважень держави." });
        self.step("moderator", "refused", "/refusal", why).await;
        let corrected = self.step("oksana", "refused", "/corrections", Value::Null).await;
        self.petitions.insert("corrected", corrected.text("/id"));
        self.submitted("duplicate", "petro").await;
        let why = json!({
            "code": "duplicate", "explanation": "Про це вже збирають підписи.", "duplicate_of": self.petitions["collecting"]
        });
        self.step("moderator", "duplicate", "/refusal", why).await;
        self.published("fresh", "hanna").await;
        self.signed("fresh", &["petro", "without_address"]).await;
        self.step("responder", "announced", "/review-announcement", json!({ "department": DEPARTMENT }))
            .await;
        let documents = json!([{ "title": "Рішення № 17", "url": "https://example.org/17.pdf" }]);
        self.answers("responder", "answered", DEPARTMENT, "partly_supported", documents).await;
        let why = json!({ "reason": "Рішення суду про захист персональних даних третьої особи." });
        self.step("administrator", "removed", "/removal", why).await;
        self.submitted("taken_back", "olha").await;
        self.step("olha", "taken_back", "/withdrawal", Value::Null).await;

        let Person { rnokpp, birth_date, .. } = self.next_person();
        for name in ["vasyl", "vasyl_again"] {
            let account = self.people[name].clone();
            let papers = json!({
                "account_id": account.id, "full_name": account.name, "birth_date": birth_date, "rnokpp": rnokpp
            });
            self.does("clerk", "/v1/identifications", papers).await.is(201);
        }
        let roles = format!("/v1/accounts/{}/roles", self.people["hanna"].id);
        self.does("administrator", &roles, json!({ "role": "expert", "department": "culture" }))
            .await
            .is(201);
        let mut policy = self.service.nobody().get("/v1/policies/current").await.is(200).json();
        for given in ["version", "effective_from"] {
            policy.as_object_mut().unwrap().remove(given);
        }
        policy["answer_days"] = json!(21);
        self.does("administrator", "/v1/policies", policy).await.is(201);

        for email in ["newcomer@example.org", &vasyl] {
            let account =
                json!({ "email": email, "password": PASSWORD, "full_name": "Гість Міста", "locale": "en" });
            self.does("nobody", "/v1/accounts", account).await.is(202);
        }
        self.asks_for_another_letter().await;
        self.does("nobody", "/v1/password-resets", json!({ "email": vasyl })).await.is(202);
        self.service.set_time(kyiv("2017-03-02 15:00"));
    }

    /// A session that was refreshed once, and ended by its owner.
    async fn a_session_ends(&self) {
        let (nobody, (path, login)) = (self.service.nobody(), self.people["petro"].login());
        let session = nobody.post(path, login).await.is(201);
        let refresh = json!({ "refresh_token": session.text("/refresh_token") });
        let session = nobody.post("/v1/session-refreshes", refresh).await.is(201);
        nobody.with_token(&session.text("/access_token")).delete("/v1/sessions/current").await.is(204);
    }

    async fn asks_for_another_letter(&mut self) {
        self.does("nobody", "/v1/email-verification-requests", json!({ "email": UNPROVEN })).await.is(202);
    }

    fn next_person(&mut self) -> Person {
        self.crowd.next().unwrap()
    }

    /// Somebody posts something, with a key of its own.
    pub async fn does(&mut self, by: &'static str, path: &str, body: Value) -> Answer {
        let key = format!("key-{}", self.keyed.len());
        let caller = self.people[by].with("Idempotency-Key", &key);
        let bytes = (!body.is_null()).then(|| ("application/json", body.to_string().into_bytes()));
        let answer = caller.send(Method::POST, path, bytes).await;
        self.service.advance(TimeDelta::seconds(7));
        self.keyed.push(Keyed { by, path: path.to_owned(), body, key, answer: answer.clone() });
        answer
    }

    async fn step(&mut self, by: &'static str, petition: &'static str, part: &str, body: Value) -> Answer {
        let path = petition_path(&self.petitions[petition], part);
        self.does(by, &path, body).await.is(201)
    }

    async fn drafted(&mut self, petition: &'static str, author: &'static str) {
        let PetitionText { title, text, category } = self.texts.pop().unwrap();
        let first_sentence = text.split_inclusive(['.', '!', '?']).next();
        let draft = json!({ "title": title, "text": first_sentence, "category": category });
        let id = self.does(author, "/v1/petitions", draft).await.is(201).text("/id");
        self.petitions.insert(petition, id);
    }

    async fn submitted(&mut self, petition: &'static str, author: &'static str) {
        self.drafted(petition, author).await;
        self.step(author, petition, "/submission", Value::Null).await;
    }

    async fn published(&mut self, petition: &'static str, author: &'static str) {
        self.submitted(petition, author).await;
        self.step("moderator", petition, "/publication", Value::Null).await;
    }

    async fn signed(&mut self, petition: &'static str, signers: &[&'static str]) {
        for signer in signers {
            self.step(signer, petition, "/signatures", Value::Null).await;
        }
    }

    async fn answers(
        &mut self,
        by: &'static str,
        petition: &'static str,
        department: &str,
        decision: &str,
        documents: Value,
    ) {
        let text = "Виконавчий комітет розглянув петицію та повідомляє про вжиті заходи і строки.";
        let answer =
            json!({ "department": department, "decision": decision, "text": text, "documents": documents });
        self.step(by, petition, "/answers", answer).await;
    }
}
