use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Action, Assignment, Decision, EventKind, Facts, Figures, Lifecycle, ListedState, Policy, State, Window,
};
use crate::change::{Audience, Change, News};
use crate::city::calendar::{Calendar, built_in};
use crate::person::identity::Level;
use crate::person::roles::Role;
use crate::problem::{Code, Problem};

/// A Wednesday at noon in Kyiv, in winter.
const DAY_0: &str = "2017-02-01T10:00:00Z";

const ANNOUNCE: Action<'_> = Action::AnnounceReview { department: "transport" };
const ANSWER: Action<'_> = Action::Answer { department: "transport", decision: Decision::Supported };
const REMOVE: Action<'_> = Action::Remove { reason: "Рішення суду" };

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    built_in().calendar()
}

fn policy() -> Policy {
    Policy::built_in(at("2015-11-01T00:00:00Z"))
}

fn with(change: impl FnOnce(&mut Figures)) -> Policy {
    let mut policy = policy();
    change(&mut policy.figures);
    policy
}

fn change(petition: &Lifecycle, action: &Action<'_>, now: &str) -> Change<Lifecycle> {
    petition.apply(action, at(now), &mut calendar()).unwrap()
}

fn step(petition: &Lifecycle, action: &Action<'_>, now: &str) -> (Lifecycle, Vec<EventKind>) {
    let change = change(petition, action, now);
    let events = change.events().iter().map(|event| event.kind).collect();
    (change.into_next(), events)
}

fn refusal(petition: &Lifecycle, action: &Action<'_>, now: &str) -> Option<Code> {
    petition.apply(action, at(now), &mut calendar()).err().map(|problem| problem.code)
}

fn submitted() -> Lifecycle {
    step(&Lifecycle::draft(), &Action::Submit { policy: &policy() }, "2017-01-31T10:00:00Z").0
}

/// Published on day 0; its window closes at 24:00 of 2 May.
fn collecting() -> Lifecycle {
    step(&submitted(), &Action::Publish { policy: &policy() }, DAY_0).0
}

/// Reached its threshold on Thursday 9 February.
fn under_review() -> Lifecycle {
    step(&collecting(), &Action::Count { signatures: 250 }, "2017-02-09T10:00:00Z").0
}

fn announced() -> Lifecycle {
    step(&under_review(), &ANNOUNCE, "2017-02-10T10:00:00Z").0
}

fn in_state(state: State) -> Lifecycle {
    match state {
        State::Draft => Lifecycle::draft(),
        State::Submitted => submitted(),
        State::Collecting => collecting(),
        State::Refused => step(&submitted(), &Action::Refuse, DAY_0).0,
        State::UnderReview => announced(),
        State::Answered => step(&announced(), &ANSWER, "2017-02-13T10:00:00Z").0,
        State::Lapsed => step(&collecting(), &Action::Lapse, "2017-05-02T21:00:00Z").0,
        State::Withdrawn => step(&collecting(), &Action::Withdraw, "2017-02-10T10:00:00Z").0,
        State::Removed => step(&collecting(), &REMOVE, "2017-02-10T10:00:00Z").0,
    }
}

