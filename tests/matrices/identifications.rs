//! Identifications in every state.

use serde_json::{Value, json};
use viche_domain::person::identification::{Decision, IdentificationState as State, Parties};
use viche_domain::person::roles::Role;
use viche_testkit::{BIRTH_DATE, Caller, Service, rnokpp};

use super::company::{Somebody, company};
use super::scenes::Kind;
use crate::document::operations::Operation;

pub const HEAD: &str = "\
# Who may do what with an identification in each state: yes, or the code of the refusal. The clerk saw the papers.
# Written by the tests with VICHE_BLESS=1.
";

const REASON: &str = "Показав рішення суду: прізвище змінено.";

/// The people at the desk.
pub struct Identifications<'a> {
    service: &'a Service,
    company: Vec<Somebody>,
}

impl<'a> Identifications<'a> {
    pub async fn of(service: &'a Service) -> Self {
        let mut company = company(service, &["citizen"]).await;
        let caller = service.staff(Role::Clerk, None).await;
        company.push(Somebody { name: "second_clerk", role: Some(Role::Clerk), caller });
        Self { service, company }
    }

    fn caller(&self, name: &str) -> &Caller {
        &self.company.iter().find(|somebody| somebody.name == name).unwrap().caller
    }

    async fn decides(&self, id: &str, decision: &str) {
        let path = format!("/v1/identifications/{id}/{decision}");
        self.caller("second_clerk").post(&path, json!({ "reason": REASON })).await.is(201);
    }
}

impl Kind for Identifications<'_> {
    const ADDRESS: &'static str = "/v1/identifications/";
    type Scene = State;

    fn company(&self) -> &[Somebody] {
        &self.company
    }

    fn scenes(&self) -> Vec<(&'static str, State)> {
        State::ALL.iter().map(|state| (state.as_str(), *state)).collect()
    }

    async fn fresh(&self, state: &State) -> String {
        let number = rnokpp(self.service.next_person());
        self.service.known_as("Олег Коваль", &number, None).await;
        let account = self.service.registered("Олег").await;
        let papers = json!({
            "account_id": account.id, "full_name": "Олег Шевчук", "birth_date": BIRTH_DATE, "rnokpp": number,
            "reason": REASON
        });
        let id = self.caller("clerk").post("/v1/identifications", papers).await.is(201).text("/id");
        match state {
            State::AwaitingSecondLook => {}
            State::Refused => self.decides(&id, "refusal").await,
            State::Confirmed => self.decides(&id, "approval").await,
            State::Reversed => {
                self.decides(&id, "approval").await;
                self.decides(&id, "reversal").await;
            }
        }
        id
    }

    async fn seen(&self, id: &str) -> Value {
        self.caller("auditor").get(&format!("/v1/identifications/{id}")).await.is(200).json()
    }

    fn sends(&self, _: &Operation, _: &Somebody) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    fn ruled(&self, operation: &Operation, state: &State, by: &Somebody) -> String {
        if !by.has_login() {
            return "unauthenticated".to_owned();
        }
        if operation.permission().is_some_and(|permission| !by.may(permission)) {
            return "forbidden".to_owned();
        }
        let decision = match operation.id {
            "approve_identification" => Decision::Approve,
            "refuse_identification" => Decision::Refuse,
            "reverse_identification" => Decision::Reverse,
            _ => return "yes".to_owned(),
        };
        let parties =
            Parties { decider: by.name, first: "clerk", owner: "the owner", known: Some("the known") };
        state.after(decision, &parties).map_or_else(|code| code.as_str().to_owned(), |_| "yes".to_owned())
    }
}
