//! What moderators refused, and why.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::petition::RefusalCode;

use super::Locked;
use crate::columns::{At, Id, word};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{Found, PageRequest, Slice, sifted, walk};
use crate::record::Tx;
use crate::schema::{petitions, refusals};

/// A moderator's refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reason's code.
    pub code: RefusalCode,
    /// The explanation.
    pub explanation: String,
    /// The petition that it duplicates.
    pub duplicate_of: Option<Id>,
}

/// Stores a refusal.
pub fn insert(tx: &mut Tx<'_>, petition: &Locked, refusal: &Refusal) -> Result<()> {
    diesel::insert_into(refusals::table)
        .values((
            refusals::petition_id.eq(petition.id),
            refusals::code.eq(refusal.code.as_str()),
            refusals::explanation.eq(&refusal.explanation),
            refusals::duplicate_of.eq(refusal.duplicate_of.as_ref()),
            refusals::refused_at.eq(At::from(tx.now)),
        ))
        .execute(tx.conn)?;
    Ok(())
}

type Row = (Id, String, String, Option<Id>, At);

/// The refusals of those of these petitions that were refused, and when.
pub fn of(conn: &mut Connected, petitions: &[Id]) -> Result<HashMap<Id, (Refusal, DateTime<Utc>)>> {
    if petitions.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = refusals::table
        .filter(refusals::petition_id.eq_any(petitions))
        .select((
            refusals::petition_id,
            refusals::code,
            refusals::explanation,
            refusals::duplicate_of,
            refusals::refused_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(petition, code, explanation, duplicate_of, at)| {
            let code = word("refusals.code", &code)?;
            Ok((petition, (Refusal { code, explanation, duplicate_of }, at.into())))
        })
        .collect()
}

/// Which refused petitions. Absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// For this reason.
    pub code: Option<RefusalCode>,
    /// Whose title has this text, folded.
    pub text: Option<String>,
}

/// A page of the refused petitions' ids, the latest refused first.
pub fn list(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Slice<Id>> {
    let text = filter.text.as_deref().unwrap_or_default();
    let found = sifted(page, |page| walked(conn, filter, page), |(_, title)| title.contains(text))?;
    Ok(found.map(|(petition, _)| petition))
}

/// Refused petitions with their titles, folded, where those are looked at.
fn walked(conn: &mut Connected, filter: &Filter, page: &PageRequest) -> Result<Vec<Found<(Id, String)>>> {
    let mut query = refusals::table.into_boxed();
    if let Some(code) = filter.code {
        query = query.filter(refusals::code.eq(code.as_str()));
    }
    let (at, id) = (refusals::refused_at, refusals::petition_id);
    let found: Vec<Found<Id>> = walk!(conn, query, page, id, descending at, id, At);
    let mut titles = HashMap::new();
    if filter.text.is_some() && !found.is_empty() {
        let ids: Vec<Id> = found.iter().map(|(petition, _)| *petition).collect();
        let rows: Vec<(Id, String)> = petitions::table
            .filter(petitions::id.eq_any(ids))
            .select((petitions::id, petitions::title_fold))
            .load(conn)?;
        titles.extend(rows);
    }
    let with_title = |(petition, place)| ((petition, titles.remove(&petition).unwrap_or_default()), place);
    Ok(found.into_iter().map(with_title).collect())
}
