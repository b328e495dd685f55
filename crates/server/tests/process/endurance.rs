//! Killed again and again, and copied while it works: short here, as long as one likes by `tests/kills` and
//! `tests/backups`.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use viche_app::clock::{Clock as _, SystemClock};
use viche_domain::petition::State;
use viche_store::Location;
use viche_testkit::{Backend, Petition, Service, Start as _};

use crate::installation::{Installation, exchange, get};
use crate::nodes::{count, node, tokens};

/// Who signs while a node is killed, or a copy made.
const CROWD: usize = 24;
/// How soon a node that was killed is to work again, on a busy machine.
const READY: Duration = Duration::from_secs(10);

/// How often; a few times where nothing is said.
fn times(variable: &str) -> usize {
    std::env::var(variable).map_or(3, |times| times.parse().expect("a number"))
}

/// A petition that takes as many signatures as there are.
async fn endless(service: &Service) -> String {
    service.set_time(SystemClock.now());
    service.change_policy(json!({ "threshold": 1_000_000 })).await;
    let Petition { id, .. } = service.petition_in(State::Collecting).await;
    id
}

/// Signs once: whether it was acknowledged; nothing where there was no answer, or one that says to come back.
fn sign(public: &str, petition: &str, token: &str) -> bool {
    let request = format!(
        "POST /v1/petitions/{petition}/signatures HTTP/1.1\r\nHost: {public}\r\nConnection: close\r\n\
         Authorization: Bearer {token}\r\nIdempotency-Key: one\r\nContent-Length: 0\r\n\r\n"
    );
    // The node may be killed in the middle of its answer.
    let answered = std::panic::catch_unwind(|| exchange(public, &request).0);
    match answered {
        Ok(201) => true,
        Ok(503) | Err(_) => false,
        Ok(status) => panic!("{status}"),
    }
}

async fn nothing_is_lost_by_kills(backend: Backend) {
    let service = Service::start(backend).await;
    let petition = endless(&service).await;
    let viche = Installation::new();
    let kills = times("VICHE_TEST_KILLS");
    let (mut running, _, mut public) = node(&service, &viche);
    let (mut signed, mut unknown, mut slowest) = (0, 0, Duration::ZERO);
    for kill in 0..kills {
        let tokens = tokens(&service.citizens(CROWD).await).await;
        let (begun, left) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for tokens in tokens.chunks(CROWD / 8) {
                let (public, petition, begun, left) = (&public, &petition, &begun, &left);
                scope.spawn(move || {
                    for token in tokens {
                        begun.fetch_add(1, Ordering::Relaxed);
                        if !sign(public, petition, token) {
                            left.lock().unwrap().push(token.clone());
                        }
                    }
                });
            }
            // Each time at another point of the work.
            while begun.load(Ordering::Relaxed) < 1 + kill % CROWD {
                std::thread::yield_now();
            }
            running.signal("KILL");
        });
        drop(running);
        let killed = Instant::now();
        let operations;
        (running, operations, public) = node(&service, &viche);
        while get(&operations, "/readyz").0 != 200 {
            assert!(killed.elapsed() < READY, "after {:?}", killed.elapsed());
        }
        slowest = slowest.max(killed.elapsed());
        let left = left.into_inner().unwrap();
        unknown += left.len();
        for token in &left {
            let asked = Instant::now();
            while !sign(&public, &petition, token) {
                assert!(asked.elapsed() < READY, "a retry is answered");
            }
        }
        signed += CROWD;
        // Whoever was acknowledged did not ask again: were a signature lost, it would lack here.
        assert_eq!(count(&public, &petition), signed, "after kill {kill}");
    }
    assert_eq!(running.stops_on("TERM"), Some(0));
    println!(
        "{backend:?}: {kills} kills, {} acknowledged before, {unknown} not; {signed} stored, none lost, none twice; \
         ready again after {slowest:.1?} at most",
        signed - unknown
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_nothing_on_sqlite() {
    nothing_is_lost_by_kills(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_nothing_on_postgres() {
    nothing_is_lost_by_kills(Backend::Postgres).await;
}

/// How many signatures a backup of SQLite holds; it must be whole.
fn signatures_in(file: &Path) -> usize {
    let backup = rusqlite::Connection::open(file).unwrap();
    let verdict: String = backup.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    backup.query_row("SELECT count(*) FROM signatures", [], |row| row.get(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn backups_under_load_are_whole_and_end() {
    let service = Service::start(Backend::Sqlite).await;
    let petition = endless(&service).await;
    let viche = Installation::new();
    let backups = times("VICHE_TEST_BACKUPS");
    let Location::Sqlite(database) = service.database.database.location().clone() else { unreachable!() };
    // As large as a city's after some years.
    let filler = "CREATE TABLE filler (page BLOB); \
                  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) \
                  INSERT INTO filler SELECT randomblob(1048576) FROM n";
    rusqlite::Connection::open(&database).unwrap().execute_batch(filler).unwrap();
    let (running, _operations, public) = node(&service, &viche);
    let (done, acknowledged) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut slowest, mut made) = (Duration::ZERO, 0);
    while made < backups {
        let tokens = tokens(&service.citizens(4 * CROWD).await).await;
        done.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            let signing = scope.spawn(|| {
                for token in &tokens {
                    if sign(&public, &petition, token) {
                        acknowledged.fetch_add(1, Ordering::SeqCst);
                    }
                }
                done.store(true, Ordering::Relaxed);
            });
            while !done.load(Ordering::Relaxed) && made < backups {
                let (file, before) = (viche.path().join("backup"), acknowledged.load(Ordering::SeqCst));
                let mut backup = viche.command("backup backup");
                let asked = Instant::now();
                let status =
                    backup.env("VICHE_DATABASE__URL", format!("sqlite://{database}")).status().unwrap();
                slowest = slowest.max(asked.elapsed());
                assert!(
                    status.success() && asked.elapsed() < Duration::from_secs(30),
                    "{:?}",
                    asked.elapsed()
                );
                let (stored, after) = (signatures_in(&file), acknowledged.load(Ordering::SeqCst));
                assert!(before <= stored && stored <= after + 1, "{before} <= {stored} <= {after}");
                std::fs::remove_file(file).unwrap();
                made += 1;
            }
            signing.join().unwrap();
        });
    }
    assert_eq!(running.stops_on("TERM"), Some(0));
    println!(
        "{made} backups of 200 MB while {} signed: whole, each of one instant, {slowest:.1?} at most",
        acknowledged.load(Ordering::SeqCst)
    );
}
