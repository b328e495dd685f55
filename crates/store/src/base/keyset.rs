//! Keyset pages: a list goes on from the last row seen, so that rows inserted meanwhile shift nothing.
//!
//! An edge lies between two rows, next to the one that it names. A page shows all that its list has between two edges,
//! the one that was asked for and the one that it ends at; back from either leads the other way from the same edge. So
//! pages of any length, empty ones too, show each row once.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use diesel::sql_types::{BigInt, Timestamp};
use serde::{Deserialize, Serialize};

use crate::columns::{At, Id};
use crate::error;

/// Where a page begins: next to this row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The row's value of the sort column; an instant as microseconds since 1970 UTC.
    pub value: i64,
    /// The row's id, which decides between equal values.
    pub id: Id,
    /// Whether the page lies before the row instead of after it.
    pub backwards: bool,
    /// Whether the page has the row itself.
    pub inclusive: bool,
}

impl Edge {
    /// Where the page on the other side begins.
    const fn turned(&self) -> Self {
        Self { value: self.value, id: self.id, backwards: !self.backwards, inclusive: !self.inclusive }
    }
}

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Where it begins; absent for the first page.
    pub edge: Option<Edge>,
    /// How many rows at most.
    pub limit: u32,
}

impl PageRequest {
    /// Whether rows are fetched against the list's order.
    pub(crate) fn backwards(&self) -> bool {
        self.edge.as_ref().is_some_and(|edge| edge.backwards)
    }

    /// One row more than asked for shows whether there are further ones.
    pub(crate) const fn fetch(&self) -> usize {
        self.limit as usize + 1
    }

    /// Whether rows are fetched from the greatest on, in a list of that order.
    pub(crate) fn down(&self, descending: bool) -> bool {
        descending != self.backwards()
    }

    /// Which of two places comes first as rows are fetched.
    pub(crate) fn compare(&self, descending: bool, one: Place, other: Place) -> Ordering {
        if self.down(descending) { other.cmp(&one) } else { one.cmp(&other) }
    }

    /// The page that begins behind this place, in the same direction.
    pub(crate) fn behind(&self, (value, id): Place) -> Edge {
        Edge { value, id, backwards: self.backwards(), inclusive: false }
    }

    /// Makes the page of rows that were found in several ways. They are all that there are, as far as `end` where there
    /// is one: the page ends there at the latest.
    pub(crate) fn merged<T>(
        &self,
        mut found: Vec<Found<T>>,
        descending: bool,
        end: Option<Place>,
    ) -> Slice<T> {
        if let Some(edge) = &self.edge {
            let place = (edge.value, edge.id);
            found.retain(|row| match self.compare(descending, row.1, place) {
                Ordering::Less => false,
                Ordering::Equal => edge.inclusive,
                Ordering::Greater => true,
            });
        }
        if let Some(end) = end {
            found.retain(|row| self.compare(descending, row.1, end).is_le());
        }
        found.sort_by(|one, other| self.compare(descending, one.1, other.1));
        self.page(found, end)
    }

    /// Makes the page of the rows as they were fetched. Beyond those there may be others only behind `end`.
    pub(crate) fn page<T>(&self, mut found: Vec<Found<T>>, end: Option<Place>) -> Slice<T> {
        let limit = self.limit as usize;
        let full = found.len() > limit;
        found.truncate(limit);
        let end = if full { found.last().map(|(_, place)| *place) } else { end };
        let mut ends = (self.edge.as_ref().map(Edge::turned), end.map(|end| self.behind(end)));
        if self.backwards() {
            found.reverse();
            ends = (ends.1, ends.0);
        }
        Slice { rows: found.into_iter().map(|(row, _)| row).collect(), prev: ends.0, next: ends.1 }
    }
}

/// How many rows a page is sifted from at most; with each, another may be read beside it.
const SIFTED: usize = 4_000;
/// How many of these are read at once.
const AT_ONCE: usize = 500;

/// Makes the page of the rows that fit among those that `walk` reads. Where many don't, the page ends once its budget is
/// spent, with few rows or none; the next goes on from there.
pub(crate) fn sifted<T>(
    page: &PageRequest,
    mut walk: impl FnMut(&PageRequest) -> error::Result<Vec<Found<T>>>,
    fits: impl Fn(&T) -> bool,
) -> error::Result<Slice<T>> {
    let mut from = page.clone();
    let (mut rows, mut read) = (Vec::new(), 0);
    loop {
        let found = walk(&from)?;
        let end = found.last().map(|(_, place)| *place).filter(|_| found.len() == from.fetch());
        read += found.len();
        rows.extend(found.into_iter().filter(|(row, _)| fits(row)));
        let Some(place) = end.filter(|_| rows.len() < page.fetch() && read < SIFTED) else {
            return Ok(page.page(rows, end));
        };
        let limit = u32::try_from(AT_ONCE.min(SIFTED - read) - 1).unwrap_or_default();
        from = PageRequest { edge: Some(from.behind(place)), limit };
    }
}

/// Where a row stands in a list: its value of the sort column, as an edge holds it, and its id.
pub(crate) type Place = (i64, Id);

