//! How our types stand in columns.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{Binary, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use viche_domain::language::Locale;

use crate::error::{Error, Result};

/// The id of a record: a UUIDv7, stored as its 16 bytes and written as its 36 characters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = Binary)]
#[serde(try_from = "String")]
pub struct Id(Uuid);

/// The type of an id in a column.
pub(crate) type IdSql = Binary;

impl Id {
    /// Reads an id as a client writes it; `None` if it isn't one.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().filter(|_| text.len() == 36).map(Self)
    }
}

impl From<Uuid> for Id {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl From<Id> for Uuid {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> std::result::Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not an id")
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl<DB: Backend> ToSql<Binary, DB> for Id
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_bytes().as_slice().to_sql(out)
    }
}

impl<DB: Backend> FromSql<Binary, DB> for Id
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Uuid::from_slice(&Vec::<u8>::from_sql(bytes)?)?))
    }
}

/// An instant, stored as a UTC timestamp of whole microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub(crate) struct At(pub NaiveDateTime);

impl From<DateTime<Utc>> for At {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant.naive_utc())
    }
}

impl From<At> for DateTime<Utc> {
    fn from(at: At) -> Self {
        at.0.and_utc()
    }
}

impl<DB: Backend> ToSql<Timestamp, DB> for At
where
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Timestamp, DB> for At
where
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(NaiveDateTime::from_sql(bytes)?))
    }
}

/// A language by its tag; an unknown one is the default.
pub(crate) fn locale(tag: &str) -> Locale {
    Locale::ALL.iter().copied().find(|known| known.tag() == tag).unwrap_or_default()
}

/// A possibly absent instant, as a column takes it.
pub(crate) fn at(instant: Option<DateTime<Utc>>) -> Option<At> {
    instant.map(At::from)
}

/// A possibly absent instant, as the domain takes it.
pub(crate) fn instant(at: Option<At>) -> Option<DateTime<Utc>> {
    at.map(DateTime::from)
}

/// Reads a stored word back.
pub(crate) fn word<T: std::str::FromStr>(what: &'static str, value: &str) -> Result<T> {
    value.parse().map_err(|_| Error::Corrupt { what, value: value.to_owned() })
}

/// Reads a stored number back where the domain's is narrower.
pub(crate) fn number<T: TryFrom<i64>>(what: &'static str, value: i64) -> Result<T> {
    value.try_into().map_err(|_| Error::Corrupt { what, value: value.to_string() })
}

/// Reads a stored local date back.
pub(crate) fn date(what: &'static str, value: &str) -> Result<chrono::NaiveDate> {
    word(what, value)
}

/// Reads stored JSON back.
pub(crate) fn json<T: serde::de::DeserializeOwned>(what: &'static str, value: &str) -> Result<T> {
    serde_json::from_str(value).map_err(|_| Error::Corrupt { what, value: value.to_owned() })
}

/// Writes JSON for a column.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own types have text keys and no failing serialisers")
}
