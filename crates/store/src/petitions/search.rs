//! Titles, found by any part of them, through an index of the letters that follow each other in them.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};
use diesel::{PgConnection, SqliteConnection};

use crate::columns::{Id, IdSql};
use crate::connection::Connected;
use crate::error::Result;

/// How many letters that follow each other the index knows at most.
const GRAM: usize = 3;

#[derive(QueryableByName)]
struct Having {
    #[diesel(sql_type = IdSql)]
    petition_id: Id,
}

#[derive(QueryableByName)]
struct Term {
    #[diesel(sql_type = Text)]
    term: String,
}

/// So many petitions, at most, whose titles have one of these texts, folded; some others may be among them.
pub(super) fn having(conn: &mut Connected, texts: &[String], limit: i64) -> Result<Vec<Id>> {
    let found = match conn {
        Connected::Pg(pg) => in_postgres(pg, texts, limit)?,
        Connected::Sqlite(sqlite) => in_sqlite(sqlite, texts, limit)?,
    };
    Ok(found.into_iter().map(|having| having.petition_id).collect())
}

/// The index has every one, two and three letters of a title that follow each other.
fn in_postgres(pg: &mut PgConnection, texts: &[String], limit: i64) -> Result<Vec<Having>> {
    let mut query = diesel::sql_query("SELECT petition_id FROM petition_titles WHERE FALSE").into_boxed();
    for (n, text) in (1..).zip(texts) {
        query = query.sql(format!(" OR title_grams(title) @> ${n}")).bind::<Array<Text>, _>(grams(text));
    }
    let limited = format!(" LIMIT ${}", texts.len() + 1);
    Ok(query.sql(limited).bind::<BigInt, _>(limit).load(pg)?)
}

/// The index has every three letters that follow each other, the title's last ones filled up, so that fewer letters are
/// found as the beginnings of those three.
fn in_sqlite(sqlite: &mut SqliteConnection, texts: &[String], limit: i64) -> Result<Vec<Having>> {
    let mut phrases = Vec::new();
    for text in texts {
        if text.chars().count() >= GRAM {
            phrases.push(phrase(text));
            continue;
        }
        let terms: Vec<Term> = diesel::sql_query("SELECT term FROM title_terms WHERE term >= ? AND term < ?")
            .bind::<Text, _>(text)
            .bind::<Text, _>(format!("{text}{}", char::MAX))
            .load(sqlite)?;
        phrases.extend(terms.iter().map(|found| phrase(&found.term)));
    }
    if phrases.is_empty() {
        return Ok(Vec::new());
    }
    let query = "SELECT t.petition_id FROM title_grams g JOIN petition_titles t ON t.number = g.rowid \
                 WHERE title_grams MATCH ? LIMIT ?";
    let query = diesel::sql_query(query).bind::<Text, _>(phrases.join(" OR ")).bind::<BigInt, _>(limit);
    Ok(query.load(sqlite)?)
}

/// A text as SQLite's full-text search takes it literally.
fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What the index has of every title with this text.
fn grams(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(GRAM.min(letters.len().max(1))).map(|gram| gram.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{grams, phrase};

    #[test]
    fn a_text_is_looked_for_by_its_letters() {
        assert_eq!(grams("парк"), ["пар", "арк"]);
        assert_eq!(grams("сад"), ["сад"]);
        assert_eq!(grams("їж"), ["їж"]);
        assert_eq!(grams(""), [""; 0]);
    }

    #[test]
    fn quotes_in_a_text_are_letters() {
        assert_eq!(phrase("кафе \"Затишок\""), "\"кафе \"\"Затишок\"\"\"");
    }
}
