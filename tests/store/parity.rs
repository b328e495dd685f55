//! The two folders of migrations give the same tables, and diesel sees them as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use viche_testkit::{Backend, Start as _, TestDatabase};

use super::catalogue::{self, Catalogue};

const SCHEMA: &str = include_str!("../../crates/store/src/base/schema.rs");

async fn catalogue(backend: Backend) -> Catalogue {
    TestDatabase::start(backend).await.database.read(catalogue::read).await.unwrap()
}

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (catalogue(Backend::Sqlite).await, catalogue(Backend::Postgres).await);
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, table) in &sqlite {
        assert_eq!(table, &postgres[name], "{name}: SQLite on the left, PostgreSQL on the right");
    }
}

/// What the comparison rests on: that each kind of fact is found at all.
#[tokio::test]
async fn the_catalogue_tells_of_every_kind_of_rule() {
    let sqlite = catalogue(Backend::Sqlite).await;
    let signatures = &sqlite["signatures"];
    let own = &signatures.indexes["signatures_one_per_person"];
    assert_eq!(own.columns, ["petition_id", "person_id"]);
    assert!(own.unique);
    assert_eq!(own.predicate.as_deref(), Some("invalidated_at IS NULL"));
    assert_eq!(signatures.foreign_keys.len(), 3);
    assert_eq!(sqlite["petitions"].checks, BTreeSet::from(["signatures >= 0".to_owned()]));
    assert_eq!(sqlite["petitions"].unique, BTreeSet::from([vec!["number".to_owned()]]));
    assert_eq!(sqlite["follows"].primary_key, ["account_id", "petition_id"]);
}

#[tokio::test]
async fn diesel_sees_the_tables_as_they_are() {
    let declared = declared(SCHEMA);
    let actual: BTreeMap<_, _> = catalogue(Backend::Sqlite)
        .await
        .into_iter()
        .map(|(name, table)| (name, (table.primary_key, table.columns)))
        .collect();
    assert_eq!(declared, actual);
}

#[test]
fn both_folders_hold_the_same_migrations() {
    assert_eq!(migrations("sqlite"), migrations("postgres"));
}

fn migrations(folder: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(folder);
    std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Each table's primary key and columns, as `table!` declares them.
type Declared = BTreeMap<String, (Vec<String>, Vec<(String, String, bool)>)>;

fn declared(source: &str) -> Declared {
    let blocks = source.split("table! {").skip(1).map(|rest| rest.split("\n}\n").next().unwrap());
    blocks
        .map(|block| {
            let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
            let (name, key) = lines.next().unwrap().split_once(" (").unwrap();
            let key = key.trim_end_matches(") {").split(", ").map(str::to_owned).collect();
            let columns = lines.filter_map(|line| line.split_once(" -> ")).map(column).collect();
            (name.to_owned(), (key, columns))
        })
        .collect()
}

fn column((name, kind): (&str, &str)) -> (String, String, bool) {
    let kind = kind.trim_end_matches(',');
    match kind.strip_prefix("Nullable<").and_then(|rest| rest.strip_suffix('>')) {
        Some(inner) => (name.to_owned(), inner.to_owned(), true),
        None => (name.to_owned(), kind.to_owned(), false),
    }
}
