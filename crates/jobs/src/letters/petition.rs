//! Letters about a petition.

use chrono::{DateTime, Utc};
use viche_app::store::petitions::{self, Reference, answers};
use viche_app::store::{Connected, Id, Result};
use viche_domain::petition::EventKind;
use viche_domain::time::last_day;

use super::content::{Content, Kind};

/// What happened to a petition; nothing where the author did it, or where the petition is no more what it was then.
pub(super) fn news(
    conn: &mut Connected,
    petition: &Id,
    event: EventKind,
    link_base: &str,
) -> Result<Option<Content>> {
    let Some((petition, _)) = petitions::find(conn, &Reference::Id(petition.clone()))? else {
        return Ok(None);
    };
    let facts = &petition.lifecycle;
    let name = petition.number.as_deref().unwrap_or(petition.id.as_str());
    let tell = |kind| {
        Content::new(kind)
            .with("title", &petition.title)
            .with("number", name)
            .with("threshold", facts.policy.as_ref().map_or(0, |policy| policy.threshold))
            .with("signatures", facts.signatures)
            .with("link", format!("{link_base}/petitions/{name}"))
    };
    Ok(match event {
        EventKind::Published => facts.closes_at.map(|end| tell(Kind::PetitionPublished).until(end)),
        EventKind::Refused => petitions::refusal(conn, &petition.id)?.map(|refusal| {
            tell(Kind::PetitionRefused)
                .with("ground", refusal.code.as_str())
                .with("explanation", refusal.explanation)
        }),
        EventKind::ReviewAnnounced => {
            facts.answer_due_at.map(|end| tell(Kind::PetitionReviewAnnounced).until(end))
        }
        EventKind::Answered => answers::all(conn, &petition.id)?
            .first()
            .map(|answer| tell(Kind::PetitionAnswered).with("decision", answer.decision.as_str())),
        EventKind::ReplyRecorded => Some(tell(Kind::PetitionReplyRecorded)),
        EventKind::Lapsed => facts.reply_due_at.map(|end| tell(Kind::PetitionLapsed).until(end)),
        EventKind::Removed => {
            petition.removal_reason.as_ref().map(|reason| tell(Kind::PetitionRemoved).with("reason", reason))
        }
        EventKind::Created
        | EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::ThresholdReached
        | EventKind::ThresholdLost
        | EventKind::Milestone10
        | EventKind::Milestone50
        | EventKind::Milestone100 => None,
    })
}

impl Content {
    /// Names the last day of a term.
    fn until(self, end: DateTime<Utc>) -> Self {
        self.with("until", last_day(end))
    }
}
