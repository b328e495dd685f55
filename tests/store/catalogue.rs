//! What a database says of its tables, in words that both databases share.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use viche_store::{Connected, Result};

/// The tables by their names.
pub type Catalogue = BTreeMap<String, Table>;

/// A table.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Name, diesel's type and whether it may be null, in order.
    pub columns: Vec<(String, String, bool)>,
    /// The columns of the primary key, in order.
    pub primary_key: Vec<String>,
    /// The columns of each unique constraint.
    pub unique: BTreeSet<Vec<String>>,
    /// The indexes by their names.
    pub indexes: BTreeMap<String, Index>,
    /// Columns, the table they refer to, and its columns.
    pub foreign_keys: BTreeSet<(String, String, String)>,
    /// The conditions of checks.
    pub checks: BTreeSet<String>,
}

/// An index that is no constraint's own.
#[derive(Debug, PartialEq, Eq)]
pub struct Index {
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// Whether no two rows may have the same.
    pub unique: bool,
    /// The condition of a partial one.
    pub predicate: Option<String>,
}

/// One fact: a table and up to four words about it.
#[derive(QueryableByName)]
struct Fact {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = Nullable<Text>)]
    more: Option<String>,
    #[diesel(sql_type = Bool)]
    flag: bool,
    #[diesel(sql_type = BigInt)]
    place: i64,
}

/// How the names of the tables begin that find titles by their letters: each database has its own, which only what they
/// find can be compared by.
const SEARCH: [&str; 2] = ["petition_titles", "title_grams"];

/// Reads the catalogue of either database.
pub fn read(conn: &mut Connected) -> Result<Catalogue> {
    let queries = match conn {
        Connected::Pg(_) => POSTGRES,
        Connected::Sqlite(_) => SQLITE,
    };
    let mut facts = |query: &str| -> Result<Vec<Fact>> {
        let mut facts: Vec<Fact> = diesel::sql_query(query).load(conn)?;
        facts.retain(|fact| !SEARCH.iter().any(|name| fact.of.starts_with(name)));
        Ok(facts)
    };
    let mut tables = Catalogue::new();
    for fact in facts(queries.columns)? {
        let table = tables.entry(fact.of).or_default();
        table.columns.push((fact.name.clone(), diesel_type(&fact.word), fact.flag));
        if fact.place > 0 {
            table.primary_key.push(fact.name);
        }
    }
    for fact in facts(queries.foreign_keys)? {
        let to = fact.more.expect("a column is referred to");
        table(&mut tables, &fact.of).foreign_keys.insert((fact.name, fact.word, to));
    }
    for fact in facts(queries.unique)? {
        table(&mut tables, &fact.of).unique.insert(words(&fact.word));
    }
    for fact in facts(queries.indexes)? {
        let predicate =
            fact.more.map(|text| condition(text.split_once(" WHERE ").map_or(&*text, |(_, after)| after)));
        let index = Index { columns: words(&fact.word), unique: fact.flag, predicate };
        table(&mut tables, &fact.of).indexes.insert(fact.name, index);
    }
    for fact in facts(queries.checks)? {
        for (start, _) in fact.word.match_indices("CHECK (") {
            let text = &fact.word[start + "CHECK (".len()..];
            table(&mut tables, &fact.of).checks.insert(condition(&text[..closing(text)]));
        }
    }
    Ok(tables)
}

fn table<'a>(tables: &'a mut Catalogue, name: &str) -> &'a mut Table {
    tables.get_mut(name).unwrap_or_else(|| panic!("{name} has no columns"))
}

fn diesel_type(declared: &str) -> String {
    match declared.to_lowercase().as_str() {
        "text" => "Text",
        "bigint" => "BigInt",
        "boolean" => "Bool",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        "blob" | "bytea" => "Binary",
        other => panic!("{other} is no type that both databases have"),
    }
    .to_owned()
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

/// A condition without parentheses and types, which each database sets in its own way.
fn condition(text: &str) -> String {
    text.replace(['(', ')'], "").replace("::text", "")
}

/// Where the parenthesis that was opened before the text is closed.
fn closing(text: &str) -> usize {
    let mut open = 1;
    text.find(|c| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open == 0
    })
    .expect("the database keeps well-formed SQL")
}

