use std::fs;

use viche_store::Location;

use super::{Configuration, DEFAULT, Format};

fn variables(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn with(pairs: &[(&str, &str)]) -> Result<Configuration, String> {
    Configuration::read(None, "", variables(pairs)).map_err(|error| error.to_string())
}

fn with_file(text: &str) -> Result<Configuration, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("viche.toml");
    fs::write(&file, text).unwrap();
    Configuration::read(Some(&file), "", Vec::new()).map_err(|error| error.to_string())
}

fn refusal(outcome: Result<Configuration, String>) -> String {
    outcome.err().expect("this configuration is wrong")
}

#[test]
fn the_defaults_load() {
    let defaults = with(&[]).unwrap();
    assert_eq!(defaults.database.url, Location::Sqlite("viche.db".to_owned()));
    assert_eq!(defaults.database.connections, 16);
    assert_eq!(defaults.http.bind, "127.0.0.1:8080".parse().unwrap());
    assert_eq!(defaults.http.metrics_bind, Some("127.0.0.1:9090".parse().unwrap()));
    assert_eq!((defaults.http.workers, defaults.http.stop_seconds), (0, 30));
    assert_eq!(defaults.http.cors_origins, [""; 0]);
    assert_eq!((defaults.tokens.issuer, defaults.mail.smtp_url, defaults.mail.from), (None, None, None));
    assert_eq!((defaults.log.format, defaults.log.level.as_str()), (Format::Json, "info"));
}

#[test]
fn each_key_is_explained_and_names_its_variable() {
    let mut section = "";
    let mut explanation = String::new();
    let mut keys = 0;
    for line in DEFAULT.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            let variable = format!("Variable: VICHE_{section}__{key}").to_uppercase();
            assert!(explanation.to_uppercase().ends_with(&variable), "{section}.{key}: {explanation}");
            assert!(explanation.len() > variable.len() + 20, "{section}.{key} says what it means");
            keys += 1;
        }
        match line.strip_prefix('#') {
            Some(comment) => explanation.push_str(comment),
            None => explanation.clear(),
        }
    }
    assert_eq!(keys, 18);
}

#[test]
fn the_file_goes_before_the_default_and_a_variable_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("viche.toml");
    fs::write(&file, "[http]\nbind = \"127.0.0.1:1\"\nworkers = 3\n").unwrap();
    let read = Configuration::read(Some(&file), "", variables(&[("VICHE_HTTP__BIND", "[::1]:2")])).unwrap();
    assert_eq!(read.http.bind, "[::1]:2".parse().unwrap());
    assert_eq!((read.http.workers, read.http.stop_seconds), (3, 30));
}

#[test]
fn the_demo_has_defaults_of_its_own_and_takes_the_same_settings() {
    let read = |pairs| Configuration::read(None, super::DEMO, variables(pairs)).unwrap();
    let quiet = read(&[]);
    assert_eq!((quiet.log.format, quiet.log.level.as_str()), (Format::Text, "warn"));
    assert_eq!(quiet.http.stop_seconds, with(&[]).unwrap().http.stop_seconds);
    let told = read(&[("VICHE_LOG__LEVEL", "debug"), ("VICHE_HTTP__CORS_ORIGINS", "https://a.example")]);
    assert_eq!((told.log.format, told.log.level.as_str()), (Format::Text, "debug"));
    assert_eq!(told.http.cors_origins, ["https://a.example"]);
}

#[test]
fn variables_carry_numbers_lists_and_nothing() {
    let read = with(&[
        ("VICHE_HTTP__STOP_SECONDS", "5"),
        ("VICHE_HTTP__METRICS_BIND", ""),
        ("VICHE_HTTP__CORS_ORIGINS", "https://a.example, https://b.example:8443, http://localhost:*"),
        ("VICHE_HTTP__PUBLIC_URL", "https://petitions.example.org/"),
        ("VICHE_TOKENS__ISSUER", "007"),
    ])
    .unwrap();
    assert_eq!((read.http.stop_seconds, read.http.metrics_bind), (5, None));
    assert_eq!(read.http.cors_origins, ["https://a.example", "https://b.example:8443", "http://localhost:*"]);
    assert_eq!(read.http.public_url, "https://petitions.example.org");
    assert_eq!(read.tokens.issuer.as_deref(), Some("007"));
}

