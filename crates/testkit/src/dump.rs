//! A database as SQL, which [`TestDatabase::of_sql`](crate::TestDatabase::of_sql) reads.

use std::path::PathBuf;
use std::process::Command;

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl as _, sql_query};
use viche_store::{Connected, Location};

use crate::{Backend, Service};

/// Where the tests' PostgreSQL has its programs; those of the path where that is not said.
const PROGRAMS: &str = "VICHE_TEST_POSTGRES_BIN";

impl Service {
    /// Which database it runs on.
    pub fn backend(&self) -> Backend {
        match self.database.database.location() {
            Location::Sqlite(_) => Backend::Sqlite,
            Location::Postgres(_) => Backend::Postgres,
        }
    }

    /// Its database as SQL: tables and rows.
    pub async fn dump(&self) -> String {
        match self.database.database.location().clone() {
            Location::Postgres(url) => dump_of_postgres(&url),
            Location::Sqlite(_) => {
                self.database.database.read(dump_of_sqlite).await.expect("the database is read")
            }
        }
    }
}

/// What `pg_dump` says, without its remarks and the commands for `psql`.
fn dump_of_postgres(url: &str) -> String {
    let program = std::env::var_os(PROGRAMS).map(PathBuf::from).unwrap_or_default().join("pg_dump");
    let arguments = ["--no-owner", "--no-privileges", "--rows-per-insert=1000", "--dbname", url];
    let output = Command::new(program).args(arguments).output().expect("pg_dump is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let sql = String::from_utf8(output.stdout).expect("pg_dump writes UTF-8");
    let said = |line: &&str| !line.is_empty() && !line.starts_with("--") && !line.starts_with('\\');
    sql.lines().filter(said).fold(String::new(), |sql, line| sql + line + "\n")
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    sql: String,
}

/// Tables and their rows in the order in which they were made, then the indexes.
fn dump_of_sqlite(conn: &mut Connected) -> viche_store::Result<String> {
    let mut sql = "PRAGMA foreign_keys = OFF;\nBEGIN;\n".to_owned();
    sql += &lines(conn, &made("table"))?.concat();
    let tables = "SELECT name AS sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid";
    for table in lines(conn, tables)? {
        let columns = format!("SELECT 'quote(\"' || name || '\")' AS sql FROM pragma_table_info('{table}')");
        let row = lines(conn, &columns)?.join(" || ',' || ");
        let rows = lines(conn, &format!("SELECT '(' || {row} || ')' AS sql FROM {table} ORDER BY rowid"))?;
        if !rows.is_empty() {
            sql.extend(["INSERT INTO ", &table, " VALUES\n", &rows.join(",\n"), ";\n"]);
        }
    }
    Ok(sql + &lines(conn, &made("index"))?.concat() + "COMMIT;\n")
}

/// The query for the statements that made all of a kind.
fn made(kind: &str) -> String {
    format!(
        "SELECT sql || ';' || char(10) AS sql FROM sqlite_schema \
         WHERE type = '{kind}' AND sql IS NOT NULL ORDER BY rowid"
    )
}

fn lines(conn: &mut Connected, query: &str) -> viche_store::Result<Vec<String>> {
    Ok(sql_query(query).load::<Line>(conn)?.into_iter().map(|line| line.sql).collect())
}
