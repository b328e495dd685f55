//! On the record: who does something, when, by which request; and the audit rows that say so.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use crate::columns::{At, Id, json};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{Slice, Window, page};
use crate::schema::audit_log;

/// Makes ids from the injected clock and randomness.
pub trait IdSource: Send + Sync {
    /// A new UUIDv7 of that instant; of two made in one process the later sorts after the earlier.
    fn new_id(&self, now: DateTime<Utc>) -> Id;
}

/// Something being done: what every change writes beside itself.
#[derive(Clone, Copy)]
pub struct Act<'a> {
    /// When.
    pub now: DateTime<Utc>,
    /// By whom; nobody where the clock or the command line acts.
    pub account: Option<&'a Id>,
    /// By which request.
    pub request: Option<&'a str>,
    /// Where ids come from.
    pub ids: &'a dyn IdSource,
}

/// What an audit row says besides who and when.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What was done, such as `petition.published`.
    pub action: &'a str,
    /// The kind of its object, such as `petition`.
    pub object: &'a str,
    /// The object's id.
    pub object_id: &'a str,
    /// Why, where a reason was given.
    pub reason: Option<&'a str>,
    /// Further particulars; never a secret.
    pub data: Value,
}

impl Act<'_> {
    /// A new id.
    pub fn new_id(&self) -> Id {
        self.ids.new_id(self.now)
    }

    /// Writes an audit row, in the transaction of the change it tells of.
    pub fn audit(&self, conn: &mut Connected, entry: &Entry<'_>) -> Result<()> {
        diesel::insert_into(audit_log::table)
            .values((
                audit_log::id.eq(self.new_id()),
                audit_log::at.eq(At::from(self.now)),
                audit_log::account_id.eq(self.account),
                audit_log::action.eq(entry.action),
                audit_log::object.eq(entry.object),
                audit_log::object_id.eq(entry.object_id),
                audit_log::reason.eq(entry.reason),
                audit_log::request_id.eq(self.request),
                audit_log::data.eq(entry.data.to_string()),
            ))
            .execute(conn)?;
        Ok(())
    }
}

/// An audit row as read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub account: Option<Id>,
    /// What was done.
    pub action: String,
    /// To what kind of object.
    pub object: String,
    /// To which one.
    pub object_id: String,
    /// Why.
    pub reason: Option<String>,
    /// By which request.
    pub request: Option<String>,
    /// Further particulars.
    pub data: Value,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_log)]
struct AuditRow {
    id: Id,
    at: At,
    account_id: Option<Id>,
    action: String,
    object: String,
    object_id: String,
    reason: Option<String>,
    request_id: Option<String>,
    data: String,
}

/// A page of the audit log, the latest first; of one object where its id is given.
pub fn audit_log(conn: &mut Connected, object_id: Option<&str>, window: &Window) -> Result<Slice<Record>> {
    let mut query = audit_log::table.into_boxed();
    if let Some(id) = object_id {
        query = query.filter(audit_log::object_id.eq(id));
    }
    let (at, id) = (audit_log::at, audit_log::id);
    let page: Slice<AuditRow> = page!(conn, query, window, AuditRow::as_select(), descending at, id, At);
    page.try_map(|row| {
        Ok(Record {
            id: row.id,
            at: row.at.into(),
            account: row.account_id,
            action: row.action,
            object: row.object,
            object_id: row.object_id,
            reason: row.reason,
            request: row.request_id,
            data: json("audit_log.data", &row.data)?,
        })
    })
}
