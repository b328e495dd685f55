//! The binary as its operators see it: a process with arguments, variables, files and signals.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with a configuration of its own.
struct Installation(TempDir);

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config =
            "[http]\nbind = \"127.0.0.1:0\"\nmetrics_bind = \"127.0.0.1:0\"\n[mail]\nfolder = \"mail\"\n";
        fs::write(folder.path().join("viche.toml"), config).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_viche"));
        command.args(line.split_whitespace()).current_dir(self.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("VICHE_"))
        {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    fn succeeds(&self, line: &str) -> String {
        let output = self.run(line);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "viche {line}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The sentence with which a command is refused.
fn refusal(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr).unwrap()
}

/// A running service, killed when a test fails.
struct Service {
    process: Child,
    said: Box<dyn BufRead>,
}

impl Service {
    fn start(command: Command) -> Self {
        Self::start_logging(command, Stdio::null())
    }

    fn start_logging(mut command: Command, log: impl Into<Stdio>) -> Self {
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let said = Box::new(BufReader::new(process.stdout.take().unwrap()));
        Self { process, said }
    }

    /// The address of the next line that names one.
    fn address(&mut self) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            if let Some((_, rest)) = line.split_once("http://") {
                return rest.split(['/', ' ', '\n']).next().unwrap().to_owned();
            }
            line.clear();
        }
        panic!("the service ended without saying where it listens");
    }

    /// Sends a signal and waits for the end: its exit code.
    fn stops_on(mut self, signal: &str) -> Option<i32> {
        let kill = format!("kill -{signal} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        self.process.wait().unwrap().code()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status of a GET, and the whole answer.
fn get(address: &str, path: &str) -> (u16, String) {
    exchange(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

/// The status of a POST of JSON, and the whole answer.
fn post(address: &str, path: &str, body: &str) -> (u16, String) {
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    let content = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    exchange(address, &(head + &content))
}

fn exchange(address: &str, request: &str) -> (u16, String) {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

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
fn an_administrator_is_made_once_with_a_password_from_outside_the_command_line() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    let create = |password: &str| {
        let mut command = viche.command("admin create --email admin@example.org --name");
        command.arg("Ірина Коваль").env("VICHE_ADMIN_PASSWORD", password);
        command
    };
    assert!(refusal(&mut create("вода тече з гір")).contains("run `viche migrate`"));
    viche.succeeds("migrate");
    assert!(refusal(&mut create("short")).contains("password: "));
    assert!(create("вода тече з гір").output().unwrap().status.success());
    assert!(refusal(&mut create("вода тече з гір")).contains("has an account already"));

    let mut piped = viche.command("admin create --email second@example.org --name");
    let mut process = piped.arg("Олег Коваль").stdin(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all("вода тече з гір\n".as_bytes()).unwrap();
    assert!(process.wait().unwrap().success());
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

#[test]
fn the_document_is_printed_without_configuration() {
    let viche = Installation::new();
    let document = viche.succeeds("openapi --config nowhere.toml");
    assert!(
        document.starts_with("{\n") && document.ends_with("}\n") && document.contains("\"openapi\": \"3.1")
    );
}
