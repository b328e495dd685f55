//! Registration, the proof of an address, and what an account may be called.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_testkit::{Answer, Caller, PASSWORD, Service, on_both};

const EMAIL: &str = "ivan@example.org";

fn ivan() -> Value {
    json!({ "email": EMAIL, "password": PASSWORD, "full_name": "Іван Бондаренко" })
}

/// [`ivan`] with one field set.
fn ivan_with(field: &str, value: impl Into<Value>) -> Value {
    let mut account = ivan();
    account[field] = value.into();
    account
}

async fn registers(service: &Service, account: Value) -> Answer {
    service.nobody().post("/v1/accounts", account).await
}

async fn logs_in(service: &Service, email: &str, password: &str) -> Answer {
    service.nobody().post("/v1/sessions", json!({ "email": email, "password": password })).await
}

async fn proves_address(service: &Service, token: &str) -> Answer {
    service.nobody().post("/v1/email-verifications", json!({ "token": token })).await
}

async fn asks_for_another_letter(caller: &Caller) {
    caller.post_empty("/v1/me/email-verification-requests").await.is(202);
}

on_both! {
    async fn a_known_and_an_unknown_address_are_answered_alike(service) {
        let answer = async || {
            let caller = service.nobody().with("X-Request-Id", "the-same");
            let mut answer = caller.post("/v1/accounts", ivan()).await.is(202);
            answer.headers.remove("date");
            (answer.body, answer.headers)
        };
        let unknown = answer().await;
        assert_eq!(answer().await, unknown);
    }

    async fn the_owner_of_a_known_address_is_told_and_nothing_changes(service) {
        registers(&service, ivan()).await.is(202);
        service.work().await;
        let first = service.letter_to(EMAIL);
        registers(&service, ivan_with("password", "інший-довгий-пароль")).await.is(202);
        service.work().await;
        let second = service.letter_to(EMAIL);
        assert_ne!(first.subject, second.subject);
        assert!(!second.text.contains("token="), "{}", second.text);
        logs_in(&service, EMAIL, "інший-довгий-пароль").await.is_refused(401, "bad_credentials");
        logs_in(&service, EMAIL, PASSWORD).await.is(201);
    }

    async fn who_registers_many_times_at_once_has_one_account(service) {
        for answer in join_all((0..8).map(|_| registers(&service, ivan()))).await {
            answer.is(202);
        }
        service.work().await;
        let links = service.letters().iter().filter(|letter| letter.text.contains("token=")).count();
        assert_eq!((service.letters().len(), links), (8, 1));
    }

    async fn a_letters_token_proves_the_address_once(service) {
        let ivan = service.unverified("Іван").await;
        let me = ivan.get("/v1/me").await.is(200).shows(json!({ "email_verified": false, "level": "none" }));
        service.work().await;
        let token = service.letter_to(&me.text("/email")).token();
        proves_address(&service, &token).await.is(204);
        ivan.get("/v1/me").await.is(200).shows(json!({ "email_verified": true, "level": "email" }));
        // Clicked twice, or followed by a scanner.
        proves_address(&service, &token).await.is(204);
    }

    async fn a_letters_token_is_good_for_24_hours(service) {
        let (ivan, olha) = (service.unverified("Іван").await, service.unverified("Ольга").await);
        service.work().await;
        let (ivans, olhas) = (ivan.email().await, olha.email().await);
        service.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
        proves_address(&service, &service.letter_to(&ivans).token()).await.is(204);
        service.advance(TimeDelta::seconds(1));
        proves_address(&service, &service.letter_to(&olhas).token()).await.is_refused(422, "bad_email_token");
        olha.get("/v1/me").await.is(200).shows(json!({ "email_verified": false }));
    }

    async fn other_tokens_prove_nothing(service) {
        let ivan = service.unverified("Іван").await;
        let email = ivan.email().await;
        service.nobody().post("/v1/password-resets", json!({ "email": email })).await.is(202);
        service.work().await;
        let of_a_reset = service.letter_to(&email).token();
        for token in ["", "token", &of_a_reset] {
            proves_address(&service, token).await.is_refused(422, "bad_email_token");
        }
        ivan.get("/v1/me").await.is(200).shows(json!({ "level": "none" }));
    }

    async fn another_letter_can_be_had_until_the_address_is_proven(service) {
        let ivan = service.unverified("Іван").await;
        let email = ivan.email().await;
        service.work().await;
        let first = service.letter_to(&email).token();
        asks_for_another_letter(&ivan).await;
        service.work().await;
        let second = service.letter_to(&email).token();
        assert_ne!(first, second);
        proves_address(&service, &second).await.is(204);
        asks_for_another_letter(&ivan).await;
        service.work().await;
        assert_eq!(service.letters().len(), 2);
    }

    async fn addresses_that_differ_in_letter_case_are_one_account(service) {
        registers(&service, ivan_with("email", " Ivan.Petrenko@Example.ORG ")).await.is(202);
        registers(&service, ivan_with("email", "ivan.petrenko@example.org")).await.is(202);
        service.work().await;
        let written: Vec<_> = service.letters().into_iter().map(|letter| letter.to).collect();
        assert_eq!(written, ["Ivan.Petrenko@example.org"; 2], "mail goes where its owner wrote");
        let [upper, lower] = ["IVAN.PETRENKO@EXAMPLE.ORG", "ivan.petrenko@example.org"].map(|email| {
            logs_in(&service, email, PASSWORD)
        });
        assert_eq!(upper.await.is(201).text("/account_id"), lower.await.is(201).text("/account_id"));
    }

    async fn weak_passwords_are_refused(service) {
        let too_long = "я".repeat(129);
        for (password, fault) in [
            ("", "too_short"),
            ("девʼятьлі", "too_short"),
            (&*too_long, "too_long"),
            ("1234567890", "weak_password"),
            ("Ivan@Example.org", "weak_password"),
        ] {
            registers(&service, ivan_with("password", password)).await
                .is_refused(422, "validation_failed")
                .names("/password", fault);
        }
    }

    async fn names_that_imitate_or_hide_something_are_refused(service) {
        for (name, fault) in [
            ("", "blank"),
            ("перейдіть за посиланням evil.example", "not_a_name"),
            ("Ви виграли приз зайдіть на сайт", "not_a_name"),
            ("𝐈𝐯𝐚𝐧 Франко", "forbidden_character"),
            ("Iван Бондаренко", "mixed_scripts"),
            ("Іван Бондарeнко-Коваль", "mixed_scripts"),
            ("Іван\u{200B} Бондаренко", "forbidden_character"),
            ("Іван \u{202E}Бондаренко", "forbidden_character"),
            ("Іван Бондаренко 2", "forbidden_character"),
            ("<b>Іван</b> Бондаренко", "forbidden_character"),
        ] {
            registers(&service, ivan_with("full_name", name)).await
                .is_refused(422, "validation_failed")
                .names("/full_name", fault);
        }
    }

    async fn what_is_no_address_is_refused(service) {
        for (email, fault) in [
            ("", "blank"),
            ("ivan", "bad_email"),
            ("ivan@localhost", "bad_email"),
            ("ivan@@example.org", "bad_email"),
            ("ivan@example.org\r\nBcc: all@example.org", "bad_email"),
            ("іван@example.org", "bad_email"),
        ] {
            registers(&service, ivan_with("email", email)).await
                .is_refused(422, "validation_failed")
                .names("/email", fault);
        }
    }

    async fn all_wrong_fields_are_named_at_once(service) {
        registers(&service, json!({ "email": "ivan", "password": "1", "full_name": "" })).await
            .is_refused(422, "validation_failed")
            .names("/email", "bad_email")
            .names("/password", "too_short")
            .names("/full_name", "blank");
        service.work().await;
        assert!(service.letters().is_empty());
    }

    async fn nobody_gives_themselves_a_role_or_a_level(service) {
        for field in ["role", "roles", "level", "email_verified", "id", "person"] {
            registers(&service, ivan_with(field, "administrator")).await
                .is_refused(422, "validation_failed")
                .names(&format!("/{field}"), "unknown_field");
        }
        logs_in(&service, EMAIL, PASSWORD).await.is_refused(401, "bad_credentials");
    }

    async fn names_are_kept_in_one_form(service) {
        for (n, (written, kept)) in [
            ("Мар'яна  Дем’яненко", "Марʼяна Демʼяненко"),
            ("Андрі\u{438}\u{306} Лук`янов", "Андрі\u{439} Лукʼянов"),
            (" Іван Нечуй-Левицький\u{A0}", "Іван Нечуй-Левицький"),
        ].into_iter().enumerate() {
            let email = format!("name{n}@example.org");
            let account = json!({ "email": email, "password": PASSWORD, "full_name": written });
            registers(&service, account).await.is(202);
            let token = logs_in(&service, &email, PASSWORD).await.is(201).text("/access_token");
            let me = service.nobody().with_token(&token).get("/v1/me").await.is(200);
            assert_eq!(me.text("/full_name"), kept);
        }
    }

    async fn letters_are_in_the_language_of_the_account(service) {
        for (email, locale, greeting) in
            [("one@example.org", "uk", "Вітаємо!\n"), ("two@example.org", "en", "Hello,\n")]
        {
            let account = json!({ "email": email, "password": PASSWORD, "full_name": "Іван Бондаренко", "locale": locale });
            registers(&service, account).await.is(202);
            service.work().await;
            // Nothing that whoever registered has typed is sent to an address that may be somebody else's.
            let letter = service.letter_to(email);
            assert!(letter.text.starts_with(greeting) && !letter.text.contains("Бондаренко"), "{letter:?}");
        }
    }

    async fn staff_find_an_account_by_its_address(service) {
        let ivan = service.unverified("Іван").await;
        let auditor = service.staff(Role::Auditor, None).await;
        let email = ivan.email().await.to_uppercase();
        let found = auditor.get(&format!("/v1/accounts?email={email}")).await.is(200).items();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["id"], ivan.id);
        assert!(auditor.get("/v1/accounts?email=nobody@example.org").await.is(200).items().is_empty());
        auditor.get(&format!("/v1/accounts/{}", ivan.id)).await.is(200).shows(json!({ "full_name": ivan.name }));
        for unknown in ["0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47", "ivan"] {
            auditor.get(&format!("/v1/accounts/{unknown}")).await.is_refused(404, "account_not_found");
        }
    }
}
