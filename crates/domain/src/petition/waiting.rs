//! What a petition waits for, and until when.

use super::{Lifecycle, State};
use crate::duty::{Alarm, Due, Duty, Waiting};
use crate::person::roles::Role;

pub(super) fn of(petition: &Lifecycle) -> Vec<Due> {
    let facts = &petition.facts;
    let responder = |duty| {
        let department = petition.department.clone();
        Waiting::Staff { duty, role: Role::Responder, department }
    };
    let moderator = Waiting::Staff { duty: Duty::Moderation, role: Role::Moderator, department: None };
    let acceptance = (responder(Duty::Acceptance), facts.acceptance_due_at);
    let waiting = match petition.state {
        State::Submitted => vec![(moderator, facts.moderation_due_at), acceptance],
        State::Collecting => vec![(Waiting::Clock(Alarm::WindowEnd), facts.closes_at), acceptance],
        State::UnderReview if facts.review_announced_at.is_none() => {
            vec![(responder(Duty::ReviewAnnouncement), facts.announcement_due_at), acceptance]
        }
        State::UnderReview => vec![(responder(Duty::Answer), facts.answer_due_at), acceptance],
        State::Lapsed if facts.replied_at.is_none() => {
            vec![(responder(Duty::Reply), facts.reply_due_at), acceptance]
        }
        _ => Vec::new(),
    };
    waiting.into_iter().filter_map(|(waiting, at)| Some(Due { waiting, at: at? })).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use crate::duty::{Alarm, Duty, Waiting};
    use crate::petition::{Facts, Lifecycle, State};

    #[test]
    fn each_state_waits_for_what_its_rules_say() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0);
        let facts = Facts {
            moderation_due_at: at(1),
            announcement_due_at: at(2),
            answer_due_at: at(3),
            reply_due_at: at(4),
            closes_at: at(5),
            ..Facts::default()
        };
        let petition = Lifecycle { facts: facts.clone(), ..Lifecycle::draft() };
        let waits = |state: State, facts: &Facts| -> Vec<_> {
            let petition = Lifecycle { state, facts: facts.clone(), ..petition.clone() };
            super::of(&petition)
                .into_iter()
                .map(|due| match due.waiting {
                    Waiting::Clock(alarm) => alarm.as_str(),
                    Waiting::Staff { duty, .. } => {
                        assert!(duty.states().contains(&state.as_str()), "{duty} in {state}");
                        duty.as_str()
                    }
                })
                .collect()
        };
        let [moderation, announcement, answer, reply] =
            [Duty::Moderation, Duty::ReviewAnnouncement, Duty::Answer, Duty::Reply].map(Duty::as_str);
        let none: [&str; 0] = [];
        assert_eq!(waits(State::Draft, &facts), none);
        assert_eq!(waits(State::Submitted, &facts), [moderation]);
        assert_eq!(waits(State::Collecting, &facts), [Alarm::WindowEnd.as_str()]);
        assert_eq!(waits(State::UnderReview, &facts), [announcement]);
        assert_eq!(waits(State::Lapsed, &facts), [reply]);
        assert_eq!(waits(State::Answered, &facts), none);
        let announced = Facts { review_announced_at: at(2), ..facts.clone() };
        assert_eq!(waits(State::UnderReview, &announced), [answer]);
        let replied = Facts { replied_at: at(3), ..facts.clone() };
        assert_eq!(waits(State::Lapsed, &replied), none);
        let assigned = Facts { acceptance_due_at: at(6), ..facts };
        let acceptance = Duty::Acceptance.as_str();
        assert_eq!(waits(State::Submitted, &assigned), [moderation, acceptance]);
        assert_eq!(waits(State::Collecting, &assigned), [Alarm::WindowEnd.as_str(), acceptance]);
        assert_eq!(waits(State::UnderReview, &assigned), [announcement, acceptance]);
        assert_eq!(waits(State::Lapsed, &assigned), [reply, acceptance]);
        assert_eq!(waits(State::Answered, &assigned), none);
    }
}
