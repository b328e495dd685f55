//! Every address of the API, one file for each resource, one folder for each area. The list of routes is also the OpenAPI document.

mod city;
mod desk;
mod people;
mod petitions;
pub mod service;

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use viche_app::petitions::Petition;

use crate::caching;
use crate::problem::ApiError;
use crate::routing::Routes;

/// What a handler gives.
type HttpResult = Result<HttpResponse, ApiError>;

/// How long a public document may be kept: short, since people watch counts grow.
const FRESH: Duration = Duration::from_secs(5);
/// How long the city's own data may be kept.
const SETTLED: Duration = Duration::from_mins(5);

/// Declares every operation.
pub fn declare(routes: &mut Routes) {
    city::routes(routes);
    desk::routes(routes);
    people::routes(routes);
    petitions::routes(routes);
    service::routes(routes);
}

/// A part of a petition: for anybody to keep where the petition is public, else for its reader alone.
fn public_if(request: &HttpRequest, petition: &Petition, part: &impl Serialize) -> HttpResponse {
    if petition.is_public() { caching::public_undated(request, part, FRESH) } else { caching::private(part) }
}

fn accepted() -> HttpResponse {
    HttpResponse::Accepted().insert_header(("Cache-Control", "no-store")).finish()
}

fn done() -> HttpResponse {
    HttpResponse::NoContent().insert_header(("Cache-Control", "no-store")).finish()
}
