//! The public history of a petition.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::petition::EventKind;

use crate::columns::{At, Id, word};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::keyset::{Slice, Window, page};
use crate::schema::petition_events;

/// Something that happened to a petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
}

/// Stores events in the transaction of the change that they tell of.
pub fn insert(conn: &mut Connected, petition: &Id, events: &[Event]) -> Result<()> {
    let rows: Vec<_> = events
        .iter()
        .map(|event| {
            (
                petition_events::id.eq(&event.id),
                petition_events::petition_id.eq(petition),
                petition_events::kind.eq(event.kind.as_str()),
                petition_events::at.eq(At::from(event.at)),
            )
        })
        .collect();
    if !rows.is_empty() {
        on!(conn, |c| diesel::insert_into(petition_events::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// A page of a petition's history, the first event first.
pub fn list(conn: &mut Connected, petition: &Id, window: &Window) -> Result<Slice<Event>> {
    let query = petition_events::table.filter(petition_events::petition_id.eq(petition)).into_boxed();
    let (at, id) = (petition_events::at, petition_events::id);
    let page: Slice<(Id, String, At)> =
        page!(conn, query, window, (id, petition_events::kind, at), ascending at, id, At);
    page.try_map(|(id, kind, at)| Ok(Event { id, kind: word("petition_events.kind", &kind)?, at: at.into() }))
}
