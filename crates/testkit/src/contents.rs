//! What a database holds, so that a test can say that nothing has changed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl as _, sql_query};
use viche_store::Connected;

use crate::Service;

/// Every row of every table, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents(BTreeMap<String, BTreeSet<String>>);

impl Contents {
    /// The tables that have no row.
    pub fn empty_tables(&self) -> Vec<&str> {
        self.0.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table.as_str()).collect()
    }

    /// The rows that one of two has and the other has not, each with its table.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let rows = |contents: &Self| -> BTreeSet<String> {
            let tables = contents.0.iter();
            tables.flat_map(|(table, rows)| rows.iter().map(move |row| format!("{table}: {row}"))).collect()
        };
        rows(self).symmetric_difference(&rows(other)).cloned().collect()
    }
}

impl Service {
    /// What its database holds now.
    pub async fn contents(&self) -> Contents {
        self.database.database.read(read).await.expect("the database is read")
    }
}

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    /// The SQL expression of a row's text.
    #[diesel(sql_type = Text)]
    expression: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    text: String,
}

fn read(conn: &mut Connected) -> viche_store::Result<Contents> {
    let tables = match conn {
        Connected::Pg(_) => {
            "SELECT tablename::text AS name, 'entire::text' AS expression FROM pg_tables WHERE schemaname = 'public'"
        }
        Connected::Sqlite(_) => {
            "SELECT t.name, group_concat('quote(\"' || c.name || '\")', ' || '', '' || ') AS expression \
             FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' GROUP BY t.name"
        }
    };
    let mut contents = BTreeMap::new();
    for Table { name, expression } in sql_query(tables).load(conn)? {
        let rows =
            sql_query(format!("SELECT {expression} AS text FROM {name} AS entire")).load::<Row>(conn)?;
        contents.insert(name, rows.into_iter().map(|row| row.text).collect());
    }
    assert!(contents.contains_key("petitions"), "the tables were found");
    Ok(Contents(contents))
}
