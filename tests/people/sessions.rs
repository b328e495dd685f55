//! Login, refresh, logout.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use serde_json::json;
use viche_testkit::{Answer, Caller, PASSWORD, Service, on_both};

async fn logs_in(caller: &Caller, email: &str, password: &str) -> Answer {
    caller.post("/v1/sessions", json!({ "email": email, "password": password })).await
}

async fn refreshes(service: &Service, token: &str) -> Answer {
    service.nobody().post("/v1/session-refreshes", json!({ "refresh_token": token })).await
}

/// Who has this session's access token.
fn holder(service: &Service, session: &Answer) -> Caller {
    service.nobody().with_token(&session.text("/access_token"))
}

/// A new session of somebody who registered.
async fn session(service: &Service) -> Answer {
    let email = service.registered("Іван").await.email().await;
    logs_in(&service.nobody(), &email, PASSWORD).await.is(201)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

on_both! {
    async fn a_login_gives_tokens_that_nobody_may_keep(service) {
        let session = session(&service).await.shows(json!({ "token_type": "Bearer", "expires_in": 600 }));
        assert_eq!(session.header("cache-control"), Some("no-store"));
        assert_eq!(session.header("location"), Some("/v1/sessions/current"));
        holder(&service, &session).get("/v1/me").await.is(200);
    }

    async fn a_wrong_password_and_an_unknown_address_are_answered_alike(service) {
        let known = service.registered("Іван").await.email().await;
        let caller = service.nobody().with("X-Request-Id", "the-same");
        let wrong = logs_in(&caller, &known, "не-той-пароль-1902").await.is_refused(401, "bad_credentials");
        let unknown = logs_in(&caller, "nobody@example.org", PASSWORD).await.is_refused(401, "bad_credentials");
        let external = service.citizen("Ольга").await.email().await;
        let without_password = logs_in(&caller, &external, PASSWORD).await.is_refused(401, "bad_credentials");
        assert_eq!(wrong.body, unknown.body);
        assert_eq!(wrong.body, without_password.body);
    }

    async fn an_unknown_address_takes_as_long_as_a_wrong_password(service) {
        let known = service.registered("Іван").await.email().await;
        let timed = async |email: &str| {
            let begun = Instant::now();
            logs_in(&service.nobody(), email, "не-той-пароль-1902").await.is(401);
            begun.elapsed()
        };
        let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
        for _ in 0..15 {
            wrong.push(timed(&known).await);
            unknown.push(timed("nobody@example.org").await);
        }
        let (wrong, unknown) = (median(wrong), median(unknown));
        // Without the work for an unknown address they would differ by ten times and more.
        assert!(wrong < unknown * 3 && unknown < wrong * 3, "{wrong:?} and {unknown:?}");
    }

    async fn a_refresh_token_is_exchanged_for_new_tokens(service) {
        let first = session(&service).await;
        let second = refreshes(&service, &first.text("/refresh_token")).await.is(201);
        for field in ["/id", "/account_id"] {
            assert_eq!(first.text(field), second.text(field));
        }
        for field in ["/access_token", "/refresh_token"] {
            assert_ne!(first.text(field), second.text(field));
        }
        holder(&service, &second).get("/v1/me").await.is(200);
    }

    async fn two_tabs_and_a_lost_answer_get_the_same_successor(service) {
        let first = session(&service).await;
        let second = refreshes(&service, &first.text("/refresh_token")).await.is(201);
        // Its access token does not count as using it.
        holder(&service, &second).get("/v1/me").await.is(200);
        service.advance(TimeDelta::seconds(60) - TimeDelta::milliseconds(1));
        let again = refreshes(&service, &first.text("/refresh_token")).await.is(201);
        for field in ["/id", "/account_id", "/refresh_token", "/refresh_expires_at"] {
            assert_eq!(again.text(field), second.text(field));
        }
        assert_ne!(again.text("/access_token"), second.text("/access_token"));
        holder(&service, &again).get("/v1/me").await.is(200);
        refreshes(&service, &second.text("/refresh_token")).await.is(201);
    }

    async fn a_token_that_comes_after_its_successor_was_used_ends_the_session(service) {
        let first = session(&service).await;
        let second = refreshes(&service, &first.text("/refresh_token")).await.is(201);
        let third = refreshes(&service, &second.text("/refresh_token")).await.is(201);
        refreshes(&service, &first.text("/refresh_token")).await.is_refused(401, "bad_refresh_token");
        for newest in [second, third] {
            refreshes(&service, &newest.text("/refresh_token")).await.is_refused(401, "bad_refresh_token");
            holder(&service, &newest).get("/v1/me").await.is_refused(401, "bad_token");
        }
    }

    async fn a_token_that_comes_again_a_minute_later_ends_the_session(service) {
        let first = session(&service).await;
        let second = refreshes(&service, &first.text("/refresh_token")).await.is(201);
        service.advance(TimeDelta::seconds(60));
        refreshes(&service, &first.text("/refresh_token")).await.is_refused(401, "bad_refresh_token");
        refreshes(&service, &second.text("/refresh_token")).await.is_refused(401, "bad_refresh_token");
    }

    async fn fifty_refreshes_at_once_get_one_successor(service) {
        let token = session(&service).await.text("/refresh_token");
        let answers = join_all((0..50).map(|_| refreshes(&service, &token))).await;
        let given: BTreeSet<_> = answers.into_iter().map(|answer| answer.is(201).text("/refresh_token")).collect();
        assert_eq!(given.len(), 1);
        refreshes(&service, given.first().unwrap()).await.is(201);
        refreshes(&service, &token).await.is_refused(401, "bad_refresh_token");
    }

    async fn a_refresh_token_is_good_until_its_day(service) {
        let sessions = [session(&service).await, session(&service).await];
        let [in_time, too_late] = sessions.map(|session| session.text("/refresh_token"));
        let later = refreshes(&service, &in_time).await.is(201);
        let expires_at: DateTime<Utc> = later.text("/refresh_expires_at").parse().unwrap();
        service.set_time(expires_at - TimeDelta::seconds(1));
        refreshes(&service, &later.text("/refresh_token")).await.is(201);
        service.set_time(expires_at);
        refreshes(&service, &too_late).await.is_refused(401, "bad_refresh_token");
    }

    async fn other_texts_are_no_refresh_tokens(service) {
        let session = session(&service).await;
        for token in ["", "token", &session.text("/access_token"), &session.text("/id")] {
            refreshes(&service, token).await.is_refused(401, "bad_refresh_token");
        }
        refreshes(&service, &session.text("/refresh_token")).await.is(201);
    }

    async fn a_logout_ends_the_session_at_once_and_no_other(service) {
        let email = service.registered("Іван").await.email().await;
        let here = logs_in(&service.nobody(), &email, PASSWORD).await.is(201);
        let elsewhere = logs_in(&service.nobody(), &email, PASSWORD).await.is(201);
        let ivan = holder(&service, &here);
        ivan.delete("/v1/sessions/current").await.is(204);
        for path in ["/v1/me", "/v1/petitions"] {
            ivan.get(path).await.is_refused(401, "bad_token");
        }
        ivan.delete("/v1/sessions/current").await.is_refused(401, "bad_token");
        refreshes(&service, &here.text("/refresh_token")).await.is_refused(401, "bad_refresh_token");
        holder(&service, &elsewhere).get("/v1/me").await.is(200);
        refreshes(&service, &elsewhere.text("/refresh_token")).await.is(201);
    }
}