#[test]
fn every_pair_of_state_and_action_is_decided() {
    use Code::{
        NotCollecting, NotDraft, NotPublished, NotSubmitted, NotUnderReview, NotWithdrawable,
        PetitionRemoved, ReviewAlreadyAnnounced, WindowOpen,
    };
    use State::{Answered, Collecting, Draft, Lapsed, Refused, Removed, Submitted, UnderReview, Withdrawn};

    let policy = policy();
    let actions = [
        Action::Submit { policy: &policy },
        Action::Publish { policy: &policy },
        Action::Refuse,
        Action::Count { signatures: 260 },
        ANNOUNCE,
        ANSWER,
        Action::Lapse,
        Action::Withdraw,
        REMOVE,
    ];
    let unpublished = [
        Err(NotDraft),
        Err(NotSubmitted),
        Err(NotSubmitted),
        Err(NotCollecting),
        Err(NotUnderReview),
        Err(NotUnderReview),
        Err(NotCollecting),
        Err(NotWithdrawable),
        Err(NotPublished),
    ];
    let published = |count, announce, answer, lapse, withdraw| {
        [
            Err(NotDraft),
            Err(NotSubmitted),
            Err(NotSubmitted),
            Ok(count),
            Err(announce),
            answer,
            Err(lapse),
            withdraw,
            Ok(Removed),
        ]
    };
    let [no_answer, no_withdrawal] = [Err(NotUnderReview), Err(NotWithdrawable)];
    for (state, mut expected) in [
        (Draft, unpublished),
        (Submitted, unpublished),
        (Refused, unpublished),
        (Collecting, published(UnderReview, NotUnderReview, no_answer, WindowOpen, Ok(Withdrawn))),
        (
            UnderReview,
            published(UnderReview, ReviewAlreadyAnnounced, Ok(Answered), NotCollecting, no_withdrawal),
        ),
        (Answered, published(Answered, NotUnderReview, Ok(Answered), NotCollecting, no_withdrawal)),
        (Lapsed, published(UnderReview, NotUnderReview, Ok(Lapsed), NotCollecting, no_withdrawal)),
        (Withdrawn, published(Withdrawn, NotUnderReview, no_answer, NotCollecting, no_withdrawal)),
        (Removed, [Err(PetitionRemoved); 9]),
    ] {
        let exceptions: &[(usize, Result<State, Code>)] = match state {
            Draft => &[(0, Ok(Submitted)), (7, Ok(Withdrawn))],
            Submitted => &[(1, Ok(Collecting)), (2, Ok(Refused)), (7, Ok(Withdrawn))],
            Removed => &[(3, Ok(Removed))],
            _ => &[],
        };
        for (action, outcome) in exceptions {
            expected[*action] = *outcome;
        }
        let petition = in_state(state);
        assert_eq!(petition.state, state);
        for (action, expected) in actions.iter().zip(expected) {
            let outcome = petition.apply(action, at("2017-02-14T10:00:00Z"), &mut calendar());
            let outcome = outcome.map(|change| change.next().state).map_err(|problem| problem.code);
            assert_eq!(outcome, expected, "{state} {action:?}");
        }
    }
}

#[test]
fn a_moderator_has_two_working_days() {
    let (petition, events) =
        step(&Lifecycle::draft(), &Action::Submit { policy: &policy() }, "2017-02-03T10:00:00Z");
    assert_eq!(petition.facts.moderation_due_at, Some(at("2017-02-07T22:00:00Z")));
    assert_eq!(events, [EventKind::Submitted]);
}

#[test]
fn a_published_petition_keeps_its_policy() {
    let year_2017 = Policy { version: 7, ..with(|figures| figures.window = Window::Months(3)) };
    let (petition, events) = step(&submitted(), &Action::Publish { policy: &year_2017 }, DAY_0);
    assert_eq!(petition.policy, Some(year_2017));
    assert_eq!(petition.facts.closes_at, Some(at("2017-05-01T21:00:00Z")));
    assert_eq!(events, [EventKind::Published]);
}

