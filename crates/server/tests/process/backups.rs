//! Backup and restore, and what is left when the service stops.

use std::fs;

use crate::installation::{Installation, Service, get, post, refusal};

#[test]
fn nothing_is_restored_over_people_or_under_a_service() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    viche.succeeds("backup empty.backup");
    viche.succeeds("restore empty.backup");
    let mut create = viche.command("admin create --email admin@example.org --name");
    create.arg("Ірина Коваль").env("VICHE_ADMIN_PASSWORD", "вода тече з гір");
    assert!(create.output().unwrap().status.success());
    assert!(refusal(&mut viche.command("restore empty.backup")).contains("--force"));

    let mut service = Service::start(viche.command("serve --role api"));
    let operations = service.address();
    let said = refusal(&mut viche.command("restore empty.backup --force"));
    assert!(said.contains("a service is running on this database"), "{said}");
    assert_eq!(get(&operations, "/readyz").0, 200);
    assert_eq!(service.stops_on("TERM"), Some(0));
    viche.succeeds("restore empty.backup --force");
}

#[test]
fn on_every_stop_the_write_ahead_file_is_merged() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    for stop in 0..10 {
        let mut service = Service::start(viche.command("serve"));
        let (_operations, public) = (service.address(), service.address());
        for person in 0..3 {
            let email = format!("olena{person}@{stop}.example.org");
            let body =
                format!(r#"{{"email":"{email}","password":"вода тече з гір","full_name":"Олена Коваль"}}"#);
            assert_eq!(post(&public, "/v1/accounts", &body).0, 202);
        }
        assert_eq!(service.stops_on("TERM"), Some(0));
        let left = fs::metadata(viche.path().join("viche.db-wal")).map_or(0, |file| file.len());
        assert_eq!(left, 0, "after stop {stop}");
    }
}

#[test]
fn a_backup_brings_back_what_was_there() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    viche.succeeds("backup petitions.backup");
    assert!(refusal(&mut viche.command("backup petitions.backup")).contains("exists already"));
    fs::remove_file(viche.path().join("viche.db")).unwrap();
    viche.succeeds("restore petitions.backup");
    let mut service = Service::start(viche.command("serve --role api"));
    let operations = service.address();
    assert_eq!(get(&operations, "/readyz").0, 200);
    assert_eq!(service.stops_on("TERM"), Some(0));
}

#[test]
fn a_backup_of_postgres_says_which_program_is_missing() {
    let viche = Installation::new();
    let nowhere = viche.path().join("nowhere");
    let mut command = viche.command("backup petitions.backup");
    let said = refusal(command.env("VICHE_DATABASE__URL", "postgres://h/viche").env("PATH", nowhere));
    assert!(said.contains("pg_dump was not found"), "{said}");
    assert!(!viche.path().join("petitions.backup").exists());
}
