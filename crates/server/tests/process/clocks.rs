//! Nodes whose clocks are wrong.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use viche_testkit::{Backend, Start as _, TestDatabase};

use crate::installation::{Installation, Service, get, post, refusal};

/// Stands between a process and its clock: shows it as many seconds off as a file says.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int outcome = real(id, now);
    const char *path = getenv("OFF_BY");
    if (id == CLOCK_REALTIME && path) {
        long seconds = 0;
        FILE *file = fopen(path, "r");
        if (file) { if (fscanf(file, "%ld", &seconds) != 1) seconds = 0; fclose(file); }
        now->tv_sec += seconds;
    }
    return outcome;
}
"#;

/// A service whose clock can be set.
struct Clock {
    shim: PathBuf,
    off_by: PathBuf,
}

impl Clock {
    fn of(viche: &Installation) -> Self {
        let (source, shim) = (viche.path().join("shim.c"), viche.path().join("shim.so"));
        fs::write(&source, SHIM).unwrap();
        let mut compile = Command::new("cc");
        compile.args(["-shared", "-fPIC", "-o"]).args([&shim, &source]).arg("-ldl");
        assert!(compile.status().unwrap().success());
        let clock = Self { shim, off_by: viche.path().join("off_by") };
        clock.set(0);
        clock
    }

    fn set(&self, seconds: i64) {
        fs::write(self.off_by.with_extension("new"), seconds.to_string()).unwrap();
        fs::rename(self.off_by.with_extension("new"), &self.off_by).unwrap();
    }

    fn seen_by(&self, mut command: Command) -> Command {
        command.env("LD_PRELOAD", &self.shim).env("OFF_BY", &self.off_by);
        command
    }
}

fn register(public: &str, person: &str) -> (u16, String) {
    let body = format!(
        r#"{{"email":"{person}@example.org","password":"вода тече з гір","full_name":"Олена Коваль"}}"#
    );
    post(public, "/v1/accounts", &body)
}

fn until_ready_is(operations: &str, status: u16) -> String {
    let begun = Instant::now();
    loop {
        let (now, answer) = get(operations, "/readyz");
        if now == status {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{answer}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_a_node_whose_clock_is_wrong_is_not_ready_and_writes_nothing() {
    let database = TestDatabase::start(Backend::Postgres).await;
    let viche_store::Location::Postgres(url) = database.database.location().clone() else { unreachable!() };
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    let clock = Clock::of(&viche);
    let serve = || {
        let mut command = viche.command("serve");
        command.env("VICHE_DATABASE__URL", &url);
        clock.seen_by(command)
    };
    let mut service = Service::start(serve());
    let (operations, public) = (service.address(), service.address());
    assert_eq!(get(&operations, "/readyz").0, 200);
    assert_eq!(register(&public, "ivan").0, 202);
    for off_by in [86_400, -3600, 3, -3] {
        clock.set(off_by);
        let (status, answer) = register(&public, "olha");
        assert!(status == 503 && answer.contains(r#""code":"clock_wrong""#), "{off_by}: {answer}");
        assert!(until_ready_is(&operations, 503).contains("clock_wrong"));
        assert_eq!(get(&public, "/v1/petitions").0, 200, "it can be read");
        clock.set(0);
        until_ready_is(&operations, 200);
    }
    assert_eq!(register(&public, "olha").0, 202);
    assert_eq!(service.stops_on("TERM"), Some(0));

    clock.set(86_400);
    let mut service = Service::start(serve());
    let (operations, public) = (service.address(), service.address());
    assert!(until_ready_is(&operations, 503).contains("clock_wrong"));
    assert_eq!(register(&public, "petro").0, 503);
    clock.set(0);
    until_ready_is(&operations, 200);
    assert_eq!(register(&public, "petro").0, 202);
    assert_eq!(service.stops_on("TERM"), Some(0));
}

#[test]
fn on_sqlite_a_clock_that_is_behind_what_is_on_record_is_refused() {
    let viche = Installation::new();
    viche.succeeds("keys create keys");
    viche.succeeds("migrate");
    let clock = Clock::of(&viche);
    let serve = || clock.seen_by(viche.command("serve"));
    let mut service = Service::start(serve());
    let (operations, public) = (service.address(), service.address());
    assert_eq!(register(&public, "ivan").0, 202);
    clock.set(-3600);
    let (status, answer) = register(&public, "olha");
    assert!(status == 503 && answer.contains(r#""code":"clock_wrong""#), "{answer}");
    assert!(until_ready_is(&operations, 503).contains("clock_wrong"));
    assert_eq!(service.stops_on("TERM"), Some(0));
    let said = refusal(&mut serve());
    assert!(said.contains("behind the latest instant on record"), "{said}");
    clock.set(0);
    let mut service = Service::start(serve());
    let (operations, public) = (service.address(), service.address());
    until_ready_is(&operations, 200);
    assert_eq!(register(&public, "olha").0, 202);
    assert_eq!(service.stops_on("TERM"), Some(0));
}