#[test]
fn the_threshold_signature_starts_the_terms_at_its_instant() {
    let (petition, events) = step(&collecting(), &Action::Count { signatures: 249 }, "2017-02-09T10:00:00Z");
    assert_eq!((petition.state, petition.facts.threshold_at), (State::Collecting, None));
    assert_eq!(events, [EventKind::Milestone10, EventKind::Milestone50]);

    let (petition, events) = step(&petition, &Action::Count { signatures: 250 }, "2017-02-09T10:00:01Z");
    assert_eq!(petition.state, State::UnderReview);
    assert_eq!(petition.facts.threshold_at, Some(at("2017-02-09T10:00:01Z")));
    // Three working days to Tuesday 14 February, ten more to the 28th.
    assert_eq!(petition.facts.announcement_due_at, Some(at("2017-02-14T22:00:00Z")));
    assert_eq!(petition.facts.answer_due_at, Some(at("2017-02-28T22:00:00Z")));
    assert_eq!(events, [EventKind::Milestone100, EventKind::ThresholdReached]);

    let (petition, events) = step(&petition, &Action::Count { signatures: 251 }, "2017-02-09T10:00:02Z");
    assert_eq!(petition.facts.threshold_at, Some(at("2017-02-09T10:00:01Z")));
    assert_eq!(events, []);
}

#[test]
fn milestones_are_reached_at_their_share_exactly() {
    let policy = with(|figures| figures.threshold = 25);
    let petition = step(&submitted(), &Action::Publish { policy: &policy }, DAY_0).0;
    for (signatures, expected) in
        [(2, vec![]), (3, vec![EventKind::Milestone10]), (12, vec![]), (13, vec![EventKind::Milestone50])]
    {
        let before = step(&petition, &Action::Count { signatures: signatures - 1 }, DAY_0).0;
        assert_eq!(step(&before, &Action::Count { signatures }, DAY_0).1, expected, "{signatures}");
    }
}

#[test]
fn the_answer_is_due_ten_working_days_after_the_announcement_or_its_due_date() {
    for (announced, due) in [
        ("2017-02-10T10:00:00Z", "2017-02-24T22:00:00Z"),
        ("2017-02-14T21:59:59Z", "2017-02-28T22:00:00Z"),
        ("2017-02-20T10:00:00Z", "2017-02-28T22:00:00Z"),
    ] {
        let (petition, events) = step(&under_review(), &ANNOUNCE, announced);
        assert_eq!(petition.facts.answer_due_at, Some(at(due)), "{announced}");
        assert_eq!(events, [EventKind::ReviewAnnounced]);
    }
}

#[test]
fn an_answer_comes_after_the_announcement_and_may_have_versions() {
    assert_eq!(refusal(&under_review(), &ANSWER, "2017-02-10T10:00:00Z"), Some(Code::ReviewNotAnnounced));
    let (answered, events) = step(&announced(), &ANSWER, "2017-02-13T10:00:00Z");
    assert_eq!((answered.state, events), (State::Answered, vec![EventKind::Answered]));
    assert_eq!(answered.facts.decision, Some(Decision::Supported));
    let other = Action::Answer { department: "transport", decision: Decision::Declined };
    let (again, events) = step(&answered, &other, "2017-03-13T10:00:00Z");
    assert_eq!(again.facts.answered_at, Some(at("2017-02-13T10:00:00Z")));
    assert_eq!((again.facts.decision, again.facts.replied_at), (Some(Decision::Declined), None));
    assert_eq!(events, [EventKind::Answered]);
}

#[test]
fn after_the_answer_only_counts_follow() {
    for state in [State::Answered, State::Withdrawn, State::Removed] {
        let before = in_state(state);
        let (after, events) = step(&before, &Action::Count { signatures: 3 }, "2017-03-01T10:00:00Z");
        assert_eq!(after, Lifecycle { signatures: 3, ..before });
        assert_eq!(events, []);
    }
}

#[test]
fn a_lost_threshold_takes_the_terms_along_and_a_new_one_brings_new_terms() {
    let (lost, events) = step(&announced(), &Action::Count { signatures: 249 }, "2017-02-15T10:00:00Z");
    let facts = Facts { milestones: 100, ..collecting().facts };
    let department = Some("transport".to_owned());
    assert_eq!(lost, Lifecycle { signatures: 249, department, facts, ..collecting() });
    assert_eq!(events, [EventKind::ThresholdLost]);

    let (again, events) = step(&lost, &Action::Count { signatures: 250 }, "2017-02-16T10:00:00Z");
    assert_eq!(again.facts.threshold_at, Some(at("2017-02-16T10:00:00Z")));
    assert_eq!(again.facts.announcement_due_at, Some(at("2017-02-21T22:00:00Z")));
    assert_eq!(events, [EventKind::ThresholdReached]);
}

