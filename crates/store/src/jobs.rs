//! Jobs: what is to be done after a commit, queued in the transaction of the change that asks for it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use viche_domain::change::{Audience, Change, News, ObjectKind, Stateful};

use crate::columns::{At, Id, json, to_json};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::people::accounts as people;
use crate::record::{Object, Tx};
use crate::schema::{accounts, jobs};

/// A letter to be written. It names no secret: tokens are made when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Asks whoever owns the address that somebody registered with to prove it, or tells them of their account.
    Registered {
        /// The folded address.
        email_key: String,
        /// The registration that the letter is about; the one that waits, whichever it is, where somebody asked for a letter.
        registration: Option<Id>,
    },
    /// Offers a new password to whoever owns the address, if anybody does.
    ResetPassword {
        /// The folded address.
        email_key: String,
    },
    /// Tells somebody what happened to an object.
    News {
        /// The account that is told.
        account: Id,
        /// The object's kind.
        object: ObjectKind,
        /// The object.
        id: Id,
        /// What happened, as its kind calls it.
        event: String,
        /// The event on the record; of release 0.1.0 it isn't known.
        record: Option<Id>,
        /// When the term ends that began with it.
        until: Option<DateTime<Utc>>,
    },
}

/// A job whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: Id,
    /// What to do.
    pub job: Job,
    /// Which attempt this is, from 1.
    pub attempt: i64,
}

impl Tx<'_> {
    /// Queues a job.
    pub fn queue(&mut self, job: &Job) -> Result<()> {
        insert(self, &[job])
    }
}

/// Queues a letter to everybody whom a change concerns; `recorded` are its events on the record.
pub(crate) fn tell<S: Stateful>(
    tx: &mut Tx<'_>,
    object: Object<'_>,
    change: &Change<S>,
    recorded: &[(S::Event, Id)],
) -> Result<()> {
    let mut letters = Vec::new();
    for News { to, event, until } in change.tell() {
        let told = match to {
            Audience::Author => vec![object.author],
            Audience::Staff { role, department } => people::with_role(tx.conn, *role, department.as_deref())?,
        };
        let record = recorded.iter().find(|(known, _)| known == event).map(|(_, id)| *id);
        letters.extend(told.into_iter().map(|account| Job::News {
            account,
            object: S::KIND,
            id: object.id,
            event: S::word(*event).to_owned(),
            record,
            until: *until,
        }));
    }
    insert(tx, &letters.iter().collect::<Vec<_>>())
}

fn insert(tx: &mut Tx<'_>, queued: &[&Job]) -> Result<()> {
    let now = At::from(tx.now);
    let rows: Vec<_> = queued
        .iter()
        .map(|job| {
            (
                jobs::id.eq(tx.new_id()),
                jobs::job.eq(to_json(job)),
                jobs::created_at.eq(now),
                jobs::due_at.eq(now),
                jobs::attempts.eq(0),
            )
        })
        .collect();
    if !rows.is_empty() {
        on!(&mut *tx.conn, |c| diesel::insert_into(jobs::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Takes jobs whose turn it is. No other worker takes them `until` then.
pub fn claim(
    conn: &mut Connected,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Claimed>> {
    let waiting = jobs::table
        .filter(jobs::failed_at.is_null().and(jobs::due_at.le(At::from(now))))
        .order((jobs::due_at.asc(), jobs::id.asc()))
        .limit(limit)
        .select((jobs::id, jobs::job, jobs::attempts));
    let rows: Vec<(Id, String, i64)> = match conn {
        Connected::Pg(pg) => waiting.for_update().skip_locked().load(pg)?,
        Connected::Sqlite(sqlite) => waiting.load(sqlite)?,
    };
    let ids: Vec<_> = rows.iter().map(|(id, ..)| id).collect();
    diesel::update(jobs::table.filter(jobs::id.eq_any(ids)))
        .set((jobs::due_at.eq(At::from(until)), jobs::attempts.eq(jobs::attempts + 1)))
        .execute(conn)?;
    let mut claimed = Vec::new();
    for (id, job, attempts) in rows {
        match json("jobs.job", &job) {
            Ok(job) => claimed.push(Claimed { id, job, attempt: attempts + 1 }),
            // One that nobody can read must not hold up the rest.
            Err(unreadable) => give_up(conn, id, &unreadable.to_string(), now)?,
        }
    }
    Ok(claimed)
}

/// Marks the address of an account as one that takes no letters, or takes the mark away.
pub fn mark_address(conn: &mut Connected, address: &str, refused_at: Option<DateTime<Utc>>) -> Result<()> {
    let of_address = accounts::email_key.eq(address.to_ascii_lowercase());
    let marked = diesel::update(accounts::table.filter(of_address));
    match refused_at {
        Some(at) => marked.set(accounts::email_refused_at.eq(Some(At::from(at)))).execute(conn)?,
        None => marked
            .filter(accounts::email_refused_at.is_not_null())
            .set(accounts::email_refused_at.eq(None::<At>))
            .execute(conn)?,
    };
    Ok(())
}

/// Forgets a job that is done: it may name somebody.
pub fn done(conn: &mut Connected, id: Id) -> Result<()> {
    diesel::delete(jobs::table.find(id)).execute(conn)?;
    Ok(())
}

/// Puts a job off after a failure.
pub fn put_off(conn: &mut Connected, id: Id, error: &str, until: DateTime<Utc>) -> Result<()> {
    diesel::update(jobs::table.find(id))
        .set((jobs::due_at.eq(At::from(until)), jobs::last_error.eq(Some(error))))
        .execute(conn)?;
    Ok(())
}

/// Gives a job up after a failure.
pub fn give_up(conn: &mut Connected, id: Id, error: &str, now: DateTime<Utc>) -> Result<()> {
    diesel::update(jobs::table.find(id))
        .set((jobs::failed_at.eq(Some(At::from(now))), jobs::last_error.eq(Some(error))))
        .execute(conn)?;
    Ok(())
}

/// Forgets jobs that were given up before an instant.
pub fn forget_given_up(conn: &mut Connected, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(jobs::table.filter(jobs::failed_at.lt(At::from(before)))).execute(conn)?)
}

/// How many jobs wait, and how many were given up.
pub fn depth(conn: &mut Connected) -> Result<(i64, i64)> {
    let waiting = jobs::table.filter(jobs::failed_at.is_null()).count().get_result(conn)?;
    let given_up = jobs::table.filter(jobs::failed_at.is_not_null()).count().get_result(conn)?;
    Ok((waiting, given_up))
}
