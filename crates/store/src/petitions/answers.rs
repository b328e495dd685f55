//! The city's answers. A version is never edited: a correction is a further version.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::petition::{Decision, Document};

use super::Locked;
use crate::columns::{At, Id, json, to_json, word};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::answers;

/// A version of the city's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: Id,
    /// Its number, from 1.
    pub version: i64,
    /// What was decided.
    pub decision: Decision,
    /// The text.
    pub text: String,
    /// Documents it refers to.
    pub documents: Vec<Document>,
    /// The code of the department that answered.
    pub department: String,
    /// The account of the responder.
    pub answered_by: Id,
    /// When.
    pub answered_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = answers)]
struct AnswerRow {
    id: Id,
    version: i64,
    decision: String,
    text: String,
    documents: String,
    department: String,
    answered_by: Id,
    answered_at: At,
}

/// Stores a version; its number must be new for the petition.
pub fn insert(conn: &mut Connected, petition: &Locked, answer: &Answer) -> Result<()> {
    diesel::insert_into(answers::table)
        .values((
            answers::id.eq(&answer.id),
            answers::petition_id.eq(petition.id),
            answers::version.eq(answer.version),
            answers::decision.eq(answer.decision.as_str()),
            answers::text.eq(&answer.text),
            answers::documents.eq(to_json(&answer.documents)),
            answers::department.eq(&answer.department),
            answers::answered_by.eq(&answer.answered_by),
            answers::answered_at.eq(At::from(answer.answered_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Every version of a petition's answer, the latest first. They are few.
pub fn all(conn: &mut Connected, petition: Id) -> Result<Vec<Answer>> {
    let rows: Vec<AnswerRow> = answers::table
        .filter(answers::petition_id.eq(petition))
        .order(answers::version.desc())
        .select(AnswerRow::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            Ok(Answer {
                id: row.id,
                version: row.version,
                decision: word("answers.decision", &row.decision)?,
                text: row.text,
                documents: json("answers.documents", &row.documents)?,
                department: row.department,
                answered_by: row.answered_by,
                answered_at: row.answered_at.into(),
            })
        })
        .collect()
}