#[test]
fn a_threshold_lost_after_the_window_lapses_the_petition_from_then_on() {
    let (lost, events) = step(&announced(), &Action::Count { signatures: 249 }, "2017-05-10T10:00:00Z");
    assert_eq!(lost.state, State::Lapsed);
    assert_eq!(lost.facts.lapsed_at, Some(at("2017-05-10T10:00:00Z")));
    assert_eq!(lost.facts.reply_due_at, Some(at("2017-06-10T21:00:00Z")));
    assert_eq!(
        (lost.facts.threshold_at, lost.facts.review_announced_at, lost.facts.answer_due_at),
        (None, None, None)
    );
    assert_eq!(events, [EventKind::ThresholdLost, EventKind::Lapsed]);
}

#[test]
fn a_petition_lapses_with_its_window_and_not_before() {
    assert_eq!(refusal(&collecting(), &Action::Lapse, "2017-05-02T20:59:59.999999Z"), Some(Code::WindowOpen));
    for heard in ["2017-05-02T21:00:00Z", "2017-05-09T10:00:00Z"] {
        let (lapsed, events) = step(&collecting(), &Action::Lapse, heard);
        assert_eq!(lapsed.facts.lapsed_at, Some(at("2017-05-02T21:00:00Z")));
        // Within a month of 2 May.
        assert_eq!(lapsed.facts.reply_due_at, Some(at("2017-06-02T21:00:00Z")));
        assert_eq!(events, [EventKind::Lapsed]);
    }
}

#[test]
fn under_review_nothing_lapses() {
    let (next, events) = step(&announced(), &Action::Count { signatures: 251 }, "2017-05-10T10:00:00Z");
    assert_eq!((next.state, events), (State::UnderReview, vec![]));
    assert_eq!(refusal(&announced(), &Action::Lapse, "2017-05-10T10:00:00Z"), Some(Code::NotCollecting));
}

#[test]
fn a_reply_leaves_a_lapsed_petition_lapsed() {
    let (replied, events) = step(&in_state(State::Lapsed), &ANSWER, "2017-05-20T10:00:00Z");
    assert_eq!((replied.state, replied.facts.replied_at), (State::Lapsed, Some(at("2017-05-20T10:00:00Z"))));
    assert_eq!((replied.facts.answered_at, replied.facts.decision), (None, Some(Decision::Supported)));
    assert_eq!(events, [EventKind::ReplyRecorded]);
    let (again, _) = step(&replied, &ANSWER, "2017-06-20T10:00:00Z");
    assert_eq!(again.facts.replied_at, Some(at("2017-05-20T10:00:00Z")));
}

#[test]
fn a_reversed_invalidation_brings_a_lapsed_petition_under_review() {
    let replied = step(&in_state(State::Lapsed), &ANSWER, "2017-05-20T10:00:00Z").0;
    let (restored, events) = step(&replied, &Action::Count { signatures: 250 }, "2017-05-22T10:00:00Z");
    assert_eq!(restored.state, State::UnderReview);
    assert_eq!(restored.facts.announcement_due_at, Some(at("2017-05-25T21:00:00Z")));
    assert_eq!(
        (restored.facts.lapsed_at, restored.facts.reply_due_at, restored.facts.replied_at),
        (None, None, None)
    );
    assert_eq!(restored.facts.decision, None);
    assert!(events.contains(&EventKind::ThresholdReached));
}

