//! The queue of the staff, over all kinds of objects.

use chrono::{DateTime, Utc};
use diesel::dsl::{count, count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Timestamp};
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
    /// One of these.
    pub duties: Vec<Duty>,
    /// Overdue at this instant, or not yet.
    pub overdue: Option<(DateTime<Utc>, bool)>,
    /// In the charge of this department, or of none yet.
    pub department: Option<String>,
    /// Of public objects, and of others only those in the charge of one of these departments.
    pub visible_to: Option<Vec<String>>,
}

/// A part of the queue that one index has in its order.
#[derive(Clone, Copy, Default)]
struct Part<'a> {
    /// A duty, of objects in this state.
    duty: Option<(Duty, &'a str)>,
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
        match (self.duty, self.charge, self.listed) {
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
        let with = |listed, charge| Part { duty: None, listed: Some(listed), charge };
        let parts = match (&self.department, &self.visible_to) {
            (None, None) if !self.names_duties() => vec![Part::default()],
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
        if !self.names_duties() {
            return parts;
        }
        let duties = Duty::ALL.iter().filter(|duty| self.duties.is_empty() || self.duties.contains(duty));
        let in_states = duties.flat_map(|duty| duty.states().iter().map(|state| (*duty, *state)));
        let named =
            |(_, state): &(Duty, &str)| self.states.is_empty() || self.states.iter().any(|s| s == state);
        let of_duty = |duty| parts.iter().map(move |part| Part { duty: Some(duty), ..*part });
        in_states.filter(named).flat_map(of_duty).collect()
    }

    /// Whether the queue is made of a part for each duty in each state.
    fn names_duties(&self) -> bool {
        !self.states.is_empty() || !self.duties.is_empty()
    }
}

type Read = (Id, String, Id, String, Option<String>, At);

/// A page of the queue, the soonest due first.
pub fn queue(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Slice<Task>> {
    let found = snapshot(conn, |conn| {
        let mut found = Vec::new();
        for part in filter.parts() {
            found.extend(walk(conn, part, filter.overdue, page)?);
        }
        Ok(found)
    })?;
    let tasks = page.merged(found, false, None).try_map(task)?;
    // What was not overdue where the page before this one ended may be now.
    let fits = |task: &Task| filter.overdue.is_none_or(|(now, overdue)| overdue == (task.due_at <= now));
    Ok(tasks.filter_map(|task| Some(task).filter(fits)))
}

fn task((id, object, object_id, duty, department, due_at): Read) -> Result<Task> {
    Ok(Task {
        id,
        object: word("dues.object", &object)?,
        object_id,
        duty: word("dues.duty", &duty)?,
        department,
        due_at: due_at.into(),
    })
}

/// How much of a duty waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What is to be done.
    pub duty: Duty,
    /// How many objects wait for it.
    pub waiting: i64,
    /// How many of these are overdue.
    pub overdue: i64,
}

/// How much waits at `now`, by duty. It reads what waits.
pub fn tallies(conn: &mut Connected, filter: &Filter, now: DateTime<Utc>) -> Result<Vec<Tally>> {
    let late = sql::<Nullable<BigInt>>("CASE WHEN dues.due_at <= ")
        .bind::<Timestamp, _>(At::from(now))
        .sql(" THEN 1 END");
    let mut query = dues::table
        .filter(dues::role.is_not_null())
        .group_by(dues::duty)
        .select((dues::duty, count_star(), count(late)))
        .into_boxed();
    if let Some(own) = &filter.visible_to {
        query = query.filter(dues::listed.or(dues::department.eq_any(own).assume_not_null()));
    }
    if let Some(department) = &filter.department {
        query =
            query.filter(dues::department.is_null().or(dues::department.eq(department).assume_not_null()));
    }
    let rows: Vec<(String, i64, i64)> = query.load(conn)?;
    rows.into_iter()
        .map(|(duty, waiting, overdue)| Ok(Tally { duty: word("dues.duty", &duty)?, waiting, overdue }))
        .collect()
}

fn walk(
    conn: &mut Connected,
    part: Part<'_>,
    overdue: Option<(DateTime<Utc>, bool)>,
    page: &PageRequest,
) -> Result<Vec<Found<Read>>> {
    let mut query = dues::table.filter(sql::<Bool>(part.of_staff())).into_boxed();
    if let Some((duty, state)) = part.duty {
        query = query.filter(dues::duty.eq(duty.as_str()).and(dues::state.eq(state)));
    }
    // Where the walk has an edge, that is one of the bounds: SQLite takes but one on each side to an index.
    let (free, down) = (page.edge.is_none(), page.backwards());
    query = match overdue {
        Some((now, true)) if free || !down => query.filter(dues::due_at.le(At::from(now))),
        Some((now, false)) if free || down => query.filter(dues::due_at.gt(At::from(now))),
        _ => query,
    };
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
