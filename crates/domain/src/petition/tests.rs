use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, EventKind, Lifecycle, State};
use crate::calendar::{Calendar, built_in};
use crate::identity::Level;
use crate::policy::{Policy, Window};
use crate::problem::{Code, Problem};

/// A Wednesday at noon in Kyiv, in winter.
const DAY_0: &str = "2017-02-01T10:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    built_in().calendar()
}

fn policy() -> Policy {
    Policy::built_in(at("2015-11-01T00:00:00Z"))
}

fn step(petition: &Lifecycle, action: &Action<'_>, now: &str) -> (Lifecycle, Vec<EventKind>) {
    petition.apply(action, at(now), &calendar()).unwrap()
}

fn refusal(petition: &Lifecycle, action: &Action<'_>, now: &str) -> Option<Code> {
    petition.apply(action, at(now), &calendar()).err().map(|problem| problem.code)
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
    step(&under_review(), &Action::AnnounceReview, "2017-02-10T10:00:00Z").0
}

fn in_state(state: State) -> Lifecycle {
    match state {
        State::Draft => Lifecycle::draft(),
        State::Submitted => submitted(),
        State::Collecting => collecting(),
        State::Refused => step(&submitted(), &Action::Refuse, DAY_0).0,
        State::UnderReview => announced(),
        State::Answered => step(&announced(), &Action::Answer, "2017-02-13T10:00:00Z").0,
        State::Lapsed => step(&collecting(), &Action::Lapse, "2017-05-02T21:00:00Z").0,
        State::Withdrawn => step(&collecting(), &Action::Withdraw, "2017-02-10T10:00:00Z").0,
        State::Removed => step(&collecting(), &Action::Remove, "2017-02-10T10:00:00Z").0,
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
        Action::AnnounceReview,
        Action::Answer,
        Action::Lapse,
        Action::Withdraw,
        Action::Remove,
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
            let outcome = petition.apply(action, at("2017-02-14T10:00:00Z"), &calendar());
            let outcome = outcome.map(|(next, _)| next.state).map_err(|problem| problem.code);
            assert_eq!(outcome, expected, "{state} {action:?}");
        }
    }
}

#[test]
fn a_moderator_has_two_working_days() {
    let (petition, events) =
        step(&Lifecycle::draft(), &Action::Submit { policy: &policy() }, "2017-02-03T10:00:00Z");
    assert_eq!(petition.moderation_due_at, Some(at("2017-02-07T22:00:00Z")));
    assert_eq!(events, [EventKind::Submitted]);
}

#[test]
fn a_published_petition_keeps_its_policy() {
    let year_2017 = Policy { window: Window::Months(3), version: 7, ..policy() };
    let (petition, events) = step(&submitted(), &Action::Publish { policy: &year_2017 }, DAY_0);
    assert_eq!(petition.policy, Some(year_2017));
    assert_eq!(petition.closes_at, Some(at("2017-05-01T21:00:00Z")));
    assert_eq!(events, [EventKind::Published]);
}

#[test]
fn the_threshold_signature_starts_the_terms_at_its_instant() {
    let (petition, events) = step(&collecting(), &Action::Count { signatures: 249 }, "2017-02-09T10:00:00Z");
    assert_eq!((petition.state, petition.threshold_at), (State::Collecting, None));
    assert_eq!(events, [EventKind::Milestone10, EventKind::Milestone50]);

    let (petition, events) = step(&petition, &Action::Count { signatures: 250 }, "2017-02-09T10:00:01Z");
    assert_eq!(petition.state, State::UnderReview);
    assert_eq!(petition.threshold_at, Some(at("2017-02-09T10:00:01Z")));
    // Three working days to Tuesday 14 February, ten more to the 28th.
    assert_eq!(petition.announcement_due_at, Some(at("2017-02-14T22:00:00Z")));
    assert_eq!(petition.answer_due_at, Some(at("2017-02-28T22:00:00Z")));
    assert_eq!(events, [EventKind::Milestone100, EventKind::ThresholdReached]);

    let (petition, events) = step(&petition, &Action::Count { signatures: 251 }, "2017-02-09T10:00:02Z");
    assert_eq!(petition.threshold_at, Some(at("2017-02-09T10:00:01Z")));
    assert_eq!(events, []);
}

#[test]
fn milestones_are_reached_at_their_share_exactly() {
    let policy = Policy { threshold: 25, ..policy() };
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
        let (petition, events) = step(&under_review(), &Action::AnnounceReview, announced);
        assert_eq!(petition.answer_due_at, Some(at(due)), "{announced}");
        assert_eq!(events, [EventKind::ReviewAnnounced]);
    }
}

#[test]
fn an_answer_comes_after_the_announcement_and_may_have_versions() {
    assert_eq!(
        refusal(&under_review(), &Action::Answer, "2017-02-10T10:00:00Z"),
        Some(Code::ReviewNotAnnounced)
    );
    let (answered, events) = step(&announced(), &Action::Answer, "2017-02-13T10:00:00Z");
    assert_eq!((answered.state, events), (State::Answered, vec![EventKind::Answered]));
    let (again, events) = step(&answered, &Action::Answer, "2017-03-13T10:00:00Z");
    assert_eq!(again.answered_at, Some(at("2017-02-13T10:00:00Z")));
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
    assert_eq!(lost, Lifecycle { signatures: 249, milestones: 100, ..collecting() });
    assert_eq!(events, [EventKind::ThresholdLost]);

    let (again, events) = step(&lost, &Action::Count { signatures: 250 }, "2017-02-16T10:00:00Z");
    assert_eq!(again.threshold_at, Some(at("2017-02-16T10:00:00Z")));
    assert_eq!(again.announcement_due_at, Some(at("2017-02-21T22:00:00Z")));
    assert_eq!(events, [EventKind::ThresholdReached]);
}

