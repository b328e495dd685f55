//! Keyset pages: a list goes on from the last row seen, so that rows inserted meanwhile shift nothing.

use crate::columns::Id;

/// Where a page begins: next to this row, which the page leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The row's value of the sort column, as text.
    pub value: String,
    /// The row's id.
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
    pub limit: i64,
}

impl Window {
    /// Whether rows are fetched against the list's order.
    pub(crate) fn backwards(&self) -> bool {
        self.edge.as_ref().is_some_and(|edge| edge.backwards)
    }

    /// One row more than asked for shows whether there are further ones.
    pub(crate) const fn fetch(&self) -> i64 {
        self.limit + 1
    }

    /// Makes the page of the fetched rows.
    pub(crate) fn page<T>(&self, mut rows: Vec<T>) -> Slice<T> {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        let more = rows.len() > limit;
        rows.truncate(limit);
        if self.backwards() {
            rows.reverse();
            return Slice { rows, before: more, after: true };
        }
        Slice { rows, before: self.edge.is_some(), after: more }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Whether there are rows before them.
    pub before: bool,
    /// Whether there are rows after them.
    pub after: bool,
}

impl<T> Slice<T> {
    /// The same page of something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Slice<U> {
        Slice { rows: self.rows.into_iter().map(f).collect(), before: self.before, after: self.after }
    }

    /// The same page of something else, where making it can fail.
    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Slice<U>, E> {
        let rows = self.rows.into_iter().map(f).collect::<Result<_, _>>()?;
        Ok(Slice { rows, before: self.before, after: self.after })
    }
}

/// Narrows a boxed query to a page: `$column` (a value of `$value`) then `$id` decide the order.
macro_rules! page {
    ($query:ident, $window:expr, $column:expr, $id:expr, $descending:expr, $value:expr) => {{
        let down = $descending != $window.backwards();
        if let Some(edge) = &$window.edge {
            let value = $value(&edge.value)?;
            $query = if down {
                $query.filter($column.lt(value.clone()).or($column.eq(value).and($id.lt(edge.id.clone()))))
            } else {
                $query.filter($column.gt(value.clone()).or($column.eq(value).and($id.gt(edge.id.clone()))))
            };
        }
        $query = if down {
            $query.order(($column.desc(), $id.desc()))
        } else {
            $query.order(($column.asc(), $id.asc()))
        };
        $query = $query.limit($window.fetch());
    }};
}
pub(crate) use page;

/// Reads an edge's instant (microseconds since 1970 UTC) back; a signed cursor never holds another thing.
pub(crate) fn edge_instant(value: &str) -> crate::error::Result<crate::columns::At> {
    value
        .parse()
        .ok()
        .and_then(chrono::DateTime::from_timestamp_micros)
        .map(crate::columns::At::from)
        .ok_or_else(|| viche_domain::problem::Code::BadCursor.into())
}

/// Reads an edge's number back.
pub(crate) fn edge_number(value: &str) -> crate::error::Result<i64> {
    value.parse().map_err(|_| viche_domain::problem::Code::BadCursor.into())
}
