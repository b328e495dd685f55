//! The REST API and its `OpenAPI` document.
//!
//! [`routing`] holds the one list of addresses from which both the service and the document are made; [`extract`]
//! reads requests strictly; [`problem`] renders every refusal; [`caching`] and [`page`] make the answers; [`observe`]
//! numbers, logs and counts. Around the routes an application wraps, from the inside out: [`cors::allow`],
//! [`problem::render`], [`observe::observe`].

pub mod caching;
pub mod cors;
pub mod docs_page;
pub mod extract;
pub mod observe;
pub mod page;
pub mod problem;
pub mod routing;
