//! What objects wait for: the queue of the staff and the alarms of the clock, over all kinds of objects.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::change::{ObjectKind, Stateful};
use viche_domain::duty::{Alarm, Due, Duty, Waiting};

use crate::columns::{At, Id, word};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::keyset::{Slice, Window, page};
use crate::record::Tx;
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
pub(crate) fn replace<S: Stateful>(tx: &mut Tx<'_>, object_id: Id, next: &S, waiting: &[Due]) -> Result<()> {
    diesel::delete(dues::table.filter(dues::object_id.eq(object_id))).execute(tx.conn)?;
    let (state, listed, object) = (next.state(), next.is_public(), S::KIND.as_str());
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

/// A duty of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id; for paging, never shown.
    pub id: Id,
    /// The kind of the object that waits.
    pub object: ObjectKind,
    /// The object.
    pub object_id: Id,
    /// What is to be done.
    pub duty: Duty,
    /// The code of the department in charge.
    pub department: Option<String>,
    /// From when on it is overdue.
    pub due_at: DateTime<Utc>,
}

/// Which duties. Empty lists and absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of objects in one of these states.
    pub states: Vec<String>,
    /// In the charge of this department, or of none yet.
    pub department: Option<String>,
    /// Of public objects, and of others only those in the charge of one of these departments.
    pub visible_to: Option<Vec<String>>,
}

/// Who is in charge of what waits.
enum Charge<'a> {
    Anybody,
    Nobody,
    Department(&'a str),
}

type Read = (Id, String, Id, String, Option<String>, At);

/// A page of the queue, the soonest due first.
pub fn queue(conn: &mut Connected, filter: &Filter, window: &Window) -> Result<Slice<Task>> {
    let page = match &filter.department {
        None => tasks(conn, filter, Charge::Anybody, window)?,
        // Two ranges of one index, merged here: a database would read and sort all of both.
        Some(department) => tasks(conn, filter, Charge::Department(department), window)?.merge(
            tasks(conn, filter, Charge::Nobody, window)?,
            window,
            |(id, .., due_at)| (*due_at, *id),
        ),
    };
    page.try_map(|(id, object, object_id, duty, department, due_at)| {
        Ok(Task {
            id,
            object: word("dues.object", &object)?,
            object_id,
            duty: word("dues.duty", &duty)?,
            department,
            due_at: due_at.into(),
        })
    })
}

fn tasks(conn: &mut Connected, filter: &Filter, charge: Charge<'_>, window: &Window) -> Result<Slice<Read>> {
    let mut query = dues::table.filter(dues::role.is_not_null()).into_boxed();
    if !filter.states.is_empty() {
        query = query.filter(dues::state.eq_any(&filter.states));
    }
    if let Some(departments) = &filter.visible_to {
        let theirs = dues::department.eq_any(departments).assume_not_null();
        query = query.filter(dues::listed.eq(true).or(theirs));
    }
    match charge {
        Charge::Anybody => {}
        Charge::Nobody => query = query.filter(dues::department.is_null()),
        Charge::Department(code) => query = query.filter(dues::department.eq(code)),
    }
    let (due_at, id) = (dues::due_at, dues::id);
    let selected = (id, dues::object, dues::object_id, dues::duty, dues::department, due_at);
    Ok(page!(conn, query, window, selected, ascending due_at, id, At))
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
