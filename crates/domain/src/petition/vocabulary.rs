use chrono::{DateTime, Utc};

use crate::words::words;

words! {
    /// Where a petition stands.
    State as PetitionState {
        /// Being written by its author.
        Draft = "draft",
        /// Waiting for a moderator.
        Submitted = "submitted",
        /// Published; signatures are being collected.
        Collecting = "collecting",
        /// Refused by a moderator; never published.
        Refused = "refused",
        /// Reached its threshold; the answer is due.
        UnderReview = "under_review",
        /// Answered by the city.
        Answered = "answered",
        /// The window closed below the threshold; by law it now is an ordinary appeal.
        Lapsed = "lapsed",
        /// Withdrawn by its author.
        Withdrawn = "withdrawn",
        /// Removed by an administrator after publication.
        Removed = "removed",
    }
}

impl State {
    /// Whether everybody may read a petition in this state. A withdrawn one stays public where it had been published.
    pub const fn is_public(self, published_at: Option<DateTime<Utc>>) -> bool {
        match self {
            Self::Collecting | Self::UnderReview | Self::Answered | Self::Lapsed => true,
            Self::Withdrawn => published_at.is_some(),
            Self::Draft | Self::Submitted | Self::Refused | Self::Removed => false,
        }
    }
}

words! {
    /// Where a petition in the public lists stands.
    ListedState {
        /// Signatures are being collected.
        Collecting = "collecting",
        /// Reached its threshold; the answer is due.
        UnderReview = "under_review",
        /// Answered by the city.
        Answered = "answered",
        /// The window closed below the threshold; by law it now is an ordinary appeal.
        Lapsed = "lapsed",
        /// Withdrawn by its author after publication.
        Withdrawn = "withdrawn",
    }
}

impl From<ListedState> for State {
    fn from(listed: ListedState) -> Self {
        match listed {
            ListedState::Collecting => Self::Collecting,
            ListedState::UnderReview => Self::UnderReview,
            ListedState::Answered => Self::Answered,
            ListedState::Lapsed => Self::Lapsed,
            ListedState::Withdrawn => Self::Withdrawn,
        }
    }
}

words! {
    /// Where a petition stands that waits for the staff.
    WaitingState {
        /// Waiting for a moderator.
        Submitted = "submitted",
        /// Signatures are being collected; the department in charge has not accepted it yet.
        Collecting = "collecting",
        /// Reached its threshold; the answer is due.
        UnderReview = "under_review",
        /// The window closed below the threshold; a reply is due.
        Lapsed = "lapsed",
    }
}

words! {
    /// Why a moderator refuses a petition.
    RefusalCode as RefusalReason {
        /// Calls to overthrow the constitutional order, or for violence.
        OverthrowOrViolence = "overthrow_or_violence",
        /// Propaganda of war.
        WarPropaganda = "war_propaganda",
        /// Incitement to hatred.
        Hatred = "hatred",
        /// Calls for terrorism.
        Terrorism = "terrorism",
        /// Infringement of human rights and freedoms.
        RightsInfringement = "rights_infringement",
        /// Not within the council's competence.
        NotCompetence = "not_competence",
        /// The same as another published petition, which is named.
        Duplicate = "duplicate",
        /// Somebody's personal data, or libel.
        PersonalDataOrLibel = "personal_data_or_libel",
        /// An advertisement.
        Advert = "advert",
        /// Not to be understood.
        Unreadable = "unreadable",
        /// Data that the law requires are missing.
        MissingData = "missing_data",
    }
}

words! {
    /// What the city decided on a petition.
    Decision as AnswerDecision {
        /// Supported.
        Supported = "supported",
        /// Supported in part.
        PartlySupported = "partly_supported",
        /// Declined.
        Declined = "declined",
        /// Explained, without a decision.
        Explained = "explained",
    }
}

words! {
    /// What happened to a petition.
    EventKind as PetitionEvent {
        /// The draft was begun.
        Created = "created",
        /// The author submitted it.
        Submitted = "submitted",
        /// A moderator published it.
        Published = "published",
        /// A moderator refused it.
        Refused = "refused",
        /// The threshold signature came.
        ThresholdReached = "threshold_reached",
        /// Invalidated signatures brought it below the threshold.
        ThresholdLost = "threshold_lost",
        /// A moderator put a department in charge.
        Assigned = "assigned",
        /// The department accepted the assignment.
        AssignmentAccepted = "assignment_accepted",
        /// The department handed the assignment back.
        AssignmentReturned = "assignment_returned",
        /// The start of the review was announced.
        ReviewAnnounced = "review_announced",
        /// The city answered, or published a further version of its answer.
        Answered = "answered",
        /// The city replied to the lapsed petition as to an ordinary appeal.
        ReplyRecorded = "reply_recorded",
        /// The window closed below the threshold.
        Lapsed = "lapsed",
        /// The author withdrew it.
        Withdrawn = "withdrawn",
        /// An administrator removed it.
        Removed = "removed",
        /// A tenth of the threshold.
        Milestone10 = "milestone_10",
        /// Half of the threshold.
        Milestone50 = "milestone_50",
        /// The whole threshold, for the first time.
        Milestone100 = "milestone_100",
    }
}
