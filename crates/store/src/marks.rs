//! Marks of the keys that a database depends on, so that it is not served under others.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::columns::{At, to_json};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::schema::settings;

/// Whether the key with this name and mark is the one that the database was first served under; from now on it is that
/// one if there was none.
pub fn hold(conn: &mut Connected, name: &str, mark: &str, now: DateTime<Utc>) -> Result<bool> {
    let (name, mark) = (format!("mark of {name}"), to_json(&mark));
    let values = (
        settings::name.eq(&name),
        settings::value.eq(&mark),
        settings::version.eq(1),
        settings::updated_at.eq(At::from(now)),
    );
    on!(conn, |c| diesel::insert_into(settings::table).values(values).on_conflict_do_nothing().execute(c))?;
    let known: String = settings::table.find(&name).select(settings::value).first(conn)?;
    Ok(known == mark)
}
