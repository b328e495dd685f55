use chrono::{DateTime, Utc};

use super::EventKind::{Assigned, Lapsed, Published, Refused, ReviewAnnounced, ThresholdReached};
use super::StillSo::{All, ButTheTerm, Nothing};
use super::*;
use crate::petition::Facts;

fn at(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}

fn petition(state: State, facts: Facts) -> Lifecycle {
    Lifecycle { state, facts, ..Lifecycle::draft() }
}

#[test]
fn a_letter_that_comes_late_says_nothing_that_is_over() {
    let (before, after) = (at(5).unwrap(), at(15).unwrap());
    let none = Facts::default;
    let announced = || Facts { review_announced_at: at(1), ..none() };
    let replied = || Facts { replied_at: at(1), ..none() };
    let assigned = || Facts { acceptance_due_at: at(10), ..none() };
    let again = || Facts { acceptance_due_at: at(20), ..none() };
    for (event, state, facts, in_time, late) in [
        (Published, State::Collecting, none(), All, Nothing),
        (Published, State::Lapsed, none(), Nothing, Nothing),
        (Published, State::UnderReview, none(), Nothing, Nothing),
        (ThresholdReached, State::UnderReview, none(), All, ButTheTerm),
        (ThresholdReached, State::UnderReview, announced(), Nothing, Nothing),
        (ThresholdReached, State::Answered, none(), Nothing, Nothing),
        (ReviewAnnounced, State::UnderReview, announced(), All, ButTheTerm),
        (ReviewAnnounced, State::Answered, announced(), Nothing, Nothing),
        (Lapsed, State::Lapsed, none(), All, ButTheTerm),
        (Lapsed, State::Lapsed, replied(), ButTheTerm, ButTheTerm),
        (Lapsed, State::Removed, none(), Nothing, Nothing),
        (Assigned, State::UnderReview, assigned(), All, ButTheTerm),
        (Assigned, State::UnderReview, none(), Nothing, Nothing),
        (Assigned, State::UnderReview, again(), Nothing, Nothing),
        (Refused, State::Refused, none(), All, All),
    ] {
        let petition = petition(state, facts);
        let told = |now| still_so(event, at(10), &petition, now);
        assert_eq!(
            (told(before), told(after)),
            (in_time, late),
            "{event:?} in {state:?}: {:?}",
            petition.facts
        );
    }
}

#[test]
fn a_petition_that_has_a_department_again_is_not_handed_back() {
    let mut petition = petition(State::Submitted, Facts::default());
    let told = |petition: &Lifecycle| still_so(EventKind::AssignmentReturned, None, petition, at(5).unwrap());
    assert_eq!(told(&petition), StillSo::All);
    petition.department = Some("transport".to_owned());
    assert_eq!(told(&petition), StillSo::Nothing);
}
