//! Lists of petitions: filters, sort orders, pages.
//!
//! A list is walked along an index that has its order, so that a page reads a page's rows wherever it lies. What no
//! index can leave out, such as a text in the title, is left out of the rows that were walked. Where few of those fit,
//! the rows that do are found by another index and sorted.
//!
//! No page reads more than a number of rows. Where these are spent, it ends as far as all of its walks have come: up to
//! there it holds every row that fits, and of those beyond none. Its next page goes on from there, so that pages
//! follow each other whatever they hold.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use viche_domain::petition::{LONGEST_WINDOW, State};
use viche_domain::text::fold;

use super::row::{PetitionRow, its_policy, read};
use super::{Petition, Reference, ids_of, search};
use crate::city::policies::PolicyRow;
use crate::columns::{At, Id};
use crate::connection::{Connected, snapshot};
use crate::error::Result;
use crate::keyset::{Found, PageRequest, Place, Slice, most, narrow};
use crate::petitions::follows;
use crate::schema::{petitions, policies};

/// How many rows of petitions a page reads at most.
const BUDGET: usize = 10_000;
/// How many rows are walked for each that is wanted, before those that fit are looked for in another way.
const PATIENCE: usize = 25;
/// How many rows are read at once, of a set or further along a walk: PostgreSQL sorts a list rather than walk far.
const AT_ONCE: usize = 500;

/// In which order; the second column is always the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The latest published first.
    Newest,
    /// The first published first.
    Oldest,
    /// The most signed first.
    MostSigned,
    /// The one whose window closes soonest first.
    ClosingSoon,
    /// The latest begun first: for lists that hold drafts.
    Recent,
}

impl Sort {
    const fn descending(self) -> bool {
        matches!(self, Self::Newest | Self::MostSigned | Self::Recent)
    }

    const fn by_publication(self) -> bool {
        matches!(self, Self::Newest | Self::Oldest)
    }

    /// What the order goes by, as an edge holds it.
    fn value(self, petition: &Petition) -> i64 {
        let facts = petition.lifecycle.facts();
        let instant = |at: Option<DateTime<Utc>>| at.map_or(0, |at| at.timestamp_micros());
        match self {
            Self::Newest | Self::Oldest => instant(facts.published_at),
            Self::MostSigned => petition.lifecycle.signatures(),
            Self::ClosingSoon => instant(facts.closes_at),
            Self::Recent => petition.created_at.timestamp_micros(),
        }
    }
}

/// Which petitions. Empty lists and absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In one of these states.
    pub states: Vec<State>,
    /// Only those everybody may read: published and not removed.
    pub published_only: bool,
    /// Of this category.
    pub category: Option<String>,
    /// Whose title has one of these texts, folded; of published petitions.
    pub any_of: Vec<String>,
    /// In the charge of this department.
    pub department: Option<String>,
    /// Written by this account.
    pub author: Option<Id>,
    /// Followed by this account.
    pub followed_by: Option<Id>,
    /// Published at or after this instant.
    pub published_from: Option<DateTime<Utc>>,
    /// Published before this instant.
    pub published_before: Option<DateTime<Utc>>,
    /// Of this known set.
    pub among: Option<Vec<Reference>>,
}

impl Filter {
    fn has_dates(&self) -> bool {
        self.published_from.is_some() || self.published_before.is_some()
    }

    /// Whether rows that don't fit stand between those that do where the list is walked in this order.
    fn has_misfits(&self, sort: Sort) -> bool {
        !self.any_of.is_empty()
            || (self.has_dates() && !sort.by_publication())
            || (self.category.is_some() && self.department.is_some())
            || (self.author.is_some() && !self.states.is_empty())
    }

