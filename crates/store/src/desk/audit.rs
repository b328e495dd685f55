//! The record as an auditor reads it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde_json::{Map, Value};

use crate::columns::{At, Id, json};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{Found, PageRequest, Slice, sifted, walk};
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
    /// The public number that it had.
    pub number: Option<String>,
    /// The code of the department that was in charge, or that it is about.
    pub department: Option<String>,
    /// The version of the policy that governed it.
    pub policy_version: Option<i64>,
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
    number: Option<String>,
    department: Option<String>,
    policy_version: Option<i64>,
    reason: Option<String>,
    request_id: Option<String>,
    data: String,
}

/// Which part of the record. Absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was done to the object with this id or name.
    pub object: Option<String>,
    /// What this account did.
    pub account: Option<Id>,
    /// This action.
    pub action: Option<String>,
    /// Written at or after this instant.
    pub from: Option<DateTime<Utc>>,
    /// Written before this instant.
    pub before: Option<DateTime<Utc>>,
}

impl Filter {
    /// Whether a row fits, of whatever object it is.
    fn admits(&self, row: &Row) -> bool {
        (self.account.is_none() || self.account == row.account_id)
            && self.action.as_ref().is_none_or(|action| *action == row.action)
    }
}

/// A page of the record, the latest first. It is walked along the index of the object, the account or the action; what
/// else the filter says is left out of the rows that were read.
pub fn audit(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Slice<Entry>> {
    let found = sifted(page, |page| walked(conn, filter, page), |row| filter.admits(row))?;
    let ids: Vec<Id> = found.rows.iter().map(|row| row.id).collect();
    let mut notes = notes_of(conn, &ids)?;
    found.try_map(|row| {
        let note = notes.remove(&row.id);
        entry(row, note)
    })
}

fn notes_of(conn: &mut Connected, rows: &[Id]) -> Result<HashMap<Id, String>> {
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let notes: Vec<(Id, String)> = record_notes::table
        .filter(record_notes::record_id.eq_any(rows))
        .select((record_notes::record_id, record_notes::content))
        .load(conn)?;
    Ok(notes.into_iter().collect())
}

fn walked(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Vec<Found<Row>>> {
    let mut query = record::table.into_boxed();
    query = match (&filter.object, filter.account, &filter.action) {
        (Some(object), ..) => match Id::parse(object) {
            Some(id) => query.filter(record::object_id.eq(id)),
            None => query.filter(record::object_name.eq(object)),
        },
        (None, Some(account), _) => query.filter(record::account_id.eq(account)),
        (None, None, Some(action)) => query.filter(record::action.eq(action)),
        // Word for word as the index of the whole has it.
        (None, None, None) => query.filter(sql::<Bool>("(length(record.action) > 0) IS TRUE")),
    };
    // Where the walk has an edge, that is one of the bounds: SQLite takes but one on each side to an index.
    let down = page.down(true);
    if let Some(from) = filter.from.filter(|_| page.edge.is_none() || down) {
        query = query.filter(record::at.ge(At::from(from)));
    }
    if let Some(before) = filter.before.filter(|_| page.edge.is_none() || !down) {
        query = query.filter(record::at.lt(At::from(before)));
    }
    let (at, id) = (record::at, record::id);
    Ok(walk!(conn, query, page, Row::as_select(), descending at, id, At))
}

fn entry(row: Row, note: Option<String>) -> Result<Entry> {
    let note: Option<Content> = note.as_deref().map(|text| json("record_notes.content", text)).transpose()?;
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
        number: row.number,
        department: row.department,
        policy_version: row.policy_version,
        reason: note.reason.or(row.reason),
        request: row.request_id,
        client_request: note.request_id,
        data: Value::Object(data),
    })
}
