//! What an object waits for: from somebody of the staff, or from the clock.

use chrono::{DateTime, Utc};

use crate::person::roles::Role;
use crate::petition::WaitingState;
use crate::words::words;

words! {
    /// What a petition waits for from the staff.
    Duty as StaffDuty {
        /// A moderator publishes or refuses.
        Moderation = "moderation",
        /// A responder accepts the petition that was assigned to the department, or hands it back.
        Acceptance = "acceptance",
        /// A responder announces the start of the review.
        ReviewAnnouncement = "review_announcement",
        /// A responder answers.
        Answer = "answer",
        /// A responder replies to a lapsed petition, as to an ordinary appeal.
        Reply = "reply",
    }
}

impl Duty {
    /// The words of the states of objects that wait for it.
    pub const fn states(self) -> &'static [&'static str] {
        const SUBMITTED: &str = WaitingState::Submitted.as_str();
        const COLLECTING: &str = WaitingState::Collecting.as_str();
        const UNDER_REVIEW: &str = WaitingState::UnderReview.as_str();
        const LAPSED: &str = WaitingState::Lapsed.as_str();
        match self {
            Self::Moderation => &[SUBMITTED],
            Self::Acceptance => &[SUBMITTED, COLLECTING, UNDER_REVIEW, LAPSED],
            Self::ReviewAnnouncement | Self::Answer => &[UNDER_REVIEW],
            Self::Reply => &[LAPSED],
        }
    }
}

words! {
    /// What happens by itself when its time has come.
    Alarm {
        /// The window for signing ends.
        WindowEnd = "window_end",
    }
}

/// Who is waited for, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// The clock.
    Clock(Alarm),
    /// Whoever of the staff has this role, in this department where one is in charge.
    Staff {
        /// What they have to do.
        duty: Duty,
        /// Their role.
        role: Role,
        /// The code of the department in charge.
        department: Option<String>,
    },
}

/// Something that an object waits for, and the UTC instant at which it is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Who is waited for, and for what.
    pub waiting: Waiting,
    /// From when on it is overdue.
    pub at: DateTime<Utc>,
}
