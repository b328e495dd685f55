//! The record as an auditor reads it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Map, Value};

use crate::columns::{At, Id, json};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{PageRequest, Slice, page};
use crate::record::notes::Content;
use crate::schema::{record, record_notes};

/// A row of the record, with what is left of its note.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: Id,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// By whom.
    pub account: Option<Id>,
    /// What was done, such as `petition.published`.
    pub action: String,
    /// To what kind of object.
    pub object: String,
    /// To which one: its id or its name.
    pub object_id: String,
    /// Why.
    pub reason: Option<String>,
    /// By which request.
    pub request: Option<String>,
    /// What the client calls that request.
    pub client_request: Option<String>,
    /// Further particulars.
    pub data: Value,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = record)]
struct Row {
    id: Id,
    at: At,
    account_id: Option<Id>,
    action: String,
    object: String,
    object_id: Option<Id>,
    object_name: Option<String>,
    reason: Option<String>,
    request_id: Option<String>,
    data: String,
    #[diesel(select_expression = record_notes::content.nullable())]
    #[diesel(select_expression_type = diesel::dsl::Nullable<record_notes::content>)]
    note: Option<String>,
}

/// A page of the record, the latest first; of one object if its id or name is given.
pub fn audit(conn: &mut Connected, object: Option<&str>, page: &PageRequest) -> Result<Slice<Entry>> {
    let mut query = record::table.left_join(record_notes::table).into_boxed();
    if let Some(object) = object {
        query = match Id::parse(object) {
            Some(id) => query.filter(record::object_id.eq(id)),
            None => query.filter(record::object_name.eq(object)),
        };
    }
    let (at, id) = (record::at, record::id);
    let page: Slice<Row> = page!(conn, query, page, Row::as_select(), descending at, id, At);
    page.try_map(entry)
}

fn entry(row: Row) -> Result<Entry> {
    let note: Option<Content> =
        row.note.as_deref().map(|text| json("record_notes.content", text)).transpose()?;
    let note = note.unwrap_or_default();
    let mut data: Map<String, Value> = json("record.data", &row.data)?;
    if let Some(Value::Object(words)) = note.data {
        data.extend(words);
    }
    Ok(Entry {
        id: row.id,
        at: row.at.into(),
        account: row.account_id,
        action: row.action,
        object: row.object,
        object_id: row.object_id.map(|id| id.to_string()).or(row.object_name).unwrap_or_default(),
        reason: note.reason.or(row.reason),
        request: row.request_id,
        client_request: note.request_id,
        data: Value::Object(data),
    })
}
