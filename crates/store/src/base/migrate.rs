//! Bringing a database to this version, and what a new one begins with.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use viche_domain::city::calendar;
use viche_domain::petition::Policy;

use crate::city::policies;
use crate::city::{self, Beginning};
use crate::connection::{Connected, transaction};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::record::{self, Source};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const BEGINNING: &str = include_str!("../../data/city.json");

/// Applies what is missing and gives the names of what it applied. A new database gets the built-in city, calendar
/// and policy, the policy in force from `now`. `source` gives the salts of what migrations move.
pub async fn migrate(
    database: &Database,
    now: DateTime<Utc>,
    source: Arc<dyn Source>,
) -> Result<Vec<String>> {
    database
        .unhurried(move |conn| {
            let applied = apply(conn)?;
            transaction(conn, |conn| {
                record::seal(conn, source.as_ref())?;
                begin(conn, now)
            })?;
            Ok(applied)
        })
        .await
}

/// The names of the migrations that the database lacks; empty where it is up to date.
pub async fn missing(database: &Database) -> Result<Vec<String>> {
    database
        .read(|conn| {
            let names = match conn {
                Connected::Pg(pg) => pg.pending_migrations(POSTGRES).map(|found| names(&found)),
                Connected::Sqlite(sqlite) => sqlite.pending_migrations(SQLITE).map(|found| names(&found)),
            };
            names.map_err(failed)
        })
        .await
}

fn names<DB: diesel::backend::Backend>(found: &[Box<dyn diesel::migration::Migration<DB>>]) -> Vec<String> {
    found.iter().map(|migration| migration.name().to_string()).collect()
}

fn apply(conn: &mut Connected) -> Result<Vec<String>> {
    let versions = match conn {
        Connected::Pg(pg) => {
            // Nodes that start at once take turns.
            diesel::RunQueryDsl::execute(diesel::sql_query("SELECT pg_advisory_lock(7318412)"), pg)?;
            let applied = pg
                .run_pending_migrations(POSTGRES)
                .map(|done| done.iter().map(ToString::to_string).collect());
            diesel::RunQueryDsl::execute(diesel::sql_query("SELECT pg_advisory_unlock(7318412)"), pg)?;
            applied
        }
        Connected::Sqlite(sqlite) => {
            sqlite.run_pending_migrations(SQLITE).map(|done| done.iter().map(ToString::to_string).collect())
        }
    };
    versions.map_err(failed)
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Database(diesel::result::Error::QueryBuilderError(error))
}

fn begin(conn: &mut Connected, now: DateTime<Utc>) -> Result<()> {
    let beginning: Beginning = serde_json::from_str(BEGINNING)
        .map_err(|error| Error::Corrupt { what: "city.json", value: error.to_string() })?;
    let built_in = calendar::built_in();
    let range = calendar::Range { from: built_in.from, to: built_in.to };
    if city::begin(conn, &beginning, (range, &built_in.days), now)? {
        policies::insert(conn, &Policy::built_in(now))?;
    }
    Ok(())
}
