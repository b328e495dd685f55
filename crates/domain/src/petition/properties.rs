//! The life of a petition against a small model of its rules, over random actions and a moving clock.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc, Weekday};
use proptest::prelude::*;

use super::{Action, Assignment, Decision, EventKind, Facts, Lifecycle, Policy, State, Window, waiting};
use crate::city::calendar::Calendar;
use crate::duty::{Duty, Waiting};
use crate::person::roles::Role;
use crate::problem::Code;
use crate::time::{end_of_day, local_date};

/// An action without what it borrows.
#[derive(Debug, Clone, Copy)]
enum Move {
    Submit,
    Publish,
    Refuse,
    Count(i64),
    Assign(&'static str, bool),
    AcceptAssignment,
    ReturnAssignment,
    AnnounceReview,
    Answer,
    Lapse,
    Withdraw,
    Remove,
}

impl Move {
    const fn action(self, policy: &Policy) -> Action<'_> {
        match self {
            Self::Submit => Action::Submit { policy },
            Self::Publish => Action::Publish { policy },
            Self::Refuse => Action::Refuse,
            Self::Count(signatures) => Action::Count { signatures },
            Self::Assign(department, reasoned) => {
                let reason =
                    if reasoned { Some("Справа іншого підрозділу") } else { None };
                Action::Assign(Assignment { department, reason, policy })
            }
            Self::AcceptAssignment => Action::AcceptAssignment,
            Self::ReturnAssignment => Action::ReturnAssignment,
            Self::AnnounceReview => Action::AnnounceReview { department: "transport" },
            Self::Answer => Action::Answer { department: "transport", decision: Decision::Explained },
            Self::Lapse => Action::Lapse,
            Self::Withdraw => Action::Withdraw,
            Self::Remove => Action::Remove { reason: "" },
        }
    }
}

/// What the model remembers.
#[derive(Debug, Clone, Copy)]
struct Model {
    state: State,
    /// The last date of the window and the threshold, once published.
    published: Option<(NaiveDate, i64)>,
    announced: bool,
    /// The department in charge, and whether it still has to accept.
    department: Option<(&'static str, bool)>,
    /// Whether a lapsed petition was replied to.
    replied: bool,
}

/// The department that announces reviews and answers.
const AT_WORK: &str = "transport";

impl Model {
    const fn with(self, state: State) -> Self {
        Self { state, ..self }
    }

    fn is_assignable(self, state: State) -> bool {
        matches!(state, State::Submitted | State::Collecting | State::UnderReview)
            || state == State::Lapsed && !self.replied
    }

    fn may_work(self) -> bool {
        self.department.is_none_or(|(code, _)| code == AT_WORK)
    }

