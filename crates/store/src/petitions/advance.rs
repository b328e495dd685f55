//! The one way in which a petition's state changes: the rule, the row, its events, its audit rows and the letters to
//! its author together.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde_json::json;
use viche_domain::calendar::Calendar;
use viche_domain::petition::{Action, EventKind, Lifecycle, State};

use super::events::{self, Event};
use super::{Petition, set_lifecycle};
use crate::act::{Act, Entry};
use crate::columns::At;
use crate::connection::Connected;
use crate::error::Result;
use crate::outbox::{self, Message};
use crate::schema::petitions;

/// Applies an action to a locked petition and stores what comes of it.
pub fn advance(
    conn: &mut Connected,
    act: &Act<'_>,
    petition: &Petition,
    action: &Action<'_>,
    reason: Option<&str>,
) -> Result<Lifecycle> {
    let before = &petition.lifecycle;
    let calendar = match action {
        Action::Count { signatures } if !starts_a_term(before, *signatures) => no_terms(),
        _ => crate::city::calendar(conn)?,
    };
    let (after, kinds) = before.apply(action, act.now, &calendar)?;
    if kinds.is_empty() {
        diesel::update(petitions::table.find(&petition.id))
            .set((petitions::signatures.eq(after.signatures), petitions::updated_at.eq(At::from(act.now))))
            .execute(conn)?;
        return Ok(after);
    }
    set_lifecycle(conn, &petition.id, &after, act.now)?;
    let happened: Vec<_> =
        kinds.iter().map(|&kind| Event { id: act.new_id(), kind, at: when(kind, before, act.now) }).collect();
    events::insert(conn, &petition.id, &happened)?;
    for kind in kinds {
        if concerns_author(kind) {
            let (account, petition) = (petition.author.clone(), petition.id.clone());
            let message = Message::PetitionNews { account, petition, event: kind };
            outbox::insert(conn, &act.new_id(), &message, act.now)?;
        }
        act.audit(
            conn,
            &Entry {
                action: &format!("petition.{kind}"),
                object: "petition",
                object_id: petition.id.as_str(),
                reason,
                data: json!({
                    "from": before.state, "to": after.state, "signatures": after.signatures,
                }),
            },
        )?;
    }
    Ok(after)
}

/// Whether the author is told: of what others did to the petition, and of what its deadlines brought.
const fn concerns_author(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Published
            | EventKind::Refused
            | EventKind::ReviewAnnounced
            | EventKind::Answered
            | EventKind::ReplyRecorded
            | EventKind::Lapsed
            | EventKind::Removed
    )
}

/// When it happened: what was collecting lapsed with its window, however late that is noticed.
fn when(kind: EventKind, before: &Lifecycle, now: DateTime<Utc>) -> DateTime<Utc> {
    match (kind, before.state, before.closes_at) {
        (EventKind::Lapsed, State::Collecting, Some(closed)) => closed,
        _ => now,
    }
}

/// Whether that many signatures begin a review, whose deadlines need the calendar.
fn starts_a_term(before: &Lifecycle, signatures: i64) -> bool {
    matches!(before.state, State::Collecting | State::Lapsed)
        && before.policy.as_ref().is_some_and(|policy| signatures >= policy.threshold)
}

/// A calendar for the many counts that begin no term: loading the real one for each signature would be waste.
fn no_terms() -> Calendar {
    Calendar::new(NaiveDate::MIN, NaiveDate::MIN, [])
}
