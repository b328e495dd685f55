//! What people do with petitions, and petitions in every state.

use serde_json::{Value, json};
use viche_domain::petition::State;

use crate::{Answer, Caller, Service};

/// The department that reviews the petitions of [`Service::petition_in`].
pub const DEPARTMENT: &str = "transport";
/// A text as long as any that the service asks for.
const TEXT: &str = "Просимо міську раду розглянути це питання на найближчому засіданні та повідомити мешканців про \
                    ухвалене рішення, строки й кошти.";

/// A petition of a test.
#[derive(Debug, Clone)]
pub struct Petition {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub author: Caller,
}

impl AsRef<str> for Petition {
    fn as_ref(&self) -> &str {
        &self.id
    }
}

/// A draft that the service takes.
pub fn draft() -> Value {
    json!({ "title": "Облаштувати велодоріжку на вулиці Київській", "text": TEXT, "category": "transport" })
}

/// The address of a petition, or of a part of it.
pub fn petition_path(petition: impl AsRef<str>, part: &str) -> String {
    format!("/v1/petitions/{}{part}", petition.as_ref())
}

impl Caller {
    /// Begins a draft and gives its id.
    pub async fn drafts(&self) -> String {
        self.post("/v1/petitions", draft()).await.is(201).text("/id")
    }

    /// Reads a petition.
    pub async fn reads(&self, petition: impl AsRef<str>) -> Answer {
        self.get(&petition_path(petition, "")).await
    }

