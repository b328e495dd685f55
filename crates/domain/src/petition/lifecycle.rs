use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::assignment::Assignment;
use super::{Decision, EventKind, Figures, State, news, waiting};
use crate::change::{Change, Happened, ObjectKind, Stateful, Terms};
use crate::duty::Due;
use crate::policy;
use crate::problem::{Code, Problem};
use crate::time::{end_of_day, last_day, local_date, months_after};

/// A version of the rules for petitions.
pub type Policy = policy::Policy<Figures>;

/// Where a petition stands, with the facts that its rules need. All instants are UTC.
///
/// It says so and can't be told otherwise: what is done to it makes a [`Change`], by [`Lifecycle::apply`] alone, and a change
/// is all that the store writes. [`Lifecycle::restore`] reads back what was written.
///
/// ```
/// # use viche_domain::petition::{Lifecycle, State};
/// fn is_draft(petition: Lifecycle) -> bool { petition.state() == State::Draft }
/// ```
/// ```compile_fail,E0616
/// # use viche_domain::petition::{Lifecycle, State};
/// fn publish(mut petition: Lifecycle) { petition.state = State::Collecting; }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    pub(super) state: State,
    pub(super) signatures: i64,
    pub(super) policy: Option<Policy>,
    pub(super) department: Option<String>,
    pub(super) facts: Facts,
}

/// What happened to a petition and what is due: kept as one document, of which a fact may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// When the author submitted it.
    pub submitted_at: Option<DateTime<Utc>>,
    /// By when a moderator decides.
    pub moderation_due_at: Option<DateTime<Utc>>,
    /// When a moderator refused it.
    pub refused_at: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When its window closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// By when the department in charge accepts the assignment or hands it back.
    pub acceptance_due_at: Option<DateTime<Utc>>,
    /// When the threshold signature came.
    pub threshold_at: Option<DateTime<Utc>>,
    /// By when the start of the review is announced.
    pub announcement_due_at: Option<DateTime<Utc>>,
    /// When it was announced.
    pub review_announced_at: Option<DateTime<Utc>>,
    /// By when the city answers.
    pub answer_due_at: Option<DateTime<Utc>>,
    /// When it answered first.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it lapsed.
    pub lapsed_at: Option<DateTime<Utc>>,
    /// By when a lapsed petition is replied to, as an ordinary appeal.
    pub reply_due_at: Option<DateTime<Utc>>,
    /// When the city replied first to the lapsed petition.
    pub replied_at: Option<DateTime<Utc>>,
    /// What the city decided, in the latest version of its answer or reply.
    pub decision: Option<Decision>,
    /// When the author withdrew it.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When an administrator removed it.
    pub removed_at: Option<DateTime<Utc>>,
    /// Why.
    pub removal_reason: Option<String>,
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
    /// A moderator puts a department in charge.
    Assign(Assignment<'a>),
    /// A responder accepts the assignment for the department.
    AcceptAssignment,
    /// A responder hands the assignment back.
    ReturnAssignment,
    /// A responder announces the start of the review for a department.
    AnnounceReview {
        /// The code of the department, which takes charge where none is.
        department: &'a str,
    },
    /// A responder answers for a department, or replies to a lapsed petition.
    Answer {
        /// The code of the department, which takes charge where none is.
        department: &'a str,
        /// What was decided.
        decision: Decision,
    },
    /// The clock ends the window.
    Lapse,
    /// The author withdraws it.
    Withdraw,
    /// An administrator removes it.
    Remove {
        /// Why, as its public address says from then on.
        reason: &'a str,
    },
}

/// Milestones in per cent of the threshold.
const MILESTONES: [(i64, EventKind); 3] =
    [(10, EventKind::Milestone10), (50, EventKind::Milestone50), (100, EventKind::Milestone100)];

/// The facts after an action, and what happened, in order.
pub(super) type Step = (Lifecycle, Vec<Happened<EventKind>>);

impl Lifecycle {
    /// A new draft.
    pub fn draft() -> Self {
        Self { state: State::Draft, signatures: 0, policy: None, department: None, facts: Facts::default() }
    }

    /// A petition as it was stored.
    pub const fn restore(
        state: State,
        signatures: i64,
        policy: Option<Policy>,
        department: Option<String>,
        facts: Facts,
    ) -> Self {
        Self { state, signatures, policy, department, facts }
    }

    /// Where it stands.
    pub const fn state(&self) -> State {
        self.state
    }

    /// The exact number of valid signatures.
    pub const fn signatures(&self) -> i64 {
        self.signatures
    }

    /// The policy it was published under; never changes afterwards.
    pub const fn policy(&self) -> Option<&Policy> {
        self.policy.as_ref()
    }

    /// The code of the department in charge.
    pub fn department(&self) -> Option<&str> {
        self.department.as_deref()
    }