#[test]
fn the_window_ends_even_where_the_clock_was_not_heard() {
    let late = "2017-05-02T21:00:00Z";
    assert_eq!(refusal(&collecting(), &Action::Withdraw, late), Some(Code::NotWithdrawable));
    let (removed, events) = step(&collecting(), &REMOVE, late);
    assert_eq!((removed.state, removed.facts.lapsed_at), (State::Removed, Some(at(late))));
    assert_eq!(events, [EventKind::Lapsed, EventKind::Removed]);
}

#[test]
fn a_term_outside_the_calendar_is_refused() {
    let submit = Action::Submit { policy: &policy() };
    assert_eq!(refusal(&Lifecycle::draft(), &submit, "2027-12-30T10:00:00Z"), Some(Code::CalendarOutOfRange));
}

#[test]
fn the_threshold_signature_never_waits_for_the_calendar() {
    let mut calendar = Calendar::new(at("2017-01-01T00:00:00Z").date_naive(), at(DAY_0).date_naive(), []);
    let count = Action::Count { signatures: 250 };
    // Friday 10 February: three plain working days end on Wednesday 15, ten more on Wednesday 1 March.
    let change = collecting().apply(&count, at("2017-02-10T10:00:00Z"), &mut calendar).unwrap();
    let reached = change.next();
    assert_eq!(reached.facts.announcement_due_at, Some(at("2017-02-15T22:00:00Z")));
    assert_eq!(reached.facts.answer_due_at, Some(at("2017-03-01T22:00:00Z")));
}

fn code(result: Result<(), Problem>) -> Option<Code> {
    result.err().map(|problem| problem.code)
}

#[test]
fn signing_is_refused_with_the_exact_reason() {
    let now = "2017-02-14T10:00:00Z";
    let sign = |petition: &Lifecycle, level, now| code(petition.admits_signature(level, at(now)));
    for (state, expected) in [
        (State::Draft, Some(Code::PetitionNotFound)),
        (State::Submitted, Some(Code::PetitionNotFound)),
        (State::Refused, Some(Code::PetitionNotFound)),
        (State::Collecting, None),
        (State::UnderReview, None),
        (State::Answered, Some(Code::NotCollecting)),
        (State::Withdrawn, Some(Code::NotCollecting)),
        (State::Removed, Some(Code::PetitionRemoved)),
    ] {
        assert_eq!(sign(&in_state(state), Level::Identified, now), expected, "{state}");
    }
    assert_eq!(sign(&collecting(), Level::Email, now), Some(Code::IdentificationNeeded));
    let by_email = with(|figures| {
        figures.level_to_sign = Level::Email;
        figures.sign_during_review = false;
    });
    let petition = step(&submitted(), &Action::Publish { policy: &by_email }, DAY_0).0;
    assert_eq!(sign(&petition, Level::None, now), Some(Code::EmailNotVerified));
    assert_eq!(sign(&petition, Level::Email, now), None);
    let petition = step(&petition, &Action::Count { signatures: 250 }, now).0;
    assert_eq!(sign(&petition, Level::Email, now), Some(Code::SigningClosed));
}

#[test]
fn signing_ends_with_the_window_to_the_microsecond() {
    let closes_at = at("2017-05-02T21:00:00Z");
    for petition in [collecting(), under_review()] {
        let before = closes_at - TimeDelta::microseconds(1);
        assert_eq!(petition.admits_signature(Level::Identified, before), Ok(()));
        let refused = petition.admits_signature(Level::Identified, closes_at).unwrap_err();
        let closed = Problem::new(Code::WindowClosed).with("closes_at", "2017-05-02T21:00:00Z");
        assert_eq!(refused, closed.with("closes_on", "2017-05-02"));
    }
    assert_eq!(
        code(in_state(State::Lapsed).admits_signature(Level::Identified, closes_at)),
        Some(Code::WindowClosed)
    );
}

