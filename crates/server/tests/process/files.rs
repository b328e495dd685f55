//! Files, and who may read them.

use std::fs;
use std::io::{Read as _, Seek as _};
use std::path::Path;

use crate::installation::{Installation, Service, post, refusal};

#[test]
fn what_the_service_writes_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let database = viche.path().join("viche.db");
    let mut log = tempfile::tempfile().unwrap();
    let mut service = Service::start_logging(viche.command("serve"), log.try_clone().unwrap());
    let (_operations, public) = (service.address(), service.address());
    let body = r#"{"email":"olena@example.org","password":"вода тече з гір","full_name":"Олена Коваль"}"#;
    assert_eq!(post(&public, "/v1/accounts", body).0, 202);
    let mut written = 0;
    for entry in fs::read_dir(viche.path()).unwrap().map(|entry| entry.unwrap()) {
        let (path, is_folder) = (entry.path(), entry.file_type().unwrap().is_dir());
        if path.file_name().is_some_and(|name| name != "viche.toml") {
            assert_eq!(mode(&path), if is_folder { 0o700 } else { 0o600 }, "{}", path.display());
            written += 1;
        }
    }
    assert!(written >= 4, "keys, letters, the database and its write-ahead file, not {written}");
    assert_eq!(service.stops_on("TERM"), Some(0));

    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let mut service = Service::start_logging(viche.command("serve"), log.try_clone().unwrap());
    service.address();
    assert_eq!(service.stops_on("TERM"), Some(0));
    let mut said = String::new();
    log.rewind().unwrap();
    log.read_to_string(&mut said).unwrap();
    assert!(said.contains("viche.db is open to other users of this machine"), "{said}");
}

#[test]
fn a_folder_of_keys_that_is_open_to_others_is_closed() {
    use std::os::unix::fs::PermissionsExt as _;
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let keys = viche.path().join("keys");
    fs::set_permissions(&keys, fs::Permissions::from_mode(0o777)).unwrap();
    let mut log = tempfile::tempfile().unwrap();
    let mut service = Service::start_logging(viche.command("serve --role api"), log.try_clone().unwrap());
    service.address();
    assert_eq!(service.stops_on("TERM"), Some(0));
    assert_eq!(fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o750);
    let mut said = String::new();
    log.rewind().unwrap();
    log.read_to_string(&mut said).unwrap();
    assert!(said.contains("keys was open to other users"), "{said}");
}

#[test]
fn keys_are_made_once_and_rotated_where_they_are() {
    let viche = Installation::new();
    assert!(refusal(&mut viche.command("keys rotate keys")).contains("viche keys create keys"));
    viche.succeeds("keys create keys");
    let current = || fs::read_to_string(viche.path().join("keys/token.current")).unwrap();
    let first = current();
    assert!(refusal(&mut viche.command("keys create keys")).contains("never overwritten"));
    viche.succeeds("keys rotate keys");
    assert_ne!(current(), first);
}

#[test]
fn a_database_is_served_under_the_key_that_its_people_are_known_by_and_no_other() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("keys create others");
    viche.succeeds("migrate");
    let serves = |keys: &str| {
        let mut command = viche.command("serve --role api");
        command.env("VICHE_KEYS__DIR", keys);
        command
    };
    let start = || {
        let mut service = Service::start(serves("keys"));
        service.address();
        assert_eq!(service.stops_on("TERM"), Some(0));
    };
    start();
    let said = refusal(&mut serves("others"));
    assert!(said.contains("person.key is not the key"), "{said}");
    let mut create = viche.command("admin create --email admin@example.org --name");
    create
        .arg("Ірина Коваль")
        .env("VICHE_ADMIN_PASSWORD", "вода тече з гір")
        .env("VICHE_KEYS__DIR", "others");
    assert!(refusal(&mut create).contains("person.key is not the key"));
    // Keys of tokens come and go.
    viche.succeeds("keys rotate keys");
    start();
}
