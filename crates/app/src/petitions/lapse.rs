//! The clock ends windows.

use viche_domain::duty::Alarm;
use viche_domain::problem::Problem;
use viche_store::record::dues;

use super::Reference;
use crate::{App, Request};

/// Petitions that one unit of work lapses at most, so that signers never wait long for it.
const BATCH: i64 = 50;

/// Lapses petitions whose window is over; gives their number. Safe to run on several nodes at once: each petition is
/// locked and asked again.
pub async fn lapse_due(app: &App) -> Result<usize, Problem> {
    app.write(Request::of_worker(), |unit| {
        let mut lapsed = 0;
        let now = unit.now;
        let mut overdue = dues::alarms(unit.conn, Alarm::WindowEnd, now, BATCH)?;
        // Whoever locks several petitions locks them by id.
        overdue.sort();
        for id in overdue {
            let Some(held) = unit.hold_as_clock(&Reference::Id(id))? else { continue };
            match held.lapse(unit) {
                Ok(()) => lapsed += 1,
                // Another node was faster, or the author.
                Err(viche_store::Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(lapsed)
    })
    .await
}
