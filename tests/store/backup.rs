//! Backup and restore: what comes back is what was there.

use viche_domain::petition::Lifecycle;
use viche_store::backup::{BackupError, backup, restore};
use viche_store::city::{Profile, Versioned, profile};
use viche_store::desk::audit::{self, Entry};
use viche_store::keyset::PageRequest;
use viche_store::petitions::list::{Filter, Sort, list};
use viche_store::petitions::{Content, Petition, Reference, find, lock};
use viche_store::record::{RequestId, Tx};
use viche_store::{Database, Location, migrate};
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
        restore(database.location(), &file, true).unwrap();
        assert_eq!(seen(database).await, before);
    }

    async fn no_file_is_overwritten_by_a_backup(database: TestDatabase) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let refused = backup(database.database.location(), file.path());
        assert!(matches!(refused, Err(BackupError::File(_))), "{refused:?}");
    }

    async fn half_a_backup_is_told_from_a_whole_one_and_changes_nothing(database: TestDatabase) {
        let database = &database.database;
        write(database, "Перша редакція.").await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("viche.backup");
        backup(database.location(), &file).unwrap();
        write(database, "Друга редакція.").await;
        let before = seen(database).await;
        let whole = std::fs::read(&file).unwrap();
        for part in [whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
            std::fs::write(&file, &whole[..part]).unwrap();
            let refused = restore(database.location(), &file, true);
            assert!(matches!(refused, Err(BackupError::Damaged(_))), "{part} of {}: {refused:?}", whole.len());
            assert_eq!(seen(database).await, before);
        }
    }

    async fn people_are_not_overwritten_by_mistake(database: TestDatabase) {
        let database = &database.database;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("viche.backup");
        backup(database.location(), &file).unwrap();
        restore(database.location(), &file, false).unwrap();
        write(database, "Перша редакція.").await;
        let before = seen(database).await;
        let refused = restore(database.location(), &file, false);
        assert!(matches!(refused, Err(BackupError::Filled)), "{refused:?}");
        assert_eq!(seen(database).await, before);
    }

    async fn nothing_is_restored_under_a_running_service(database: TestDatabase) {
        let database = &database.database;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("viche.backup");
        backup(database.location(), &file).unwrap();
        let (service, another) = (database.occupy().await.unwrap(), database.occupy().await.unwrap());
        for force in [false, true] {
            let refused = restore(database.location(), &file, force);
            assert!(matches!(refused, Err(BackupError::InUse)), "{refused:?}");
        }
        drop((service, another));
    }

    /// A copy that began anew whenever something is written would never end.
    async fn a_backup_ends_while_others_write(database: TestDatabase) {
        let database = &database.database;
        write(database, "Перша редакція.").await;
        if let Location::Sqlite(path) = database.location() {
            let file = rusqlite::Connection::open(path).unwrap();
            file.execute_batch("CREATE TABLE filler (page BLOB); INSERT INTO filler VALUES (zeroblob(67108864))").unwrap();
        }
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let writer = database.clone();
        let writing = tokio::spawn(async move {
            let mut written = 0;
            while !*stopped.borrow() {
                write(&writer, if written % 2 == 0 { "Друга редакція." } else { "Третя редакція." }).await;
                written += 1;
            }
            written
        });
        let folder = tempfile::tempdir().unwrap();
        let (location, file) = (database.location().clone(), folder.path().join("viche.backup"));
        let begun = std::time::Instant::now();
        let copied = tokio::task::spawn_blocking(move || backup(&location, &file));
        let copied = tokio::time::timeout(std::time::Duration::from_secs(20), copied).await;
        stop.send(true).unwrap();
        assert!(writing.await.unwrap() > 10, "others wrote meanwhile");
        copied.expect("it ends").unwrap().unwrap();
        println!("took {:?}", begun.elapsed());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unfinished is left");
    }

    async fn what_is_no_backup_changes_nothing(database: TestDatabase) {
        let database = &database.database;
        write(database, "Перша редакція.").await;
        let before = seen(database).await;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "this is no backup").unwrap();
        let refused = restore(database.location(), file.path(), true);
        assert!(matches!(refused, Err(BackupError::File(_) | BackupError::Damaged(_))), "{refused:?}");
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
    restore(to.database.location(), &file, false).unwrap();
    assert_eq!(seen(&to.database).await, seen(&from.database).await);
}
