//! What objects wait for: the queue of the staff and the alarms of the clock, over all kinds of objects.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use viche_domain::change::{ObjectKind, Stateful};
use viche_domain::duty::{Alarm, Due, Duty, Waiting};

use crate::columns::{At, Id, word};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::keyset::{Found, Slice, Window, walk};
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

/// A part of the queue that one index has in its order.
#[derive(Clone, Copy, Default)]
struct Part<'a> {
    state: Option<&'a str>,
    listed: Option<bool>,
    /// In the charge of a department, or of none yet.
    charge: Option<Option<&'a str>>,
}

impl Part<'_> {
    /// That a due is the staff's, and of no department where the part is, word for word as the index of such a part has
    /// it.
    fn of_staff(&self) -> &'static str {
        match (self.state, self.charge, self.listed) {
            (None, Some(None), _) => "(dues.role IS NOT NULL AND dues.department IS NULL) IS TRUE",
            (Some(_), Some(None), _) => "(dues.role IS NOT NULL AND dues.department IS NULL) IS NOT FALSE",
            (None, Some(Some(_)), _) => "(dues.role IS NOT NULL) IS NOT FALSE",
            (Some(_), Some(Some(_)), _) => "(dues.role IS NOT NULL AND dues.department IS NOT NULL) IS TRUE",
            (Some(_), None, _) => "(dues.role IS NOT NULL) IS TRUE",
            (None, None, Some(true)) => "(dues.role IS NOT NULL AND dues.listed) IS TRUE",
            (None, None, _) => "dues.role IS NOT NULL",
        }
    }
}

impl Filter {
    /// The parts that make up the queue.
    fn parts(&self) -> Vec<Part<'_>> {
        let with = |listed, charge| Part { state: None, listed: Some(listed), charge };
        let mine =
            |code: &String| self.visible_to.as_ref().is_none_or(|departments| departments.contains(code));
        let parts = match (&self.department, &self.visible_to) {
            (None, None) if self.states.is_empty() => vec![Part::default()],
            (None, None) => vec![with(true, None), with(false, None)],
            (None, Some(own)) => {
                let own = own.iter().map(|code| with(false, Some(Some(code))));
                std::iter::once(with(true, None)).chain(own).collect()
            }
            (Some(code), visible_to) => {
                let mut parts = vec![with(true, Some(Some(code))), with(true, Some(None))];
                if mine(code) {
                    parts.push(with(false, Some(Some(code))));
                }
                if visible_to.is_none() {
                    parts.push(with(false, Some(None)));
                }
                parts
            }
        };
        if self.states.is_empty() {
            return parts;
        }
        let of_state = |state| parts.iter().map(move |part| Part { state: Some(state), ..*part });
        self.states.iter().flat_map(|state| of_state(state)).collect()
    }
}

type Read = (Id, String, Id, String, Option<String>, At);

/// A page of the queue, the soonest due first.
pub fn queue(conn: &mut Connected, filter: &Filter, window: &Window) -> Result<Slice<Task>> {
    let mut found = Vec::new();
    for part in filter.parts() {
        found.extend(walk(conn, part, window)?);
    }
    window.page(window.sort(found, false)).try_map(|(id, object, object_id, duty, department, due_at)| {
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

fn walk(conn: &mut Connected, part: Part<'_>, window: &Window) -> Result<Vec<Found<Read>>> {
    let mut query = dues::table.filter(sql::<Bool>(part.of_staff())).into_boxed();
    if let Some(state) = part.state {
        query = query.filter(dues::state.eq(state));
    }
    if let Some(listed) = part.listed {
        query = query.filter(dues::listed.eq(listed));
    }
    if let Some(Some(code)) = part.charge {
        query = query.filter(dues::department.eq(code));
    }
    let (due_at, id) = (dues::due_at, dues::id);
    let selected = (id, dues::object, dues::object_id, dues::duty, dues::department, due_at);
    Ok(walk!(conn, query, window, selected, ascending due_at, id, At))
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
