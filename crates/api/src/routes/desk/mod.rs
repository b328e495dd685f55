//! The desk of the staff.

mod audit;
mod queue;

use crate::routing::Routes;

pub(super) fn routes(routes: &mut Routes) {
    audit::routes(routes);
    queue::routes(routes);
}
