//! What a petition waits for from the city's staff, and by when.

use chrono::{DateTime, Utc};

use super::{Lifecycle, State};
use crate::words::words;

words! {
    /// What somebody of the staff has to do.
    Duty {
        /// A moderator publishes or refuses.
        Moderation = "moderation",
        /// A responder announces the start of the review.
        ReviewAnnouncement = "review_announcement",
        /// A responder answers.
        Answer = "answer",
        /// A responder replies to a lapsed petition, as to an ordinary appeal.
        Reply = "reply",
    }
}

impl Lifecycle {
    /// What the petition waits for, and the UTC instant at which that is overdue.
    pub fn duty(&self) -> Option<(Duty, DateTime<Utc>)> {
        let (duty, due) = match self.state {
            State::Submitted => (Duty::Moderation, self.moderation_due_at),
            State::UnderReview if self.review_announced_at.is_none() => {
                (Duty::ReviewAnnouncement, self.announcement_due_at)
            }
            State::UnderReview => (Duty::Answer, self.answer_due_at),
            State::Lapsed if self.answered_at.is_none() => (Duty::Reply, self.reply_due_at),
            _ => return None,
        };
        due.map(|due| (duty, due))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::Duty;
    use crate::petition::{Lifecycle, State};

    #[test]
    fn each_state_waits_for_one_thing() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0);
        let facts = Lifecycle {
            moderation_due_at: at(1),
            announcement_due_at: at(2),
            answer_due_at: at(3),
            reply_due_at: at(4),
            ..Lifecycle::draft()
        };
        let waits = |state| Lifecycle { state, ..facts.clone() }.duty().map(|(duty, _)| duty);
        assert_eq!(waits(State::Draft), None);
        assert_eq!(waits(State::Submitted), Some(Duty::Moderation));
        assert_eq!(waits(State::Collecting), None);
        assert_eq!(waits(State::UnderReview), Some(Duty::ReviewAnnouncement));
        assert_eq!(waits(State::Lapsed), Some(Duty::Reply));
        assert_eq!(waits(State::Answered), None);
        let announced = Lifecycle { state: State::UnderReview, review_announced_at: at(2), ..facts.clone() };
        assert_eq!(announced.duty().map(|(duty, _)| duty), Some(Duty::Answer));
        let replied = Lifecycle { state: State::Lapsed, answered_at: at(3), ..facts };
        assert_eq!(replied.duty(), None);
    }
}
