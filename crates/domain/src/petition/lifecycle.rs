use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{EventKind, State};
use crate::calendar::Calendar;
use crate::policy::Policy;
use crate::problem::{Code, Problem};
use crate::time::{end_of_day, last_day, local_date, months_after};

/// The facts of a petition that its rules need. All instants are UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// Where it stands.
    pub state: State,
    /// The exact number of valid signatures.
    pub signatures: i64,
    /// The policy it was published under; never changes afterwards.
    pub policy: Option<Policy>,
    /// When the author submitted it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// By when a moderator decides.
    pub moderation_due_at: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When its window closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// When the threshold signature came.
    pub threshold_at: Option<DateTime<Utc>>,
    /// By when the start of the review is announced.
    pub announcement_due_at: Option<DateTime<Utc>>,
    /// When it was announced.
    pub review_announced_at: Option<DateTime<Utc>>,
    /// By when the city answers.
    pub answer_due_at: Option<DateTime<Utc>>,
    /// When it answered first; of a lapsed petition, when it replied first.
    pub answered_at: Option<DateTime<Utc>>,
    /// When a moderator refused it.
    pub refused_at: Option<DateTime<Utc>>,
    /// When it lapsed.
    pub lapsed_at: Option<DateTime<Utc>>,
    /// By when a lapsed petition is replied to, as an ordinary appeal.
    pub reply_due_at: Option<DateTime<Utc>>,
    /// When the author withdrew it.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When an administrator removed it.
    pub removed_at: Option<DateTime<Utc>>,
    /// The highest milestone ever reached, in per cent of the threshold: 0, 10, 50 or 100.
    pub milestones: i64,
}

/// What is done to a petition, by its author, by staff, by signers or by the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action<'a> {
    /// The author submits the draft.
    Submit {
        /// The policy in force.
        policy: &'a Policy,
    },
    /// A moderator publishes it.
    Publish {
        /// The policy in force, which the petition keeps.
        policy: &'a Policy,
    },
    /// A moderator refuses it.
    Refuse,
    /// Signatures were given, withdrawn, invalidated or restored.
    Count {
        /// The new exact number of valid signatures.
        signatures: i64,
    },
    /// A responder announces the start of the review.
    AnnounceReview,
    /// A responder answers, or replies to a lapsed petition.
    Answer,
    /// The clock ends the window.
    Lapse,
    /// The author withdraws it.
    Withdraw,
    /// An administrator removes it.
    Remove,
}

/// Milestones in per cent of the threshold.
const MILESTONES: [(i64, EventKind); 3] =
    [(10, EventKind::Milestone10), (50, EventKind::Milestone50), (100, EventKind::Milestone100)];

/// What an action leads to: the new facts, and what the history tells of it in order.
type Outcome = Result<(Lifecycle, Vec<EventKind>), Problem>;

impl Lifecycle {
    /// A new draft.
    pub const fn draft() -> Self {
        Self {
            state: State::Draft,
            signatures: 0,
            policy: None,
            submitted_at: None,
            moderation_due_at: None,
            published_at: None,
            closes_at: None,
            threshold_at: None,
            announcement_due_at: None,
            review_announced_at: None,
            answer_due_at: None,
            answered_at: None,
            refused_at: None,
            lapsed_at: None,
            reply_due_at: None,
            withdrawn_at: None,
            removed_at: None,
            milestones: 0,
        }
    }

    /// Whether the window for signing has ended.
    pub fn window_is_over(&self, now: DateTime<Utc>) -> bool {
        self.closes_at.is_some_and(|end| now >= end)
    }

