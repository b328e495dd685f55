//! What happens to a petition happens one after another, on however many nodes, and instants are in that order.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::watch;
use viche_domain::petition::State;
use viche_testkit::{
    Answer, Backend, Caller, Crowd, DEPARTMENT, ManualClock, Petition, Service, Start as _, on_both,
    petition_path,
};

use super::crowds::all_sign_in_the_end;

/// How many sign at once.
const CROWD: usize = 60;
/// Which of them brings the petition under review.
const THRESHOLD: usize = 20;

/// A petition that [`THRESHOLD`] people bring under review, and a clock on which everything has an instant of its own.
async fn petition_of_the_hour(service: &Service) -> Petition {
    service.change_policy(json!({ "threshold": THRESHOLD })).await;
    let petition = service.petition_in(State::Collecting).await;
    service.clock.tick();
    petition
}

/// People of whom no two have one name.
async fn people(service: &Service, count: usize) -> Vec<Caller> {
    let letters: Vec<char> = ('а'..='я').collect();
    let mut people = Vec::new();
    for n in 0..count {
        let (one, other) = (letters[n / letters.len()], letters[n % letters.len()]);
        people.push(service.citizen(&format!("Марія Со{one}{other}ко")).await);
    }
    people
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// Asserts that whoever was counted earlier signed earlier, in every list, and that the history runs forwards.
async fn is_in_order(service: &Service, petition: &Petition, signers: &[Caller], receipts: Vec<Answer>) {
    let mut signed: Vec<_> =
        receipts.into_iter().map(|receipt| receipt.is(201).json()).zip(signers).collect();
    signed.sort_by_key(|(receipt, _)| receipt["signatures"].as_i64());
    let instants: Vec<_> = signed.iter().map(|(receipt, _)| instant(&receipt["signed_at"])).collect();
    assert!(instants.is_sorted_by(|one, next| one < next), "{instants:?}");
    let listed = service.nobody().signers_of(petition).await;
    let names = |name: fn(&Value) -> &Value, from: &[Value]| {
        from.iter().map(|item| name(item).clone()).collect::<Vec<_>>()
    };
    let counted: Vec<_> = signed.iter().map(|(receipt, _)| receipt.clone()).collect();
    assert_eq!(names(|item| &item["name"], &listed), names(|item| &item["name"], &counted));

    let threshold_at = service.nobody().reads(petition).await.is(200).pointer("/threshold_at");
    let (_, crossing) = &signed[THRESHOLD - 1];
    let own = crossing.get("/v1/me/signatures").await.is(200);
    assert_eq!(
        (own.pointer("/data/0/signed_at"), instant(&threshold_at)),
        (threshold_at, instants[THRESHOLD - 1])
    );

    let history = service.nobody().get_all(&petition_path(petition, "/history")).await;
    let told: Vec<_> = history.iter().map(|event| event["kind"].as_str().unwrap()).collect();
    let reached = ["milestone_10", "milestone_50", "milestone_100", "threshold_reached"];
    assert_eq!(told, [&["created", "submitted", "published"][..], &reached].concat());
    assert!(history.is_sorted_by_key(|event| instant(&event["at"])), "{history:?}");
    let tenth = instants[THRESHOLD / 10 - 1];
    assert_eq!(instant(&history[3]["at"]), tenth, "the signature that reached it");
}

/// Reads the list of signers from its beginning and on, as it grows, until it ends and nobody signs any more.
async fn keeps_up(reader: &Caller, petition: &Petition, enough: &watch::Receiver<bool>) -> Vec<Value> {
    let list = petition_path(petition, "/signatures?limit=10");
    let (mut seen, mut path) = (Vec::new(), list.clone());
    loop {
        let all_have_signed = *enough.borrow();
        let page = reader.get(&path).await.is(200);
        match page.pointer("/page/next") {
            Value::String(next) => path = format!("{list}&cursor={next}"),
            _ if all_have_signed => {
                seen.extend(page.items());
                return seen;
            }
            _ => continue,
        }
        seen.extend(page.items());
    }
}

on_both! {
    async fn a_crowd_is_in_the_order_in_which_it_was_counted(service) {
        let petition = petition_of_the_hour(&service).await;
        let signers = people(&service, CROWD).await;
        let receipts = join_all(signers.iter().map(|signer| signer.signs_patiently(&petition))).await;
        is_in_order(&service, &petition, &signers, receipts).await;
    }

    async fn whoever_reads_the_list_as_it_grows_sees_everybody(service) {
        let petition = petition_of_the_hour(&service).await;
        let signers = people(&service, 500).await;
        let crowd = Crowd::of_signers(&service, &signers, &petition).await;
        let (tell, enough) = watch::channel(false);
        let signing = async {
            let answers = crowd.answers().await;
            all_sign_in_the_end(&service, &signers, &petition, answers).await;
            tell.send(true).unwrap();
        };
        let reader = service.nobody().apart();
        let ((), seen) = tokio::join!(signing, keeps_up(&reader, &petition, &enough));
        let names = |listed: &[Value]| listed.iter().map(|signer| signer["name"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&seen), names(&service.nobody().signers_of(&petition).await));
        assert_eq!(seen.len(), signers.len());
    }

    async fn a_clock_that_is_set_back_changes_no_order(service) {
        let petition = service.petition_in(State::Collecting).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let mut instants = Vec::new();
        for signer in people(&service, 3).await {
            service.advance(TimeDelta::milliseconds(-300));
            instants.push(instant(&signer.signs(&petition).await.is(201).pointer("/signed_at")));
        }
        let published_at = instant(&service.nobody().reads(&petition).await.pointer("/published_at"));
        instants.insert(0, published_at);
        assert!(instants.is_sorted_by(|one, next| one < next), "{instants:?}");
        moderator.assigns(&petition, DEPARTMENT).await.is(201);
        service.advance(TimeDelta::milliseconds(-300));
        responder.accepts_assignment(&petition).await.is(201);
        let history = service.nobody().get_all(&petition_path(&petition, "/history")).await;
        let told: Vec<_> = history.iter().map(|event| event["kind"].as_str().unwrap()).collect();
        assert_eq!(told[3..], ["assigned", "assignment_accepted"]);
        assert!(history.is_sorted_by_key(|event| instant(&event["at"])), "{history:?}");
    }
}

#[tokio::test]
async fn a_crowd_at_two_nodes_is_in_the_order_in_which_it_was_counted() {
    let service = Service::start(Backend::Postgres).await;
    let node = service.another_node(&service.clock);
    let petition = petition_of_the_hour(&service).await;
    let mut signers = people(&service, CROWD).await;
    for signer in &mut signers[CROWD / 2..] {
        *signer = signer.at(&node);
    }
    let receipts = join_all(signers.iter().map(|signer| signer.signs_patiently(&petition))).await;
    is_in_order(&service, &petition, &signers, receipts).await;
}

/// Clocks of two nodes are never quite the same.
#[tokio::test]
async fn a_node_whose_clock_is_behind_signs_after_those_who_signed_before() {
    let service = Service::start(Backend::Postgres).await;
    let behind = Arc::new(ManualClock::at(service.now() - TimeDelta::milliseconds(900)));
    let node = service.another_node(&behind);
    let petition = petition_of_the_hour(&service).await;
    behind.tick();
    let mut signers = people(&service, CROWD).await;
    for signer in signers.iter_mut().step_by(2) {
        *signer = signer.at(&node);
    }
    let mut receipts = Vec::new();
    for signer in &signers {
        receipts.push(signer.signs(&petition).await);
    }
    is_in_order(&service, &petition, &signers, receipts).await;
}
