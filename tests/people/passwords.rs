//! Changing a password, and getting a new one by a letter.

use chrono::TimeDelta;
use serde_json::json;
use viche_testkit::{Answer, Caller, PASSWORD, Service, on_both};

const NEW: &str = "гучний-вечір-1917";

async fn logs_in(service: &Service, email: &str, password: &str) -> Answer {
    service.nobody().post("/v1/sessions", json!({ "email": email, "password": password })).await
}

async fn changes(caller: &Caller, current: &str, new: &str) -> Answer {
    let change = json!({ "current_password": current, "new_password": new });
    caller.post("/v1/me/password-changes", change).await
}

async fn asks_for_a_new_one(service: &Service, email: &str) -> Answer {
    let caller = service.nobody().with("X-Request-Id", "the-same");
    let answer = caller.post("/v1/password-resets", json!({ "email": email })).await.is(202);
    service.work().await;
    answer
}

async fn resets(service: &Service, token: &str, new: &str) -> Answer {
    let reset = json!({ "token": token, "new_password": new });
    service.nobody().post("/v1/password-resets/confirmations", reset).await
}

on_both! {
    async fn a_changed_password_ends_every_other_session(service) {
        let email = service.registered("Іван").await.email().await;
        let [here, elsewhere] = [(); 2].map(|()| logs_in(&service, &email, PASSWORD));
        let [here, elsewhere] = [here.await, elsewhere.await]
            .map(|session| service.nobody().with_token(&session.is(201).text("/access_token")));
        changes(&here, PASSWORD, NEW).await.is(204);
        here.get("/v1/me").await.is(200);
        elsewhere.get("/v1/me").await.is_refused(401, "bad_token");
        logs_in(&service, &email, PASSWORD).await.is_refused(401, "bad_credentials");
        logs_in(&service, &email, NEW).await.is(201);
    }

    async fn a_password_is_not_changed_without_the_current_one(service) {
        let ivan = service.registered("Іван").await;
        changes(&ivan, "не-той-пароль-1902", NEW).await.is_refused(403, "wrong_password");
        changes(&ivan, PASSWORD, "1234567890").await
            .is_refused(422, "validation_failed")
            .names("/new_password", "weak_password");
        changes(&ivan, PASSWORD, &ivan.email().await).await
            .is_refused(422, "validation_failed")
            .names("/new_password", "weak_password");
        service.nobody().with_token(&ivan.token().await.unwrap()).get("/v1/me").await.is(200);
        logs_in(&service, &ivan.email().await, PASSWORD).await.is(201);
    }

    async fn an_account_without_a_password_gets_one_by_letter_alone(service) {
        let olha = service.citizen("Ольга").await;
        let email = olha.email().await;
        changes(&olha, "", NEW).await.is_refused(403, "wrong_password");
        asks_for_a_new_one(&service, &email).await;
        resets(&service, &service.letter_to(&email).token(), NEW).await.is(204);
        logs_in(&service, &email, NEW).await.is(201).shows(json!({ "account_id": olha.id }));
    }

    async fn an_unknown_address_is_answered_alike_and_gets_no_letter(service) {
        let email = service.registered("Іван").await.email().await;
        let before = service.letters().len();
        let unknown = asks_for_a_new_one(&service, "nobody@example.org").await;
        assert_eq!(service.letters().len(), before);
        let known = asks_for_a_new_one(&service, &email.to_uppercase()).await;
        assert_eq!(service.letters().len(), before + 1);
        assert_eq!(unknown.body, known.body);
    }

    async fn a_reset_ends_every_session(service) {
        let ivan = service.registered("Іван").await;
        let email = ivan.email().await;
        let session = service.nobody().with_token(&ivan.token().await.unwrap());
        asks_for_a_new_one(&service, &email).await;
        resets(&service, &service.letter_to(&email).token(), NEW).await.is(204);
        session.get("/v1/me").await.is_refused(401, "bad_token");
        logs_in(&service, &email, PASSWORD).await.is_refused(401, "bad_credentials");
        logs_in(&service, &email, NEW).await.is(201);
    }

    async fn a_resets_token_is_good_once_and_for_an_hour(service) {
        let email = service.registered("Іван").await.email().await;
        asks_for_a_new_one(&service, &email).await;
        let first = service.letter_to(&email).token();
        service.advance(TimeDelta::hours(1) - TimeDelta::seconds(1));
        resets(&service, &first, NEW).await.is(204);
        resets(&service, &first, PASSWORD).await.is_refused(422, "bad_email_token");

        asks_for_a_new_one(&service, &email).await;
        let second = service.letter_to(&email).token();
        service.advance(TimeDelta::hours(1));
        resets(&service, &second, PASSWORD).await.is_refused(422, "bad_email_token");
        logs_in(&service, &email, NEW).await.is(201);
    }

    async fn a_new_password_uses_up_every_letter_that_offered_one(service) {
        let email = service.registered("Іван").await.email().await;
        asks_for_a_new_one(&service, &email).await;
        let first = service.letter_to(&email).token();
        asks_for_a_new_one(&service, &email).await;
        resets(&service, &service.letter_to(&email).token(), NEW).await.is(204);
        resets(&service, &first, PASSWORD).await.is_refused(422, "bad_email_token");
        logs_in(&service, &email, NEW).await.is(201);
    }

    async fn a_refused_password_leaves_the_token_good(service) {
        let email = service.registered("Іван").await.email().await;
        let of_the_verification = service.letter_to(&email).token();
        asks_for_a_new_one(&service, &email).await;
        let token = service.letter_to(&email).token();
        for other in ["", "token", &of_the_verification] {
            resets(&service, other, NEW).await.is_refused(422, "bad_email_token");
        }
        for weak in ["1234567890", &email] {
            resets(&service, &token, weak).await
                .is_refused(422, "validation_failed")
                .names("/new_password", "weak_password");
        }
        resets(&service, &token, NEW).await.is(204);
    }
}
