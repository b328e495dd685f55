//! Petitions.

mod assignments;
mod drafts;
mod moderation;
mod reading;
mod reviews;
mod signatures;

use crate::routing::Routes;

pub(super) fn routes(routes: &mut Routes) {
    assignments::routes(routes);
    drafts::routes(routes);
    moderation::routes(routes);
    reading::routes(routes);
    reviews::routes(routes);
    signatures::routes(routes);
}
