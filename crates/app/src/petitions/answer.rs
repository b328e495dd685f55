//! A responder announces the start of a review, and answers.

use viche_domain::petition::{Action, Decision};
use viche_domain::problem::{Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::petitions::answers;
use viche_store::record::Note;

use super::{Answer, Details, Document, Reference, read};
use crate::{App, Faults, Request};

/// Documents that one answer may refer to.
const DOCUMENTS: usize = 20;

/// Announces the start of the review; the department takes charge of it.
pub async fn announce_review(
    app: &App,
    request: Request,
    reference: Reference,
    department: String,
) -> Result<Details, Problem> {
    app.once(request, move |unit| {
        let held = unit.hold_for_department(&department, &reference)?;
        held.advance(unit, &Action::AnnounceReview { department: &department }, &Note::default())?;
        read::details(unit, &reference)
    })
    .await
}

/// What a responder answers.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The department that answers.
    pub department: String,
    /// What was decided.
    pub decision: Decision,
    /// The text.
    pub text: String,
    /// Documents that it refers to.
    pub documents: Vec<Document>,
}

/// Answers a petition under review, adds a version to an answer, or records the reply to a lapsed petition. The
/// new version is given back.
pub async fn answer(
    app: &App,
    request: Request,
    reference: Reference,
    reply: Reply,
) -> Result<Answer, Problem> {
    let reply = check(reply)?;
    app.once(request, move |unit| {
        let held = unit.hold_for_department(&reply.department, &reference)?;
        let petition = held.petition.id;
        held.advance(unit, &Action::Answer { department: &reply.department }, &Note::default())?;
        let version = answers::all(unit.conn, petition)?.first().map_or(1, |last| last.version + 1);
        let answer = Answer {
            id: unit.new_id(),
            version,
            decision: reply.decision,
            text: reply.text,
            documents: reply.documents,
            department: reply.department,
            answered_by: unit.caller()?.account,
            answered_at: unit.now,
        };
        answers::insert(unit.conn, petition, &answer)?;
        Ok(answer)
    })
    .await
}

fn check(reply: Reply) -> Result<Reply, Problem> {
    let mut faults = Faults::default();
    let body = faults.check(text::body("/text", &reply.text, text::BODY));
    if reply.documents.len() > DOCUMENTS {
        faults.add(Fault::at("/documents", FaultCode::TooMany).with("max", DOCUMENTS));
    }
    let mut documents = Vec::new();
    for (index, document) in reply.documents.iter().enumerate() {
        let title = faults.check(text::line(&format!("/documents/{index}/title"), &document.title, 1..=200));
        let url = faults.check(https(&format!("/documents/{index}/url"), &document.url));
        documents.extend(title.zip(url).map(|(title, url)| Document { title, url }));
    }
    match body {
        Some(text) if documents.len() == reply.documents.len() => Ok(Reply { text, documents, ..reply }),
        _ => Err(faults.into_problem()),
    }
}

/// A link that a browser may follow without harm.
fn https(pointer: &str, raw: &str) -> Result<String, Fault> {
    let url = text::line(pointer, raw, 9..=2000)?;
    let host = url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    match host {
        Some(host) if !host.is_empty() && url.is_ascii() && !url.contains(['"', '<', '>', '\\', ' ']) => {
            Ok(url)
        }
        _ => Err(Fault::at(pointer, FaultCode::Malformed)),
    }
}
