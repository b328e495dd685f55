//! From a list's query to a window of the store, and from the store's rows to a page.

use serde::Serialize;
use viche_app::store::Id;
use viche_app::store::keyset::{Edge, Slice, Window};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use crate::context::Service;
use crate::page::{Direction, List, Page, PageInfo, Position};

/// How many items a page has where the client does not say.
const DEFAULT_LIMIT: u32 = 25;
/// How many items a page has at most.
const MAX_LIMIT: u32 = 100;

/// A list as one request asks for it.
pub struct Paging {
    list: List,
    limit: u32,
    /// Which rows.
    pub window: Window,
}

/// Reads a list's cursor and limit. The cursor must be of this list, in this order, with these filters.
pub fn paging(
    service: &Service,
    (name, sort, filters): (&str, &str, &impl Serialize),
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Paging, Problem> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        let fault = Fault::parameter("limit", FaultCode::OutOfRange).with("min", 1).with("max", MAX_LIMIT);
        return Err(Problem::new(Code::BadParameter).fault(fault));
    }
    let list = List::new(name, sort, filters);
    let edge = cursor.map(|cursor| edge(service.cursors.decode(&list, cursor)?)).transpose();
    let edge = edge.map_err(|problem| problem.fault(Fault::parameter("cursor", FaultCode::Malformed)))?;
    Ok(Paging { list, limit, window: Window { edge, limit: limit.into() } })
}

fn edge(position: Position) -> Result<Edge, Problem> {
    let backwards = position.direction == Direction::Prev;
    match (position.keys.into_iter().next(), Id::parse(&position.id)) {
        (Some(value), Some(id)) => Ok(Edge { value, id, backwards }),
        _ => Err(Code::BadCursor.into()),
    }
}

impl Paging {
    /// The page: `place` gives a row's sort value and id, `view` what the client sees of it.
    pub fn page<T, V>(
        self,
        service: &Service,
        slice: Slice<T>,
        place: impl Fn(&T) -> (String, Id),
        view: impl FnMut(T) -> V,
    ) -> Page<V> {
        let cursor = |row: Option<&T>, direction| {
            let (value, id) = place(row?);
            let position = Position { direction, keys: vec![value], id: id.to_string() };
            Some(service.cursors.encode(&self.list, &position))
        };
        let next = cursor(slice.rows.last().filter(|_| slice.after), Direction::Next);
        let prev = cursor(slice.rows.first().filter(|_| slice.before), Direction::Prev);
        Page {
            data: slice.rows.into_iter().map(view).collect(),
            page: PageInfo { next, prev, limit: self.limit },
        }
    }
}
