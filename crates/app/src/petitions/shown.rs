//! What clients are shown of petitions.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use viche_domain::duty::Duty;
use viche_domain::petition::{Decision, Document, EventKind, RefusalCode, State};
use viche_store::petitions::answers::Answer;
use viche_store::petitions::signatures::{OwnSignature, Signature};
use viche_store::petitions::signing::Receipt;

use super::{Details, Event, Petition};
use crate::Shown;

/// A petition as lists show it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = PetitionSummary))]
pub struct Summary {
    /// Its id.
    pub id: Uuid,
    /// Its public number `YYYY-MM-DD-n`, since publication.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// The code of its category.
    pub category: String,
    /// The author's full name.
    pub author_name: String,
    /// Where it stands.
    pub state: State,
    /// The exact number of valid signatures.
    pub signatures: i64,
    /// How many it needs, by the policy it was published under.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub threshold: Option<i64>,
    /// When the draft was begun.
    pub created_at: DateTime<Utc>,
    /// When it was published.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub published_at: Option<DateTime<Utc>>,
    /// When its window for signing closes.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub closes_at: Option<DateTime<Utc>>,
    /// When the city answered first.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub answered_at: Option<DateTime<Utc>>,
}

impl From<&Petition> for Summary {
    fn from(petition: &Petition) -> Self {
        let (lifecycle, facts) = (&petition.lifecycle, petition.lifecycle.facts());
        Self {
            id: petition.id.into(),
            number: petition.number.clone(),
            title: petition.title.clone(),
            category: petition.category.clone(),
            author_name: petition.author_name.clone(),
            state: lifecycle.state(),
            signatures: lifecycle.signatures(),
            threshold: lifecycle.policy().map(|policy| policy.figures.threshold),
            created_at: petition.created_at,
            published_at: facts.published_at,
            closes_at: facts.closes_at,
            answered_at: facts.answered_at,
        }
    }
}

/// A petition.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Petition))]
pub struct Full {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: Summary,
    /// The text.
    pub text: String,
    /// The refused petition that it corrects.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub corrects: Option<Uuid>,
    /// The version of title, text and category; what `If-Match` names.
    pub version: i64,
    /// The version of the policy it was published under.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub policy_version: Option<i64>,
    /// When anything of it last changed, the count included.
    pub updated_at: DateTime<Utc>,
    /// When it was submitted.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub submitted_at: Option<DateTime<Utc>>,
    /// By when a moderator decides.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub moderation_due_at: Option<DateTime<Utc>>,
    /// By when the department in charge accepts the assignment or hands it back.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub acceptance_due_at: Option<DateTime<Utc>>,
    /// When the threshold signature came.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub threshold_at: Option<DateTime<Utc>>,
    /// By when the start of the review is announced.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub announcement_due_at: Option<DateTime<Utc>>,
    /// When it was announced.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub review_announced_at: Option<DateTime<Utc>>,
    /// By when the city answers.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub answer_due_at: Option<DateTime<Utc>>,
    /// When it lapsed.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub lapsed_at: Option<DateTime<Utc>>,
    /// By when the city replies to the lapsed petition, as to an ordinary appeal.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub reply_due_at: Option<DateTime<Utc>>,
    /// When the author withdrew it.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The code of the department in charge.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
    /// Why a moderator refused it.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub refusal: Option<Refusal>,
    /// The city's answers, the latest version first.
    pub answers: Vec<AnswerView>,
}

/// A moderator's refusal.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Refusal {
    /// The reason.
    pub code: RefusalCode,
    /// The explanation.
    pub explanation: String,
    /// The petition that it duplicates.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub duplicate_of: Option<Uuid>,
    /// When it was refused.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub refused_at: Option<DateTime<Utc>>,
}

