//! The REST API: its manners (problem documents, strict input, caching, paging), its routes, and the OpenAPI document
//! that the routes are.

pub mod caching;
mod connections;
pub mod context;
pub mod cors;
pub mod cursor;
pub mod docs_page;
mod examples;
pub mod extract;
pub mod observe;
pub mod page;
pub mod pages;
pub mod problem;
mod references;
mod routes;
pub mod routing;
mod server;
mod unread;

pub use server::{Api, Serving, document_json};
