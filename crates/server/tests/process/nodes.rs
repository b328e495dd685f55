//! Several nodes on one database, one of which stops in the middle of its work.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows test functions alone")]

use std::time::{Duration, Instant};

use viche_app::clock::{Clock as _, SystemClock};
use viche_domain::petition::State;
use viche_store::Location;
use viche_testkit::{Backend, Caller, Petition, Service, Start as _};

use crate::installation::{Installation, Service as Node, exchange, get};

/// Within which everybody is answered who waits for what a frozen node holds, on a busy machine.
const ANSWERED: Duration = Duration::from_secs(6);
/// Who signs on each node, each time that one of them freezes.
const CROWD: usize = 40;
const FREEZES: usize = 3;

/// A node on the service's database, which knows its logins.
pub fn node(service: &Service, viche: &Installation) -> (Node, String, String) {
    let url = match service.database.database.location() {
        Location::Postgres(url) => url.clone(),
        Location::Sqlite(path) => format!("sqlite://{path}"),
    };
    let mut command = viche.command("serve --role api");
    command.env("VICHE_DATABASE__URL", url).env("VICHE_KEYS__DIR", service.keys());
    command.env("VICHE_TOKENS__ISSUER", "viche-tests");
    let mut node = Node::start(command);
    let (operations, public) = (node.address(), node.address());
    (node, operations, public)
}

/// Signs once on a node: the status and the whole answer.
fn sign(public: &str, petition: &str, token: &str) -> (u16, String) {
    exchange(
        public,
        &format!(
            "POST /v1/petitions/{petition}/signatures HTTP/1.1\r\nHost: {public}\r\nConnection: close\r\n\
             Authorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n"
        ),
    )
}

/// Signs and comes back when told to, until it is stored. Every answer comes in time, and none is our fault.
fn sign_patiently(public: &str, petition: &str, token: &str) {
    let begun = Instant::now();
    loop {
        let asked = Instant::now();
        let (status, answer) = sign(public, petition, token);
        assert!(asked.elapsed() < ANSWERED, "after {:?}: {answer}", asked.elapsed());
        match status {
            201 => return,
            503 => assert!(answer.to_ascii_lowercase().contains("\r\nretry-after: "), "{answer}"),
            _ => panic!("{answer}"),
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{answer}");
    }
}

/// How many have signed.
pub fn count(public: &str, petition: &str) -> usize {
    let shown = get(public, &format!("/v1/petitions/{petition}")).1;
    let (_, rest) = shown.split_once("\"signatures\":").unwrap();
    rest.split([',', '}']).next().unwrap().parse().unwrap()
}

pub async fn tokens(people: &[Caller]) -> Vec<String> {
    let mut tokens = Vec::new();
    for person in people {
        tokens.push(person.token().await.unwrap());
    }
    tokens
}

#[tokio::test(flavor = "multi_thread")]
async fn while_one_node_is_frozen_the_other_serves() {
    let service = Service::start(Backend::Postgres).await;
    service.set_time(SystemClock.now());
    let Petition { id, .. } = service.petition_in(State::Collecting).await;
    let viche = Installation::new();
    let (frozen, frozen_operations, frozen_public) = node(&service, &viche);
    let (other, operations, public) = node(&service, &viche);
    let mut signed = 0;
    for _ in 0..FREEZES {
        let people = service.citizens(2 * CROWD).await;
        let tokens = tokens(&people).await;
        let (here, there) = tokens.split_at(CROWD);
        std::thread::scope(|scope| {
            let at_work: Vec<_> = here
                .chunks(CROWD / 8)
                .map(|tokens| {
                    let (public, id) = (&frozen_public, &id);
                    scope.spawn(move || {
                        tokens.iter().map(|token| sign(public, id, token).0).collect::<Vec<_>>()
                    })
                })
                .collect();
            // In the middle of its work: some have signed, others wait.
            while count(&public, &id) < signed + 5 {
                assert!(at_work.iter().any(|thread| !thread.is_finished()), "it was too fast to be frozen");
            }
            frozen.signal("STOP");
            let elsewhere: Vec<_> = there
                .chunks(CROWD / 8)
                .map(|tokens| {
                    let (public, id) = (&public, &id);
                    scope.spawn(move || tokens.iter().for_each(|token| sign_patiently(public, id, token)))
                })
                .collect();
            while elsewhere.iter().any(|thread| !thread.is_finished()) {
                for (address, path) in [(&operations, "/readyz"), (&public, "/v1/petitions")] {
                    let asked = Instant::now();
                    assert_eq!(get(address, path).0, 200, "{path}");
                    assert!(asked.elapsed() < Duration::from_secs(2), "{path} after {:?}", asked.elapsed());
                }
            }
            frozen.signal("CONT");
            for thread in at_work {
                for status in thread.join().unwrap() {
                    assert!([201, 503].contains(&status), "{status}");
                }
            }
        });
        assert_eq!(get(&frozen_operations, "/readyz").0, 200, "it goes on where it was");
        // Whoever was acknowledged is stored, and whoever was not comes back.
        for token in here {
            let (status, answer) = sign(&public, &id, token);
            assert!(status == 201 || answer.contains("already_signed"), "{answer}");
        }
        signed += 2 * CROWD;
        assert_eq!(count(&public, &id), signed);
    }
    assert_eq!(frozen.stops_on("TERM"), Some(0));
    assert_eq!(other.stops_on("TERM"), Some(0));
}
