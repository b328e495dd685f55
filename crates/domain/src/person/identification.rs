//! An identification: a clerk's word that an account belongs to the person of certain papers. Two humans must not be made one
//! by a slip, so it may need a second look, and it can be undone.

use super::identity::Level;
use crate::problem::Code;
use crate::words::words;

words! {
    /// Where an identification stands.
    IdentificationState {
        /// The account belongs to the person of the papers.
        Confirmed = "confirmed",
        /// The person known by the number has another name: a second clerk looks at it.
        AwaitingSecondLook = "awaiting_second_look",
        /// The second clerk found that they are two people.
        Refused = "refused",
        /// It was undone.
        Reversed = "reversed",
    }
}

/// What a clerk does about an identification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// A second look finds that it is one person.
    Approve,
    /// A second look finds that they are two.
    Refuse,
    /// It was wrong.
    Reverse,
}

/// The persons whom a decision concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties<Id> {
    /// The person of the clerk who decides.
    pub decider: Id,
    /// The person of the clerk who saw the papers.
    pub first: Id,
    /// The person whom the account belongs to.
    pub owner: Id,
    /// The person known by the number.
    pub known: Option<Id>,
}

impl<Id: PartialEq> Parties<Id> {
    /// Refuses who would decide on themselves.
    pub fn refuse_own(&self) -> Result<(), Code> {
        let own = self.decider == self.owner || self.known.as_ref() == Some(&self.decider);
        if own { Err(Code::OwnIdentity) } else { Ok(()) }
    }
}

impl IdentificationState {
    /// Where an identification stands after a decision, or why it can't be taken. Nobody decides on themselves, and a second
    /// look is another's.
    pub fn after<Id: PartialEq>(self, decision: Decision, parties: &Parties<Id>) -> Result<Self, Code> {
        parties.refuse_own()?;
        match (self, decision) {
            (Self::Confirmed, Decision::Reverse) => Ok(Self::Reversed),
            (_, Decision::Reverse) => Err(Code::NotConfirmed),
            (Self::AwaitingSecondLook, _) if parties.decider == parties.first => Err(Code::SecondClerkNeeded),
            (Self::AwaitingSecondLook, Decision::Approve) => Ok(Self::Confirmed),
            (Self::AwaitingSecondLook, Decision::Refuse) => Ok(Self::Refused),
            _ => Err(Code::NotAwaitingSecondLook),
        }
    }
}

/// How well an account's person is known once no identification holds any more.
pub const fn level_without_papers(has_address: bool) -> Level {
    if has_address { Level::Email } else { Level::None }
}

#[cfg(test)]
mod tests {
    use super::{Decision, IdentificationState as State, Parties};
    use crate::problem::Code;

    const PARTIES: Parties<u8> = Parties { decider: 1, first: 2, owner: 3, known: Some(4) };

    #[test]
    fn a_second_look_is_another_clerks_and_only_what_holds_is_undone() {
        for (state, approved, refused, reversed) in [
            (
                State::Confirmed,
                Err(Code::NotAwaitingSecondLook),
                Err(Code::NotAwaitingSecondLook),
                Ok(State::Reversed),
            ),
            (State::AwaitingSecondLook, Ok(State::Confirmed), Ok(State::Refused), Err(Code::NotConfirmed)),
            (
                State::Refused,
                Err(Code::NotAwaitingSecondLook),
                Err(Code::NotAwaitingSecondLook),
                Err(Code::NotConfirmed),
            ),
            (
                State::Reversed,
                Err(Code::NotAwaitingSecondLook),
                Err(Code::NotAwaitingSecondLook),
                Err(Code::NotConfirmed),
            ),
        ] {
            assert_eq!(state.after(Decision::Approve, &PARTIES), approved, "{state}");
            assert_eq!(state.after(Decision::Refuse, &PARTIES), refused, "{state}");
            assert_eq!(state.after(Decision::Reverse, &PARTIES), reversed, "{state}");
        }
        let same = Parties { decider: 2, ..PARTIES };
        for decision in [Decision::Approve, Decision::Refuse] {
            assert_eq!(State::AwaitingSecondLook.after(decision, &same), Err(Code::SecondClerkNeeded));
        }
        assert_eq!(State::Confirmed.after(Decision::Reverse, &same), Ok(State::Reversed), "one's own slip");
    }

    #[test]
    fn nobody_decides_on_themselves() {
        for parties in [Parties { decider: 3, ..PARTIES }, Parties { decider: 4, ..PARTIES }] {
            for state in State::ALL {
                for decision in [Decision::Approve, Decision::Refuse, Decision::Reverse] {
                    assert_eq!(state.after(decision, &parties), Err(Code::OwnIdentity));
                }
            }
        }
    }
}
