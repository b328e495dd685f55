//! What objects wait for, over all kinds of objects: duties of the staff and alarms of the clock.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::change::Stateful;
use viche_domain::duty::{Alarm, Due, Waiting};

use super::Tx;
use crate::columns::{At, Id};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::schema::dues;

#[derive(Insertable)]
#[diesel(table_name = dues)]
struct Row<'a> {
    id: Id,
    object: &'static str,
    object_id: Id,
    state: &'a str,
    listed: bool,
    duty: &'static str,
    role: Option<&'static str>,
    department: Option<&'a str>,
    due_at: At,
}

/// Puts what an object waits for in the place of what it waited for before.
pub(super) fn replace<S: Stateful>(tx: &mut Tx<'_>, object_id: Id, next: &S, waiting: &[Due]) -> Result<()> {
    diesel::delete(dues::table.filter(dues::object_id.eq(object_id))).execute(tx.conn)?;
    let (state, listed, object) = (next.state_word(), next.is_public(), S::KIND.as_str());
    let rows: Vec<_> = waiting
        .iter()
        .map(|due| {
            let (duty, role, department) = match &due.waiting {
                Waiting::Clock(alarm) => (alarm.as_str(), None, None),
                Waiting::Staff { duty, role, department } => {
                    (duty.as_str(), Some(role.as_str()), department.as_deref())
                }
            };
            let (id, due_at) = (tx.new_id(), due.at.into());
            Row { id, object, object_id, state, listed, duty, role, department, due_at }
        })
        .collect();
    if !rows.is_empty() {
        on!(&mut *tx.conn, |c| diesel::insert_into(dues::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Objects for which an alarm of the clock has gone off, the earliest first.
pub fn alarms(conn: &mut Connected, alarm: Alarm, now: DateTime<Utc>, limit: i64) -> Result<Vec<Id>> {
    Ok(dues::table
        .filter(dues::role.is_null().and(dues::duty.eq(alarm.as_str())))
        .filter(dues::due_at.le(At::from(now)))
        .order((dues::due_at.asc(), dues::id.asc()))
        .limit(limit)
        .select(dues::object_id)
        .load(conn)?)
}
