//! What a change leaves behind. A rule decides all of it; the store writes all of it in one transaction and decides
//! nothing.

use std::fmt::Debug;

use chrono::{DateTime, Utc};

use crate::city::calendar::Calendar;
use crate::duty::Due;
use crate::person::roles::Role;
use crate::problem::Problem;
use crate::words::words;

words! {
    /// The kinds of objects that the record speaks of.
    ObjectKind {
        /// A petition.
        Petition = "petition",
        /// An account.
        Account = "account",
        /// A session of an account.
        Session = "session",
        /// A version of a policy.
        Policy = "policy",
        /// The calendar of working days.
        Calendar = "calendar",
        /// The city's own data.
        City = "city",
    }
}

/// What goes through states.
pub trait Stateful: Sized {
    /// What can happen to it.
    type Event: Copy + Debug + PartialEq + Send + Sync + 'static;

    /// What kind of object it is.
    const KIND: ObjectKind;

    /// The word of an event; with the kind before it, it names the action on the record.
    fn word(event: Self::Event) -> &'static str;

    /// The word of the state.
    fn state_word(&self) -> &'static str;

    /// Whether everybody may read it.
    fn is_public(&self) -> bool;

    /// The number that the record tells beside the state, with its name.
    fn figure(&self) -> (&'static str, i64);

    /// The code of the department in charge.
    fn department(&self) -> Option<&str>;

    /// The version of the policy that governs it.
    fn policy_version(&self) -> Option<i64>;

    /// What it waits for.
    fn dues(&self) -> Vec<Due>;
}

/// Who is told of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Its author.
    Author,
    /// Everybody of the staff with this role, in this department where one is named.
    Staff {
        /// The role.
        role: Role,
        /// The code of the department.
        department: Option<String>,
    },
}

/// An event and its instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened<E> {
    /// What happened.
    pub kind: E,
    /// When; not always when it was noticed.
    pub at: DateTime<Utc>,
}

/// An event that somebody is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News<E> {
    /// Who is told.
    pub to: Audience,
    /// What happened.
    pub event: E,
    /// When the term ends that began with it.
    pub until: Option<DateTime<Utc>>,
}

/// What a change leaves: the object as it stands afterwards, what happened, what it waits for and who is told. Only the
/// rules make one, so that nothing else can change a state: the first of these compiles, and the second does not.
///
/// ```
/// # use viche_domain::{change::Change, petition::Lifecycle};
/// fn begins(now: chrono::DateTime<chrono::Utc>) -> Change<Lifecycle> { Lifecycle::begin(now) }
/// ```
/// ```compile_fail,E0624
/// # use viche_domain::{change::Change, petition::Lifecycle};
/// fn begins(petition: Lifecycle) -> Change<Lifecycle> { Change::new(None, petition, vec![], vec![]) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<S: Stateful> {
    from: &'static str,
    next: S,
    department: Option<String>,
    events: Vec<Happened<S::Event>>,
    dues: Option<Vec<Due>>,
    tell: Vec<News<S::Event>>,
}

impl<S: Stateful> Change<S> {
    /// The change that made `next` of `before`, or of nothing.
    pub(crate) fn new(
        before: Option<&S>,
        next: S,
        events: Vec<Happened<S::Event>>,
        tell: Vec<News<S::Event>>,
    ) -> Self {
        let dues = next.dues();
        let of_before = |before: &S| (before.dues(), before.state_word(), before.is_public());
        let changed = match before.map(of_before) {
            Some((was, state, public)) => {
                // What waits carries the object's state along, for lists.
                dues != was || !dues.is_empty() && (state, public) != (next.state_word(), next.is_public())
            }
            None => !dues.is_empty(),
        };
        let from = before.unwrap_or(&next).state_word();
        let department = next.department().or_else(|| before?.department()).map(ToOwned::to_owned);
        Self { from, next, department, events, dues: changed.then_some(dues), tell }
    }

    /// The word of the state before it.
    pub const fn from(&self) -> &'static str {
        self.from
    }

    /// The object afterwards.
    pub const fn next(&self) -> &S {
        &self.next
    }

    /// The code of the department that it is about: the one in charge afterwards or, where none is any more, the one
    /// that was.
    pub fn department(&self) -> Option<&str> {
        self.department.as_deref()
    }

    /// The object afterwards.
    pub fn into_next(self) -> S {
        self.next
    }

    /// What happened, in order.
    pub fn events(&self) -> &[Happened<S::Event>] {
        &self.events
    }

    /// What the object waits for from now on; nothing where that is as before.
    pub fn dues(&self) -> Option<&[Due]> {
        self.dues.as_deref()
    }

    /// Who is told of what.
    pub fn tell(&self) -> &[News<S::Event>] {
        &self.tell
    }
}

/// Where a rule gets the calendar of working days from, which only those ask for who begin a term.
pub trait Terms {
    /// How asking can fail, or a rule refuse.
    type Error: From<Problem>;

    /// The calendar.
    fn calendar(&mut self) -> Result<&Calendar, Self::Error>;
}

impl Terms for Calendar {
    type Error = Problem;

    fn calendar(&mut self) -> Result<&Self, Problem> {
        Ok(self)
    }
}
