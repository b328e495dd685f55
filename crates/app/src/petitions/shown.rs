//! What clients are shown of petitions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use viche_domain::duty::Duty;
use viche_domain::petition::{Decision, Document, EventKind, RefusalCode, State};
use viche_domain::problem::Code;
use viche_domain::text::excerpt;
use viche_domain::time::{last_day, local_date};
use viche_store::petitions::answers::Answer;
use viche_store::petitions::refusals;
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
    /// The beginning of the text: at most 200 characters in one line, with `…` where the text goes on.
    pub excerpt: String,
    /// The code of its category; null where a draft has none yet.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub category: Option<String>,
    /// The author's full name.
    pub author_name: String,
    /// Where it stands.
    pub state: State,
    /// The exact number of valid signatures.
    pub signatures: i64,
    /// How many it needs, by the policy it was published under.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub threshold: Option<i64>,
    /// The code of the department in charge.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
    /// What the city decided, in the latest version of its answer or of its reply.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub decision: Option<Decision>,
    /// When the draft was begun.
    pub created_at: DateTime<Utc>,
    /// When anything of it but the count last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was published.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub published_at: Option<DateTime<Utc>>,
    /// When its window for signing closes.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub closes_at: Option<DateTime<Utc>>,
    /// The last local day for signing.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub closes_on: Option<NaiveDate>,
    /// How many local days are left for signing after today: 0 on the last one. Null where nobody may sign.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub days_left: Option<i64>,
    /// When the city answered first.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub answered_at: Option<DateTime<Utc>>,
    /// When the city replied first to the lapsed petition.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub replied_at: Option<DateTime<Utc>>,
}