#[test]
fn a_signature_is_withdrawn_only_while_collecting_and_where_the_policy_has_it() {
    let now = at("2017-02-14T10:00:00Z");
    assert_eq!(collecting().admits_signature_withdrawal(now), Ok(()));
    for state in [State::UnderReview, State::Answered, State::Lapsed, State::Withdrawn] {
        assert_eq!(
            code(in_state(state).admits_signature_withdrawal(now)),
            Some(Code::SignatureFinal),
            "{state}"
        );
    }
    assert_eq!(
        code(collecting().admits_signature_withdrawal(at("2017-05-02T21:00:00Z"))),
        Some(Code::SignatureFinal)
    );
    let last_word = with(|figures| figures.signatures_withdrawable = false);
    let petition = step(&submitted(), &Action::Publish { policy: &last_word }, DAY_0).0;
    assert_eq!(code(petition.admits_signature_withdrawal(now)), Some(Code::SignatureFinal));
    assert_eq!(code(in_state(State::Removed).admits_signature_withdrawal(now)), Some(Code::PetitionRemoved));
    assert_eq!(
        code(in_state(State::Submitted).admits_signature_withdrawal(now)),
        Some(Code::PetitionNotFound)
    );
}

#[test]
fn a_removed_petition_says_why_whatever_is_asked_of_it() {
    let (removed, _) = step(&collecting(), &REMOVE, DAY_0);
    let refusal = removed.must_remain().unwrap_err();
    assert_eq!(
        (refusal.code, refusal),
        (Code::PetitionRemoved, Problem::new(Code::PetitionRemoved).with("reason", "Рішення суду"))
    );
    assert_eq!(collecting().must_remain(), Ok(()));
}

#[test]
fn only_published_petitions_are_public() {
    for state in State::ALL {
        let petition = in_state(*state);
        let expected = !matches!(state, State::Draft | State::Submitted | State::Refused | State::Removed);
        assert_eq!(state.is_public(petition.facts.published_at), expected, "{state}");
    }
    assert!(!State::Withdrawn.is_public(None));
}

#[test]
fn the_states_of_public_lists_are_those_that_everybody_may_read() {
    let listed: Vec<State> = ListedState::ALL.iter().map(|listed| State::from(*listed)).collect();
    let published = Some(DateTime::UNIX_EPOCH);
    let public: Vec<State> = State::ALL.iter().copied().filter(|state| state.is_public(published)).collect();
    assert_eq!(listed, public);
    assert!(ListedState::ALL.iter().all(|listed| listed.as_str() == State::from(*listed).as_str()));
}

fn assign<'a>(department: &'a str, reason: Option<&'a str>, policy: &'a Policy) -> Action<'a> {
    Action::Assign(Assignment { department, reason, policy })
}

#[test]
fn a_department_is_assigned_from_submission_to_the_answer() {
    let policy = policy();
    for (state, expected) in [
        (State::Draft, Some(Code::NotAssignable)),
        (State::Submitted, None),
        (State::Collecting, None),
        (State::Refused, Some(Code::NotAssignable)),
        (State::Answered, Some(Code::NotAssignable)),
        (State::Lapsed, None),
        (State::Withdrawn, Some(Code::NotAssignable)),
        (State::Removed, Some(Code::PetitionRemoved)),
    ] {
        let petition = in_state(state);
        let outcome = refusal(&petition, &assign("housing", None, &policy), "2017-05-03T10:00:00Z");
        assert_eq!(outcome, expected, "{state}");
    }
    let replied = step(&in_state(State::Lapsed), &ANSWER, "2017-05-20T10:00:00Z").0;
    let again = refusal(&replied, &assign("housing", Some("Помилка"), &policy), "2017-05-21T10:00:00Z");
    assert_eq!(again, Some(Code::NotAssignable));
}

