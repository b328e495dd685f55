//! A department takes charge of a petition: by assignment, or by announcing its review or answering it.

use chrono::{DateTime, Utc};

use super::lifecycle::{Policy, Step};
use super::{EventKind, Lifecycle, State};
use crate::change::{Happened, Terms};
use crate::problem::{Code, Fault, FaultCode, Problem};

/// A moderator's assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment<'a> {
    /// The code of the department.
    pub department: &'a str,
    /// Why; needed where another department was in charge.
    pub reason: Option<&'a str>,
    /// The policy in force, whose term holds where the petition has no policy yet.
    pub policy: &'a Policy,
}

impl Lifecycle {
    /// Puts a department in charge, from submission to the answer. It accepts within the policy's working days, or hands
    /// the petition back.
    pub(super) fn assign<T: Terms>(
        &self,
        assignment: &Assignment<'_>,
        now: DateTime<Utc>,
        terms: &mut T,
    ) -> Result<Step, T::Error> {
        if !self.is_assignable() {
            return Err(Problem::from(Code::NotAssignable).into());
        }
        match &self.department {
            Some(same) if same == assignment.department => {
                return Err(Problem::from(Code::AlreadyAssigned).into());
            }
            Some(_) if assignment.reason.is_none() => {
                return Err(Problem::invalid(vec![Fault::at("/reason", FaultCode::Required)]).into());
            }
            _ => {}
        }
        let figures = &self.policy.as_ref().unwrap_or(assignment.policy).figures;
        let due = terms.calendar()?.deadline(now, figures.acceptance_days)?;
        let mut next = Self { department: Some(assignment.department.to_owned()), ..self.clone() };
        next.facts.acceptance_due_at = Some(due);
        Ok((next, vec![Happened { kind: EventKind::Assigned, at: now }]))
    }

    /// From submission to the answer, or to the reply where it lapsed.
    pub(super) fn is_assignable(&self) -> bool {
        match self.state {
            State::Submitted | State::Collecting | State::UnderReview => true,
            State::Lapsed => self.facts.replied_at.is_none(),
            _ => false,
        }
    }

    /// The department in charge accepts.
    pub(super) fn accept_assignment(&self, now: DateTime<Utc>) -> Result<Step, Problem> {
        self.settle(EventKind::AssignmentAccepted, now)
    }

    /// The department in charge hands the petition back: nobody is in charge then.
    pub(super) fn return_assignment(&self, now: DateTime<Utc>) -> Result<Step, Problem> {
        let (next, events) = self.settle(EventKind::AssignmentReturned, now)?;
        Ok((Self { department: None, ..next }, events))
    }

    fn settle(&self, kind: EventKind, now: DateTime<Utc>) -> Result<Step, Problem> {
        if !self.is_assignable() || self.facts.acceptance_due_at.is_none() {
            return Err(Code::NoAssignment.into());
        }
        let mut next = self.clone();
        next.facts.acceptance_due_at = None;
        Ok((next, vec![Happened { kind, at: now }]))
    }

    /// The petition in the charge of a department that begins to work on it: another may not where one is in charge, and
    /// its work accepts an assignment.
    pub(super) fn taken_on_by(&self, department: &str) -> Result<Self, Problem> {
        if self.department.as_deref().is_some_and(|in_charge| in_charge != department) {
            return Err(Code::OtherDepartment.into());
        }
        let mut next = Self { department: Some(department.to_owned()), ..self.clone() };
        next.facts.acceptance_due_at = None;
        Ok(next)
    }
}