impl Summary {
    /// A petition, of whose text at least the beginning is given, as it reads at `now`.
    pub(crate) fn of(petition: &Petition, text: &str, now: DateTime<Utc>) -> Self {
        let (lifecycle, facts) = (&petition.lifecycle, petition.lifecycle.facts());
        Self {
            id: petition.id.into(),
            number: petition.number.clone(),
            title: petition.title.clone(),
            excerpt: excerpt(text),
            category: petition.category.clone(),
            author_name: petition.author_name.clone(),
            state: lifecycle.state(),
            signatures: lifecycle.signatures(),
            threshold: lifecycle.policy().map(|policy| policy.figures.threshold),
            department: lifecycle.department().map(ToOwned::to_owned),
            decision: facts.decision,
            created_at: petition.created_at,
            updated_at: petition.updated_at,
            published_at: facts.published_at,
            closes_at: facts.closes_at,
            closes_on: facts.closes_at.map(last_day),
            days_left: lifecycle.days_left(now),
            answered_at: facts.answered_at,
            replied_at: facts.replied_at,
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
    /// The refused petition that it corrects, which nobody else may read; null once this one is published.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub corrects: Option<Uuid>,
    /// The version of title, text and category; what `If-Match` names.
    pub version: i64,
    /// The version of the policy it was published under.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub policy_version: Option<i64>,
    /// When it was submitted.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub submitted_at: Option<DateTime<Utc>>,
    /// By when a moderator decides.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub moderation_due_at: Option<DateTime<Utc>>,
    /// The last local day for that.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub moderation_due_on: Option<NaiveDate>,
    /// By when the department in charge accepts the assignment or hands it back.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub acceptance_due_at: Option<DateTime<Utc>>,
    /// The last local day for that.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub acceptance_due_on: Option<NaiveDate>,
    /// When the threshold signature came.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub threshold_at: Option<DateTime<Utc>>,
    /// By when the start of the review is announced.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub announcement_due_at: Option<DateTime<Utc>>,
    /// The last local day for that.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub announcement_due_on: Option<NaiveDate>,
    /// When it was announced.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub review_announced_at: Option<DateTime<Utc>>,
    /// By when the city answers.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub answer_due_at: Option<DateTime<Utc>>,
    /// The last local day for that.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub answer_due_on: Option<NaiveDate>,
    /// When it lapsed.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub lapsed_at: Option<DateTime<Utc>>,
    /// By when the city replies to the lapsed petition, as to an ordinary appeal.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub reply_due_at: Option<DateTime<Utc>>,
    /// The last local day for that.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub reply_due_on: Option<NaiveDate>,
    /// When the author withdrew it.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub withdrawn_at: Option<DateTime<Utc>>,
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
    pub refused_at: DateTime<Utc>,
}

impl From<(refusals::Refusal, DateTime<Utc>)> for Refusal {
    fn from((refusal, refused_at): (refusals::Refusal, DateTime<Utc>)) -> Self {
        Self {
            code: refusal.code,
            explanation: refusal.explanation,
            duplicate_of: refusal.duplicate_of.map(Uuid::from),
            refused_at,
        }
    }
}

/// A petition as lists show it, with what a moderator said of it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ModeratedPetition))]
pub struct Moderated {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: Summary,
    /// Why a moderator refused it; null where none did.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub refusal: Option<Refusal>,
}

/// Where the caller stands with a petition.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = OwnPetitionState))]
pub struct Standing {
    /// The petition.
    pub petition_id: Uuid,
    /// Its public number.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub petition_number: Option<String>,
    /// Whether the caller wrote it.
    pub mine: bool,
    /// Whether the caller follows it.
    pub following: bool,
    /// When the caller signed it; null where they have not.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub signed_at: Option<DateTime<Utc>>,
    /// Whether the caller may sign it now.
    pub may_sign: bool,
    /// The code of the refusal that signing would meet now; null where the caller may sign.
    #[cfg_attr(feature = "schema", schema(required = true, schema_with = code_or_null))]
    pub code: Option<Code>,
}

/// A code of problem documents, of which others may come, or nothing.
#[cfg(feature = "schema")]
fn code_or_null() -> utoipa::openapi::Object {
    use utoipa::openapi::schema::{Object, SchemaType, Type};
    Object::builder().schema_type(SchemaType::from_iter([Type::String, Type::Null])).build()
}

impl Full {
    /// A petition as it reads at `now`.
    pub(super) fn of(details: Details, now: DateTime<Utc>) -> Self {
        let Details { petition, text, refusal, answers } = details;
        let summary = Summary::of(&petition, &text, now);
        let (lifecycle, facts) = (&petition.lifecycle, petition.lifecycle.facts());
        Self {
            summary,
            text,
            corrects: petition.corrects.filter(|_| !lifecycle.is_public()).map(Uuid::from),
            version: petition.version,
            policy_version: lifecycle.policy().map(|policy| policy.version),
            submitted_at: facts.submitted_at,
            moderation_due_at: facts.moderation_due_at,
            moderation_due_on: facts.moderation_due_at.map(last_day),
            acceptance_due_at: facts.acceptance_due_at,
            acceptance_due_on: facts.acceptance_due_at.map(last_day),
            threshold_at: facts.threshold_at,
            announcement_due_at: facts.announcement_due_at,
            announcement_due_on: facts.announcement_due_at.map(last_day),
            review_announced_at: facts.review_announced_at,
            answer_due_at: facts.answer_due_at,
            answer_due_on: facts.answer_due_at.map(last_day),
            lapsed_at: facts.lapsed_at,
            reply_due_at: facts.reply_due_at,
            reply_due_on: facts.reply_due_at.map(last_day),
            withdrawn_at: facts.withdrawn_at,
            refusal: refusal.map(Refusal::from),
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
    /// The last local day for that.
    pub due_on: NaiveDate,
    /// Whether that instant has passed.
    pub overdue: bool,
    /// The code of the department in charge.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
}

/// How much of a duty waits for the staff.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QueueCount {
    /// The duty.
    pub duty: Duty,
    /// How many petitions wait for it.
    pub waiting: i64,
    /// How many of these are overdue.
    pub overdue: i64,
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
    /// On which local date.
    pub signed_on: NaiveDate,
}

impl From<Signature> for SignatureView {
    fn from(signature: Signature) -> Self {
        Self { name: signature.name, signed_on: local_date(signature.signed_at) }
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
    /// Its title; null where the petition was removed.
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
    /// The code of the department that was in charge then, or that handed it back; null where there was none.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub department: Option<String>,
}

impl From<Event> for EventView {
    fn from(event: Event) -> Self {
        Self { kind: event.kind, at: event.at, department: event.department }
    }
}
