//! The end of the window: local midnight, whenever the worker runs.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use viche_domain::petition::State;
use viche_testkit::{Petition, Service, on_both, petition_path};

const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// A petition published on 4 March 2026, and the instant at which its 90 days are over.
async fn collecting(service: &Service) -> (Petition, DateTime<Utc>) {
    let petition = service.petition_in(State::Collecting).await;
    // 24:00 of 2 June, in summer time.
    (petition, "2026-06-02T21:00:00Z".parse().unwrap())
}

on_both! {
    async fn a_petition_lapses_at_local_midnight_to_the_microsecond(service) {
        let (petition, closes_at) = collecting(&service).await;
        service.set_time(closes_at - MICROSECOND);
        service.work().await;
        service.nobody().reads(&petition).await.shows(json!({ "state": "collecting", "lapsed_at": null }));
        service.set_time(closes_at);
        service.work().await;
        service.nobody().reads(&petition).await.shows(json!({
            "state": "lapsed", "lapsed_at": closes_at, "reply_due_at": "2026-07-02T21:00:00Z", "signatures": 0,
        }));
    }

    async fn a_late_worker_moves_no_date(service) {
        let (petition, closes_at) = collecting(&service).await;
        service.set_time(closes_at + TimeDelta::days(5));
        service.work().await;
        service.nobody().reads(&petition).await.shows(json!({
            "state": "lapsed", "lapsed_at": closes_at, "reply_due_at": "2026-07-02T21:00:00Z",
        }));
        let history = service.nobody().get_all(&petition_path(&petition, "/history")).await;
        assert_eq!(history.last(), Some(&json!({ "kind": "lapsed", "at": closes_at, "department": null })));
        service.work().await;
        assert_eq!(service.nobody().get_all(&petition_path(&petition, "/history")).await, history);
    }

    async fn signing_ends_with_the_window_though_the_worker_has_not_run(service) {
        let (petition, closes_at) = collecting(&service).await;
        service.set_time(closes_at - MICROSECOND);
        petition.author.signs(&petition).await.is(201);
        service.set_time(closes_at);
        let refusal = service.citizen("Ольга").await.signs(&petition).await.is_refused(409, "window_closed");
        assert_eq!(refusal.text("/context/closes_at"), "2026-06-02T21:00:00Z");
        petition.author.takes_signature_back(&petition).await.is_refused(409, "signature_final");
        petition.author.withdraws(&petition).await.is_refused(409, "not_withdrawable");
        service.work().await;
        service.nobody().reads(&petition).await.shows(json!({ "state": "lapsed", "signatures": 1 }));
    }

    async fn a_reply_may_come_before_the_worker(service) {
        let (petition, closes_at) = collecting(&service).await;
        service.set_time(closes_at);
        service.responder("education").await.answers(&petition, "education").await.is(201);
        service.nobody().reads(&petition).await.shows(json!({ "state": "lapsed", "lapsed_at": closes_at }));
        assert!(service.nobody().history_of(&petition).await.ends_with(&["lapsed".into(), "reply_recorded".into()]));
    }

    async fn a_petition_under_review_does_not_lapse(service) {
        let petition = service.petition_in(State::UnderReview).await;
        service.set_time("2026-06-02T21:00:00Z".parse().unwrap());
        service.work().await;
        service.nobody().reads(&petition).await.shows(json!({ "state": "under_review", "lapsed_at": null }));
        service.citizen("Ольга").await.signs(&petition).await.is_refused(409, "window_closed");
    }

    async fn all_that_is_due_lapses_in_one_turn_and_nothing_else(service) {
        let mut due = Vec::new();
        for _ in 0..3 {
            due.push(service.petition_in(State::Collecting).await);
        }
        service.advance(TimeDelta::days(1));
        let (later, closes_at) = collecting(&service).await;
        service.set_time(closes_at);
        service.work().await;
        for petition in &due {
            service.nobody().reads(petition).await.shows(json!({ "state": "lapsed" }));
        }
        service.nobody().reads(&later).await.shows(json!({ "state": "collecting" }));
    }
}
