//! Lanes to the database: whoever crowds round one petition, or holds it and says nothing, takes nothing from those
//! who want something else; and whoever can't be served is told so in time, and when to come back.
//!
//! Times are bounds for a busy machine; what they were is printed, for `tests/run lanes --no-capture`.

#![expect(clippy::disallowed_methods, reason = "tests lock a petition as another node does")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::watch;
use viche_domain::petition::State;
use viche_store::people::accounts;
use viche_store::petitions::{Reference, lock};
use viche_store::record::{RequestId, Tx};
use viche_store::{Connected, Error};
use viche_testkit::{
    Answer, Backend, Caller, Crowd, PASSWORD, Petition, Service, Start as _, draft, ids, on_both,
};

use crate::petitions::crowds::all_sign_in_the_end;

/// What another node is asked by.
static NOBODY: LazyLock<RequestId> = LazyLock::new(RequestId::default);
/// Within which everybody is answered who waits for what never comes: two seconds for a connection, one and a half for
/// a lock, and the rest for a busy machine.
const GIVEN_UP: Duration = Duration::from_secs(6);
/// How many sign one petition at once.
const CROWD: usize = 1280;
/// How many follow it meanwhile: twice as many as write at once.
const FOLLOWERS: usize = 6;
/// What half of all others wait at most, however many sign; on a machine that is busy with more, four times what they
/// wait beside as large a crowd that uses no database.
const PROMPT: Duration = Duration::from_millis(250);
/// What nobody else ever waits: less than those do who find no connection.
const EVER: Duration = Duration::from_secs(2);

/// How long one request after the other took.
struct Times(Vec<Duration>);

impl Times {
    fn quantile(&self, per_cent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted[(sorted.len() - 1) * per_cent / 100]
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [p50, p99, worst] = [50, 99, 100].map(|per_cent| self.quantile(per_cent));
        write!(f, "{} answers, p50 {p50:.1?}, p99 {p99:.1?}, worst {worst:.1?}", self.0.len())
    }
}

/// Asks again and again, at least ten times, until told that it is enough; each answer has this status.
async fn ask(enough: &watch::Receiver<bool>, status: u16, request: impl AsyncFn() -> Answer) -> Times {
    let mut times = Vec::new();
    while times.len() < 10 || !*enough.borrow() {
        let asked = Instant::now();
        request().await.is(status);
        times.push(asked.elapsed());
    }
    Times(times)
}

/// Locks a petition, on a connection that goes on holding it until it is dropped.
fn locked(service: &Service, petition: &Petition) -> Connected {
    let mut elsewhere = service.database.stubborn();
    begin(&mut elsewhere);
    let (reference, source) = (Reference::parse(&petition.id).unwrap(), ids());
    let mut tx = Tx::new(&mut elsewhere, &NOBODY, source.as_ref());
    lock(&mut tx, &reference).unwrap().unwrap();
    elsewhere
}

fn begin(connection: &mut Connected) {
    use diesel::connection::SimpleConnection as _;
    let begin = match connection {
        Connected::Pg(_) => "BEGIN",
        Connected::Sqlite(_) => "BEGIN IMMEDIATE",
    };
    connection.batch_execute(begin).unwrap();
}

async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        tokio::task::yield_now().await;
    }
}

/// Everybody signs in vain, and hears so in time.
async fn all_are_asked_to_come_back(service: &Service, signers: &[Caller], petition: &Petition) {
    let crowd = Crowd::of_signers(service, signers, petition).await;
    let asked = Instant::now();
    let answers = crowd.answers().await;
    assert!(asked.elapsed() < GIVEN_UP, "after {:?}", asked.elapsed());
    for answer in answers {
        answer.asks_to_come_back();
    }
}

