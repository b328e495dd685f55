//! What operators are told of what is in the database.

use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use crate::columns::At;
use crate::connection::Connected;
use crate::error::Result;
use crate::leases;
use crate::schema::{dues, jobs};

/// Letters, deadlines and the worker, at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Letters that are to be sent.
    pub letters_waiting: i64,
    /// Those among them that have failed before.
    pub letters_failing: i64,
    /// Letters that were given up.
    pub letters_given_up: i64,
    /// For how many seconds the oldest letter has been due.
    pub letter_lag: i64,
    /// What the staff should have done by now: the role, the duty, how often.
    pub overdue: Vec<(String, String, i64)>,
    /// For how many seconds the oldest deadline of the clock has waited for the worker.
    pub alarm_lag: i64,
    /// How many seconds the worker's lease still lasts; 0 where nobody holds it.
    pub lease: i64,
}

/// Counts what operators look at.
pub fn read(conn: &mut Connected, now: DateTime<Utc>) -> Result<Figures> {
    let waiting = jobs::table.filter(jobs::failed_at.is_null());
    let lag = |oldest: Option<At>| oldest.map_or(0, |oldest| (now - DateTime::from(oldest)).num_seconds());
    let overdue = dues::table.filter(dues::due_at.le(At::from(now)));
    Ok(Figures {
        letters_waiting: waiting.count().get_result(conn)?,
        letters_failing: waiting.filter(jobs::last_error.is_not_null()).count().get_result(conn)?,
        letters_given_up: jobs::table.filter(jobs::failed_at.is_not_null()).count().get_result(conn)?,
        letter_lag: lag(waiting
            .filter(jobs::due_at.le(At::from(now)))
            .select(min(jobs::due_at))
            .first(conn)?),
        overdue: overdue
            .filter(dues::role.is_not_null())
            .group_by((dues::role, dues::duty))
            .select((dues::role.assume_not_null(), dues::duty, count_star()))
            .order((dues::role.asc(), dues::duty.asc()))
            .load(conn)?,
        alarm_lag: lag(overdue.filter(dues::role.is_null()).select(min(dues::due_at)).first(conn)?),
        lease: leases::left(conn, leases::WORKER)?.as_secs().try_into().unwrap_or(i64::MAX),
    })
}
