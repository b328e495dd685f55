//! Every address of the API, one file for each resource. The list of routes is also the OpenAPI document.

mod accounts;
mod assignments;
mod audit;
mod calendar;
mod city;
mod drafts;
mod identifications;
mod me;
mod moderation;
mod passwords;
mod petitions;
mod policies;
mod queue;
mod reviews;
mod roles;
pub mod service;
mod sessions;
mod signatures;

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use viche_app::petitions::Petition;

use crate::caching;
use crate::problem::Refusal;
use crate::routing::Routes;

/// What a handler gives.
type Answer = Result<HttpResponse, Refusal>;

/// How long a public document may be kept: short, since people watch counts grow.
const FRESH: Duration = Duration::from_secs(5);
/// How long the city's own data may be kept.
const SETTLED: Duration = Duration::from_mins(5);

/// Declares every operation.
pub fn declare(routes: &mut Routes) {
    accounts::routes(routes);
    assignments::routes(routes);
    audit::routes(routes);
    calendar::routes(routes);
    city::routes(routes);
    drafts::routes(routes);
    identifications::routes(routes);
    me::routes(routes);
    moderation::routes(routes);
    passwords::routes(routes);
    petitions::routes(routes);
    policies::routes(routes);
    queue::routes(routes);
    reviews::routes(routes);
    roles::routes(routes);
    service::routes(routes);
    sessions::routes(routes);
    signatures::routes(routes);
}

/// A part of a petition: for anybody to keep where the petition is public, else for its reader alone.
fn public_if(request: &HttpRequest, petition: &Petition, part: &impl Serialize) -> HttpResponse {
    if petition.is_public() {
        caching::public(request, part, petition.updated_at, FRESH)
    } else {
        caching::private(part)
    }
}

fn accepted() -> HttpResponse {
    HttpResponse::Accepted().insert_header(("Cache-Control", "no-store")).finish()
}

fn done() -> HttpResponse {
    HttpResponse::NoContent().insert_header(("Cache-Control", "no-store")).finish()
}
