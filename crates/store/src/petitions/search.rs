//! Titles, found by any part of them, through an index of every three letters that follow each other in them.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use diesel::{PgConnection, SqliteConnection};

use crate::columns::{Id, IdSql};
use crate::connection::Connected;
use crate::error::Result;

/// How many letters that follow each other the index knows.
const GRAM: usize = 3;

#[derive(QueryableByName)]
struct Having {
    #[diesel(sql_type = IdSql)]
    petition_id: Id,
}

/// So many published petitions, at most, whose titles have one of these texts, folded; some others may be among them.
/// `None` where the index can't tell: there are no texts, or one of them is too short for it.
pub(super) fn having(conn: &mut Connected, texts: &[String], limit: i64) -> Result<Option<Vec<Id>>> {
    let is_short = |text: &String| text.chars().count() < GRAM;
    if texts.is_empty() || texts.iter().any(is_short) {
        return Ok(None);
    }
    let found = match conn {
        Connected::Pg(pg) => in_postgres(pg, texts, limit)?,
        Connected::Sqlite(sqlite) => in_sqlite(sqlite, texts, limit)?,
    };
    Ok(Some(found.into_iter().map(|having| having.petition_id).collect()))
}

fn in_postgres(pg: &mut PgConnection, texts: &[String], limit: i64) -> Result<Vec<Having>> {
    let mut query = diesel::sql_query("SELECT petition_id FROM petition_titles WHERE FALSE").into_boxed();
    for (n, text) in (1..).zip(texts) {
        query = query.sql(format!(" OR title_grams(title) @> ${n}")).bind::<Array<Text>, _>(grams(text));
    }
    let limited = format!(" LIMIT ${}", texts.len() + 1);
    Ok(query.sql(limited).bind::<BigInt, _>(limit).load(pg)?)
}

fn in_sqlite(sqlite: &mut SqliteConnection, texts: &[String], limit: i64) -> Result<Vec<Having>> {
    let phrases: Vec<_> = texts.iter().map(|text| phrase(text)).collect();
    let query = "SELECT t.petition_id FROM title_grams g JOIN petition_titles t ON t.number = g.rowid \
                 WHERE title_grams MATCH ? LIMIT ?";
    let query = diesel::sql_query(query).bind::<Text, _>(phrases.join(" OR ")).bind::<BigInt, _>(limit);
    Ok(query.load(sqlite)?)
}

/// A text as SQLite's full-text search takes it literally.
fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What the index has of every title with this text: the fewest that have all of its letters.
fn grams(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (whole, rest) = letters.as_chunks::<GRAM>();
    let last = letters.last_chunk::<GRAM>().filter(|_| !rest.is_empty());
    whole.iter().chain(last).map(|gram| gram.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{grams, phrase};

    #[test]
    fn a_text_is_looked_for_by_its_letters() {
        assert_eq!(grams("сад"), ["сад"]);
        assert_eq!(grams("парк"), ["пар", "арк"]);
        assert_eq!(grams("скверик"), ["скв", "ери", "рик"]);
        assert_eq!(grams("бульвари"), ["бул", "ьва", "ари"]);
    }

    #[test]
    fn quotes_in_a_text_are_letters() {
        assert_eq!(phrase("кафе \"Затишок\""), "\"кафе \"\"Затишок\"\"\"");
    }
}
