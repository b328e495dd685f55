//! The city: its profile, calendar and rules.

mod calendar;
mod policies;
mod profile;

use crate::routing::Routes;

pub(super) fn routes(routes: &mut Routes) {
    calendar::routes(routes);
    policies::routes(routes);
    profile::routes(routes);
}