    /// The lists of one state each that make up the list: each has an index with its order.
    fn parts(&self) -> Vec<Self> {
        let whole = self.states.is_empty() && self.category.is_none() && self.department.is_none();
        if whole || !self.published_only {
            return vec![self.clone()];
        }
        let public = |state: &&State| state.is_public(Some(DateTime::UNIX_EPOCH));
        let named = |state: &&State| self.states.is_empty() || self.states.contains(state);
        let states = State::ALL.iter().filter(public).filter(named);
        states.map(|state| Self { states: vec![*state], ..self.clone() }).collect()
    }

    /// Whether a petition fits, whoever wrote it.
    fn admits(&self, petition: &Petition) -> bool {
        let title = fold(&petition.title);
        let Petition { lifecycle, category, .. } = petition;
        let published = lifecycle.facts().published_at;
        (self.states.is_empty() || self.states.contains(&lifecycle.state()))
            && (!self.published_only || petition.is_public())
            && (self.category.is_none() || self.category == *category)
            && (self.department.is_none() || self.department.as_deref() == lifecycle.department())
            && (self.any_of.is_empty() || self.any_of.iter().any(|text| title.contains(text)))
            && self.published_from.is_none_or(|from| published.is_some_and(|at| at >= from))
            && self.published_before.is_none_or(|before| published.is_some_and(|at| at < before))
    }
}

#[derive(Queryable, Selectable)]
struct Listed {
    #[diesel(embed)]
    petition: PetitionRow,
    #[diesel(embed)]
    policy: Option<PolicyRow>,
}

/// A page of petitions. It may hold fewer than there is room for although others follow.
pub fn list(
    conn: &mut Connected,
    filter: &Filter,
    sort: Sort,
    page: &PageRequest,
) -> Result<Slice<Petition>> {
    list_within(BUDGET, conn, filter, sort, page)
}

/// A page of petitions that reads so many rows at most, and some for each of its walks.
pub fn list_within(
    budget: usize,
    conn: &mut Connected,
    filter: &Filter,
    sort: Sort,
    page: &PageRequest,
) -> Result<Slice<Petition>> {
    let (found, end) = snapshot(conn, |conn| match known_set(conn, filter)? {
        Some(ids) => Ok((chosen(conn, &ids, filter, sort)?, None)),
        None => walked(budget, conn, filter, sort, page),
    })?;
    Ok(page.merged(found, sort.descending(), end))
}

/// A walk along one part of a list.
struct Walk {
    part: Filter,
    /// From where it goes on.
    from: PageRequest,
    /// What it has found that fits.
    rows: Vec<Found<Petition>>,
    /// Whether there is nothing beyond.
    ended: bool,
}

impl Walk {
    fn new(part: Filter, page: &PageRequest) -> Self {
        Self { part, from: page.clone(), rows: Vec::new(), ended: false }
    }

    fn go_on(&mut self, conn: &mut Connected, sort: Sort, rows: usize) -> Result<()> {
        let found = walk(conn, &self.part, sort, &self.from, rows)?;
        self.ended = found.len() < rows;
        if let Some((_, place)) = found.last() {
            self.from.edge = Some(self.from.behind(*place));
        }
        self.rows.extend(found.into_iter().filter(|(petition, _)| self.part.admits(petition)));
        Ok(())
    }

    /// How far it has come, if there may be more.
    fn end(&self) -> Option<Place> {
        self.from.edge.as_ref().filter(|_| !self.ended).map(|edge| (edge.value, edge.id))
    }
}

/// How far all walks have come that may go on.
fn end(walks: &[Walk], sort: Sort, page: &PageRequest) -> Option<Place> {
    let ends = walks.iter().filter_map(Walk::end);
    ends.min_by(|one, other| page.compare(sort.descending(), *one, *other))
}

/// The walk that is behind all others, where too few rows are known for the page.
fn hindmost<'a>(walks: &'a mut [Walk], sort: Sort, page: &PageRequest) -> Option<&'a mut Walk> {
    let end = end(walks, sort, page)?;
    let known = |(_, place): &&Found<_>| page.compare(sort.descending(), *place, end).is_le();
    if walks.iter().flat_map(|walk| &walk.rows).filter(known).count() >= page.fetch() {
        return None;
    }
    walks.iter_mut().find(|walk| walk.end() == Some(end))
}

