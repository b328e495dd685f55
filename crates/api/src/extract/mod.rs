//! What handlers take from a request. Every extractor is strict: what it does not understand it refuses, with the
//! place of the fault.

mod body;
mod faults;
mod headers;
mod idempotency;
mod json;
mod list;
mod mismatch;
mod path;
mod query;
#[cfg(test)]
mod tests;

pub use body::{BODY_LIMIT, Body, Json, NoBody};
pub use headers::{Bearer, IfMatch, Language, language};
pub use idempotency::{IdempotencyKey, Idempotent};
pub use list::{Everything, List};
pub use path::Path;
pub use query::Query;
pub(crate) use query::{name_of, refuse_any as refuse_any_query};
