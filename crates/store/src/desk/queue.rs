//! The queue of the staff, over all kinds of objects.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use viche_domain::change::ObjectKind;
use viche_domain::duty::Duty;

use crate::columns::{At, Id, word};
use crate::connection::{Connected, snapshot};
use crate::error::Result;
use crate::keyset::{Found, PageRequest, Slice, walk};
use crate::schema::dues;

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
    charge: Charge<'a>,
}

/// Who is in charge of what waits.
#[derive(Clone, Copy, Default)]
enum Charge<'a> {
    #[default]
    Anybody,
    Nobody,
    Department(&'a str),
}

impl Part<'_> {
    /// That a due is the staff's, and of no department where the part is, word for word as the index of such a part has
    /// it.
    fn of_staff(&self) -> &'static str {
        use Charge::{Anybody, Department, Nobody};
        match (self.state, self.charge, self.listed) {
            (None, Nobody, _) => "(dues.role IS NOT NULL AND dues.department IS NULL) IS TRUE",
            (Some(_), Nobody, _) => "(dues.role IS NOT NULL AND dues.department IS NULL) IS NOT FALSE",
            (None, Department(_), _) => "(dues.role IS NOT NULL) IS NOT FALSE",
            (Some(_), Department(_), _) => "(dues.role IS NOT NULL AND dues.department IS NOT NULL) IS TRUE",
            (Some(_), Anybody, _) => "(dues.role IS NOT NULL) IS TRUE",
            (None, Anybody, Some(true)) => "(dues.role IS NOT NULL AND dues.listed) IS TRUE",
            (None, Anybody, _) => "dues.role IS NOT NULL",
        }
    }
}

impl Filter {
    /// The parts that make up the queue; no due is in two of them.
    fn parts(&self) -> Vec<Part<'_>> {
        let with = |listed, charge| Part { state: None, listed: Some(listed), charge };
        let parts = match (&self.department, &self.visible_to) {
            (None, None) if self.states.is_empty() => vec![Part::default()],
            (None, None) => vec![with(true, Charge::Anybody), with(false, Charge::Anybody)],
            (None, Some(own)) => {
                let own = own.iter().map(|code| with(false, Charge::Department(code)));
                std::iter::once(with(true, Charge::Anybody)).chain(own).collect()
            }
            (Some(code), visible_to) => {
                let mut parts = vec![with(true, Charge::Department(code)), with(true, Charge::Nobody)];
                if visible_to.as_ref().is_none_or(|own| own.contains(code)) {
                    parts.push(with(false, Charge::Department(code)));
                }
                if visible_to.is_none() {
                    parts.push(with(false, Charge::Nobody));
                }
                parts
            }
        };
        if self.states.is_empty() {
            return parts;
        }
        let states: BTreeSet<&str> = self.states.iter().map(String::as_str).collect();
        let of_state = |state| parts.iter().map(move |part| Part { state: Some(state), ..*part });
        states.into_iter().flat_map(of_state).collect()
    }
}

type Read = (Id, String, Id, String, Option<String>, At);

/// A page of the queue, the soonest due first.
pub fn queue(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Slice<Task>> {
    let found = snapshot(conn, |conn| {
        let mut found = Vec::new();
        for part in filter.parts() {
            found.extend(walk(conn, part, page)?);
        }
        Ok(found)
    })?;
    page.merged(found, false, None).try_map(|(id, object, object_id, duty, department, due_at)| {
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

fn walk(conn: &mut Connected, part: Part<'_>, page: &PageRequest) -> Result<Vec<Found<Read>>> {
    let mut query = dues::table.filter(sql::<Bool>(part.of_staff())).into_boxed();
    if let Some(state) = part.state {
        query = query.filter(dues::state.eq(state));
    }
    if let Some(listed) = part.listed {
        query = query.filter(dues::listed.eq(listed));
    }
    if let Charge::Department(code) = part.charge {
        query = query.filter(dues::department.eq(code));
    }
    let (due_at, id) = (dues::due_at, dues::id);
    let selected = (id, dues::object, dues::object_id, dues::duty, dues::department, due_at);
    Ok(walk!(conn, query, page, selected, ascending due_at, id, At))
}