    /// The rules as the law and the policy say them, one sentence each.
    fn step(self, action: Move, policy: &Policy, now: DateTime<Utc>) -> Result<Self, Code> {
        use State::{
            Answered, Collecting, Draft, Lapsed, Refused, Removed, Submitted, UnderReview, Withdrawn,
        };

        let today = local_date(now);
        let over = self.published.is_some_and(|(last, _)| today > last);
        if matches!(action, Move::Lapse) {
            return match self.state {
                Collecting if over => Ok(self.with(Lapsed)),
                Collecting => Err(Code::WindowOpen),
                Removed => Err(Code::PetitionRemoved),
                _ => Err(Code::NotCollecting),
            };
        }
        let state = if self.state == Collecting && over { Lapsed } else { self.state };
        if let Move::Count(signatures) = action {
            let (_, threshold) = self.published.ok_or(Code::NotCollecting)?;
            let enough = signatures >= threshold;
            return Ok(match state {
                Collecting | Lapsed if enough => {
                    Self { announced: false, replied: false, ..self.with(UnderReview) }
                }
                UnderReview if !enough => self.with(if over { Lapsed } else { Collecting }),
                other => self.with(other),
            });
        }
        if state == Removed {
            return Err(Code::PetitionRemoved);
        }
        let require = |right, code| if right { Ok(()) } else { Err(code) };
        match action {
            Move::Submit => require(state == Draft, Code::NotDraft).map(|()| self.with(Submitted)),
            Move::Publish => {
                require(state == Submitted, Code::NotSubmitted)?;
                let Window::Days(days) = policy.figures.window else { panic!("the policies here have days") };
                let last = today.iter_days().nth(days.into()).unwrap();
                Ok(Self { published: Some((last, policy.figures.threshold)), ..self.with(Collecting) })
            }
            Move::Refuse => require(state == Submitted, Code::NotSubmitted).map(|()| self.with(Refused)),
            Move::AnnounceReview => {
                require(state == UnderReview, Code::NotUnderReview)?;
                require(self.may_work(), Code::OtherDepartment)?;
                require(!self.announced, Code::ReviewAlreadyAnnounced)?;
                Ok(Self { announced: true, department: Some((AT_WORK, false)), ..self })
            }
            Move::Answer => {
                require(matches!(state, UnderReview | Answered | Lapsed), Code::NotUnderReview)?;
                require(state != UnderReview || self.announced, Code::ReviewNotAnnounced)?;
                require(self.may_work(), Code::OtherDepartment)?;
                let replied = self.replied || state == Lapsed;
                let department = Some((AT_WORK, false));
                Ok(Self { department, replied, ..self.with(if state == Lapsed { Lapsed } else { Answered }) })
            }
            Move::Assign(department, reasoned) => {
                require(self.is_assignable(state), Code::NotAssignable)?;
                match self.department {
                    Some((same, _)) if same == department => Err(Code::AlreadyAssigned),
                    Some(_) if !reasoned => Err(Code::ValidationFailed),
                    _ => Ok(Self { department: Some((department, true)), ..self.with(state) }),
                }
            }
            Move::AcceptAssignment | Move::ReturnAssignment => {
                let waiting = self.is_assignable(state) && self.department.is_some_and(|(_, waits)| waits);
                require(waiting, Code::NoAssignment)?;
                let accepted = matches!(action, Move::AcceptAssignment);
                let department = self.department.filter(|_| accepted).map(|(code, _)| (code, false));
                Ok(Self { department, ..self.with(state) })
            }
            Move::Withdraw => require(matches!(state, Draft | Submitted | Collecting), Code::NotWithdrawable)
                .map(|()| self.with(Withdrawn)),
            Move::Remove => {
                require(self.published.is_some(), Code::NotPublished).map(|()| self.with(Removed))
            }
            Move::Lapse | Move::Count(_) => unreachable!("decided above"),
        }
    }
}

/// The `n`-th day after a date that is neither Saturday nor Sunday.
fn weekdays_after(date: NaiveDate, n: u16) -> NaiveDate {
    let weekdays =
        date.iter_days().skip(1).filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    weekdays.take(n.into()).last().unwrap()
}

/// What holds of a petition whatever has been done to it.
fn assert_invariants(petition: &Lifecycle, now: DateTime<Utc>) {
    let state = petition.state;
    let policy = petition.policy.as_ref();
    let published = petition.facts.published_at.is_some();
    assert_eq!((policy.is_some(), petition.facts.closes_at.is_some()), (published, published));
    assert_eq!(petition.facts.submitted_at.is_some(), petition.facts.moderation_due_at.is_some());
    let accepting = Waiting::Staff {
        duty: Duty::Acceptance,
        role: Role::Responder,
        department: petition.department.clone(),
    };
    let acceptance_due = waiting::of(petition).into_iter().find(|due| due.waiting == accepting);
    assert_eq!(petition.facts.acceptance_due_at, acceptance_due.map(|due| due.at), "somebody has each term");
    assert_eq!(petition.facts.refused_at.is_some(), state == State::Refused);
    assert!(petition.facts.withdrawn_at.is_none() || matches!(state, State::Withdrawn | State::Removed));
    assert!(state != State::Withdrawn || petition.facts.withdrawn_at.is_some());
    assert_eq!(petition.facts.removed_at.is_some(), state == State::Removed);
    assert!([0, 10, 50, 100].contains(&petition.facts.milestones));

    let reviewed = petition.facts.threshold_at.is_some();
    assert_eq!(
        (petition.facts.announcement_due_at.is_some(), petition.facts.answer_due_at.is_some()),
        (reviewed, reviewed)
    );
    assert!(reviewed || petition.facts.review_announced_at.is_none());
    match state {
        State::UnderReview | State::Answered => assert!(reviewed),
        State::Removed => {}
        _ => assert!(!reviewed),
    }
    if let (State::UnderReview, Some(policy)) = (state, policy) {
        assert!(petition.signatures >= policy.figures.threshold && petition.facts.milestones == 100);
    }
    if let (Some(threshold_at), Some(policy)) = (petition.facts.threshold_at, policy) {
        let announcement = weekdays_after(local_date(threshold_at), policy.figures.announcement_days);
        let announced = petition.facts.review_announced_at.map_or(announcement, local_date);
        let answer = weekdays_after(announced.min(announcement), policy.figures.answer_days);
        assert_eq!(petition.facts.announcement_due_at, Some(end_of_day(announcement)));
        assert_eq!(petition.facts.answer_due_at, Some(end_of_day(answer)));
    }

    let lapsed = petition.facts.lapsed_at.is_some();
    assert_eq!(petition.facts.reply_due_at.is_some(), lapsed);
    assert!(!lapsed || matches!(state, State::Lapsed | State::Removed));
    assert!(
        !lapsed
            || petition.facts.lapsed_at >= petition.facts.closes_at && petition.facts.lapsed_at <= Some(now)
    );
    assert!(
        state != State::Lapsed || lapsed && policy.is_some_and(|p| petition.signatures < p.figures.threshold)
    );
    let Facts { answered_at, replied_at, decision, .. } = petition.facts;
    assert_eq!(state == State::Answered, answered_at.is_some() && state != State::Removed);
    assert!(replied_at.is_none() || lapsed);
    assert_eq!(decision.is_some(), answered_at.is_some() || replied_at.is_some());
}

fn policy(threshold: i64, days: u16) -> Policy {
    let mut policy = Policy::built_in(DateTime::UNIX_EPOCH);
    policy.figures.threshold = threshold;
    policy.figures.window = Window::Days(days);
    policy
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        3 => Just(Move::Submit),
        3 => Just(Move::Publish),
        1 => Just(Move::Refuse),
        12 => (0_i64..40).prop_map(Move::Count),
        2 => (prop_oneof![Just(AT_WORK), Just("housing")], any::<bool>()).prop_map(|(d, r)| Move::Assign(d, r)),
        1 => Just(Move::AcceptAssignment),
        1 => Just(Move::ReturnAssignment),
        4 => Just(Move::AnnounceReview),
        3 => Just(Move::Answer),
        3 => Just(Move::Lapse),
        1 => Just(Move::Withdraw),
        1 => Just(Move::Remove),
    ]
}

