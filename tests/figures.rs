//! What operators read: letters, deadlines, the worker and the process.

use chrono::TimeDelta;
use serde_json::json;
use viche_domain::petition::State;
use viche_testkit::{GONE, PASSWORD, REFUSED, Service, on_both, rnokpp};

/// The value of a figure, by its name and labels.
async fn figure(service: &Service, name: &str) -> Option<i64> {
    let figures = String::from_utf8(service.metrics().await.is(200).body).unwrap();
    let line = figures.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned));
    line.map(|value| value.parse().unwrap_or_else(|error| panic!("{name}: {value}: {error}")))
}

on_both! {
    async fn letters_that_wait_and_fail_are_counted(service) {
        service.work().await;
        for name in ["letters_waiting", "letters_failing", "letters_given_up", "letter_lag_seconds"] {
            assert_eq!(figure(&service, name).await, Some(0), "{name}");
        }
        let account = json!({ "email": format!("ivan{REFUSED}"), "password": PASSWORD, "full_name": "Іван Коваль" });
        service.nobody().post("/v1/accounts", account).await.is(202);
        service.advance(TimeDelta::seconds(90));
        assert_eq!(figure(&service, "letters_waiting").await, Some(1));
        assert_eq!(figure(&service, "letter_lag_seconds").await, Some(90));
        service.work().await;
        assert_eq!(figure(&service, "letters_failing").await, Some(1));
        assert_eq!(figure(&service, "letter_lag_seconds").await, Some(0), "it is tried again later");
    }

    async fn an_address_that_takes_no_letters_is_marked_and_not_tried_again(service) {
        let email = format!("ivan{GONE}");
        let ivan = service.known_as("Іван", &rnokpp(1000), Some(&email)).await;
        let marked = async || ivan.get("/v1/me").await.is(200).json().get("email_refused_at").cloned();
        assert_eq!(marked().await, None);
        service.nobody().post("/v1/password-resets", json!({ "email": email })).await.is(202);
        service.work().await;
        assert_eq!(marked().await, Some(json!("2026-03-04T08:00:00Z")));
        let staff = service.administrator().await.get(&format!("/v1/accounts?email={email}")).await.is(200);
        assert_eq!(staff.items()[0]["email_refused_at"], json!("2026-03-04T08:00:00Z"));
        for (name, value) in [("letters_waiting", 0), ("letters_failing", 0), ("letters_given_up", 1)] {
            assert_eq!(figure(&service, name).await, Some(value), "{name}");
        }
    }

    async fn what_the_staff_and_the_clock_owe_is_counted(service) {
        service.petition_in(State::Submitted).await;
        let owed = "dues_overdue{role=\"moderator\",duty=\"moderation\"}";
        assert_eq!(figure(&service, owed).await, None);
        service.petition_in(State::Collecting).await;
        assert_eq!(figure(&service, "alarm_lag_seconds").await, Some(0));
        service.advance(TimeDelta::days(120));
        assert_eq!(figure(&service, owed).await, Some(1));
        assert!(figure(&service, "alarm_lag_seconds").await > Some(86_400), "nobody has worked");
        service.work().await;
        assert_eq!(figure(&service, "alarm_lag_seconds").await, Some(0));
    }

    async fn the_process_and_its_pools_are_measured(service) {
        service.nobody().get("/v1/petitions").await.is(200);
        assert_eq!(figure(&service, "ready").await, Some(1));
        assert_eq!(figure(&service, "build_info{version=\"0.1.0\"}").await, Some(1));
        assert!(figure(&service, "process_resident_memory_bytes").await > Some(1 << 20));
        assert!(figure(&service, "process_open_fds").await < figure(&service, "process_max_fds").await);
        assert!(figure(&service, "http_connections").await >= Some(1));
        assert_eq!(figure(&service, "http_connections_limit").await, Some(4096));
        assert_eq!(figure(&service, "http_connections_ended_total").await, Some(0));
        assert_eq!(figure(&service, "password_hashes_at_work").await, Some(0));
        for lane in ["reading", "writing", "signing", "worker", "health"] {
            let (open, idle) = (format!("database_pool_connections{{lane=\"{lane}\"}}"), format!("database_pool_idle{{lane=\"{lane}\"}}"));
            assert!(figure(&service, &open).await >= figure(&service, &idle).await, "{lane}");
        }
        assert_eq!(figure(&service, "worker_lease_seconds").await, Some(0), "nobody holds it");
    }
}
