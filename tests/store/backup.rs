//! Backup and restore: what comes back is what was there.

use viche_domain::petition::Lifecycle;
use viche_store::backup::{BackupError, backup, restore};
use viche_store::city::{Profile, Versioned, profile};
use viche_store::desk::audit::{self, Entry};
use viche_store::keyset::PageRequest;
use viche_store::petitions::list::{Filter, Sort, list};
use viche_store::petitions::{Content, Petition, Reference, find, lock};
use viche_store::record::{RequestId, Tx};
use viche_store::{Database, migrate};
use viche_testkit::{Backend, Start as _, TestDatabase, on_both};

use super::seed::{self, Counting, id, second};

/// What a reader can tell of a database.
#[derive(Debug, PartialEq)]
struct Seen {
    petitions: Vec<Petition>,
    text: Option<String>,
    audit: Vec<Entry>,
    profile: Versioned<Profile>,
    missing: Vec<String>,
}

async fn seen(database: &Database) -> Seen {
    let all = PageRequest { edge: None, limit: 100 };
    let missing = migrate::missing(database).await.unwrap();
    database
        .read(move |conn| {
            Ok(Seen {
                petitions: list(conn, &Filter::default(), Sort::Recent, &all)?.rows,
                text: find(conn, &Reference::Id(id(2)))?.map(|(_, text)| text),
                audit: audit::audit(conn, &audit::Filter::default(), &all)?.rows,
                profile: profile(conn)?,
                missing,
            })
        })
        .await
        .unwrap()
}

#[expect(clippy::disallowed_methods, reason = "no rule of access is tested here")]
async fn write(database: &Database, text: &'static str) {
    database
        .write(move |conn| {
            if find(conn, &Reference::Id(id(2)))?.is_none() {
                seed::account(conn, id(1))?;
                seed::petition(conn, id(2), id(1), &Lifecycle::draft(), second(5))?;
            }
            let content = Content {
                title: "Зупинка на Київській", text, category: Some("transport")
            };
            let (request, source) = (RequestId::default(), Counting::from(3).at(second(6)));
            let mut tx = Tx::new(conn, &request, &source);
            let petition = lock(&mut tx, &Reference::Id(id(2)))?.unwrap();
            petition.edit(&mut tx, &content)
        })
        .await
        .unwrap();
}

on_both! {
    async fn a_backup_is_restored_over_later_changes(database: TestDatabase) {
        let database = &database.database;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("viche.backup");
        write(database, "Перша редакція.").await;
        let before = seen(database).await;
        backup(database.location(), &file).unwrap();

        write(database, "Друга редакція.").await;
        assert_ne!(seen(database).await, before);
        restore(database.location(), &file).unwrap();
        assert_eq!(seen(database).await, before);
    }

    async fn no_file_is_overwritten_by_a_backup(database: TestDatabase) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let refused = backup(database.database.location(), file.path());
        assert!(matches!(refused, Err(BackupError::File(_))), "{refused:?}");
    }

    async fn what_is_no_backup_changes_nothing(database: TestDatabase) {
        let database = &database.database;
        write(database, "Перша редакція.").await;
        let before = seen(database).await;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "this is no backup").unwrap();
        assert!(restore(database.location(), file.path()).is_err());
        assert_eq!(seen(database).await, before);
    }
}

#[tokio::test]
async fn a_backup_of_postgres_fills_another_database() {
    let (from, to) =
        (TestDatabase::start(Backend::Postgres).await, TestDatabase::start(Backend::Postgres).await);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("viche.backup");
    write(&from.database, "Перша редакція.").await;
    backup(from.database.location(), &file).unwrap();
    restore(to.database.location(), &file).unwrap();
    assert_eq!(seen(&to.database).await, seen(&from.database).await);
}
