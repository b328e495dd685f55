//! Who is told of what happens to a petition.

use super::{EventKind, Lifecycle};
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
