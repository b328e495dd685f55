//! What clerks have confirmed from papers, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use viche_domain::person::identification::IdentificationState;
use viche_domain::person::identity::PersonKey;

use crate::columns::{At, Id, date, instant, word};
use crate::connection::Connected;
use crate::error::{Error, Result};
use crate::keyset::{Found, PageRequest, Slice, sifted, walk};
use crate::schema::identifications;

/// A clerk's word that an account belongs to the person of certain papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identification {
    /// Its id.
    pub id: Id,
    /// The account.
    pub account: Id,
    /// Where it stands.
    pub state: IdentificationState,
    /// What the person of the papers is known by.
    pub key: PersonKey,
    /// The name in the papers.
    pub full_name: String,
    /// The birth date in the papers.
    pub birth_date: NaiveDate,
    /// The one that it puts right.
    pub corrects: Option<Id>,
    /// Why it corrects, or why the name differs from the one that the person is known by.
    pub reason: Option<String>,
    /// The account of the clerk who saw the papers.
    pub identified_by: Id,
    /// When.
    pub identified_at: DateTime<Utc>,
    /// The account of the clerk who looked at it again or undid it.
    pub decided_by: Option<Id>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub decision_reason: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = identifications)]
struct Row {
    id: Id,
    account_id: Id,
    state: String,
    person_key: Vec<u8>,
    full_name: String,
    birth_date: String,
    corrects: Option<Id>,
    reason: Option<String>,
    identified_by: Id,
    identified_at: At,
    decided_by: Option<Id>,
    decided_at: Option<At>,
    decision_reason: Option<String>,
}

impl TryFrom<Row> for Identification {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let key = row.person_key.try_into().map_err(|_| Error::Corrupt {
            what: "identifications.person_key",
            value: "not of 32 bytes".to_owned(),
        })?;
        Ok(Self {
            id: row.id,
            account: row.account_id,
            state: word("identifications.state", &row.state)?,
            key: PersonKey(key),
            full_name: row.full_name,
            birth_date: date("identifications.birth_date", &row.birth_date)?,
            corrects: row.corrects,
            reason: row.reason,
            identified_by: row.identified_by,
            identified_at: row.identified_at.into(),
            decided_by: row.decided_by,
            decided_at: instant(row.decided_at),
            decision_reason: row.decision_reason,
        })
    }
}

/// Stores an identification.
pub fn insert(conn: &mut Connected, made: &Identification) -> Result<()> {
    diesel::insert_into(identifications::table)
        .values((
            identifications::id.eq(made.id),
            identifications::account_id.eq(made.account),
            identifications::state.eq(made.state.as_str()),
            identifications::person_key.eq(made.key.0.as_slice()),
            identifications::full_name.eq(&made.full_name),
            identifications::birth_date.eq(made.birth_date.to_string()),
            identifications::corrects.eq(made.corrects),
            identifications::reason.eq(&made.reason),
            identifications::identified_by.eq(made.identified_by),
            identifications::identified_at.eq(At::from(made.identified_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// One identification.
pub fn find(conn: &mut Connected, id: Id) -> Result<Option<Identification>> {
    let row = identifications::table.find(id).select(Row::as_select()).first(conn).optional()?;
    row.map(Identification::try_from).transpose()
}

/// Says what was decided, by whom, when and why.
pub fn decide(
    conn: &mut Connected,
    id: Id,
    state: IdentificationState,
    (by, at, reason): (Id, DateTime<Utc>, &str),
) -> Result<()> {
    diesel::update(identifications::table.find(id))
        .set((
            identifications::state.eq(state.as_str()),
            identifications::decided_by.eq(Some(by)),
            identifications::decided_at.eq(Some(At::from(at))),
            identifications::decision_reason.eq(Some(reason)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Those of an account that hold, which are few.
pub fn confirmed_of(conn: &mut Connected, account: Id) -> Result<Vec<Id>> {
    Ok(identifications::table
        .filter(identifications::account_id.eq(account))
        .filter(identifications::state.eq(IdentificationState::Confirmed.as_str()))
        .select(identifications::id)
        .load(conn)?)
}

/// Which identifications. Absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those that stand here.
    pub state: Option<IdentificationState>,
    /// Those of this account.
    pub account: Option<Id>,
}

/// A page of the identifications, the latest first.
pub fn list(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Slice<Identification>> {
    let found = sifted(
        page,
        |page| walked(conn, filter, page),
        |row: &Row| filter.state.is_none_or(|state| row.state == state.as_str()),
    )?;
    found.try_map(Identification::try_from)
}

/// Along the index of the account, of the state, or of all.
fn walked(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Vec<Found<Row>>> {
    let mut query = identifications::table.into_boxed();
    query = match (filter.account, filter.state) {
        (Some(account), _) => query.filter(identifications::account_id.eq(account)),
        (None, Some(state)) => query.filter(identifications::state.eq(state.as_str())),
        // Word for word as the index of the whole has it.
        (None, None) => query.filter(sql::<Bool>("(length(identifications.state) > 0) IS TRUE")),
    };
    let (at, id) = (identifications::identified_at, identifications::id);
    Ok(walk!(conn, query, page, Row::as_select(), descending at, id, At))
}
