//! Who is told of what happens to a petition.

use super::{EventKind, Lifecycle};
use crate::change::Audience;
use crate::person::roles::Role;

/// Who is told of an event: the author of what others did and of what the deadlines brought, staff of what now waits for
/// them.
pub(super) fn of(event: EventKind, petition: &Lifecycle) -> Vec<Audience> {
    match event {
        EventKind::Published
        | EventKind::Refused
        | EventKind::ReviewAnnounced
        | EventKind::Answered
        | EventKind::ReplyRecorded
        | EventKind::Lapsed
        | EventKind::Removed => vec![Audience::Author],
        EventKind::Assigned => {
            vec![Audience::Staff { role: Role::Responder, department: petition.department.clone() }]
        }
        EventKind::AssignmentReturned => {
            vec![Audience::Staff { role: Role::Moderator, department: None }]
        }
        EventKind::Created
        | EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::ThresholdReached
        | EventKind::ThresholdLost
        | EventKind::AssignmentAccepted
        | EventKind::Milestone10
        | EventKind::Milestone50
        | EventKind::Milestone100 => Vec::new(),
    }
}
