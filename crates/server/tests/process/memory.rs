//! How much memory the service takes.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fs;
use std::thread::available_parallelism;

use crate::installation::{Installation, Service, get, post};

const LOGINS: usize = 1000;
const AT_ONCE: usize = 64;
/// How much more than before may be held after the logins, in kB.
const MORE: u64 = 60 * 1024;

/// Resident memory of a process, in kB.
fn resident(service: &Service) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", service.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn a_thousand_logins_leave_little_behind() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let mut command = viche.command("serve --role api");
    // Each password that is hashed at once takes 19 MiB, as the settings say.
    command.env("VICHE_PASSWORDS__PARALLEL", "2");
    let mut service = Service::start(command);
    let (_operations, public) = (service.address(), service.address());
    assert_eq!(get(&public, "/v1/petitions").0, 200);
    let idle = resident(&service);
    std::thread::scope(|scope| {
        for client in 0..AT_ONCE {
            let public = &public;
            scope.spawn(move || {
                for login in (client..LOGINS).step_by(AT_ONCE) {
                    let body =
                        format!(r#"{{"email":"person{login}@example.org","password":"вода тече з гір"}}"#);
                    let (status, answer) = post(public, "/v1/sessions", &body);
                    assert!([401, 503].contains(&status), "{answer}");
                }
            });
        }
    });
    let after = resident(&service);
    println!(
        "{LOGINS} logins, {AT_ONCE} at once, on {} cores: {idle} kB before, {after} kB after",
        available_parallelism().map_or(1, usize::from)
    );
    assert!(after < idle + MORE, "{idle} kB before, {after} kB after");
    assert_eq!(service.stops_on("TERM"), Some(0));
}
