//! The record as everybody reads it: the history of one object.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::columns::{At, Id, word};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{PageRequest, Slice, page};
use crate::schema::record;

/// Something that happened to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<E> {
    /// Its id.
    pub id: Id,
    /// What happened.
    pub kind: E,
    /// When.
    pub at: DateTime<Utc>,
    /// The code of the department that was in charge then, or that it is about.
    pub department: Option<String>,
}

/// A page of an object's history, the first event first.
pub fn history<E: std::str::FromStr>(
    conn: &mut Connected,
    object: Id,
    page: &PageRequest,
) -> Result<Slice<Event<E>>> {
    let query =
        record::table.filter(record::object_id.eq(object).and(record::event.is_not_null())).into_boxed();
    let (at, id) = (record::happened_at, record::id);
    let selected = (id, record::event.assume_not_null(), at, record::department);
    let page: Slice<(Id, String, At, Option<String>)> =
        page!(conn, query, page, selected, ascending at, id, At);
    page.try_map(|(id, event, at, department)| {
        Ok(Event { id, kind: word("record.event", &event)?, at: at.into(), department })
    })
}
