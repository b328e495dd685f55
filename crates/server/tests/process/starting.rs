//! Starting and stopping, and what is refused.

use std::fs;
use std::io::{Read as _, Seek as _};

use crate::installation::{Installation, Service, exchange, get, post, refusal};

#[test]
fn from_an_empty_folder_to_a_service_that_stops_when_told() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    assert!(viche.succeeds("migrate").contains("Applied 0001"));
    for signal in ["TERM", "INT"] {
        let mut service = Service::start(viche.command("serve"));
        let (operations, public) = (service.address(), service.address());
        assert_eq!(get(&public, "/healthz").0, 200);
        assert_eq!(get(&operations, "/healthz").0, 200);
        assert_eq!(get(&operations, "/readyz").0, 200);
        assert!(get(&operations, "/metrics").1.contains("# EOF"));
        assert_eq!(get(&operations, "/v1/petitions").0, 404, "operators' address has no part in the API");
        assert_eq!(get(&public, "/metrics").0, 404, "figures are not for everybody");
        assert_eq!(service.stops_on(signal), Some(0));
    }
}

#[test]
fn nobody_enters_by_the_provider_of_tests_and_the_demo() {
    // What the built-in provider takes for a person's consent: base64url of {"full_name":"Іван Коваль",…}.
    let code = "eyJmdWxsX25hbWUiOiLQhtCy0LDQvSDQmtC-0LLQsNC70YwiLCJybm9rcHAiOiIyNTAwMDAwMDE4IiwiYmlydGhfZGF0ZSI6bnVsbCwiZW1haWwiOm51bGx9";
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mut service = Service::start(viche.command("serve --role api"));
    let (_operations, public) = (service.address(), service.address());
    let body = format!(r#"{{"provider":"built_in","code":"{code}"}}"#);
    let (status, answer) = post(&public, "/v1/external-sessions", &body);
    assert_eq!(status, 404, "{answer}");
    assert!(answer.contains(r#""code":"provider_unknown""#), "{answer}");
}

#[test]
fn what_clients_do_wrong_is_no_error_of_the_service() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let log = viche.path().join("log");
    let mut service = Service::start_logging(viche.command("serve"), fs::File::create(&log).unwrap());
    let (_operations, public) = (service.address(), service.address());
    let get = |line: &str, headers: &str| {
        exchange(&public, &format!("{line}\r\nHost: {public}\r\nConnection: close\r\n{headers}\r\n"))
    };
    for (line, headers, status) in [
        ("hello", String::new(), 400),
        ("GET / HTTP/9.9", String::new(), 400),
        ("GET /v1/petitions?q=тролейбус HTTP/1.1", String::new(), 400),
        ("GET /healthz HTTP/1.1", "X-A: a\0b\r\n".to_owned(), 400),
        ("GET /healthz HTTP/1.1", "Content-Length: -1\r\n".to_owned(), 400),
        ("GET /healthz HTTP/1.1", "X-A: b\r\n".repeat(100), 431),
        ("GET /healthz?surprise=1 HTTP/1.1", String::new(), 400),
        ("GET /healthz HTTP/1.1", String::new(), 200),
    ] {
        let answered = get(line, &headers);
        assert_eq!(answered.0, status, "{line} {answered:?}");
    }
    assert_eq!(service.stops_on("TERM"), Some(0));
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("INFO") && !log.contains("ERROR"), "{log}");
}

#[test]
fn a_worker_serves_operators_alone() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mut service = Service::start(viche.command("serve --role worker"));
    let operations = service.address();
    assert_eq!(get(&operations, "/readyz").0, 200);
    assert_eq!(service.stops_on("TERM"), Some(0));
}

#[test]
fn what_is_missing_is_said_before_anything_is_served() {
    let viche = Installation::new();
    let said = refusal(&mut viche.command("serve"));
    assert!(said.contains("viche keys create keys"), "{said}");
    viche.succeeds("keys create keys");

    let fresh = ["VICHE_DATABASE__URL", "sqlite://fresh.db"];
    let said = refusal(viche.command("serve --role api").env(fresh[0], fresh[1]));
    assert!(said.contains("run `viche migrate`"), "{said}");

    let said = refusal(viche.command("serve").env("VICHE_MAIL__FOLDER", ""));
    assert!(said.contains("mail.smtp_url"), "{said}");
    let said =
        refusal(viche.command("serve").env("VICHE_MAIL__FOLDER", "").env("VICHE_MAIL__SMTP_URL", "smtp://h"));
    assert!(said.contains("mail.from"), "{said}");
    let said = refusal(viche.command("serve").env("VICHE_HTTP__PORT", "1"));
    assert!(said.contains("VICHE_HTTP__PORT"), "{said}");
}

#[test]
fn whoever_stops_reading_stops_no_command() {
    let viche = Installation::new();
    for line in ["openapi", "migrate", "keys create keys"] {
        let mut command = viche.command(line);
        let mut log = tempfile::tempfile().unwrap();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = command.stdout(writer).stderr(log.try_clone().unwrap()).status().unwrap();
        let mut said = String::new();
        log.rewind().unwrap();
        log.read_to_string(&mut said).unwrap();
        assert!(status.success() && !said.contains("panicked"), "viche {line}: {status} {said}");
    }
}

#[test]
fn what_can_not_work_is_refused_at_start() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    for (variable, value, expected) in [
        ("VICHE_MAIL__FOLDER", "viche.toml/mail", "letters can't be written into viche.toml/mail"),
        ("VICHE_LOG__LEVEL", "verbose", "log.level"),
        ("VICHE_HTTP__PUBLIC_URL", "https://petitions.example.org/api", "without a path"),
        ("VICHE_DATABASE__CONNECTIONS", "100000", "database.connections"),
        ("VICHE_DATABASE__URL", "postgres://viche:50%secret@127.0.0.1:1/viche", "percent-encoded"),
    ] {
        let said = refusal(viche.command("serve").env(variable, value));
        assert!(said.contains(expected) && !said.contains("secret"), "{variable}: {said}");
    }
}

#[test]
fn the_document_is_printed_without_configuration() {
    let viche = Installation::new();
    let document = viche.succeeds("openapi --config nowhere.toml");
    assert!(
        document.starts_with("{\n") && document.ends_with("}\n") && document.contains("\"openapi\": \"3.1")
    );
}