impl From<Details> for Full {
    fn from(details: Details) -> Self {
        let Details { petition, text, refusal, answers } = details;
        let summary = Summary::from(&petition);
        let (lifecycle, facts) = (&petition.lifecycle, petition.lifecycle.facts());
        Self {
            summary,
            text,
            corrects: petition.corrects.map(Uuid::from),
            version: petition.version,
            policy_version: lifecycle.policy().map(|policy| policy.version),
            updated_at: petition.updated_at,
            submitted_at: facts.submitted_at,
            moderation_due_at: facts.moderation_due_at,
            acceptance_due_at: facts.acceptance_due_at,
            threshold_at: facts.threshold_at,
            announcement_due_at: facts.announcement_due_at,
            review_announced_at: facts.review_announced_at,
            answer_due_at: facts.answer_due_at,
            lapsed_at: facts.lapsed_at,
            reply_due_at: facts.reply_due_at,
            withdrawn_at: facts.withdrawn_at,
            department: lifecycle.department().map(ToOwned::to_owned),
            refusal: refusal.map(|refusal| Refusal {
                code: refusal.code,
                explanation: refusal.explanation,
                duplicate_of: refusal.duplicate_of.map(Uuid::from),
                refused_at: facts.refused_at,
            }),
            answers: answers.into_iter().map(AnswerView::from).collect(),
        }
    }
}

impl Full {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.summary.state.is_public(self.summary.published_at)
    }
}

impl Shown for Full {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/petitions/{}", self.summary.id))
    }

    fn version(&self) -> Option<i64> {
        Some(self.version)
    }
}

/// A version of the city's answer.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Answer))]
pub struct AnswerView {
    /// Its number, from 1; the greatest is the one that holds.
    pub version: i64,
    /// What was decided.
    pub decision: Decision,
    /// The text.
    pub text: String,
    /// Documents it refers to.
    pub documents: Vec<Document>,
    /// The code of the department that answered.
    pub department: String,
    /// When.
    pub answered_at: DateTime<Utc>,
}

impl From<Answer> for AnswerView {
    fn from(answer: Answer) -> Self {
        Self {
            version: answer.version,
            decision: answer.decision,
            text: answer.text,
            documents: answer.documents,
            department: answer.department,
            answered_at: answer.answered_at,
        }
    }
}

/// A petition that waits for a member of the staff.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QueueItem {
    /// The petition.
    pub petition: Summary,
    /// What it waits for.
    pub duty: Duty,
    /// By when.
    pub due_at: DateTime<Utc>,
    /// Whether that instant has passed.
    pub overdue: bool,
    /// The code of the department in charge.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
}

/// A signature just given.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SignatureReceipt))]
pub struct ReceiptView {
    /// The petition.
    pub petition_id: Uuid,
    /// Its public number.
    pub petition_number: String,
    /// The name that the public list shows.
    pub name: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The petition's count with this signature.
    pub signatures: i64,
    /// Where the petition stands with this signature.
    pub state: State,
}

impl From<&Receipt> for ReceiptView {
    fn from(receipt: &Receipt) -> Self {
        Self {
            petition_id: receipt.petition.into(),
            petition_number: receipt.number.clone(),
            name: receipt.name.clone(),
            signed_at: receipt.signed_at,
            signatures: receipt.signatures,
            state: receipt.state,
        }
    }
}

impl Shown for ReceiptView {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/me/signatures?petition_ids={}", self.petition_id))
    }
}

/// A signature on the public list that the law requires: name and date, nothing else.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Signature))]
pub struct SignatureView {
    /// The signer's name.
    pub name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
}

impl From<Signature> for SignatureView {
    fn from(signature: Signature) -> Self {
        Self { name: signature.name, signed_at: signature.signed_at }
    }
}

/// A signature of the caller's.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = OwnSignature))]
pub struct OwnSignatureView {
    /// The petition.
    pub petition_id: Uuid,
    /// Its public number.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub petition_number: Option<String>,
    /// Its title; absent where the petition was removed.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub petition_title: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
}

impl From<OwnSignature> for OwnSignatureView {
    fn from(own: OwnSignature) -> Self {
        Self {
            petition_id: own.petition.into(),
            petition_number: own.number,
            petition_title: own.title,
            signed_at: own.signed_at,
        }
    }
}

/// Something that happened to a petition.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = HistoryEvent))]
pub struct EventView {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<Event> for EventView {
    fn from(event: Event) -> Self {
        Self { kind: event.kind, at: event.at }
    }
}
