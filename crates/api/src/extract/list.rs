//! Lists, as requests ask for them and as they are answered, page by page.

use std::collections::BTreeMap;
use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, web};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;
use viche_app::{Edge, PageRequest, Slice};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};

use super::query::{self, bad_parameter};
use crate::context::Service;
use crate::page::{DEFAULT_LIMIT, MAX_LIMIT, Page, PageInfo, with_links};
use crate::problem::ApiError;

/// One page of a list: the query parameters `Q`, which filter and sort it, and beside them `cursor` and `limit`.
pub struct List<Q> {
    /// Which list.
    pub query: Q,
    /// Which page of it.
    pub page: PageRequest,
    /// Makes the answer.
    pub pages: Pages,
}

/// A list without filters.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Everything {}

/// A list as one request asks for it, which its cursors are bound to: its address, filters and order.
pub struct Pages {
    service: web::Data<Service>,
    request: HttpRequest,
    list: String,
    limit: u32,
}

impl<Q: DeserializeOwned> FromRequest for List<Q> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request).map_err(ApiError))
    }
}

fn read<Q: DeserializeOwned>(request: &HttpRequest) -> Result<List<Q>, Problem> {
    let service = request.app_data::<web::Data<Service>>().ok_or(Code::Internal)?.clone();
    let pairs = query::pairs(request.query_string()).map_err(bad_parameter)?;
    let (place, pairs) = pairs.into_iter().partition(|(name, _)| ["cursor", "limit"].contains(&&**name));
    let Place { cursor, limit } = query::read(place).map_err(bad_parameter)?;
    let limit = within(limit.unwrap_or(DEFAULT_LIMIT)).map_err(bad_parameter)?;
    let list = identity(request.path(), &pairs);
    let query = query::read(pairs).map_err(bad_parameter)?;
    let edge = cursor.map(|cursor| service.cursors.decode(&list, &cursor)).transpose();
    let edge = edge.map_err(|problem| problem.fault(Fault::parameter("cursor", FaultCode::Malformed)))?;
    let page = PageRequest { edge, limit };
    Ok(List { query, page, pages: Pages { service, request: request.clone(), list, limit } })
}

/// Where in its list a page lies.
#[derive(Deserialize)]
struct Place {
    cursor: Option<String>,
    limit: Option<u32>,
}

fn within(limit: u32) -> Result<u32, Fault> {
    if (1..=MAX_LIMIT).contains(&limit) {
        return Ok(limit);
    }
    Err(Fault::parameter("limit", FaultCode::OutOfRange).with("min", 1).with("max", MAX_LIMIT))
}

/// What makes a list that list.
fn identity(path: &str, pairs: &query::Pairs) -> String {
    let filters: BTreeMap<_, _> = pairs.iter().map(|(name, sent)| (name, &sent.text)).collect();
    serde_json::to_string(&(path, filters)).expect("names and values are text")
}

impl Pages {
    /// Answers with a page of what the store gave: `view` is what the client sees of a row, `respond` who may keep it.
    pub fn answer<T, V>(
        &self,
        slice: Slice<T>,
        view: impl FnMut(T) -> V,
        respond: impl FnOnce(&HttpRequest, &Page<V>) -> HttpResponse,
    ) -> HttpResponse {
        let cursor = |edge: Option<Edge>| edge.map(|edge| self.service.cursors.encode(&self.list, &edge));
        let page = PageInfo { next: cursor(slice.next), prev: cursor(slice.prev), limit: self.limit };
        let page = Page { data: slice.rows.into_iter().map(view).collect(), page };
        with_links(respond(&self.request, &page), &self.request, &page.page)
    }
}
