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
pub struct Window {
    /// Where it begins; absent for the first page.
    pub edge: Option<Edge>,
    /// How many rows at most.
    pub limit: u32,
}

impl Window {
    /// Whether rows are fetched against the list's order.
    pub(crate) fn backwards(&self) -> bool {
        self.edge.as_ref().is_some_and(|edge| edge.backwards)
    }

    /// One row more than asked for shows whether there are further ones.
    pub(crate) fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Makes the page of the fetched rows, each with its value of the sort column and its id.
    pub(crate) fn page<T, V: SortValue>(&self, mut rows: Vec<(T, V, Id)>) -> Slice<T> {
        let limit = self.limit as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        self.slice(rows, more)
    }

    /// Makes the page of its rows in the order they were fetched in, told whether there are more that way.
    fn slice<T, V: SortValue>(&self, mut rows: Vec<(T, V, Id)>, more: bool) -> Slice<T> {
        if self.backwards() {
            rows.reverse();
        }
        let (before, after) = if self.backwards() { (more, true) } else { (self.edge.is_some(), more) };
        let edge = |row: Option<&(T, V, Id)>, backwards| {
            row.map(|(_, value, id)| Edge { value: value.into_edge(), id: *id, backwards })
        };
        let prev = edge(rows.first().filter(|_| before), true);
        let next = edge(rows.last().filter(|_| after), false);
        Slice { rows: rows.into_iter().map(|(row, ..)| row).collect(), prev, next }
    }
}

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

    /// The page of two lists that are in the same order, merged: `place` tells a row's value and id. Both were read for
    /// the same window.
    pub(crate) fn merge<V: SortValue + Ord>(
        self,
        other: Self,
        window: &Window,
        place: impl Fn(&T) -> (V, Id),
    ) -> Self {
        let limit = window.limit as usize;
        let more = if window.backwards() {
            self.prev.is_some() || other.prev.is_some()
        } else {
            self.next.is_some() || other.next.is_some()
        };
        let mut rows: Vec<_> =
            self.rows.into_iter().chain(other.rows).map(|row| (place(&row), row)).collect();
        rows.sort_by_key(|(place, _)| *place);
        if window.backwards() {
            rows.reverse();
        }
        let more = more || rows.len() > limit;
        let fetched = rows.into_iter().take(limit).map(|((value, id), row)| (row, value, id)).collect();
        window.slice(fetched, more)
    }

    /// The same page of something else, where making it can fail.
    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Slice<U>, E> {
        let rows = self.rows.into_iter().map(f).collect::<Result<_, _>>()?;
        Ok(Slice { rows, prev: self.prev, next: self.next })
    }
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

/// Reads the page `$window` of a boxed query, whose rows are `$selected`. `$column` (never null in the list, a value of
/// `$value`) and then `$id` decide the order, which is `descending` or `ascending`.
///
/// The edge is compared as a row value, `(column, id) < (v, i)`, the only form that both databases look up in an index
/// of both columns. With `column < v OR (column = v AND id < i)` they would read the whole list up to the page, and with
/// `column <= v AND (column < v OR id < i)` all rows of that value.
macro_rules! page {
    ($conn:expr, $query:expr, $window:expr, $selected:expr, descending $column:expr, $id:expr, $value:ty) => {
        $crate::keyset::page!(@ $conn, $query, $window, $selected, true, $column, $id, $value)
    };
    ($conn:expr, $query:expr, $window:expr, $selected:expr, ascending $column:expr, $id:expr, $value:ty) => {
        $crate::keyset::page!(@ $conn, $query, $window, $selected, false, $column, $id, $value)
    };
    (@ $conn:expr, $query:expr, $window:expr, $selected:expr, $descending:expr, $column:expr, $id:expr, $value:ty) => {{
        type Sql = <$value as $crate::keyset::SortValue>::Sql;
        type IdSql = $crate::columns::IdSql;
        let window: &$crate::keyset::Window = $window;
        let down = $descending != window.backwards();
        let mut query = $query.select(($selected, $column, $id)).limit(window.fetch());
        if let Some(edge) = &window.edge {
            query = query.filter(
                diesel::dsl::sql::<diesel::sql_types::Bool>("(")
                    .bind::<Sql, _>($column)
                    .sql(", ")
                    .bind::<IdSql, _>($id)
                    .sql(if down { ") < (" } else { ") > (" })
                    .bind::<Sql, _>(<$value as $crate::keyset::SortValue>::of_edge(edge.value))
                    .sql(", ")
                    .bind::<IdSql, _>(&edge.id)
                    .sql(")"),
            );
        }
        query = if down {
            query.order(($column.desc(), $id.desc()))
        } else {
            query.order(($column.asc(), $id.asc()))
        };
        let rows: Vec<(_, $value, $crate::columns::Id)> = query.load($conn)?;
        window.page(rows)
    }};
}
pub(crate) use page;
