//! On the record: a transaction in which everything that changes says who did what, when and by which request.

pub mod dues;
mod history;
pub(crate) mod notes;

pub use history::{Event, history};
pub use notes::reason_of;
pub(crate) use notes::seal;

use std::cell::OnceCell;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde_json::{Map, Value, json};
use viche_domain::change::{Change, ObjectKind, Stateful, Terms};
use viche_domain::city::calendar::Calendar;

use crate::columns::{At, Id};
use crate::connection::{Connected, on};
use crate::error::{Error, Result};
use crate::schema::record;
use crate::{city, jobs};

/// Instants, ids and salts, from the injected clock and randomness.
pub trait Source: Send + Sync {
    /// The time, in whole microseconds.
    fn now(&self) -> DateTime<Utc>;

    /// A new UUIDv7 of that instant; of two made in one process the later sorts after the earlier.
    fn new_id(&self, now: DateTime<Utc>) -> Id;

    /// 32 random bytes.
    fn new_salt(&self) -> [u8; 32];
}

/// By how much clocks of nodes differ at most. What was done later than that from now was done by a clock that was wrong.
const SKEW: TimeDelta = TimeDelta::seconds(2);

/// What a request is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestId {
    /// By the service: an id, or a word for what nobody asked for over the API.
    pub ours: String,
    /// By the client, if it gave a name: that may be anything, so it can be erased.
    pub clients: Option<String>,
}

impl RequestId {
    /// Of what nobody asked for over the API, such as the worker's.
    pub fn inside(word: &str) -> Self {
        Self { ours: word.to_owned(), clients: None }
    }

    /// What the client knows it by.
    pub fn told(&self) -> &str {
        self.clients.as_deref().unwrap_or(&self.ours)
    }
}

/// A transaction on the record.
pub struct Tx<'a> {
    /// The database.
    pub conn: &'a mut Connected,
    /// When it is done: since it began, or since its latest turn at what others change too.
    pub now: DateTime<Utc>,
    by: Option<Id>,
    request: &'a RequestId,
    source: &'a dyn Source,
    calendar: OnceCell<Calendar>,
}

/// The object that a change is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Object<'a> {
    /// Its id.
    pub id: Id,
    /// Its public number.
    pub number: Option<&'a str>,
    /// The account that wrote it.
    pub author: Id,
}

/// What is named on the record, whether or not it goes through states.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// Something with an id.
    Id(ObjectKind, Id),
    /// Something with a name instead.
    Name(ObjectKind, &'a str),
}

/// What is to be said of a change beside what it itself says.
#[derive(Debug, Clone, Default)]
pub struct Note<'a> {
    /// Why, as a code.
    pub code: Option<&'a str>,
    /// Why, in somebody's words: can be erased.
    pub reason: Option<&'a str>,
    /// Ids and codes that belong to it.
    pub data: Map<String, Value>,
    /// Words that belong to it: can be erased.
    pub words: Option<Value>,
}

impl<'a> Note<'a> {
    /// A note of ids and codes, given as a JSON object.
    pub fn of(data: Value) -> Self {
        let Value::Object(data) = data else { return Self::default() };
        Self { data, ..Self::default() }
    }

    /// A note of words, which can be erased.
    pub fn in_words(words: Value) -> Self {
        Self { words: Some(words), ..Self::default() }
    }

    /// A note with a code that says why.
    pub fn because(code: &'a str) -> Self {
        Self { code: Some(code), ..Self::default() }
    }

    /// A note with somebody's reason, if there is one.
    pub fn for_reason(reason: Option<&'a str>) -> Self {
        Self { reason, ..Self::default() }
    }
}

#[derive(Insertable)]
#[diesel(table_name = record)]
struct Row<'a> {
    id: Id,
    at: At,
    happened_at: At,
    account_id: Option<Id>,
    action: String,
    object: &'static str,
    object_id: Option<Id>,
    object_name: Option<&'a str>,
    event: Option<&'static str>,
    number: Option<&'a str>,
    department: Option<&'a str>,
    policy_version: Option<i64>,
    reason: Option<&'a str>,
    request_id: &'a str,
    data: String,
    note_hash: Option<Vec<u8>>,
}

