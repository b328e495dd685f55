//! Starts the whole service for black-box tests, on SQLite or on a throw-away PostgreSQL, and gives tests their
//! vocabulary.

mod answer;
mod caller;
mod contents;
mod contract;
mod crowd;
mod database;
mod dump;
mod people;
mod petitions;
mod service;

pub use answer::Answer;
pub use caller::Caller;
pub use contents::Contents;
pub use contract::{document, resolved};
pub use crowd::Crowd;
pub use database::{Backend, TestDatabase, cluster_socket, ids};
pub use people::{BIRTH_DATE, PASSWORD, address, rnokpp};
pub use petitions::{DEPARTMENT, Petition, draft, petition_path};
pub use service::{GONE, Node, ORIGIN, REFUSED, SentLetter, Service, kyiv, start_time};
pub use viche_app::clock::ManualClock;

/// Makes two tests of each function, `sqlite::name` and `postgres::name`; once in a module.
///
/// A function takes what the test is about: a running `Service` where it doesn't say, or a bare `TestDatabase`.
///
/// ```text
/// on_both! {
///     async fn one_person_has_one_signature(service) { … }
///     async fn a_lease_has_one_holder(database: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($given:ident $(: $kind:ty)?) $body:block)+) => {
        $($(#[$meta])* async fn $name($given: $crate::on_both!(@kind $($kind)?)) $body)+

        $crate::on_both!(@tests sqlite Sqlite $($name)+);
        $crate::on_both!(@tests postgres Postgres $($name)+);
    };
    (@kind) => { $crate::Service };
    (@kind $kind:ty) => { $kind };
    (@tests $module:ident $backend:ident $($name:ident)+) => {
        mod $module {
            $(#[tokio::test]
            async fn $name() {
                $crate::run($crate::Backend::$backend, super::$name).await;
            })+
        }
    };
}

/// What a test is given: made for it alone, gone when it ends.
pub trait Start: Sized {
    /// Makes it.
    fn start(backend: Backend) -> impl Future<Output = Self>;
}

/// Runs a test of [`on_both!`] with what it takes.
pub async fn run<G: Start, T: Future<Output = ()>>(backend: Backend, test: impl FnOnce(G) -> T) {
    test(G::start(backend).await).await;
}