#[test]
fn unknown_keys_and_variables_are_named() {
    for name in ["VICHE_HTTP__BINDD", "VICHE_HTTP", "VICHE_BIND", "VICHE_HTTP__BIND__X", "VICHE_"] {
        assert!(refusal(with(&[(name, "1")])).contains(name));
    }
    assert!(refusal(with_file("[http]\nbindd = 1\n")).contains("unknown field `bindd`"));
    assert!(refusal(with_file("[htpp]\nbind = 1\n")).contains("unknown field `htpp`"));
    with(&[("VICHE_ADMIN_PASSWORD", "x"), ("VICHE_TEST_POSTGRES", "x"), ("VICHE_CORPUS", "x")]).unwrap();
}

#[test]
fn a_wrong_value_is_refused_with_its_key_itself_and_what_is_expected() {
    for (variable, value, key, expected) in [
        ("VICHE_HTTP__BIND", "localhost", "http.bind", "127.0.0.1:8080"),
        ("VICHE_HTTP__METRICS_BIND", ":9090", "http.metrics_bind", "127.0.0.1:8080"),
        ("VICHE_HTTP__WORKERS", "many", "http.workers", "integer"),
        ("VICHE_HTTP__STOP_SECONDS", "-1", "http.stop_seconds", "integer"),
        ("VICHE_HTTP__CORS_ORIGINS", "https://a.example/path", "http.cors_origins", "without a path"),
        ("VICHE_HTTP__CORS_ORIGINS", "https://*.example", "http.cors_origins", "without a path"),
        ("VICHE_HTTP__PUBLIC_URL", "petitions.example.org", "http.public_url", "https://"),
        ("VICHE_DATABASE__CONNECTIONS", "4", "database.connections", "5 to 1000"),
        ("VICHE_DATABASE__CONNECTIONS", "1001", "database.connections", "5 to 1000"),
        ("VICHE_DATABASE__CONNECTIONS", "-1", "database.connections", "integer"),
        ("VICHE_MAIL__LINK_BASE", "ftp://a.example", "mail.link_base", "https://"),
        ("VICHE_LOG__FORMAT", "xml", "log.format", "json or text"),
        ("VICHE_LOG__LEVEL", "loud=very", "log.level", "info"),
        ("VICHE_HTTP__CONNECTIONS", "100000", "http.connections", "64 to 65536"),
        ("VICHE_LOG__LEVEL", "verbose", "log.level", "info"),
        ("VICHE_LOG__LEVEL", "info,verbose", "log.level", "info"),
        ("VICHE_LOG__LEVEL", "info,", "log.level", "info"),
        ("VICHE_HTTP__PUBLIC_URL", "https://a.example/petitions", "http.public_url", "without a path"),
        ("VICHE_DATABASE__CONNECTIONS", "100000", "database.connections", "5 to 1000"),
    ] {
        let refusal = refusal(with(&[(variable, value)]));
        for part in [key, value, expected] {
            assert!(refusal.contains(part), "{part} in: {refusal}");
        }
    }
}

#[test]
fn levels_may_be_set_by_module() {
    for level in ["info", "off", "info,viche_store=debug", "viche_store=trace"] {
        assert_eq!(with(&[("VICHE_LOG__LEVEL", level)]).unwrap().log.level, level);
    }
}

#[test]
fn a_value_that_may_hold_a_password_is_not_repeated() {
    let said = refusal(with(&[("VICHE_DATABASE__URL", "postgres://viche:50%secret@host/viche")]));
    assert!(said.contains("database.url") && !said.contains("secret"), "{said}");
    let refusal = refusal(with(&[("VICHE_DATABASE__URL", "mysql://viche:secret@host/viche")]));
    assert!(refusal.contains("database.url") && refusal.contains("sqlite:// or postgres://"), "{refusal}");
    assert!(!refusal.contains("secret"), "{refusal}");
}

#[test]
fn a_file_that_is_not_there_or_not_toml_is_named() {
    let absent = Configuration::read(Some("/nowhere/viche.toml".as_ref()), "", Vec::new());
    assert!(absent.err().expect("no such file").to_string().contains("/nowhere/viche.toml"));
    assert!(refusal(with_file("[http\n")).contains("viche.toml"));
}
