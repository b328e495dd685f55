//! The clock ends windows.

use viche_domain::petition::Action;
use viche_domain::problem::Problem;
use viche_store::petitions;

use super::Reference;
use crate::{App, Request};

/// Petitions that one unit of work lapses at most, so that signers never wait long for it.
const BATCH: i64 = 50;

/// Lapses petitions whose window is over; gives their number. Safe to run on several nodes at once: each petition is
/// locked and asked again.
pub async fn lapse_due(app: &App) -> Result<usize, Problem> {
    let request = Request { id: "worker".to_owned(), ..Request::default() };
    app.write(request, |unit| {
        let mut lapsed = 0;
        let now = unit.now;
        let mut overdue = petitions::overdue_windows(unit.conn, now, BATCH)?;
        // Whoever locks several petitions locks them by id.
        overdue.sort();
        for id in overdue {
            let Some(petition) = petitions::lock(unit.conn, &Reference::Id(id))? else { continue };
            let (conn, act) = unit.on_record(None);
            match petitions::advance(conn, &act, &petition, &Action::Lapse, None) {
                Ok(_) => lapsed += 1,
                // Another node was faster, or the author.
                Err(viche_store::Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(lapsed)
    })
    .await
}
