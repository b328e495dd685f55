//! The clock ends windows.

use viche_domain::duty::Alarm;
use viche_domain::problem::{Code, Problem};
use viche_store::record::dues;

use super::Reference;
use crate::{App, Id};

/// Petitions that one call lapses at most.
const BATCH: i64 = 50;

/// Lapses petitions whose window is over; gives their number. Safe to run on several nodes at once: each petition is
/// locked and asked again, in a transaction of its own, so that one that stays locked doesn't keep the others.
pub async fn lapse_due(app: &App) -> Result<usize, Problem> {
    let overdue = app
        .work(|unit| {
            let now = unit.now;
            dues::alarms(unit.conn, Alarm::WindowEnd, now, BATCH)
        })
        .await?;
    let mut lapsed = 0;
    for petition in overdue {
        match lapse(app, petition).await {
            Ok(()) => lapsed += 1,
            // Another node was faster, or the author, or somebody holds it: it is asked again the next time.
            Err(problem) if problem.code.status() < 500 || problem.code == Code::Overloaded => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(lapsed)
}

async fn lapse(app: &App, petition: Id) -> Result<(), Problem> {
    app.work(move |unit| {
        let held = unit.hold_as_clock(&Reference::Id(petition))?.ok_or(Code::PetitionNotFound)?;
        held.lapse(unit)
    })
    .await
}
