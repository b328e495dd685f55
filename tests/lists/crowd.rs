//! A city whose every list has as many rows as a test asks for.

use chrono::{Days, NaiveDate};
use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Caller, DEPARTMENT, Petition, Service, address, petition_path, rnokpp};

/// A city that grows.
pub struct Crowd<'a> {
    service: &'a Service,
    administrator: Caller,
    moderator: Caller,
    responder: Caller,
    clerk: Caller,
    /// Whose petitions, signatures and followed petitions there are.
    author: Caller,
    /// A petition that collects.
    signed: Petition,
    /// A petition with answers.
    answered: Petition,
    /// An identification.
    identification: String,
    rows: u64,
}

impl<'a> Crowd<'a> {
    /// A city where every list is short.
    pub async fn new(service: &'a Service) -> Self {
        let answered = service.petition_in(State::Answered).await;
        Self {
            service,
            signed: service.petition_in(State::Collecting).await,
            answered,
            administrator: service.administrator().await,
            moderator: service.moderator().await,
            responder: service.responder(DEPARTMENT).await,
            clerk: service.staff(Role::Clerk, None).await,
            identification: String::new(),
            author: service.citizen("Оксана").await,
            rows: 0,
        }
    }

    /// Adds rows to every list until they have so many; all in the same instant.
    pub async fn grow(&mut self, rows: u64) {
        while self.rows < rows {
            let published = self.author.drafts().await;
            self.author.submits(&published).await.is(201);
            self.moderator.publishes(&published).await.is(201);
            self.author.signs(&published).await.is(201);
            self.author.follows(&published).await.is(204);
            let refused = self.author.drafts().await;
            self.author.submits(&refused).await.is(201);
            self.moderator.refuses(&refused, "unreadable").await.is(201);
            let waiting = self.author.drafts().await;
            self.author.submits(&waiting).await.is(201);
            self.service.citizen("Марія").await.signs(&self.signed).await.is(201);
            self.responder.answers(&self.answered, DEPARTMENT).await.is(201);
            let (somebody, number) =
                (self.service.registered("Ганна").await, rnokpp(self.service.next_person()));
            self.identification = self.clerk.identifies(&somebody, &number).await.is(201).text("/id");
            self.service.change_policy(json!({})).await;
            let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(self.rows);
            let special = json!({ "kind": "off", "note": "Вихідний" });
            let any = self.administrator.with("If-Match", "*");
            any.put(&format!("/v1/calendar/days/{day}"), special).await.is(200);
            self.rows += 1;
        }
    }

    /// Who reads by an operation, and where.
    pub fn reads(&self, operation: &str) -> (&Caller, String) {
        match operation {
            "get_service" => (&self.author, "/".to_owned()),
            "list_identifications" => (&self.clerk, "/v1/identifications".to_owned()),
            "get_identification" => (&self.clerk, format!("/v1/identifications/{}", self.identification)),
            "get_health" => (&self.author, "/healthz".to_owned()),
            "get_readiness" => (&self.author, "/readyz".to_owned()),
            "get_jwks" => (&self.author, "/.well-known/jwks.json".to_owned()),
            "get_city" => (&self.author, "/v1/city".to_owned()),
            "get_calendar" => (&self.author, "/v1/calendar".to_owned()),
            "list_categories" => (&self.author, "/v1/categories".to_owned()),
            "list_labels" => (&self.author, "/v1/labels".to_owned()),
            "list_departments" => (&self.author, "/v1/departments".to_owned()),
            "list_policies" => (&self.author, "/v1/policies".to_owned()),
            "get_current_policy" => (&self.author, "/v1/policies/current".to_owned()),
            "get_policy" => (&self.author, "/v1/policies/1".to_owned()),
            "get_petition" => (&self.author, petition_path(&self.answered, "")),
            "list_history" => (&self.author, petition_path(&self.answered, "/history")),
            "list_signatures" => (&self.author, petition_path(&self.signed, "/signatures")),
            "list_similar" => (&self.author, petition_path(&self.signed, "/similar")),
            "list_petitions" => (&self.author, "/v1/petitions".to_owned()),
            "get_current_session" => (&self.author, "/v1/sessions/current".to_owned()),
            "get_me" => (&self.author, "/v1/me".to_owned()),
            "list_my_petitions" => (&self.author, "/v1/me/petitions".to_owned()),
            "list_my_signatures" => (&self.author, "/v1/me/signatures".to_owned()),
            "list_followed_petitions" => (&self.author, "/v1/me/following".to_owned()),
            "list_my_petition_states" => {
                (&self.author, format!("/v1/me/petition-states?petition_ids={}", self.signed.id))
            }
            "list_refused_petitions" => (&self.moderator, "/v1/refused-petitions".to_owned()),
            "count_queue" => (&self.administrator, "/v1/queue/counts".to_owned()),
            "list_queue" => (&self.administrator, "/v1/queue".to_owned()),
            "list_audit" => (&self.administrator, "/v1/audit".to_owned()),
            "find_accounts" => (&self.administrator, format!("/v1/accounts?email={}", address(1))),
            "get_account" => (&self.administrator, format!("/v1/accounts/{}", self.author.id)),
            unknown => panic!("nobody reads by the operation {unknown}: say who does, and where"),
        }
    }
}
