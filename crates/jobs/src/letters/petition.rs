//! Letters about a petition.

use chrono::{DateTime, Utc};
use viche_app::petitions::Details;
use viche_domain::petition::EventKind;
use viche_domain::time::last_day;

use super::content::{Content, Kind};

/// What happened to a petition, with the term that began then; nothing if nobody is told of it.
pub(super) fn news(
    event: EventKind,
    details: &Details,
    reason: Option<&str>,
    until: Option<DateTime<Utc>>,
    link_base: &str,
) -> Option<Content> {
    let petition = &details.petition;
    let lifecycle = &petition.lifecycle;
    let name = petition.number.clone().unwrap_or_else(|| petition.id.to_string());
    let tell = |kind| {
        Content::new(kind)
            .with("title", &petition.title)
            .with("number", &name)
            .with("threshold", lifecycle.policy().map_or(0, |policy| policy.figures.threshold))
            .with("signatures", lifecycle.signatures())
            .with("link", format!("{link_base}/petitions/{name}"))
    };
    match event {
        EventKind::Published => until.map(|end| tell(Kind::PetitionPublished).until(Some(end))),
        EventKind::Refused => details.refusal.as_ref().map(|(refusal, _)| {
            tell(Kind::PetitionRefused)
                .with_label("ground", &refusal.code)
                .with("explanation", &refusal.explanation)
        }),
        EventKind::Assigned => Some(tell(Kind::PetitionAssigned).until(until)),
        EventKind::AssignmentReturned => Some(match reason {
            Some(reason) => tell(Kind::PetitionAssignmentReturned).with("reason", reason),
            // It was erased before the letter was written.
            None => tell(Kind::PetitionAssignmentReturnedWithoutReason),
        }),
        EventKind::ThresholdReached => Some(tell(Kind::PetitionThresholdReached).until(until)),
        EventKind::ReviewAnnounced => Some(tell(Kind::PetitionReviewAnnounced).until(until)),
        EventKind::Answered => details
            .answers
            .first()
            .map(|answer| tell(Kind::PetitionAnswered).with_label("decision", &answer.decision)),
        EventKind::ReplyRecorded => Some(tell(Kind::PetitionReplyRecorded)),
        EventKind::Lapsed => Some(tell(Kind::PetitionLapsed).until(until)),
        EventKind::Removed => lifecycle
            .facts()
            .removal_reason
            .as_ref()
            .map(|reason| tell(Kind::PetitionRemoved).with("reason", reason)),
        EventKind::Created
        | EventKind::Submitted
        | EventKind::AssignmentAccepted
        | EventKind::Withdrawn
        | EventKind::ThresholdLost
        | EventKind::Milestone10
        | EventKind::Milestone50
        | EventKind::Milestone100 => None,
    }
}

impl Content {
    /// Names the last day of a term, where there is one.
    fn until(self, end: Option<DateTime<Utc>>) -> Self {
        match end {
            Some(end) => self.with("until", last_day(end)),
            None => self,
        }
    }
}