    /// The petition after an action at `now`, and what happened; or why the action is not possible. Who may act is not
    /// asked here. Where the window is over and the clock has not yet been heard, the petition lapses first.
    pub fn apply(&self, action: &Action<'_>, now: DateTime<Utc>, calendar: &Calendar) -> Outcome {
        if let (State::Collecting, Some(end)) = (self.state, self.closes_at)
            && now >= end
        {
            let lapsed = self.lapsed(end, last_day(end));
            let mut events = vec![EventKind::Lapsed];
            if *action == Action::Lapse {
                return Ok((lapsed, events));
            }
            let (next, more) = lapsed.apply(action, now, calendar)?;
            events.extend(more);
            return Ok((next, events));
        }
        let next = self.clone();
        match (self.state, action) {
            (_, Action::Count { signatures }) => self.count(*signatures, now, calendar),
            (State::Removed, _) => Err(Code::PetitionRemoved.into()),

            (State::Draft, Action::Submit { policy }) => {
                let due = calendar.deadline(now, policy.moderation_days)?;
                let submitted = Self {
                    state: State::Submitted,
                    submitted_at: Some(now),
                    moderation_due_at: Some(due),
                    ..next
                };
                Ok((submitted, vec![EventKind::Submitted]))
            }
            (_, Action::Submit { .. }) => Err(Code::NotDraft.into()),

            (State::Submitted, Action::Publish { policy }) => {
                let published = Self {
                    state: State::Collecting,
                    policy: Some((*policy).clone()),
                    published_at: Some(now),
                    closes_at: Some(policy.window.closes_at(now)),
                    ..next
                };
                Ok((published, vec![EventKind::Published]))
            }
            (State::Submitted, Action::Refuse) => {
                let refused = Self { state: State::Refused, refused_at: Some(now), ..next };
                Ok((refused, vec![EventKind::Refused]))
            }
            (_, Action::Publish { .. } | Action::Refuse) => Err(Code::NotSubmitted.into()),

            (State::UnderReview, Action::AnnounceReview) => self.announce_review(now, calendar),
            (State::UnderReview, Action::Answer) if self.review_announced_at.is_none() => {
                Err(Code::ReviewNotAnnounced.into())
            }
            (State::UnderReview | State::Answered, Action::Answer) => {
                let answered_at = self.answered_at.or(Some(now));
                Ok((Self { state: State::Answered, answered_at, ..next }, vec![EventKind::Answered]))
            }
            (State::Lapsed, Action::Answer) => Ok((
                Self { answered_at: self.answered_at.or(Some(now)), ..next },
                vec![EventKind::ReplyRecorded],
            )),
            (_, Action::AnnounceReview | Action::Answer) => Err(Code::NotUnderReview.into()),

            (State::Collecting, Action::Lapse) => Err(Code::WindowOpen.into()),
            (_, Action::Lapse) => Err(Code::NotCollecting.into()),

            (State::Draft | State::Submitted | State::Collecting, Action::Withdraw) => {
                let withdrawn = Self { state: State::Withdrawn, withdrawn_at: Some(now), ..next };
                Ok((withdrawn, vec![EventKind::Withdrawn]))
            }
            (_, Action::Withdraw) => Err(Code::NotWithdrawable.into()),

            (_, Action::Remove) if self.published_at.is_none() => Err(Code::NotPublished.into()),
            (_, Action::Remove) => {
                let removed = Self { state: State::Removed, removed_at: Some(now), ..next };
                Ok((removed, vec![EventKind::Removed]))
            }
        }
    }

    /// An ordinary appeal from `at` on, to be replied to within a month of that local `day`.
    fn lapsed(&self, at: DateTime<Utc>, day: NaiveDate) -> Self {
        Self {
            state: State::Lapsed,
            lapsed_at: Some(at),
            reply_due_at: Some(end_of_day(months_after(day, 1))),
            ..self.clone()
        }
    }

    /// Announces the review: the answer is due in so many working days from now, or from the day on which the
    /// announcement was due where it comes late.
    fn announce_review(&self, now: DateTime<Utc>, calendar: &Calendar) -> Outcome {
        let (Some(policy), Some(announcement_due)) = (&self.policy, self.announcement_due_at) else {
            return Err(Code::NotUnderReview.into());
        };
        if self.review_announced_at.is_some() {
            return Err(Code::ReviewAlreadyAnnounced.into());
        }
        let from = local_date(now).min(last_day(announcement_due));
        let answer = calendar.nth_working_day(from, policy.answer_days)?;
        let announced =
            Self { review_announced_at: Some(now), answer_due_at: Some(end_of_day(answer)), ..self.clone() };
        Ok((announced, vec![EventKind::ReviewAnnounced]))
    }

    fn count(&self, signatures: i64, now: DateTime<Utc>, calendar: &Calendar) -> Outcome {
        let Some(policy) = &self.policy else { return Err(Code::NotCollecting.into()) };
        let mut next = Self { signatures, ..self.clone() };
        let mut events = Vec::new();
        if !matches!(self.state, State::Collecting | State::UnderReview | State::Lapsed) {
            return Ok((next, events));
        }
        for (percent, event) in MILESTONES {
            if percent > self.milestones && signatures * 100 >= policy.threshold * percent {
                next.milestones = percent;
                events.push(event);
            }
        }
        let reached = signatures >= policy.threshold;
        match self.state {
            State::UnderReview if !reached => {
                next.threshold_at = None;
                next.announcement_due_at = None;
                next.review_announced_at = None;
                next.answer_due_at = None;
                next.state = State::Collecting;
                events.push(EventKind::ThresholdLost);
                if self.window_is_over(now) {
                    next = next.lapsed(now, local_date(now));
                    events.push(EventKind::Lapsed);
                }
            }
            State::Collecting | State::Lapsed if reached => {
                // A signature is never refused because nobody has extended the calendar.
                let calendar = calendar.open_ended();
                let announcement = calendar.nth_working_day(local_date(now), policy.announcement_days)?;
                let answer = calendar.nth_working_day(announcement, policy.answer_days)?;
                next.state = State::UnderReview;
                next.threshold_at = Some(now);
                next.announcement_due_at = Some(end_of_day(announcement));
                next.answer_due_at = Some(end_of_day(answer));
                next.lapsed_at = None;
                next.reply_due_at = None;
                next.answered_at = None;
                events.push(EventKind::ThresholdReached);
            }
            _ => {}
        }
        Ok((next, events))
    }
}
