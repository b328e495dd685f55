//! More requests than the service has room for.

use std::time::Instant;

use futures_util::future::join_all;
use serde_json::json;
use viche_testkit::{PASSWORD, on_both};

on_both! {
    async fn five_hundred_logins_at_once_leave_public_reading_alone(service) {
        let email = service.registered("Іван").await.email().await;
        let (nobody, login) = (service.nobody(), json!({ "email": email, "password": PASSWORD }));
        let logging_in = async {
            let answers = join_all((0..500).map(|_| nobody.post("/v1/sessions", login.clone()))).await;
            (answers, Instant::now())
        };
        let reading = async {
            for _ in 0..50 {
                nobody.get("/v1/petitions").await.is(200);
            }
            Instant::now()
        };
        let ((answers, logins_ended), reading_ended) = tokio::join!(logging_in, reading);
        assert!(reading_ended < logins_ended, "readers waited for those who log in");
        let (entered, turned_away): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
        assert!(!entered.is_empty() && !turned_away.is_empty());
        for answer in turned_away {
            let wait = answer.is_refused(503, "overloaded").header("retry-after").map(str::parse::<u32>);
            assert!(matches!(wait, Some(Ok(1..))), "{wait:?}");
        }
    }
}