/// A row with its place.
pub(crate) type Found<T> = (T, Place);

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Where the page before this one begins; absent where there is none.
    pub prev: Option<Edge>,
    /// Where the page after this one begins; absent where there is none.
    pub next: Option<Edge>,
}

impl<T> Slice<T> {
    /// The same page of something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Slice<U> {
        Slice { rows: self.rows.into_iter().map(f).collect(), prev: self.prev, next: self.next }
    }

    /// The same page, of those rows alone that something else can be made of.
    pub fn filter_map<U>(self, f: impl FnMut(T) -> Option<U>) -> Slice<U> {
        Slice { rows: self.rows.into_iter().filter_map(f).collect(), prev: self.prev, next: self.next }
    }

    /// The same page of something else, where making it can fail.
    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Slice<U>, E> {
        let rows = self.rows.into_iter().map(f).collect::<Result<_, _>>()?;
        Ok(Slice { rows, prev: self.prev, next: self.next })
    }
}

/// A number of rows as a LIMIT takes it.
pub(crate) fn most(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// What a list can be sorted by.
pub(crate) trait SortValue: Copy {
    /// Its type in a column.
    type Sql;

    /// As an edge holds it.
    fn into_edge(self) -> i64;

    /// As an edge held it.
    fn of_edge(value: i64) -> Self;
}

impl SortValue for i64 {
    type Sql = BigInt;

    fn into_edge(self) -> i64 {
        self
    }

    fn of_edge(value: i64) -> Self {
        value
    }
}

impl SortValue for At {
    type Sql = Timestamp;

    fn into_edge(self) -> i64 {
        DateTime::<Utc>::from(self).timestamp_micros()
    }

    fn of_edge(value: i64) -> Self {
        DateTime::from_timestamp_micros(value).unwrap_or_default().into()
    }
}

/// Narrows a boxed query to the rows from where `$page` begins, and orders it: `$column` (a value of `$value`, never null
/// in the list) and then `$id` decide, from the greatest on where it leads `$down`.
///
/// The edge is compared as a row value, `(column, id) < (v, i)`, the only form that both databases look up in an index of
/// both columns. With `column < v OR (column = v AND id < i)` they would read the whole list up to the page, and with
/// `column <= v AND (column < v OR id < i)` all rows of that value. The values stand in subqueries, where PostgreSQL can't
/// see them while it plans: of `(0, i)` as the least value it would think that hardly any row lies beyond, and sort.
macro_rules! narrow {
    ($query:expr, $page:expr, $down:expr, $column:expr, $id:expr, $value:ty) => {{
        type Sql = <$value as $crate::keyset::SortValue>::Sql;
        type IdSql = $crate::columns::IdSql;
        let mut query = $query;
        if let Some(edge) = &$page.edge {
            query = query.filter(
                diesel::dsl::sql::<diesel::sql_types::Bool>("(")
                    .bind::<Sql, _>($column)
                    .sql(", ")
                    .bind::<IdSql, _>($id)
                    .sql(match ($down, edge.inclusive) {
                        (true, false) => ") < ((SELECT ",
                        (true, true) => ") <= ((SELECT ",
                        (false, false) => ") > ((SELECT ",
                        (false, true) => ") >= ((SELECT ",
                    })
                    .bind::<Sql, _>(<$value as $crate::keyset::SortValue>::of_edge(edge.value))
                    .sql("), (SELECT ")
                    .bind::<IdSql, _>(edge.id)
                    .sql("))"),
            );
        }
        if $down {
            query.order(($column.desc(), $id.desc()))
        } else {
            query.order(($column.asc(), $id.asc()))
        }
    }};
}
pub(crate) use narrow;

/// Reads the rows of the page `$page`, and one more if there is one, of what `$selected` selects of a boxed query. The
/// order is `descending` or `ascending`; of the rest, see [`narrow!`].
macro_rules! walk {
    ($conn:expr, $query:expr, $page:expr, $selected:expr, descending $column:expr, $id:expr, $value:ty) => {
        $crate::keyset::walk!(@ $conn, $query, $page, $selected, true, $column, $id, $value)
    };
    ($conn:expr, $query:expr, $page:expr, $selected:expr, ascending $column:expr, $id:expr, $value:ty) => {
        $crate::keyset::walk!(@ $conn, $query, $page, $selected, false, $column, $id, $value)
    };
    (@ $conn:expr, $query:expr, $page:expr, $selected:expr, $descending:expr, $column:expr, $id:expr, $value:ty) => {{
        let page: &$crate::keyset::PageRequest = $page;
        let query = $query.select(($selected, $column, $id)).limit($crate::keyset::most(page.fetch()));
        let query = $crate::keyset::narrow!(query, page, page.down($descending), $column, $id, $value);
        let rows: Vec<(_, $value, $crate::columns::Id)> = query.load($conn)?;
        let found = |(row, value, id)| (row, (<$value as $crate::keyset::SortValue>::into_edge(value), id));
        rows.into_iter().map(found).collect::<Vec<_>>()
    }};
}
pub(crate) use walk;

/// Reads the page `$page`, as [`walk!`] reads its rows.
macro_rules! page {
    ($conn:expr, $query:expr, $page:expr, $($list:tt)+) => {
        $page.page($crate::keyset::walk!($conn, $query, $page, $($list)+), None)
    };
}
pub(crate) use page;