#[test]
fn another_department_is_assigned_with_a_reason_only() {
    let policy = policy();
    let (petition, events) = step(&collecting(), &assign("housing", None, &policy), DAY_0);
    assert_eq!((petition.department.as_deref(), events), (Some("housing"), vec![EventKind::Assigned]));
    let same = assign("housing", Some("Ще раз"), &policy);
    assert_eq!(refusal(&petition, &same, DAY_0), Some(Code::AlreadyAssigned));
    let silent = petition.apply(&assign("transport", None, &policy), at(DAY_0), &mut calendar()).unwrap_err();
    assert_eq!(
        (silent.code, silent.faults[0].place.to_string().as_str()),
        (Code::ValidationFailed, "/reason")
    );
    let (other, _) = step(&petition, &assign("transport", Some("Справа доріг"), &policy), DAY_0);
    assert_eq!(other.department.as_deref(), Some("transport"));
}

#[test]
fn the_department_in_charge_accepts_in_time_or_hands_back() {
    let three_days = with(|figures| figures.acceptance_days = 3);
    // The petition has a policy of its own, of two days: Wednesday 1 February to Friday 3.
    let assigned = step(&collecting(), &assign("housing", None, &three_days), DAY_0).0;
    assert_eq!(assigned.facts.acceptance_due_at, Some(at("2017-02-03T22:00:00Z")));
    // One that is only submitted has none yet.
    let early = step(&submitted(), &assign("housing", None, &three_days), DAY_0).0;
    assert_eq!(early.facts.acceptance_due_at, Some(at("2017-02-06T22:00:00Z")));

    let (accepted, events) = step(&assigned, &Action::AcceptAssignment, DAY_0);
    assert_eq!((accepted.department.as_deref(), accepted.facts.acceptance_due_at), (Some("housing"), None));
    assert_eq!(events, [EventKind::AssignmentAccepted]);
    assert_eq!(refusal(&accepted, &Action::AcceptAssignment, DAY_0), Some(Code::NoAssignment));
    assert_eq!(refusal(&accepted, &Action::ReturnAssignment, DAY_0), Some(Code::NoAssignment));

    let (returned, events) = step(&assigned, &Action::ReturnAssignment, DAY_0);
    assert_eq!((returned.department, returned.facts.acceptance_due_at), (None, None));
    assert_eq!(events, [EventKind::AssignmentReturned]);
    assert_eq!(refusal(&collecting(), &Action::AcceptAssignment, DAY_0), Some(Code::NoAssignment));
}

#[test]
fn an_assignment_is_waited_for_until_the_petition_ends() {
    let policy = policy();
    for (petition, end) in [
        (submitted(), Action::Refuse),
        (submitted(), Action::Withdraw),
        (collecting(), Action::Withdraw),
        (collecting(), REMOVE),
    ] {
        let (assigned, _) = step(&petition, &assign("housing", None, &policy), DAY_0);
        assert!(assigned.facts.acceptance_due_at.is_some());
        let (ended, _) = step(&assigned, &end, DAY_0);
        assert_eq!((ended.department.as_deref(), ended.facts.acceptance_due_at), (Some("housing"), None));
    }
}

#[test]
fn work_by_the_department_in_charge_accepts_and_by_another_is_refused() {
    let policy = policy();
    let now = "2017-02-10T10:00:00Z";
    let to_transport = step(&under_review(), &assign("transport", None, &policy), now).0;
    let announced = step(&to_transport, &ANNOUNCE, now).0;
    assert_eq!(announced.facts.acceptance_due_at, None);
    let to_housing = step(&under_review(), &assign("housing", None, &policy), now).0;
    assert_eq!(refusal(&to_housing, &ANNOUNCE, now), Some(Code::OtherDepartment));
    let reassigned = step(&announced, &assign("housing", Some("Справа дворів"), &policy), now).0;
    assert_eq!(refusal(&reassigned, &ANSWER, now), Some(Code::OtherDepartment));
    assert_eq!(reassigned.facts.answer_due_at, announced.facts.answer_due_at, "no deadline moves");
}

