//! People: accounts, sessions, and who may do what.

mod accounts;
mod identifications;
mod me;
mod passwords;
mod roles;
mod sessions;

use crate::routing::Routes;

pub(super) fn routes(routes: &mut Routes) {
    accounts::routes(routes);
    identifications::routes(routes);
    me::routes(routes);
    passwords::routes(routes);
    roles::routes(routes);
    sessions::routes(routes);
}
