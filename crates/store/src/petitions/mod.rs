//! Petitions: the aggregate, one at a time. Lists are in [`list`].

pub mod answers;
pub mod follows;
pub mod list;
mod locked;
pub mod refusals;
mod row;
mod search;
pub mod signatures;
pub mod signing;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use serde::Deserialize;
use viche_domain::petition::{Lifecycle, PublicNumber};
use viche_domain::text::{EXCERPT, fold};

use crate::city::policies::PolicyRow;
use crate::columns::{At, Id};
use crate::connection::Connected;
use crate::error::Result;
use crate::record::{Note, Object, Tx};
use crate::schema::{petitions, policies};
pub use locked::{Locked, keep, lock};
use row::{LifecycleRow, PetitionRow, its_policy, read};

/// A petition without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// Its id.
    pub id: Id,
    /// Its public number `YYYY-MM-DD-n`, since publication.
    pub number: Option<String>,
    /// The account that wrote it.
    pub author: Id,
    /// The author's full name, required by law.
    pub author_name: String,
    /// The title.
    pub title: String,
    /// The code of its category; a draft may have none yet.
    pub category: Option<String>,
    /// The refused petition that it corrects.
    pub corrects: Option<Id>,
    /// The version of what people edit; signatures and counts don't change it.
    pub version: i64,
    /// When the draft was begun.
    pub created_at: DateTime<Utc>,
    /// When anything of it but the count last changed: that would tell when somebody signed.
    pub updated_at: DateTime<Utc>,
    /// Where it stands.
    pub lifecycle: Lifecycle,
}

impl Petition {
    /// Whether everybody may read it.
    pub fn is_public(&self) -> bool {
        self.lifecycle.is_public()
    }
}

/// How a client names a petition: by id or by public number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Reference {
    /// By id.
    Id(Id),
    /// By public number.
    Number(String),
}

impl Reference {
    /// Reads either form; `None` where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        Id::parse(text)
            .map(Self::Id)
            .or_else(|| PublicNumber::parse(text).map(|number| Self::Number(number.to_string())))
    }

    /// Whether it names this petition.
    pub fn names(&self, petition: &Petition) -> bool {
        match self {
            Self::Id(id) => *id == petition.id,
            Self::Number(number) => petition.number.as_ref() == Some(number),
        }
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Number(number) => number.fmt(f),
        }
    }
}

impl TryFrom<String> for Reference {
    type Error = &'static str;

    fn try_from(text: String) -> std::result::Result<Self, Self::Error> {
        Self::parse(&text).ok_or("neither an id nor a public number")
    }
}

/// What the author writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content<'a> {
    /// The title, normalised.
    pub title: &'a str,
    /// The text, normalised.
    pub text: &'a str,
    /// The code of the category.
    pub category: Option<&'a str>,
}

/// Stores a new draft, on the record.
pub fn begin_draft(
    tx: &mut Tx<'_>,
    author: (Id, &str),
    content: &Content<'_>,
    corrects: Option<Id>,
) -> Result<Id> {
    let (id, now) = (tx.new_id(), At::from(tx.now));
    let begun = Lifecycle::begin(tx.now);
    diesel::insert_into(petitions::table)
        .values((
            petitions::id.eq(id),
            petitions::author_account.eq(author.0),
            petitions::author_name.eq(author.1),
            petitions::title.eq(content.title),
            petitions::title_fold.eq(fold(content.title)),
            petitions::text.eq(content.text),
            petitions::category.eq(content.category),
            petitions::corrects.eq(corrects),
            petitions::version.eq(1),
            petitions::created_at.eq(now),
            petitions::updated_at.eq(now),
            petitions::acted_at.eq(Some(now)),
            LifecycleRow::from(begun.next()),
        ))
        .execute(tx.conn)?;
    tx.record(Object { id, number: None, author: author.0 }, &begun, &Note::default())?;
    Ok(id)
}

/// One petition, with its text.
pub fn find(conn: &mut Connected, reference: &Reference) -> Result<Option<(Petition, String)>> {
    let found = row_of(conn, reference)?;
    found.map(|(row, text, policy)| Ok((read(row, policy)?, text))).transpose()
}

fn row_of(
    conn: &mut Connected,
    reference: &Reference,
) -> Result<Option<(PetitionRow, String, Option<PolicyRow>)>> {
    let mut query = petitions::table
        .left_join(policies::table.on(its_policy()))
        .select((PetitionRow::as_select(), petitions::text, Option::<PolicyRow>::as_select()))
        .into_boxed();
    query = match reference {
        Reference::Id(id) => query.filter(petitions::id.eq(id)),
        Reference::Number(number) => query.filter(petitions::number.eq(number)),
    };
    Ok(query.first(conn).optional()?)
}

/// Petitions of these ids, without an order.
pub fn find_all(conn: &mut Connected, ids: &[Id]) -> Result<Vec<Petition>> {
    let rows: Vec<(PetitionRow, Option<PolicyRow>)> = petitions::table
        .left_join(policies::table.on(its_policy()))
        .filter(petitions::id.eq_any(ids))
        .select((PetitionRow::as_select(), Option::<PolicyRow>::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(petition, policy)| read(petition, policy)).collect()
}

define_sql_function! {
    /// Characters of a text, from the first on, which is 1.
    fn substr(text: Text, from: Integer, characters: Integer) -> Text;
}

/// The beginnings of the texts of these petitions, as long as an excerpt needs.
pub fn beginnings(conn: &mut Connected, ids: &[Id]) -> Result<HashMap<Id, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let characters = i32::try_from(EXCERPT + 1).unwrap_or(i32::MAX);
    let rows: Vec<(Id, String)> = petitions::table
        .filter(petitions::id.eq_any(ids))
        .select((petitions::id, substr(petitions::text, 1, characters)))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The ids of petitions that a client named, those by their numbers included.
pub fn ids_of(conn: &mut Connected, references: &[Reference]) -> Result<Vec<Id>> {
    let (mut ids, mut numbers) = (Vec::new(), Vec::new());
    for reference in references {
        match reference {
            Reference::Id(id) => ids.push(*id),
            Reference::Number(number) => numbers.push(number),
        }
    }
    if !numbers.is_empty() {
        let named = petitions::table.filter(petitions::number.eq_any(numbers)).select(petitions::id);
        ids.extend(named.load::<Id>(conn)?);
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}