#[test]
fn who_is_told_is_decided_with_the_change() {
    let policy = policy();
    let published = change(&submitted(), &Action::Publish { policy: &policy }, DAY_0);
    let end = published.next().facts.closes_at;
    assert_eq!(published.tell(), [news(Audience::Author, EventKind::Published, end)]);
    let withdrawn = change(&collecting(), &Action::Withdraw, DAY_0);
    assert_eq!(withdrawn.tell(), [], "the author knows");
    let assigned = change(&collecting(), &assign("housing", None, &policy), DAY_0);
    let responders = Audience::Staff { role: Role::Responder, department: Some("housing".to_owned()) };
    let due = assigned.next().facts.acceptance_due_at;
    assert!(due.is_some());
    assert_eq!(assigned.tell(), [news(responders, EventKind::Assigned, due)]);
    let returned = change(assigned.next(), &Action::ReturnAssignment, DAY_0);
    let moderators = Audience::Staff { role: Role::Moderator, department: None };
    assert_eq!(returned.tell(), [news(moderators, EventKind::AssignmentReturned, None)]);
    let reached = change(&collecting(), &Action::Count { signatures: 250 }, DAY_0);
    let announcement = reached.next().facts.announcement_due_at;
    assert!(announcement.is_some());
    assert_eq!(reached.tell(), [news(Audience::Author, EventKind::ThresholdReached, announcement)]);
    let announced = change(&under_review(), &ANNOUNCE, "2017-02-10T10:00:00Z");
    let answer_due = announced.next().facts.answer_due_at;
    assert_eq!(announced.tell(), [news(Audience::Author, EventKind::ReviewAnnounced, answer_due)]);
}

const fn news(to: Audience, event: EventKind, until: Option<DateTime<Utc>>) -> News<EventKind> {
    News { to, event, until }
}

#[test]
fn what_is_waited_for_is_told_when_it_changes_and_not_before() {
    let counted = change(&collecting(), &Action::Count { signatures: 20 }, DAY_0);
    assert_eq!(counted.dues(), None);
    let reached = change(&collecting(), &Action::Count { signatures: 250 }, DAY_0);
    let announcement = reached.next().facts.announcement_due_at.unwrap();
    assert_eq!(reached.dues().map(|dues| dues[0].at), Some(announcement));
    let removed = change(reached.next(), &REMOVE, DAY_0);
    assert_eq!(removed.dues(), Some([].as_slice()));
}

#[test]
fn what_lapsed_unheard_lapsed_with_its_window() {
    let change = change(&collecting(), &REMOVE, "2017-05-09T10:00:00Z");
    let instants: Vec<_> = change.events().iter().map(|event| (event.kind, event.at)).collect();
    assert_eq!(
        instants,
        [(EventKind::Lapsed, at("2017-05-02T21:00:00Z")), (EventKind::Removed, at("2017-05-09T10:00:00Z")),]
    );
}

#[test]
fn days_left_are_those_after_today_while_somebody_may_sign() {
    // The window of what is collecting closes with 2 May.
    for (now, left) in [
        ("2017-05-01T20:59:59.999999Z", Some(1)),
        ("2017-05-01T21:00:00Z", Some(0)),
        ("2017-05-02T20:59:59.999999Z", Some(0)),
        ("2017-05-02T21:00:00Z", None),
        ("2017-04-02T10:00:00Z", Some(30)),
    ] {
        assert_eq!(collecting().days_left(at(now)), left, "{now}");
        assert_eq!(under_review().days_left(at(now)), left, "{now}");
    }
    let mut closed = under_review();
    closed.policy.as_mut().unwrap().figures.sign_during_review = false;
    assert_eq!(closed.days_left(at("2017-04-02T10:00:00Z")), None);
    for state in
        [State::Draft, State::Submitted, State::Refused, State::Answered, State::Withdrawn, State::Removed]
    {
        assert_eq!(in_state(state).days_left(at("2017-04-02T10:00:00Z")), None, "{state}");
    }
}