    /// What happened to a petition, in order.
    pub async fn history_of(&self, petition: impl AsRef<str>) -> Vec<String> {
        let events = self.get_all(&petition_path(petition, "/history")).await;
        events.iter().map(|event| event["kind"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The public list of a petition's signers.
    pub async fn signers_of(&self, petition: impl AsRef<str>) -> Vec<Value> {
        self.get_all(&petition_path(petition, "/signatures")).await
    }

    /// Submits a draft.
    pub async fn submits(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/submission")).await
    }

    /// Publishes a petition.
    pub async fn publishes(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/publication")).await
    }

    /// Refuses a petition for a reason.
    pub async fn refuses(&self, petition: impl AsRef<str>, code: &str) -> Answer {
        self.post(&petition_path(petition, "/refusal"), json!({ "code": code, "explanation": TEXT })).await
    }

    /// Begins a corrected draft of a refused petition.
    pub async fn corrects(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/corrections")).await
    }

    /// Signs a petition.
    pub async fn signs(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/signatures")).await
    }

    /// Signs a petition, and again whenever the service asks to come back later: after as long as it says.
    pub async fn signs_patiently(&self, petition: impl AsRef<str>) -> Answer {
        for _ in 0..60 {
            let answer = self.signs(petition.as_ref()).await;
            if answer.status != 503 {
                return answer;
            }
            tokio::time::sleep(answer.asks_to_come_back()).await;
        }
        panic!("{} could not sign", self.name);
    }

    /// Takes the own signature back.
    pub async fn takes_signature_back(&self, petition: impl AsRef<str>) -> Answer {
        self.delete(&petition_path(petition, "/signatures/mine")).await
    }

    /// Puts a department in charge of a petition.
    pub async fn assigns(&self, petition: impl AsRef<str>, department: &str) -> Answer {
        self.post(&petition_path(petition, "/assignment"), json!({ "department": department })).await
    }

    /// Puts another department in charge of a petition, with a reason.
    pub async fn reassigns(&self, petition: impl AsRef<str>, department: &str, reason: &str) -> Answer {
        let assignment = json!({ "department": department, "reason": reason });
        self.post(&petition_path(petition, "/assignment"), assignment).await
    }

    /// Accepts the assignment of a petition.
    pub async fn accepts_assignment(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/assignment/acceptance")).await
    }

    /// Hands the assigned petition back.
    pub async fn returns_assignment(&self, petition: impl AsRef<str>) -> Answer {
        let reason = json!({ "reason": "Це справа іншого підрозділу." });
        self.post(&petition_path(petition, "/assignment/return"), reason).await
    }

    /// Announces the review of a petition, for a department.
    pub async fn announces_review(&self, petition: impl AsRef<str>, department: &str) -> Answer {
        self.post(&petition_path(petition, "/review-announcement"), json!({ "department": department })).await
    }

    /// Answers a petition, for a department.
    pub async fn answers(&self, petition: impl AsRef<str>, department: &str) -> Answer {
        let answer = json!({ "department": department, "decision": "supported", "text": TEXT });
        self.post(&petition_path(petition, "/answers"), answer).await
    }

    /// Withdraws the own petition.
    pub async fn withdraws(&self, petition: impl AsRef<str>) -> Answer {
        self.post_empty(&petition_path(petition, "/withdrawal")).await
    }

    /// Removes a petition.
    pub async fn removes(&self, petition: impl AsRef<str>) -> Answer {
        self.post(&petition_path(petition, "/removal"), json!({ "reason": TEXT })).await
    }

    /// Follows a petition.
    pub async fn follows(&self, petition: impl AsRef<str>) -> Answer {
        self.put_empty(&petition_path(petition, "/following")).await
    }

    /// Stops following a petition.
    pub async fn unfollows(&self, petition: impl AsRef<str>) -> Answer {
        self.delete(&petition_path(petition, "/following")).await
    }
}

impl Service {
    /// Puts a policy in force that differs from the one until now in these fields.
    pub async fn change_policy(&self, changes: Value) -> Answer {
        let administrator = self.administrator().await;
        let mut policy = administrator.get("/v1/policies/current").await.is(200).json();
        if let Some(fields) = policy.as_object_mut() {
            fields.retain(|name, _| name != "version" && name != "effective_from");
            fields.extend(changes.as_object().cloned().unwrap_or_default());
        }
        administrator.post("/v1/policies", policy).await.is(201)
    }

    /// A new petition in a state, reached as people reach it. Those that come under review are published under a
    /// policy of two signatures, after which the policy until then is in force again; for a lapsed one the clock goes
    /// on to the end of its window.
    pub async fn petition_in(&self, state: State) -> Petition {
        let author = self.citizen("Оксана").await;
        let petition = Petition { id: author.drafts().await, author };
        if state == State::Draft {
            return petition;
        }
        petition.author.submits(&petition).await.is(201);
        match state {
            State::Draft | State::Submitted => {}
            State::Refused => {
                self.moderator().await.refuses(&petition, "not_competence").await.is(201);
            }
            State::UnderReview | State::Answered => self.bring_under_review(&petition, state).await,
            State::Collecting | State::Lapsed | State::Withdrawn | State::Removed => {
                self.moderator().await.publishes(&petition).await.is(201);
            }
        }
        match state {
            State::Lapsed => {
                let closes_at = petition.author.reads(&petition).await.is(200).text("/closes_at");
                self.set_time(closes_at.parse().expect("an instant"));
                self.work().await;
            }
            State::Withdrawn => {
                petition.author.withdraws(&petition).await.is(201);
            }
            State::Removed => {
                self.administrator().await.removes(&petition).await.is(201);
            }
            _ => {}
        }
        petition
    }

    async fn bring_under_review(&self, petition: &Petition, state: State) {
        let policy = self.nobody().get("/v1/policies/current").await.is(200);
        self.change_policy(json!({ "threshold": 2 })).await;
        self.moderator().await.publishes(petition).await.is(201);
        self.change_policy(json!({ "threshold": policy.pointer("/threshold") })).await;
        for signer in self.citizens(2).await {
            signer.signs(petition).await.is(201);
        }
        if state == State::Answered {
            let responder = self.responder(DEPARTMENT).await;
            responder.announces_review(petition, DEPARTMENT).await.is(201);
            responder.answers(petition, DEPARTMENT).await.is(201);
        }
    }
}