/// One query for each kind of fact.
struct Queries {
    columns: &'static str,
    foreign_keys: &'static str,
    unique: &'static str,
    indexes: &'static str,
    checks: &'static str,
}

const SQLITE: Queries = Queries {
    columns: "SELECT t.name AS \"of\", c.name AS name, c.type AS word, NULL AS more, \
            c.\"notnull\" = 0 AS flag, c.pk AS place \
        FROM sqlite_master t JOIN pragma_table_info(t.name) c \
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '__diesel_schema_migrations' \
        ORDER BY t.name, c.cid",
    foreign_keys: "SELECT t.name AS \"of\", f.\"from\" AS name, f.\"table\" AS word, f.\"to\" AS more, \
            1 AS flag, 0 AS place \
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
    unique: "SELECT t.name AS \"of\", i.name AS name, NULL AS more, 1 AS flag, 0 AS place, \
            (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS word \
        FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'u'",
    indexes: "SELECT t.name AS \"of\", i.name AS name, 0 AS place, i.\"unique\" AS flag, \
            CASE WHEN i.partial THEN (SELECT sql FROM sqlite_master WHERE name = i.name) END AS more, \
            (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS word \
        FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'c'",
    checks: "SELECT name AS \"of\", name, sql AS word, NULL AS more, 1 AS flag, 0 AS place \
        FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK (%'",
};

const POSTGRES: Queries = Queries {
    columns: "SELECT c.table_name::text AS of, c.column_name::text AS name, c.data_type::text AS word, \
            NULL::text AS more, c.is_nullable = 'YES' AS flag, \
            coalesce((SELECT array_position(k.conkey, c.ordinal_position::int2) FROM pg_constraint k \
                WHERE k.contype = 'p' AND k.conrelid = c.table_name::regclass), 0)::bigint AS place \
        FROM information_schema.columns c \
        WHERE c.table_schema = 'public' AND c.table_name <> '__diesel_schema_migrations' \
        ORDER BY c.table_name, c.ordinal_position",
    foreign_keys: "SELECT k.conrelid::regclass::text AS of, own.attname::text AS name, \
            k.confrelid::regclass::text AS word, other.attname::text AS more, true AS flag, 0::bigint AS place \
        FROM pg_constraint k, LATERAL unnest(k.conkey, k.confkey) AS pair (here, there) \
        JOIN pg_attribute own ON own.attnum = pair.here JOIN pg_attribute other ON other.attnum = pair.there \
        WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND own.attrelid = k.conrelid AND other.attrelid = k.confrelid",
    unique: "SELECT k.conrelid::regclass::text AS of, k.conname::text AS name, NULL::text AS more, \
            true AS flag, 0::bigint AS place, \
            (SELECT string_agg(a.attname, ',' ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY AS u (num, n) \
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) AS word \
        FROM pg_constraint k WHERE k.contype = 'u' AND k.connamespace = 'public'::regnamespace",
    indexes: "SELECT i.indrelid::regclass::text AS of, i.indexrelid::regclass::text AS name, \
            i.indisunique AS flag, 0::bigint AS place, pg_get_expr(i.indpred, i.indrelid) AS more, \
            (SELECT coalesce(string_agg(a.attname, ',' ORDER BY u.n), '') FROM unnest(i.indkey) WITH ORDINALITY AS u (num, n) \
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.num) AS word \
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
        WHERE c.relnamespace = 'public'::regnamespace \
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))",
    checks: "SELECT k.conrelid::regclass::text AS of, k.conname::text AS name, pg_get_constraintdef(k.oid) AS word, \
            NULL::text AS more, true AS flag, 0::bigint AS place \
        FROM pg_constraint k WHERE k.contype = 'c' AND k.connamespace = 'public'::regnamespace",
};
