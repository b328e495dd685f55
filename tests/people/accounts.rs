//! Registration, the proof of an address, and what an account may be called.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_testkit::{Answer, PASSWORD, Service, on_both, rnokpp};

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

/// Where several have registered with the address: by the password too.
async fn proves(service: &Service, token: &str, password: &str) -> Answer {
    let proof = json!({ "token": token, "password": password });
    service.nobody().post("/v1/email-verifications", proof).await
}

async fn asks_for_another_letter(service: &Service, email: &str) -> Answer {
    service.nobody().post("/v1/email-verification-requests", json!({ "email": email })).await.is(202)
}

/// The token in the latest letter to an address.
async fn token_sent(service: &Service, email: &str) -> String {
    service.work().await;
    service.letter_to(email).token()
}

/// What somebody who logs in so is told of themselves.
async fn enters(service: &Service, email: &str, password: &str) -> Answer {
    let session = logs_in(service, email, password).await.is(201);
    service.nobody().with_token(&session.text("/access_token")).get("/v1/me").await.is(200)
}

const ANOTHER: &str = "гучний вечір на Михайлівській";

on_both! {
    async fn a_known_and_an_unknown_address_are_answered_alike(service) {
        let known = service.registered("Іван").await.email().await;
        let mut told = Vec::new();
        for path in ["/v1/accounts", "/v1/email-verification-requests"] {
            for email in ["unknown@example.org", &known] {
                let body = match path {
                    "/v1/accounts" => ivan_with("email", email),
                    _ => json!({ "email": email }),
                };
                let before = service.statements();
                let caller = service.nobody().with("X-Request-Id", "the-same");
                let mut answer = caller.post(path, body).await.is(202);
                answer.headers.remove("date");
                told.push((answer.body, answer.headers, service.statements() - before));
            }
        }
        assert_eq!(told[0], told[1]);
        assert_eq!(told[2], told[3]);
    }

    async fn the_owner_of_a_known_address_is_told_and_nothing_changes(service) {
        let owner = service.registered("Іван").await;
        let email = owner.email().await;
        let mut another = ivan_with("password", ANOTHER);
        another["email"] = json!(email);
        registers(&service, another).await.is(202);
        service.work().await;
        let letter = service.letter_to(&email);
        assert_eq!(letter.subject, "Ви вже зареєстровані");
        assert!(!letter.text.contains("token="), "{}", letter.text);
        logs_in(&service, &email, ANOTHER).await.is_refused(401, "bad_credentials");
        enters(&service, &email, PASSWORD).await.shows(json!({ "id": owner.id }));
    }

    async fn nobody_is_logged_in_by_an_address_that_is_not_proven(service) {
        registers(&service, ivan()).await.is(202);
        let caller = service.nobody().with("X-Request-Id", "the-same");
        let login = async |email: &str, password: &str| {
            caller.post("/v1/sessions", json!({ "email": email, "password": password })).await
                .is_refused(401, "bad_credentials")
        };
        let waiting = login(EMAIL, PASSWORD).await;
        assert_eq!(waiting.body, login(EMAIL, ANOTHER).await.body, "a wrong password");
        assert_eq!(waiting.body, login("nobody@example.org", PASSWORD).await.body, "an unknown address");
        assert!(waiting.text("/detail").contains("посиланням у листі"), "{waiting}");
        proves_address(&service, &token_sent(&service, EMAIL).await).await.is(204);
        assert_eq!(waiting.body, login(EMAIL, ANOTHER).await.body);
        enters(&service, EMAIL, PASSWORD).await.shows(json!({ "email": EMAIL, "level": "email" }));
    }

    async fn the_latest_registration_counts_and_its_letter_confirms_that_one(service) {
        registers(&service, ivan()).await.is(202);
        let first = token_sent(&service, EMAIL).await;
        let mut corrected = ivan_with("password", ANOTHER);
        corrected["full_name"] = json!("Іван Бондар");
        registers(&service, corrected).await.is(202);
        let second = token_sent(&service, EMAIL).await;
        proves_address(&service, &first).await.is_refused(422, "bad_email_token");
        proves(&service, &second, ANOTHER).await.is(204);
        logs_in(&service, EMAIL, PASSWORD).await.is_refused(401, "bad_credentials");
        enters(&service, EMAIL, ANOTHER).await.shows(json!({ "full_name": "Іван Бондар" }));
        // Who registers later is told of the account, and changes nothing.
        registers(&service, ivan()).await.is(202);
        service.work().await;
        assert!(!service.letter_to(EMAIL).text.contains("token="));
        enters(&service, EMAIL, ANOTHER).await.shows(json!({ "full_name": "Іван Бондар" }));
    }

    async fn a_stranger_who_registers_later_gains_nothing_by_the_owners_links(service) {
        registers(&service, ivan()).await.is(202);
        let owners = token_sent(&service, EMAIL).await;
        let mut strangers = ivan_with("password", ANOTHER);
        strangers["full_name"] = json!("Чужий Чоловік");
        registers(&service, strangers).await.is(202);
        let second = token_sent(&service, EMAIL).await;
        proves_address(&service, &owners).await.is_refused(422, "bad_email_token");
        asks_for_another_letter(&service, EMAIL).await;
        for token in [second, token_sent(&service, EMAIL).await] {
            proves_address(&service, &token).await.is_refused(403, "password_needed");
            proves(&service, &token, PASSWORD).await.is_refused(403, "wrong_password");
        }
        logs_in(&service, EMAIL, ANOTHER).await.is_refused(401, "bad_credentials");
        registers(&service, ivan()).await.is(202);
        proves(&service, &token_sent(&service, EMAIL).await, PASSWORD).await.is(204);
        enters(&service, EMAIL, PASSWORD).await.shows(json!({ "full_name": "Іван Бондаренко" }));
    }

    async fn a_letter_carries_the_link_of_its_own_registration(service) {
        registers(&service, ivan()).await.is(202);
        registers(&service, ivan_with("password", ANOTHER)).await.is(202);
        service.work().await;
        // Nothing is written of the one that was replaced before its turn came.
        assert_eq!(service.letters().len(), 1);
        proves(&service, &service.letter_to(EMAIL).token(), ANOTHER).await.is(204);
    }

    async fn who_registers_many_times_at_once_has_one_account(service) {
        for answer in join_all((0..8).map(|_| registers(&service, ivan()))).await {
            answer.is(202);
        }
        service.work().await;
        let tokens: Vec<_> = service.letters().iter().map(|letter| letter.token()).collect();
        assert_eq!(tokens.len(), 1, "the others were replaced before their turn came");
        for answer in join_all((0..8).map(|_| proves(&service, &tokens[0], PASSWORD))).await {
            answer.is(204);
        }
        enters(&service, EMAIL, PASSWORD).await;
    }

    async fn a_letters_token_proves_the_address_as_often_as_it_comes(service) {
        registers(&service, ivan()).await.is(202);
        let token = token_sent(&service, EMAIL).await;
        // Clicked twice, or followed by a scanner.
        for _ in 0..2 {
            proves_address(&service, &token).await.is(204);
            enters(&service, EMAIL, PASSWORD).await.shows(json!({ "level": "email" }));
        }
    }

    async fn a_letters_token_is_good_for_24_hours(service) {
        let [ivans, olhas] = ["ivan@example.org", "olha@example.org"];
        for email in [ivans, olhas] {
            registers(&service, ivan_with("email", email)).await.is(202);
        }
        service.work().await;
        service.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
        proves_address(&service, &service.letter_to(ivans).token()).await.is(204);
        service.advance(TimeDelta::seconds(1));
        proves_address(&service, &service.letter_to(olhas).token()).await.is_refused(422, "bad_email_token");
        logs_in(&service, olhas, PASSWORD).await.is_refused(401, "bad_credentials");
        asks_for_another_letter(&service, olhas).await;
        proves_address(&service, &token_sent(&service, olhas).await).await.is(204);
    }

    async fn a_registration_is_forgotten_after_a_week(service) {
        registers(&service, ivan()).await.is(202);
        service.work().await;
        let sent = service.letters().len();
        service.advance(TimeDelta::days(7) + TimeDelta::seconds(1));
        service.work().await;
        asks_for_another_letter(&service, EMAIL).await;
        service.work().await;
        assert_eq!(service.letters().len(), sent);
        assert!(service.contents().await.empty_tables().contains(&"registrations"));
    }

    async fn other_tokens_prove_nothing(service) {
        let known = service.registered("Ольга").await.email().await;
        service.nobody().post("/v1/password-resets", json!({ "email": known })).await.is(202);
        let of_a_reset = token_sent(&service, &known).await;
        registers(&service, ivan()).await.is(202);
        for token in ["", "token", &of_a_reset] {
            proves_address(&service, token).await.is_refused(422, "bad_email_token");
        }
        logs_in(&service, EMAIL, PASSWORD).await.is_refused(401, "bad_credentials");
    }

    async fn another_letter_can_be_had_with_the_address_alone(service) {
        registers(&service, ivan()).await.is(202);
        let first = token_sent(&service, EMAIL).await;
        asks_for_another_letter(&service, " IVAN@Example.org ").await;
        let second = token_sent(&service, EMAIL).await;
        assert_ne!(first, second);
        proves_address(&service, &second).await.is(204);
        proves_address(&service, &first).await.is(204);
        // Whoever has an account is told so; an address that nobody registered with gets no letter.
        for email in [EMAIL, "nobody@example.org"] {
            asks_for_another_letter(&service, email).await;
        }
        service.work().await;
        assert_eq!(service.letters().len(), 3);
        assert_eq!(service.letter_to(EMAIL).subject, "Ви вже зареєстровані");
        service.nobody().post("/v1/email-verification-requests", json!({ "email": "ivan" })).await
            .is_refused(422, "validation_failed")
            .names("/email", "bad_email");
    }

    async fn an_address_that_another_account_has_meanwhile_makes_no_second_one(service) {
        registers(&service, ivan()).await.is(202);
        let token = token_sent(&service, EMAIL).await;
        let by_provider = service.known_as("Іван", &rnokpp(700), Some(EMAIL)).await;
        proves_address(&service, &token).await.is_refused(409, "address_taken");
        logs_in(&service, EMAIL, PASSWORD).await.is_refused(401, "bad_credentials");
        by_provider.get("/v1/me").await.is(200).shows(json!({ "email": EMAIL, "full_name": by_provider.name }));
    }

    async fn strangers_with_the_same_key_do_not_meet(service) {
        let keyed = service.nobody().with("Idempotency-Key", "1");
        for email in ["ivan@example.org", "olha@example.org", "ivan@example.org"] {
            keyed.post("/v1/accounts", ivan_with("email", email)).await.is(202);
        }
        service.work().await;
        let mut told: Vec<_> = service.letters().into_iter().map(|letter| letter.to).collect();
        told.sort();
        assert_eq!(told, ["ivan@example.org", "olha@example.org"], "and a retry is one registration");
    }

    async fn addresses_that_differ_in_letter_case_are_one_account(service) {
        registers(&service, ivan_with("email", " Ivan.Petrenko@Example.ORG ")).await.is(202);
        registers(&service, ivan_with("email", "ivan.petrenko@example.org")).await.is(202);
        service.work().await;
        let written: Vec<_> = service.letters().into_iter().map(|letter| letter.to).collect();
        assert_eq!(written, ["ivan.petrenko@example.org"], "mail goes where its owner wrote last");
        proves(&service, &service.letter_to("ivan.petrenko@example.org").token(), PASSWORD).await.is(204);
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
            proves_address(&service, &token_sent(&service, &email).await).await.is(204);
            assert_eq!(enters(&service, &email, PASSWORD).await.text("/full_name"), kept);
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
        let ivan = service.registered("Іван").await;
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