#[test]
fn a_threshold_lost_after_the_window_lapses_the_petition_from_then_on() {
    let (lost, events) = step(&announced(), &Action::Count { signatures: 249 }, "2017-05-10T10:00:00Z");
    assert_eq!(lost.state, State::Lapsed);
    assert_eq!(lost.lapsed_at, Some(at("2017-05-10T10:00:00Z")));
    assert_eq!(lost.reply_due_at, Some(at("2017-06-10T21:00:00Z")));
    assert_eq!((lost.threshold_at, lost.review_announced_at, lost.answer_due_at), (None, None, None));
    assert_eq!(events, [EventKind::ThresholdLost, EventKind::Lapsed]);
}

#[test]
fn a_petition_lapses_with_its_window_and_not_before() {
    assert_eq!(refusal(&collecting(), &Action::Lapse, "2017-05-02T20:59:59.999999Z"), Some(Code::WindowOpen));
    for heard in ["2017-05-02T21:00:00Z", "2017-05-09T10:00:00Z"] {
        let (lapsed, events) = step(&collecting(), &Action::Lapse, heard);
        assert_eq!(lapsed.lapsed_at, Some(at("2017-05-02T21:00:00Z")));
        // Within a month of 2 May.
        assert_eq!(lapsed.reply_due_at, Some(at("2017-06-02T21:00:00Z")));
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
    let (replied, events) = step(&in_state(State::Lapsed), &Action::Answer, "2017-05-20T10:00:00Z");
    assert_eq!((replied.state, replied.answered_at), (State::Lapsed, Some(at("2017-05-20T10:00:00Z"))));
    assert_eq!(events, [EventKind::ReplyRecorded]);
}

#[test]
fn a_reversed_invalidation_brings_a_lapsed_petition_under_review() {
    let replied = step(&in_state(State::Lapsed), &Action::Answer, "2017-05-20T10:00:00Z").0;
    let (restored, events) = step(&replied, &Action::Count { signatures: 250 }, "2017-05-22T10:00:00Z");
    assert_eq!(restored.state, State::UnderReview);
    assert_eq!(restored.announcement_due_at, Some(at("2017-05-25T21:00:00Z")));
    assert_eq!((restored.lapsed_at, restored.reply_due_at, restored.answered_at), (None, None, None));
    assert!(events.contains(&EventKind::ThresholdReached));
}

#[test]
fn the_window_ends_even_where_the_clock_was_not_heard() {
    let late = "2017-05-02T21:00:00Z";
    assert_eq!(refusal(&collecting(), &Action::Withdraw, late), Some(Code::NotWithdrawable));
    let (removed, events) = step(&collecting(), &Action::Remove, late);
    assert_eq!((removed.state, removed.lapsed_at), (State::Removed, Some(at(late))));
    assert_eq!(events, [EventKind::Lapsed, EventKind::Removed]);
}

#[test]
fn a_term_outside_the_calendar_is_refused() {
    let submit = Action::Submit { policy: &policy() };
    assert_eq!(refusal(&Lifecycle::draft(), &submit, "2027-12-30T10:00:00Z"), Some(Code::CalendarOutOfRange));
}

#[test]
fn the_threshold_signature_never_waits_for_the_calendar() {
    let calendar = Calendar::new(at("2017-01-01T00:00:00Z").date_naive(), at(DAY_0).date_naive(), []);
    let count = Action::Count { signatures: 250 };
    // Friday 10 February: three plain working days end on Wednesday 15, ten more on Wednesday 1 March.
    let (reached, _) = collecting().apply(&count, at("2017-02-10T10:00:00Z"), &calendar).unwrap();
    assert_eq!(reached.announcement_due_at, Some(at("2017-02-15T22:00:00Z")));
    assert_eq!(reached.answer_due_at, Some(at("2017-03-01T22:00:00Z")));
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
    let by_email = Policy { level_to_sign: Level::Email, sign_during_review: false, ..policy() };
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
        assert_eq!(refused, Problem::new(Code::WindowClosed).with("closes_at", "2017-05-02T21:00:00Z"));
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
    let last_word = Policy { signatures_withdrawable: false, ..policy() };
    let petition = step(&submitted(), &Action::Publish { policy: &last_word }, DAY_0).0;
    assert_eq!(code(petition.admits_signature_withdrawal(now)), Some(Code::SignatureFinal));
    assert_eq!(code(in_state(State::Removed).admits_signature_withdrawal(now)), Some(Code::PetitionRemoved));
    assert_eq!(
        code(in_state(State::Submitted).admits_signature_withdrawal(now)),
        Some(Code::PetitionNotFound)
    );
}

#[test]
fn only_published_petitions_are_public() {
    for state in State::ALL {
        let petition = in_state(*state);
        let expected = !matches!(state, State::Draft | State::Submitted | State::Refused | State::Removed);
        assert_eq!(state.is_public(petition.published_at), expected, "{state}");
    }
    assert!(!State::Withdrawn.is_public(None));
}