proptest! {
    #[test]
    fn a_petition_obeys_its_rules_through_any_life(
        start in 0_i64..1_000_000,
        steps in prop::collection::vec((moves(), 0_i64..20_000, any::<bool>()), 1..60),
    ) {
        let [from, to] = ["2018-01-01", "2040-12-31"].map(|date| date.parse().unwrap());
        let mut calendar = Calendar::new(from, to, []);
        let policies = [policy(20, 90), policy(7, 30)];
        let mut now: DateTime<Utc> = "2020-01-01T00:00:00Z".parse().unwrap();
        now += TimeDelta::minutes(start);
        let mut petition = Lifecycle::draft();
        let mut model =
            Model { state: State::Draft, published: None, announced: false, department: None, replied: false };
        let mut told: Vec<EventKind> = Vec::new();

        // Every life begins by being published soon, so that most of it is spent where the rules are.
        let opening = [(Move::Submit, 10, true), (Move::Publish, 10, true)];
        for (action, minutes, first) in opening.into_iter().filter(|_| start % 8 != 0).chain(steps) {
            now += TimeDelta::minutes(minutes);
            let policy = &policies[usize::from(first)];
            let expected = model.step(action, policy, now);
            let outcome = petition.apply(&action.action(policy), now, &mut calendar);
            match (outcome, expected) {
                (Ok(change), Ok(model_next)) => {
                    let next = change.next();
                    prop_assert_eq!(next.state, model_next.state, "{:?}", action);
                    prop_assert_eq!(next.department.as_deref(), model_next.department.map(|(code, _)| code));
                    if petition.policy.is_some() {
                        prop_assert_eq!(&next.policy, &petition.policy);
                        prop_assert_eq!(next.facts.closes_at, petition.facts.closes_at);
                    }
                    if let Move::Count(signatures) = action {
                        prop_assert_eq!(next.signatures, signatures);
                    } else {
                        prop_assert_eq!(next.signatures, petition.signatures);
                    }
                    prop_assert!(next.facts.milestones >= petition.facts.milestones);
                    told.extend(change.events().iter().map(|event| event.kind));
                    (petition, model) = (change.into_next(), model_next);
                }
                (Err(problem), Err(code)) => prop_assert_eq!(problem.code, code, "{:?}", action),
                (outcome, expected) => prop_assert!(false, "{action:?}: {outcome:?}, but by the model {expected:?}"),
            }
            assert_invariants(&petition, now);
        }

        if let Some((last, _)) = model.published {
            prop_assert_eq!(petition.facts.closes_at, Some(end_of_day(last)));
        }
        for milestone in [EventKind::Milestone10, EventKind::Milestone50, EventKind::Milestone100] {
            prop_assert!(told.iter().filter(|event| **event == milestone).count() <= 1);
        }
        let times = |kind| told.iter().filter(|event| **event == kind).count();
        let crossings = times(EventKind::ThresholdReached) - times(EventKind::ThresholdLost);
        prop_assert!(crossings <= 1, "reached and lost by turns");
    }
}