/// The rows of a page, and where it ends at the latest. Where others may stand among them, each walk is longer at first;
/// then those of a small set that has them all do instead, and where none is small, the walks go on.
///
/// Of ten shares of the budget, six are for walks, three for looking for small sets, and one is for the rows of such.
fn walked(
    budget: usize,
    conn: &mut Connected,
    filter: &Filter,
    sort: Sort,
    page: &PageRequest,
) -> Result<(Vec<Found<Petition>>, Option<Place>)> {
    let mut walks: Vec<_> = filter.parts().into_iter().map(|part| Walk::new(part, page)).collect();
    let share = budget / 10;
    let mut reach = page.fetch();
    if filter.has_misfits(sort) {
        reach = ((PATIENCE * reach).min(3 * share) / walks.len().max(1)).clamp(1, AT_ONCE);
    }
    for walk in &mut walks {
        walk.go_on(conn, sort, reach)?;
    }
    if hindmost(&mut walks, sort, page).is_some()
        && let Some(ids) = small_set(share, conn, filter)?
    {
        return Ok((chosen(conn, &ids, filter, sort)?, None));
    }
    let mut left = (6 * share).saturating_sub(reach * walks.len());
    while left > 0
        && let Some(walk) = hindmost(&mut walks, sort, page)
    {
        let rows = AT_ONCE.min(left);
        walk.go_on(conn, sort, rows)?;
        left -= rows;
    }
    let end = end(&walks, sort, page);
    Ok((walks.into_iter().flat_map(|walk| walk.rows).collect(), end))
}

/// The first rows of a page, as far as indexes tell which they are.
fn walk(
    conn: &mut Connected,
    filter: &Filter,
    sort: Sort,
    page: &PageRequest,
    limit: usize,
) -> Result<Vec<Found<Petition>>> {
    let down = page.down(sort.descending());
    // Where the walk has an edge, that is one of the bounds: SQLite takes but one on each side to an index.
    let (from, before) = match (&page.edge, filter.has_dates() && sort.by_publication()) {
        (_, false) => (None, None),
        (None, true) => (filter.published_from, filter.published_before),
        (Some(_), true) if down => (filter.published_from, None),
        (Some(_), true) => (None, filter.published_before),
    };
    let narrow = filter.category.is_some() || filter.department.is_some();
    let mut query = petitions::table
        .left_join(policies::table.on(its_policy()))
        .select(Listed::as_select())
        .limit(most(limit))
        .into_boxed();
    if filter.published_only {
        query = match (&filter.states[..], narrow) {
            ([state], true) => query
                .filter(petitions::state.eq(state.as_str()))
                .filter(petitions::published_at.is_not_null()),
            ([state], false) => query.filter(petitions::state.eq(state.as_str())).filter(published()),
            _ => query.filter(listed()),
        };
    }
    // Their indexes are of one each; where both are given, the category is sifted, as is the state of an author's.
    match (&filter.department, &filter.category) {
        (Some(department), _) => query = query.filter(petitions::department.eq(department)),
        (None, Some(category)) => query = query.filter(petitions::category.eq(category)),
        (None, None) => {}
    }
    if let Some(author) = &filter.author {
        query = query.filter(petitions::author_account.eq(author));
    }
    if let Some(from) = from {
        query = query.filter(petitions::published_at.ge(At::from(from)));
    }
    if let Some(before) = before {
        query = query.filter(petitions::published_at.lt(At::from(before)));
    }
    if sort == Sort::ClosingSoon {
        // No window ends before it began, nor later than the longest; as above, one bound beside an edge.
        if let Some(from) = filter.published_from.filter(|_| page.edge.is_none() || down) {
            query = query.filter(petitions::closes_at.ge(At::from(from)));
        }
        if let Some(before) = filter.published_before.filter(|_| page.edge.is_none() || !down) {
            query = query.filter(petitions::closes_at.lt(At::from(before + LONGEST_WINDOW)));
        }
    }
    let published_at = petitions::published_at.assume_not_null();
    let closes = petitions::closes_at.assume_not_null();
    let (begun, signatures, id) = (petitions::created_at, petitions::signatures, petitions::id);
    let query = match sort {
        Sort::Newest | Sort::Oldest => narrow!(query, page, down, published_at, id, At),
        Sort::MostSigned => narrow!(query, page, down, signatures, id, i64),
        Sort::ClosingSoon => narrow!(query, page, down, closes, id, At),
        Sort::Recent => narrow!(query, page, down, begun, id, At),
    };
    let rows: Vec<Listed> = query.load(conn)?;
    rows.into_iter().map(|row| found(row, sort)).collect()
}