    /// What happened to it, and what is due.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.state.is_public(self.facts.published_at)
    }

    /// Refuses whatever is asked of a removed petition, with the reason of its removal.
    pub fn must_remain(&self) -> Result<(), Problem> {
        if self.state != State::Removed {
            return Ok(());
        }
        let reason = self.facts.removal_reason.clone().unwrap_or_default();
        Err(Problem::new(Code::PetitionRemoved).with("reason", reason))
    }

    /// The change that begins a draft at `now`.
    pub fn begin(now: DateTime<Utc>) -> Change<Self> {
        Self::change(None, (Self::draft(), vec![Happened { kind: EventKind::Created, at: now }]))
    }

    /// Whether the window for signing has ended.
    pub fn window_is_over(&self, now: DateTime<Utc>) -> bool {
        self.facts.closes_at.is_some_and(|end| now >= end)
    }

    /// What an action at `now` changes; or why the action is not possible. Who may act is not asked here, but for the
    /// department in charge. Where the window is over and the clock has not yet been heard, the petition lapses first.
    pub fn apply<T: Terms>(
        &self,
        action: &Action<'_>,
        now: DateTime<Utc>,
        terms: &mut T,
    ) -> Result<Change<Self>, T::Error> {
        let step = match (self.state, self.facts.closes_at) {
            (State::Collecting, Some(end)) if now >= end => {
                let lapsed = self.lapsed(end, last_day(end));
                let mut events = vec![Happened { kind: EventKind::Lapsed, at: end }];
                if *action == Action::Lapse {
                    (lapsed, events)
                } else {
                    let (next, more) = lapsed.step(action, now, terms)?;
                    events.extend(more);
                    (next, events)
                }
            }
            _ => self.step(action, now, terms)?,
        };
        Ok(Self::change(Some(self), step))
    }

    fn change(before: Option<&Self>, (mut next, events): Step) -> Change<Self> {
        if !next.is_assignable() {
            next.facts.acceptance_due_at = None;
        }
        let tell = events.iter().filter_map(|event| news::of(event.kind, &next)).collect();
        Change::new(before, next, events, tell)
    }

    fn step<T: Terms>(
        &self,
        action: &Action<'_>,
        now: DateTime<Utc>,
        terms: &mut T,
    ) -> Result<Step, T::Error> {
        let refuse = |code: Code| Err(Problem::from(code).into());
        let to = |state, facts, kind| {
            Ok((Self { state, facts, ..self.clone() }, vec![Happened { kind, at: now }]))
        };
        let facts = self.facts.clone();
        match (self.state, action) {
            (_, Action::Count { signatures }) => self.count(*signatures, now, terms),
            (State::Removed, _) => refuse(Code::PetitionRemoved),

            (State::Draft, Action::Submit { policy }) => {
                let due = terms.calendar()?.deadline(now, policy.figures.moderation_days)?;
                let facts = Facts { submitted_at: Some(now), moderation_due_at: Some(due), ..facts };
                to(State::Submitted, facts, EventKind::Submitted)
            }
            (_, Action::Submit { .. }) => refuse(Code::NotDraft),

            (State::Submitted, Action::Publish { policy }) => {
                let closes_at = Some(policy.figures.window.closes_at(now));
                let facts = Facts { published_at: Some(now), closes_at, ..facts };
                let policy = Some((*policy).clone());
                let published = Self { state: State::Collecting, policy, facts, ..self.clone() };
                Ok((published, vec![Happened { kind: EventKind::Published, at: now }]))
            }
            (State::Submitted, Action::Refuse) => {
                to(State::Refused, Facts { refused_at: Some(now), ..facts }, EventKind::Refused)
            }
            (_, Action::Publish { .. } | Action::Refuse) => refuse(Code::NotSubmitted),

            (_, Action::Assign(assignment)) => self.assign(assignment, now, terms),
            (_, Action::AcceptAssignment) => Ok(self.accept_assignment(now)?),
            (_, Action::ReturnAssignment) => Ok(self.return_assignment(now)?),

            (State::UnderReview, Action::AnnounceReview { department }) => {
                self.taken_on_by(department)?.announce_review(now, terms)
            }
            (State::UnderReview, Action::Answer { .. }) if facts.review_announced_at.is_none() => {
                refuse(Code::ReviewNotAnnounced)
            }
            (State::UnderReview | State::Answered, Action::Answer { department, decision }) => {
                Ok(self.taken_on_by(department)?.answered(*decision, now))
            }
            (State::Lapsed, Action::Answer { department, decision }) => {
                Ok(self.taken_on_by(department)?.replied(*decision, now))
            }
            (_, Action::AnnounceReview { .. } | Action::Answer { .. }) => refuse(Code::NotUnderReview),

            (State::Collecting, Action::Lapse) => refuse(Code::WindowOpen),
            (_, Action::Lapse) => refuse(Code::NotCollecting),

            (State::Draft | State::Submitted | State::Collecting, Action::Withdraw) => {
                to(State::Withdrawn, Facts { withdrawn_at: Some(now), ..facts }, EventKind::Withdrawn)
            }
            (_, Action::Withdraw) => refuse(Code::NotWithdrawable),

            (_, Action::Remove { .. }) if facts.published_at.is_none() => refuse(Code::NotPublished),
            (_, Action::Remove { reason }) => {
                let removal_reason = Some((*reason).to_owned());
                to(
                    State::Removed,
                    Facts { removed_at: Some(now), removal_reason, ..facts },
                    EventKind::Removed,
                )
            }
        }
    }

    /// An ordinary appeal from `at` on, to be replied to within a month of that local `day`.
    fn lapsed(&self, at: DateTime<Utc>, day: NaiveDate) -> Self {
        let mut next = self.clone();
        next.state = State::Lapsed;
        next.facts.lapsed_at = Some(at);
        next.facts.reply_due_at = Some(end_of_day(months_after(day, 1)));
        next
    }

    /// Announces the review: the answer is due in the policy's working days from now, or from the day on which the
    /// announcement was due if it comes late.
    fn announce_review<T: Terms>(mut self, now: DateTime<Utc>, terms: &mut T) -> Result<Step, T::Error> {
        let (Some(policy), Some(announcement_due)) = (&self.policy, self.facts.announcement_due_at) else {
            return Err(Problem::from(Code::NotUnderReview).into());
        };
        if self.facts.review_announced_at.is_some() {
            return Err(Problem::from(Code::ReviewAlreadyAnnounced).into());
        }
        let from = local_date(now).min(last_day(announcement_due));
        let answer = terms.calendar()?.nth_working_day(from, policy.figures.answer_days)?;
        self.facts.review_announced_at = Some(now);
        self.facts.answer_due_at = Some(end_of_day(answer));
        Ok((self, vec![Happened { kind: EventKind::ReviewAnnounced, at: now }]))
    }

    /// Answers; the first instant stays.
    fn answered(mut self, decision: Decision, now: DateTime<Utc>) -> Step {
        self.state = State::Answered;
        self.facts.answered_at = self.facts.answered_at.or(Some(now));
        self.facts.decision = Some(decision);
        (self, vec![Happened { kind: EventKind::Answered, at: now }])
    }

    /// Replies to what lapsed and stays so; the first instant stays.
    fn replied(mut self, decision: Decision, now: DateTime<Utc>) -> Step {
        self.facts.replied_at = self.facts.replied_at.or(Some(now));
        self.facts.decision = Some(decision);
        (self, vec![Happened { kind: EventKind::ReplyRecorded, at: now }])
    }

    fn count<T: Terms>(&self, signatures: i64, now: DateTime<Utc>, terms: &mut T) -> Result<Step, T::Error> {
        let Some(policy) = &self.policy else { return Err(Problem::from(Code::NotCollecting).into()) };
        let mut next = Self { signatures, ..self.clone() };
        let mut events = Vec::new();
        if !matches!(self.state, State::Collecting | State::UnderReview | State::Lapsed) {
            return Ok((next, events));
        }
        let mut happened = |kind| events.push(Happened { kind, at: now });
        for (percent, event) in MILESTONES {
            if percent > self.facts.milestones && signatures * 100 >= policy.figures.threshold * percent {
                next.facts.milestones = percent;
                happened(event);
            }
        }
        let reached = signatures >= policy.figures.threshold;
        match self.state {
            State::UnderReview if !reached => {
                next.facts.threshold_at = None;
                next.facts.announcement_due_at = None;
                next.facts.review_announced_at = None;
                next.facts.answer_due_at = None;
                next.state = State::Collecting;
                happened(EventKind::ThresholdLost);
                if self.window_is_over(now) {
                    next = next.lapsed(now, local_date(now));
                    happened(EventKind::Lapsed);
                }
            }
            State::Collecting | State::Lapsed if reached => {
                // A signature is never refused because nobody has extended the calendar.
                let calendar = terms.calendar()?.open_ended();
                let announcement =
                    calendar.nth_working_day(local_date(now), policy.figures.announcement_days)?;
                let answer = calendar.nth_working_day(announcement, policy.figures.answer_days)?;
                next.state = State::UnderReview;
                next.facts.threshold_at = Some(now);
                next.facts.announcement_due_at = Some(end_of_day(announcement));
                next.facts.answer_due_at = Some(end_of_day(answer));
                next.facts.lapsed_at = None;
                next.facts.reply_due_at = None;
                next.facts.replied_at = None;
                next.facts.decision = None;
                happened(EventKind::ThresholdReached);
            }
            _ => {}
        }
        Ok((next, events))
    }
}

impl Stateful for Lifecycle {
    type Event = EventKind;

    const KIND: ObjectKind = ObjectKind::Petition;

    fn word(event: EventKind) -> &'static str {
        event.as_str()
    }

    fn state_word(&self) -> &'static str {
        self.state.as_str()
    }

    fn is_public(&self) -> bool {
        self.is_public()
    }

    fn figure(&self) -> (&'static str, i64) {
        ("signatures", self.signatures)
    }

    fn department(&self) -> Option<&str> {
        self.department()
    }

    fn policy_version(&self) -> Option<i64> {
        self.policy.as_ref().map(|policy| policy.version)
    }

    fn dues(&self) -> Vec<Due> {
        waiting::of(self)
    }
}
