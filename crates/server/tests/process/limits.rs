//! Clients that are slow, or too many.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::installation::{Installation, Service, get, refusal};

const WHOLE: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
/// A request whose body never comes to its end.
const ENDLESS: &str = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

#[test]
fn those_who_send_nothing_keep_nobody_out() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mut command = viche.command("serve --role api");
    command.env("VICHE_HTTP__CONNECTIONS", "64");
    let mut service = Service::start(command);
    let (_operations, public) = (service.address(), service.address());
    let heads = ["", "GET /v1/petitions HTTP/1.1\r\nHo", ENDLESS, WHOLE];
    let slow: Vec<_> = (0..400)
        .map(|client| {
            let mut stream = TcpStream::connect(&public).unwrap();
            // Those who came first may have been sent away.
            let _ = stream.write_all(heads[client % heads.len()].as_bytes());
            if client % 50 == 0 {
                let asked = Instant::now();
                assert_eq!(get(&public, "/v1/petitions").0, 200);
                assert!(asked.elapsed() < Duration::from_secs(2), "after {:?}", asked.elapsed());
            }
            stream
        })
        .collect();
    let open = fs::read_dir(format!("/proc/{}/fd", service.process.id())).unwrap().count();
    assert!(open < 64 + 100, "{open} descriptors");
    drop(slow);
    assert_eq!(service.stops_on("TERM"), Some(0));
}

#[test]
fn a_body_is_not_waited_for_without_end() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mut service = Service::start(viche.command("serve --role api"));
    let (_operations, public) = (service.address(), service.address());
    let asked = Instant::now();
    let exchanges = [
        // A body, a second head, nothing after an answer, and a first head.
        (ENDLESS, "", "HTTP/1.1 408 ", 20),
        (WHOLE, "GET /heal", "HTTP/1.1 200 ", 10),
        (WHOLE, "", "HTTP/1.1 200 ", 60),
        ("GET /healthz HTTP/1.1\r\nHo", "", "HTTP/1.1 408 ", 5),
    ];
    std::thread::scope(|scope| {
        for (first, then, status, seconds) in &exchanges {
            let public = &public;
            scope.spawn(move || {
                let sent = format!("{first}{then}");
                let mut stream = TcpStream::connect(public).unwrap();
                stream.write_all(first.as_bytes()).unwrap();
                let mut answer = vec![0; 4096];
                let length = stream.read(&mut answer).unwrap();
                answer.truncate(length);
                stream.write_all(then.as_bytes()).unwrap();
                // A connection that is cut may be reset.
                let _ = stream.read_to_end(&mut answer);
                let answer = String::from_utf8(answer).unwrap();
                let waited = asked.elapsed().as_secs_f64();
                let within = (f64::from(*seconds) - 1.5)..(f64::from(*seconds) + 10.0);
                assert_eq!(answer.matches(status).count(), 1, "{sent}: {answer}");
                assert!(within.contains(&waited), "{sent}: after {waited} s");
                assert!(
                    !status.contains("408") || answer.contains(r#""code":"request_too_slow""#),
                    "{answer}"
                );
            });
        }
    });
    assert_eq!(service.stops_on("TERM"), Some(0));
}

#[test]
fn room_for_connections_is_made_or_asked_for_at_start() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let limited = |limits: &str| {
        let viche = viche.command("serve --role api");
        let mut command = Command::new("sh");
        let line = format!(r#"{limits}; exec "$0" serve --role api"#);
        command.args(["-c", &line]).arg(viche.get_program()).current_dir(viche.get_current_dir().unwrap());
        command
    };
    let said = refusal(&mut limited("ulimit -n 128"));
    assert!(said.contains("may open 128 files") && said.contains("database.connections"), "{said}");
    for limits in ["ulimit -n 400", "ulimit -S -n 128"] {
        let mut service = Service::start(limited(limits));
        let (_operations, public) = (service.address(), service.address());
        let idle: Vec<_> = (0..400).map(|_| TcpStream::connect(&public).unwrap()).collect();
        assert_eq!(get(&public, "/v1/petitions").0, 200, "{limits}");
        drop(idle);
        assert_eq!(service.stops_on("TERM"), Some(0));
    }
}
