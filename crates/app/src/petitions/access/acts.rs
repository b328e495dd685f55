//! What each capacity may do to a petition, on the record.

use viche_domain::change::ObjectKind;
use viche_domain::petition::{Action, Assignment, Policy, State};
use viche_domain::problem::{Code, Problem};
use viche_domain::time::local_date;
use viche_store::Result as Stored;
use viche_store::petitions::answers::{self, Answer};
use viche_store::petitions::refusals::{self, Refusal};
use viche_store::petitions::{Content, signatures};
use viche_store::record::Note;
use viche_store::record::Subject;

use super::{Administrator, Author, Clock, ForDepartment, Held, Moderator, Reader, Responder};
use crate::Unit;

impl<As> Held<As> {
    fn advance(&self, unit: &mut Unit<'_>, action: &Action<'_>, note: &Note<'_>) -> Stored<()> {
        self.petition.advance(unit, action, note).map(drop)
    }
}

impl Held<Author> {
    /// Stores a draft's new content.
    pub fn edit(&self, unit: &mut Unit<'_>, content: &Content<'_>) -> Stored<()> {
        self.petition.edit(unit, content)?;
        unit.log(Subject::Id(ObjectKind::Petition, self.id), "petition.edited", &Note::default())
    }

    /// Refuses what only a draft allows.
    pub fn must_be_draft(&self) -> Result<(), Problem> {
        if self.lifecycle.state() == State::Draft { Ok(()) } else { Err(Code::NotDraft.into()) }
    }

    /// Deletes a draft.
    pub fn delete(self, unit: &mut Unit<'_>) -> Stored<()> {
        self.must_be_draft()?;
        unit.log(Subject::Id(ObjectKind::Petition, self.id), "petition.deleted", &Note::default())?;
        self.petition.delete(unit)
    }

    /// Submits it under this name.
    pub fn submit(&self, unit: &mut Unit<'_>, name: &str, policy: &Policy) -> Stored<()> {
        self.petition.set_author_name(unit, name)?;
        self.advance(unit, &Action::Submit { policy }, &Note::default())
    }

    /// Withdraws it.
    pub fn withdraw(&self, unit: &mut Unit<'_>) -> Stored<()> {
        self.advance(unit, &Action::Withdraw, &Note::default())
    }
}

impl Held<Moderator> {
    /// Publishes it under today's next number.
    pub fn publish(mut self, unit: &mut Unit<'_>, policy: &Policy) -> Stored<()> {
        let today = local_date(unit.now);
        self.petition.number(unit, today)?;
        self.advance(unit, &Action::Publish { policy }, &Note::default())
    }

    /// Refuses it.
    pub fn refuse(&self, unit: &mut Unit<'_>, refusal: &Refusal) -> Stored<()> {
        self.advance(unit, &Action::Refuse, &Note::because(refusal.code.as_str()))?;
        refusals::insert(unit, &self.petition, refusal)
    }

    /// Puts a department in charge.
    pub fn assign(&self, unit: &mut Unit<'_>, assignment: Assignment<'_>) -> Stored<()> {
        self.advance(unit, &Action::Assign(assignment), &Note::for_reason(assignment.reason))
    }
}

impl Held<Responder> {
    /// Accepts the assignment.
    pub fn accept(&self, unit: &mut Unit<'_>) -> Stored<()> {
        self.advance(unit, &Action::AcceptAssignment, &Note::default())
    }

    /// Hands it back.
    pub fn hand_back(&self, unit: &mut Unit<'_>, reason: &str) -> Stored<()> {
        self.advance(unit, &Action::ReturnAssignment, &Note::for_reason(Some(reason)))
    }
}

impl Held<ForDepartment> {
    /// Announces the start of the review.
    pub fn announce_review(&self, unit: &mut Unit<'_>) -> Stored<()> {
        let ForDepartment(department) = &self.by;
        self.advance(unit, &Action::AnnounceReview { department }, &Note::default())
    }

    /// Answers.
    pub fn answer(&self, unit: &mut Unit<'_>, answer: &Answer) -> Stored<()> {
        let ForDepartment(department) = &self.by;
        self.advance(unit, &Action::Answer { department, decision: answer.decision }, &Note::default())?;
        answers::insert(unit.conn, &self.petition, answer)
    }
}

impl Held<Administrator> {
    /// Removes it.
    pub fn remove(&self, unit: &mut Unit<'_>, reason: &str) -> Stored<()> {
        self.advance(unit, &Action::Remove { reason }, &Note::for_reason(Some(reason)))
    }
}

impl Held<Clock> {
    /// Ends its window.
    pub fn lapse(&self, unit: &mut Unit<'_>) -> Stored<()> {
        self.advance(unit, &Action::Lapse, &Note::default())
    }
}

impl Held<Reader> {
    /// Takes the reader's signature back.
    pub fn withdraw_signature(&self, unit: &mut Unit<'_>) -> Stored<()> {
        self.lifecycle.admits_signature_withdrawal(unit.now)?;
        let Reader(reader) = &self.by;
        if signatures::withdraw(unit, &self.petition, reader.person)? {
            return Ok(());
        }
        Err(Code::NotSigned.into())
    }
}
