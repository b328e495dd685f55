//! A responder announces the start of a review, and answers.

use serde::{Deserialize, Serialize};
use viche_domain::person::roles::Permission;
use viche_domain::petition::{Decision, Document};
use viche_domain::problem::{Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::petitions::answers::{self, Answer};

use super::{AnswerView, Reference, full};
use crate::unit::Needs;
use crate::{App, Faults, Made, Request, Sent, Shown};

/// Documents that one answer may refer to.
const DOCUMENTS: usize = 20;

/// Who takes charge of a review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewAnnouncement {
    /// The code of the department; one that the caller responds for.
    pub department: String,
}

/// Announces the start of the review; the department takes charge of it.
pub async fn announce_review(
    app: &App,
    request: Request,
    reference: Reference,
    announcement: Sent<ReviewAnnouncement>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ReviewPetitions), move |unit| {
        let held = unit.hold_as_responder(&reference)?;
        held.of_department(announcement?.department)?.announce_review(unit)?;
        full(unit, &reference)
    })
    .await
}

/// What a department answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DepartmentAnswer {
    /// The code of the department; one that the caller responds for, and the one in charge.
    pub department: String,
    /// What was decided.
    pub decision: Decision,
    /// The text, plain: lines are kept, and nothing in it is markup.
    #[cfg_attr(feature = "schema", schema(format = "text"))]
    pub text: String,
    /// Documents it refers to.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub documents: Vec<DocumentLink>,
}

/// A document that an answer refers to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DocumentLink {
    /// What it is called.
    #[cfg_attr(feature = "schema", schema(format = "document_title"))]
    pub title: String,
    /// Where it is: an `https://` address.
    #[cfg_attr(feature = "schema", schema(format = "https_url"))]
    pub url: String,
}

/// A new version of an answer, at the address of its petition.
#[derive(Serialize)]
#[serde(transparent)]
struct Answered {
    #[serde(skip)]
    petition: Reference,
    answer: AnswerView,
}

impl Shown for Answered {
    fn location(&self) -> Option<String> {
        Some(format!("/v1/petitions/{}", self.petition))
    }
}

/// Answers a petition under review, adds a version to an answer, or records the reply to a lapsed petition. The
/// new version is given back.
pub async fn answer(
    app: &App,
    request: Request,
    reference: Reference,
    reply: Sent<DepartmentAnswer>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Role(Permission::ReviewPetitions), move |unit| {
        let held = unit.hold_as_responder(&reference)?;
        let reply = reply?;
        let held = held.of_department(reply.department.clone())?;
        let (text, documents) = check(&reply)?;
        let version = answers::all(unit.conn, held.id)?.first().map_or(1, |last| last.version + 1);
        let answer = Answer {
            id: unit.new_id(),
            version,
            decision: reply.decision,
            text,
            documents,
            department: reply.department,
            answered_by: unit.caller()?.account,
            answered_at: unit.now,
        };
        held.answer(unit, &answer)?;
        Ok(Answered { petition: reference, answer: answer.into() })
    })
    .await
}

/// The text and the documents, normalised.
fn check(reply: &DepartmentAnswer) -> Result<(String, Vec<Document>), Problem> {
    let mut faults = Faults::default();
    let body = faults.check(text::body("/text", &reply.text, text::BODY));
    if reply.documents.len() > DOCUMENTS {
        faults.add(Fault::at("/documents", FaultCode::TooMany).with("max", DOCUMENTS));
    }
    let mut documents = Vec::new();
    for (index, document) in reply.documents.iter().enumerate() {
        let title = faults.check(text::line(
            &format!("/documents/{index}/title"),
            &document.title,
            text::DOCUMENT_TITLE,
        ));
        let url = faults.check(https(&format!("/documents/{index}/url"), &document.url));
        documents.extend(title.zip(url).map(|(title, url)| Document { title, url }));
    }
    faults.none_in(body.map(|text| (text, documents)))
}

/// A link that a browser may follow without harm.
fn https(pointer: &str, raw: &str) -> Result<String, Fault> {
    let url = text::line(pointer, raw, text::URL)?;
    let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    match host {
        Some(host) if !host.is_empty() && url.is_ascii() && !url.contains(['"', '<', '>', '\\', ' ']) => {
            Ok(url)
        }
        _ => Err(Fault::at(pointer, FaultCode::Malformed)),
    }
}