impl<'a> Tx<'a> {
    /// A transaction that is done now by a request, by nobody yet.
    pub fn new(conn: &'a mut Connected, request: &'a RequestId, source: &'a dyn Source) -> Self {
        Self { conn, now: source.now(), by: None, request, source, calendar: OnceCell::new() }
    }

    /// Its turn has come at something that is locked now: what it does there is done now, and so after what was done
    /// there last, even where that was on a node whose clock is a little ahead.
    pub(crate) fn take_turn(&mut self, last: Option<DateTime<Utc>>) {
        let now = self.source.now();
        self.now = match last {
            Some(last) if (now..now + SKEW).contains(&last) && last > now => {
                last + TimeDelta::microseconds(1)
            }
            _ => now,
        };
    }

    /// From here on this account does it.
    pub fn set_by(&mut self, account: Id) {
        self.by = Some(account);
    }

    /// A new id.
    pub fn new_id(&self) -> Id {
        self.source.new_id(self.now)
    }

    /// Records a change of an object: its events, what it waits for from now on and who is told.
    pub(crate) fn record<S: Stateful>(
        &mut self,
        object: Object<'_>,
        change: &Change<S>,
        note: &Note<'_>,
    ) -> Result<()> {
        let next = change.next();
        let (figure, number) = next.figure();
        let mut data = note.data.clone();
        for (name, value) in
            [("from", json!(change.from())), ("to", json!(next.state_word())), (figure, json!(number))]
        {
            data.insert(name.to_owned(), value);
        }
        let data = Value::Object(data).to_string();
        let (mut rows, mut notes, mut recorded) = (Vec::new(), Vec::new(), Vec::new());
        for event in change.events() {
            let id = self.new_id();
            recorded.push((event.kind, id));
            let note_hash = self.attach(id, note, &mut notes);
            let word = S::word(event.kind);
            rows.push(Row {
                id,
                at: self.now.into(),
                happened_at: event.at.into(),
                account_id: self.by,
                action: format!("{}.{word}", S::KIND),
                object: S::KIND.as_str(),
                object_id: Some(object.id),
                object_name: None,
                event: Some(word),
                number: object.number,
                department: change.department(),
                policy_version: next.policy_version(),
                reason: note.code,
                request_id: &self.request.ours,
                data: data.clone(),
                note_hash,
            });
        }
        if !rows.is_empty() {
            on!(&mut *self.conn, |c| diesel::insert_into(record::table).values(&rows).execute(c))?;
        }
        notes::insert(self.conn, &notes)?;
        if let Some(dues) = change.dues() {
            dues::replace(self, object.id, next, dues)?;
        }
        jobs::tell(self, object, change, &recorded)
    }

    /// Records something that is no event of an object's history.
    pub fn log(&mut self, object: Subject<'_>, action: &str, note: &Note<'_>) -> Result<()> {
        let id = self.new_id();
        let mut notes = Vec::new();
        let note_hash = self.attach(id, note, &mut notes);
        let (kind, object_id, object_name) = match object {
            Subject::Id(kind, id) => (kind, Some(id), None),
            Subject::Name(kind, name) => (kind, None, Some(name)),
        };
        let row = Row {
            id,
            at: self.now.into(),
            happened_at: self.now.into(),
            account_id: self.by,
            action: action.to_owned(),
            object: kind.as_str(),
            object_id,
            object_name,
            event: None,
            number: None,
            department: None,
            policy_version: None,
            reason: note.code,
            request_id: &self.request.ours,
            data: Value::Object(note.data.clone()).to_string(),
            note_hash,
        };
        diesel::insert_into(record::table).values(row).execute(self.conn)?;
        notes::insert(self.conn, &notes)
    }

    /// Puts what can be erased of a note beside the row; gives its hash.
    fn attach(&self, id: Id, note: &Note<'_>, notes: &mut Vec<notes::Attached>) -> Option<Vec<u8>> {
        let attached = notes::Attached::new(id, note, self.request, self.source)?;
        let hash = attached.hash();
        notes.push(attached);
        Some(hash)
    }
}

impl Terms for Tx<'_> {
    type Error = Error;

    fn calendar(&mut self) -> Result<&Calendar> {
        if self.calendar.get().is_none() {
            let calendar = city::calendar(self.conn)?;
            return Ok(self.calendar.get_or_init(|| calendar));
        }
        Ok(self.calendar.get().expect("it has been looked up"))
    }
}