fn found(row: Listed, sort: Sort) -> Result<Found<Petition>> {
    let petition = read(row.petition, row.policy)?;
    let place = (sort.value(&petition), petition.id);
    Ok((petition, place))
}

/// That a petition was published, word for word as the indexes of one state have it.
fn published() -> SqlLiteral<Bool> {
    sql("(petitions.published_at IS NOT NULL) IS TRUE")
}

/// That everybody may read a petition, word for word as the indexes of the whole list have it.
fn listed() -> SqlLiteral<Bool> {
    sql("(petitions.published_at IS NOT NULL AND petitions.state <> 'removed') IS TRUE")
}

/// The ids that a list is made of, where it names them.
fn known_set(conn: &mut Connected, filter: &Filter) -> Result<Option<Vec<Id>>> {
    let named = filter.among.as_ref().map(|references| ids_of(conn, references)).transpose()?;
    match (named, filter.followed_by) {
        (Some(ids), Some(account)) => follows::among(conn, account, &ids).map(Some),
        (None, Some(account)) => follows::of(conn, account).map(Some),
        (named, None) => Ok(named),
    }
}

/// So few petitions at most, among which all are that fit; none where what the filter says is true of many.
fn small_set(few: usize, conn: &mut Connected, filter: &Filter) -> Result<Option<Vec<Id>>> {
    let limit = most(few + 1);
    let is_small = |ids: &Vec<Id>| ids.len() <= few;
    if let (Some(department), Some(category)) = (&filter.department, &filter.category) {
        let both = petitions::department.eq(department).and(petitions::category.eq(category));
        let found = petitions::table
            .filter(petitions::published_at.is_not_null().and(both.assume_not_null()))
            .limit(limit)
            .select(petitions::id);
        if let Some(ids) = Some(found.load(conn)?).filter(is_small) {
            return Ok(Some(ids));
        }
    }
    if filter.has_dates() {
        let from = At::from(filter.published_from.unwrap_or(DateTime::UNIX_EPOCH));
        let mut found =
            petitions::table.filter(listed()).filter(petitions::published_at.ge(from)).into_boxed();
        if let Some(before) = filter.published_before {
            found = found.filter(petitions::published_at.lt(At::from(before)));
        }
        let found = found.order(petitions::published_at).limit(limit).select(petitions::id);
        if let Some(ids) = Some(found.load(conn)?).filter(is_small) {
            return Ok(Some(ids));
        }
    }
    Ok(search::having(conn, &filter.any_of, limit)?.filter(is_small))
}

/// The rows of a list that are among these.
fn chosen(conn: &mut Connected, ids: &[Id], filter: &Filter, sort: Sort) -> Result<Vec<Found<Petition>>> {
    let mut rows = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let named =
            petitions::table.left_join(policies::table.on(its_policy())).filter(petitions::id.eq_any(ids));
        for row in named.select(Listed::as_select()).load(conn)? {
            rows.push(found(row, sort)?);
        }
    }
    rows.retain(|(petition, ..)| filter.admits(petition));
    Ok(rows)
}
