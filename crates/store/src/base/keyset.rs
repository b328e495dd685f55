//! Keyset pages: a list goes on from the last row seen, so that rows inserted meanwhile shift nothing.

use chrono::{DateTime, Utc};
use diesel::sql_types::{BigInt, Timestamp};
use serde::{Deserialize, Serialize};

use crate::columns::{At, Id};

/// Where a page begins: next to this row, which the page leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The row's value of the sort column; an instant as microseconds since 1970 UTC.
    pub value: i64,
    /// The row's id, which decides between equal values.
    pub id: Id,
    /// Whether the page lies before the row instead of after it.
    pub backwards: bool,
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

    /// The first of these rows that lie in the page, in the order that they are fetched in.
    pub(crate) fn sort<T>(&self, mut found: Vec<Found<T>>, descending: bool) -> Vec<Found<T>> {
        let down = self.down(descending);
        let compare = |one: (&i64, &Id), other: (&i64, &Id)| {
            let ordering = one.cmp(&other);
            if down { ordering.reverse() } else { ordering }
        };
        if let Some(edge) = &self.edge {
            found.retain(|(_, value, id)| compare((value, id), (&edge.value, &edge.id)).is_gt());
        }
        found.sort_by(|(_, one, id), (_, other, other_id)| compare((one, id), (other, other_id)));
        found.truncate(self.fetch());
        found
    }

    /// Makes the page of the fetched rows.
    pub(crate) fn page<T>(&self, mut found: Vec<Found<T>>) -> Slice<T> {
        let limit = self.limit as usize;
        let more = found.len() > limit;
        found.truncate(limit);
        if self.backwards() {
            found.reverse();
        }
        let (before, after) = if self.backwards() { (more, true) } else { (self.edge.is_some(), more) };
        let edge = |row: Option<&Found<T>>, backwards| {
            row.map(|(_, value, id)| Edge { value: *value, id: *id, backwards })
        };
        let prev = edge(found.first().filter(|_| before), true);
        let next = edge(found.last().filter(|_| after), false);
        Slice { rows: found.into_iter().map(|(row, ..)| row).collect(), prev, next }
    }
}

/// A row with its value of the sort column, as an edge holds it, and its id.
pub(crate) type Found<T> = (T, i64, Id);

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
                    .sql(if $down { ") < ((SELECT " } else { ") > ((SELECT " })
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
        let found = |(row, value, id)| (row, <$value as $crate::keyset::SortValue>::into_edge(value), id);
        rows.into_iter().map(found).collect::<Vec<_>>()
    }};
}
pub(crate) use walk;

/// Reads the page `$page`, as [`walk!`] reads its rows.
macro_rules! page {
    ($conn:expr, $query:expr, $page:expr, $($list:tt)+) => {
        $page.page($crate::keyset::walk!($conn, $query, $page, $($list)+))
    };
}
pub(crate) use page;