/// What is asked of the service while a crowd is there, again and again; the answers' times by what was asked.
async fn meanwhile(
    service: &Service,
    petition: &Petition,
    (moderator, login, followers): (&Caller, &Value, &[Caller]),
    crowd: Crowd,
) -> (Vec<Answer>, Vec<(&'static str, Times)>) {
    let nobody = service.nobody().apart();
    let (tell, enough) = watch::channel(false);
    let crowd = async {
        let answers = crowd.answers().await;
        tell.send(true).unwrap();
        answers
    };
    let working = async {
        let mut times = Vec::new();
        while times.is_empty() || !*enough.borrow() {
            let begun = Instant::now();
            service.work().await;
            times.push(begun.elapsed());
        }
        Times(times)
    };
    let following = async {
        let each = followers.iter().map(|follower| ask(&enough, 204, || follower.follows(petition)));
        Times(join_all(each).await.into_iter().flat_map(|Times(times)| times).collect())
    };
    let (answers, ready, logins, queue, list, one, followed, worker) = tokio::join!(
        crowd,
        ask(&enough, 200, async || nobody.get("/readyz").await),
        ask(&enough, 201, async || nobody.post("/v1/sessions", login.clone()).await),
        ask(&enough, 200, async || moderator.get("/v1/queue").await),
        ask(&enough, 200, async || nobody.get("/v1/petitions").await),
        ask(&enough, 200, async || nobody.reads(petition).await),
        following,
        working,
    );
    let times = [
        ("/readyz", ready),
        ("a login", logins),
        ("the queue", queue),
        ("the list", list),
        ("one petition", one),
        ("to follow it", followed),
        ("the worker", worker),
    ];
    (answers, times.into())
}

on_both! {
    async fn a_crowd_for_one_petition_keeps_nobody_else_waiting(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(CROWD).await;
        let moderator = service.moderator().await.apart();
        let login = json!({ "email": service.registered("Іван").await.email().await, "password": PASSWORD });
        let followers: Vec<_> = people[..FOLLOWERS].iter().map(Caller::apart).collect();
        let others = (&moderator, &login, &followers[..]);

        // The same crowd with logins, refused before the database is asked: what others wait then, the machine is busy.
        let idle = Crowd::gather(&service, &people, "POST", "/v1/petitions/none/signatures").await;
        let (_, usual) = meanwhile(&service, &petition, others, idle).await;
        let signing = Crowd::of_signers(&service, &people, &petition).await;
        let begun = Instant::now();
        let (answers, times) = meanwhile(&service, &petition, others, signing).await;

        let at_once = answers.iter().filter(|answer| answer.status == 201).count();
        println!("of {CROWD} who sign, {at_once} did at once, in {:.1?}", begun.elapsed());
        for ((what, times), (_, usual)) in times.iter().zip(&usual) {
            println!("{what}: {times}; with an idle crowd: {usual}");
        }
        for ((what, times), (_, usual)) in times.iter().zip(&usual) {
            let held_up = times.quantile(50) > PROMPT.max(usual.quantile(50) * 4) || times.quantile(100) > EVER;
            assert!(!held_up, "{what}: {times}; with an idle crowd: {usual}");
        }
        for lane in service.database.database.lanes().iter().filter(|lane| lane.name != "signing") {
            assert_eq!(lane.turned_away, 0, "{}", lane.name);
        }
        all_sign_in_the_end(&service, &people, &petition, answers).await;
    }

    async fn whoever_waits_for_what_another_holds_gives_up_and_may_try_again(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(2).await;
        let elsewhere = locked(&service, &petition);
        all_are_asked_to_come_back(&service, &people, &petition).await;
        service.nobody().reads(&petition).await.is(200).shows(json!({ "signatures": 0 }));
        drop(elsewhere);
        for (signer, signatures) in people.iter().zip(1..) {
            signer.signs(&petition).await.is(201).shows(json!({ "signatures": signatures }));
        }
    }

    async fn figures_name_the_lanes(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let elsewhere = locked(&service, &petition);
        ivan.signs(&petition).await.asks_to_come_back();
        drop(elsewhere);
        let figures = String::from_utf8(service.metrics().await.is(200).body).unwrap();
        for lane in ["reading", "writing", "signing", "worker", "health"] {
            for figure in ["size", "in_use", "waiting", "turned_away_total"] {
                let name = format!("\ndatabase_lane_{figure}{{lane=\"{lane}\"}} ");
                assert!(figures.contains(&name), "{name} in {figures}");
            }
        }
    }
}

/// A crowd, larger than the node has connections, waits for one petition; reads don't.
#[tokio::test]
async fn reads_go_on_while_a_crowd_waits_for_a_locked_petition() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let people = service.citizens(64).await;
    let nobody = service.nobody().apart();
    let read = async || nobody.reads(&petition).await;
    for crowd in [16, 64] {
        let before = ask(&watch::channel(true).1, 200, &read).await;
        let elsewhere = locked(&service, &petition);
        let (tell, enough) = watch::channel(false);
        let signing = async {
            all_are_asked_to_come_back(&service, &people[..crowd], &petition).await;
            tell.send(true).unwrap();
        };
        let reading = async {
            until(|| service.database.waiting_for_locks() > 0).await;
            ask(&enough, 200, &read).await
        };
        let ((), times) = tokio::join!(signing, reading);
        drop(elsewhere);
        let after = ask(&watch::channel(true).1, 200, &read).await;
        println!("while {crowd} wait to sign, one petition: {times}; before: {before}; after: {after}");
        // 50 ms for a machine that has little else to do; else compared with what reads take without the crowd.
        let usual = before.quantile(50).max(after.quantile(50));
        assert!(times.quantile(50) < Duration::from_millis(50).max(usual * 3), "{times}");
        assert!(times.quantile(100) < EVER, "{times}");
    }
    let answers = Crowd::of_signers(&service, &people, &petition).await.answers().await;
    all_sign_in_the_end(&service, &people, &petition, answers).await;
}

