//! Many signatures at once: each is stored or refused, the count is exact, the threshold is crossed once.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, Crowd, Petition, Service, on_both, rnokpp};

async fn all_sign_at_once(signers: &[Caller], petition: &Petition) -> Vec<Answer> {
    join_all(signers.iter().map(|signer| signer.signs_patiently(petition))).await
}

/// Whoever of a crowd was asked to come back does, some at a time, until everybody has signed: each is told a count of
/// their own, and nobody was counted who was turned away.
pub async fn all_sign_in_the_end(
    service: &Service,
    signers: &[Caller],
    petition: &Petition,
    answers: Vec<Answer>,
) {
    let (mut receipts, mut turned_away) = (Vec::new(), Vec::new());
    for (signer, answer) in signers.iter().zip(answers) {
        if answer.status == 201 {
            receipts.push(answer);
        } else {
            answer.asks_to_come_back();
            turned_away.push(signer);
        }
    }
    for some in turned_away.chunks(64) {
        receipts.extend(join_all(some.iter().map(|signer| signer.signs_patiently(petition))).await);
    }
    let mut counts: Vec<_> = receipts
        .into_iter()
        .map(|receipt| receipt.is(201).pointer("/signatures").as_u64().unwrap())
        .collect();
    counts.sort_unstable();
    assert!(counts.into_iter().eq(1..=signers.len() as u64));
    has_exactly(service, petition, signers.len()).await;
}

async fn sign_one_by_one(signers: &[Caller], petition: &Petition) {
    for signer in signers {
        signer.signs(petition).await.is(201).shows(json!({ "state": "collecting" }));
    }
}

/// Asserts that exactly one was stored, and that everybody else was told so.
async fn one_is_stored(service: &Service, petition: &Petition, answers: Vec<Answer>) {
    let (stored, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
    assert_eq!(stored.len(), 1);
    for refusal in refused {
        refusal.is_refused(409, "already_signed");
    }
    has_exactly(service, petition, 1).await;
}

/// Asserts the count, and as many rows.
async fn has_exactly(service: &Service, petition: &Petition, signatures: usize) {
    service.nobody().reads(petition).await.is(200).shows(json!({ "signatures": signatures }));
    assert_eq!(service.nobody().signers_of(petition).await.len(), signatures);
}

async fn times_reached(service: &Service, petition: &Petition) -> usize {
    let history = service.nobody().history_of(petition).await;
    history.iter().filter(|kind| *kind == "threshold_reached").count()
}

on_both! {
    async fn fifty_requests_of_one_person_store_one_signature(service) {
        let petition = service.petition_in(State::Collecting).await;
        let ivan = service.citizen("Іван").await;
        let answers = all_sign_at_once(&vec![ivan; 50], &petition).await;
        assert_eq!(answers.len(), 50);
        one_is_stored(&service, &petition, answers).await;
    }

    async fn two_accounts_of_one_person_at_once_store_one_signature(service) {
        let petition = service.petition_in(State::Collecting).await;
        let number = rnokpp(service.next_person());
        let known = service.known_as("Тарас", &number, None).await;
        let registered = service.registered("Тарас").await;
        service.staff(Role::Clerk, None).await.identifies(&registered, &number).await.is(201);
        let both: Vec<_> = [known, registered].into_iter().cycle().take(20).collect();
        one_is_stored(&service, &petition, all_sign_at_once(&both, &petition).await).await;
    }

    async fn the_250th_signature_is_the_threshold(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(251).await;
        sign_one_by_one(&people[..249], &petition).await;
        assert_eq!(times_reached(&service, &petition).await, 0);

        service.advance(TimeDelta::microseconds(1_234_567));
        let instant = "2026-03-04T08:00:01.234567Z";
        let receipt = people[249].signs(&petition).await.is(201);
        receipt.shows(json!({ "signatures": 250, "state": "under_review", "signed_at": instant }));
        service.advance(TimeDelta::hours(1));
        people[250].signs(&petition).await.is(201).shows(json!({ "signatures": 251, "state": "under_review" }));
        service.nobody().reads(&petition).await.shows(json!({ "state": "under_review", "threshold_at": instant }));
        assert_eq!(times_reached(&service, &petition).await, 1);
        has_exactly(&service, &petition, 251).await;
    }

    async fn the_249th_to_the_251st_signature_at_once_cross_the_threshold_once(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(251).await;
        sign_one_by_one(&people[..248], &petition).await;
        service.advance(TimeDelta::minutes(1));
        let mut told: Vec<_> = all_sign_at_once(&people[248..], &petition).await.into_iter()
            .map(|answer| answer.is(201))
            .map(|receipt| (receipt.pointer("/signatures").as_i64().unwrap(), receipt.text("/state")))
            .collect();
        told.sort();
        let reached = "under_review".to_owned();
        assert_eq!(told, [(249, "collecting".to_owned()), (250, reached.clone()), (251, reached)]);
        service.nobody().reads(&petition).await
            .shows(json!({ "state": "under_review", "threshold_at": "2026-03-04T08:01:00Z" }));
        assert_eq!(times_reached(&service, &petition).await, 1);
        has_exactly(&service, &petition, 251).await;
    }

    async fn six_hundred_people_at_once_are_counted_exactly(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(600).await;
        let answers = Crowd::of_signers(&service, &people, &petition).await.answers().await;
        all_sign_in_the_end(&service, &people, &petition, answers).await;
        assert_eq!(times_reached(&service, &petition).await, 1);
        service.nobody().reads(&petition).await.shows(json!({ "state": "under_review" }));
    }

    async fn signing_and_taking_back_at_once_leave_the_count_exact(service) {
        let petition = service.petition_in(State::Collecting).await;
        let people = service.citizens(20).await;
        let (leaving, coming) = people.split_at(10);
        sign_one_by_one(leaving, &petition).await;
        let (gone, come) = tokio::join!(
            join_all(leaving.iter().map(|signer| signer.takes_signature_back(&petition))),
            all_sign_at_once(coming, &petition),
        );
        for (answers, status) in [(gone, 204), (come, 201)] {
            for answer in answers {
                answer.is(status);
            }
        }
        has_exactly(&service, &petition, 10).await;
    }
}
