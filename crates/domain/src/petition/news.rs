//! Who is told of what happens to a petition.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use super::{EventKind, Lifecycle, State};
use crate::change::{Audience, News};
use crate::person::roles::Role;

/// Who is told of an event: the author of what others did and of what the deadlines brought, staff of what now waits for
/// them. With it goes the term that began, as it is now: a letter may be written after the next event.
pub(super) fn of(event: EventKind, petition: &Lifecycle) -> Option<News<EventKind>> {
    let (to, until) = match event {
        EventKind::Published => (Audience::Author, petition.facts.closes_at),
        EventKind::ThresholdReached => (Audience::Author, petition.facts.announcement_due_at),
        EventKind::ReviewAnnounced => (Audience::Author, petition.facts.answer_due_at),
        EventKind::Lapsed => (Audience::Author, petition.facts.reply_due_at),
        EventKind::Refused | EventKind::Answered | EventKind::ReplyRecorded | EventKind::Removed => {
            (Audience::Author, None)
        }
        EventKind::Assigned => {
            let department = petition.department.clone();
            (Audience::Staff { role: Role::Responder, department }, petition.facts.acceptance_due_at)
        }
        EventKind::AssignmentReturned => (Audience::Staff { role: Role::Moderator, department: None }, None),
        // Nobody: whoever did it knows, what waits stands in the queue, and milestones and losses are in the history.
        EventKind::Created
        | EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::ThresholdLost
        | EventKind::AssignmentAccepted
        | EventKind::Milestone10
        | EventKind::Milestone50
        | EventKind::Milestone100 => return None,
    };
    Some(News { to, event, until })
}

/// How much of what a letter would say is still so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StillSo {
    /// All of it.
    All,
    /// All but the term that began with it: that is over.
    ButTheTerm,
    /// Nothing that its reader should act on.
    Nothing,
}

/// How much of the news of an event is still so: where mail was held up, a letter may be written days afterwards. What
/// was decided stays decided; what begins a term is told for as long as the petition is where it was.
pub fn still_so(
    event: EventKind,
    until: Option<DateTime<Utc>>,
    petition: &Lifecycle,
    now: DateTime<Utc>,
) -> StillSo {
    let facts = &petition.facts;
    let waits_still = match event {
        EventKind::Published => petition.state == State::Collecting,
        EventKind::ThresholdReached => {
            petition.state == State::UnderReview && facts.review_announced_at.is_none()
        }
        EventKind::ReviewAnnounced => petition.state == State::UnderReview,
        EventKind::Lapsed => petition.state == State::Lapsed,
        EventKind::Assigned => until.is_some() && facts.acceptance_due_at == until,
        EventKind::AssignmentReturned => petition.department.is_none(),
        _ => return StillSo::All,
    };
    let runs =
        until.is_none_or(|until| now < until) && !(event == EventKind::Lapsed && facts.replied_at.is_some());
    match (waits_still, runs) {
        (true, true) => StillSo::All,
        // "Sign until yesterday" is no news.
        (true, false) if event != EventKind::Published => StillSo::ButTheTerm,
        _ => StillSo::Nothing,
    }
}