/// Nothing of a petition changes when somebody follows it.
#[tokio::test]
async fn whoever_follows_a_locked_petition_waits_for_nobody() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let people = service.citizens(16).await;
    let elsewhere = locked(&service, &petition);
    for answer in join_all(people.iter().map(|somebody| somebody.follows(&petition))).await {
        answer.is(204);
    }
    for answer in join_all(people.iter().map(|somebody| somebody.unfollows(&petition))).await {
        answer.is(204);
    }
    drop(elsewhere);
}

#[tokio::test]
async fn a_petition_that_stays_locked_keeps_no_other_from_lapsing() {
    let service = Service::start(Backend::Postgres).await;
    let (held, free) =
        (service.petition_in(State::Collecting).await, service.petition_in(State::Collecting).await);
    let elsewhere = locked(&service, &held);
    service.advance(TimeDelta::days(91));
    service.work().await;
    service.nobody().reads(&free).await.shows(json!({ "state": "lapsed" }));
    service.nobody().reads(&held).await.shows(json!({ "state": "collecting" }));
    drop(elsewhere);
    service.work().await;
    service.nobody().reads(&held).await.shows(json!({ "state": "lapsed" }));
}

#[tokio::test]
async fn a_name_that_another_node_holds_is_not_waited_for_without_end() {
    let service = Service::start(Backend::Postgres).await;
    let mut elsewhere = service.database.stubborn();
    begin(&mut elsewhere);
    accounts::hold_address(&mut elsewhere, "ivan@example.org").unwrap();
    let account =
        json!({ "email": "ivan@example.org", "password": PASSWORD, "full_name": "Іван Бондаренко" });
    let asked = Instant::now();
    service.nobody().post("/v1/accounts", account.clone()).await.asks_to_come_back();
    assert!(asked.elapsed() < GIVEN_UP, "after {:?}", asked.elapsed());
    drop(elsewhere);
    service.nobody().post("/v1/accounts", account).await.is(202);
}

/// A node that stops in the middle of a transaction, as one that is frozen does, loses what it holds.
#[tokio::test]
async fn what_a_frozen_node_holds_is_free_again_soon() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let ivan = service.citizen("Іван").await;
    let reference = Reference::parse(&petition.id).unwrap();
    let (tell, told) = tokio::sync::oneshot::channel();
    let (thaw, thawed) = std::sync::mpsc::channel::<()>();
    let node = service.database.opened_again();
    let frozen = tokio::spawn(async move {
        node.write(move |conn| {
            lock(&mut Tx::new(conn, &NOBODY, ids().as_ref()), &reference)?;
            tell.send(()).unwrap();
            thawed.recv().unwrap();
            accounts::hold_address(conn, "ivan@example.org")
        })
        .await
    });
    told.await.unwrap();
    ivan.signs_patiently(&petition).await.is(201);
    thaw.send(()).unwrap();
    assert!(matches!(frozen.await.unwrap(), Err(Error::Unavailable(_))), "its transaction was undone");
}

/// As after a failover: connections lead to a server that takes no writes, and stay open when it takes them again.
#[tokio::test]
async fn connections_to_a_server_that_takes_no_writes_are_given_up() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let (ivan, olha) = (service.citizen("Іван").await, service.citizen("Ольга").await);
    service.database.set_read_only(true);
    service.nobody().get("/readyz").await.is_refused(503, "not_writable");
    for refused in [ivan.signs(&petition).await, ivan.post("/v1/petitions", draft()).await] {
        assert!(refused.is_refused(503, "not_writable").header("retry-after").is_some());
    }
    ivan.reads(&petition).await.is(200).shows(json!({ "signatures": 0 }));
    service.database.set_read_only(false);
    service.nobody().get("/readyz").await.is(200);
    ivan.post("/v1/petitions", draft()).await.is(201);
    for (signer, signatures) in [(ivan, 1), (olha, 2)] {
        signer.signs(&petition).await.is(201).shows(json!({ "signatures": signatures }));
    }
}
