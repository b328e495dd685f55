//! The city as the demo plays it: the people, those who work for it, and the means to act for any of them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use viche_app::clock::{Clock as _, ManualClock};
use viche_domain::person::roles::Role;
use viche_domain::petition::{Decision, Figures, RefusalCode};

use crate::client::{Client, Session};
use crate::error::DemoError;
use crate::service::Service;
use crate::texts::{self, People, Person, PetitionText};

/// What all texts and names are drawn from.
pub(crate) const SEED: u64 = 2017;

/// Departments whose responders answer petitions of that year.
const DEPARTMENTS: [&str; 8] =
    ["infrastructure", "transport", "education", "health", "culture", "social", "ecology", "legal"];

/// The department that answers petitions of a category.
pub(crate) fn department_of(category: &str) -> &'static str {
    match category {
        "transport" => "transport",
        "education" => "education",
        "health" => "health",
        "culture" | "sport" => "culture",
        "social" => "social",
        "ecology" => "ecology",
        "governance" => "legal",
        _ => "infrastructure",
    }
}

/// The people of the city, the service, and a client of its API.
pub(crate) struct City<'a> {
    pub service: &'a Service,
    pub clock: Arc<ManualClock>,
    pub client: Client,
    /// Everybody who signs.
    pub crowd: Vec<Person>,
    /// People beside the crowd, each good for one part in the play.
    pub others: People,
    /// Draws among wordings.
    pub rng: ChaCha8Rng,
    moderator: Person,
    responders: Vec<(&'static str, Person)>,
}

impl<'a> City<'a> {
    /// The city of the seed; its crowd is so large.
    pub fn new(service: &'a Service, clock: Arc<ManualClock>, client: Client, crowd: usize) -> Self {
        let mut people = People::new(SEED);
        let mut next = || people.next().expect("the crowd is endless");
        Self {
            service,
            clock,
            client,
            crowd: (0..crowd).map(|_| next()).collect(),
            moderator: next(),
            responders: DEPARTMENTS.map(|department| (department, next())).into(),
            others: people,
            rng: ChaCha8Rng::seed_from_u64(SEED),
        }
    }

    /// Sets the simulated clock, which never goes back.
    pub fn set_clock(&self, now: DateTime<Utc>) {
        self.clock.set(now.max(self.clock.now()));
    }

    /// The administrator makes these the staff of the year.
    pub async fn appoint_staff(&self, administrator: &Session) -> Result<(), DemoError> {
        let moderator = self.client.enter(&self.moderator).await?;
        self.grant(administrator, &moderator, Role::Moderator, None).await?;
        for (department, person) in &self.responders {
            let responder = self.client.enter(person).await?;
            self.grant(administrator, &responder, Role::Responder, Some(department)).await?;
        }
        Ok(())
    }

    /// The administrator grants a role.
    pub async fn grant(
        &self,
        administrator: &Session,
        account: &Session,
        role: Role,
        department: Option<&str>,
    ) -> Result<(), DemoError> {
        let path = format!("/v1/accounts/{}/roles", account.account_id);
        self.client.post(Some(administrator), &path, &json!({ "role": role, "department": department })).await
    }

    /// The administrator puts a policy into force, from now on.
    pub async fn enact(&self, administrator: &Session, figures: &Figures) -> Result<(), DemoError> {
        self.client.post(Some(administrator), "/v1/policies", &json!(figures)).await
    }

    /// An author begins a petition and submits it; gives its id.
    pub async fn submit(&self, author: &Session, text: &PetitionText) -> Result<String, DemoError> {
        let id = self.client.draft(author, text).await?;
        self.client.act(author, &id, "submission", &json!({})).await?;
        Ok(id)
    }

    /// The moderator of the year publishes a petition.
    pub async fn publish(&self, id: &str) -> Result<(), DemoError> {
        let moderator = self.client.enter(&self.moderator).await?;
        self.client.act(&moderator, id, "publication", &json!({})).await
    }

    /// The moderator of the year refuses a petition.
    pub async fn refuse(
        &mut self,
        id: &str,
        code: RefusalCode,
        duplicate_of: Option<&str>,
    ) -> Result<(), DemoError> {
        let moderator = self.client.enter(&self.moderator).await?;
        let explanation = texts::refusal(code, &mut self.rng);
        let body = json!({ "code": code, "explanation": explanation, "duplicate_of": duplicate_of });
        self.client.act(&moderator, id, "refusal", &body).await
    }

    /// The department in charge announces the review.
    pub async fn announce(&self, id: &str, category: &str) -> Result<(), DemoError> {
        let (department, responder) = self.responder(category).await?;
        let body = json!({ "department": department });
        self.client.act(&responder, id, "review-announcement", &body).await
    }

    /// The department in charge answers.
    pub async fn answer(&mut self, id: &str, category: &str, decision: Decision) -> Result<(), DemoError> {
        let (department, responder) = self.responder(category).await?;
        let text = texts::answer(decision, category, &mut self.rng);
        let text = text.expect("every category has its answers");
        let body: Value =
            json!({ "department": department, "decision": decision, "text": text, "documents": [] });
        self.client.act(&responder, id, "answers", &body).await
    }

    async fn responder(&self, category: &str) -> Result<(&'static str, Session), DemoError> {
        let wanted = department_of(category);
        let found = self.responders.iter().find(|(department, _)| *department == wanted);
        let (department, person) = found.expect("each department has its responder");
        Ok((*department, self.client.enter(person).await?))
    }
}
