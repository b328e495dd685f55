//! A database that an earlier release made goes on under this code: it is brought to this version, and then answers
//! what it answered, whatever it tells beside that, and people, keys and letters are what they were.
//!
//! `VICHE_KEEP=1` keeps a database of the present version, on both databases; it is done once, when a release is made.

mod keepsake;
mod questions;
mod story;

use std::collections::BTreeSet;
use std::env;

use reqwest::Method;
use serde_json::json;
use viche_domain::petition::State;
use viche_testkit::{Answer, on_both};

use keepsake::{Kept, keep, parsed};
use questions::{as_told_now, asked, holds, without_sentences};
use story::Story;

/// Questions that were asked of the release.
const QUESTIONS: usize = 339;
/// Who had an account there without having proven the address.
const UNPROVEN: &str = "unverified";
/// Requests that it answered under a key on the last day.
const KEYED: usize = 29;

on_both! {
    async fn a_story_leaves_something_of_everything(service) {
        let story = Story::tell(&service).await;
        let mut states = BTreeSet::new();
        for id in story.petitions.values() {
            let petition = service.administrator().await.reads(id).await;
            states.insert(petition.is(200).text("/state"));
        }
        assert_eq!(states, State::ALL.iter().map(State::to_string).collect());
        assert_eq!(service.contents().await.empty_tables(), ["leases"]);
        if env::var_os("VICHE_KEEP").is_some() {
            keep(&service, &story).await;
        }
    }

    async fn what_a_release_answered_is_answered_still(kept: Kept) {
        assert_eq!(kept.answers.len(), QUESTIONS);
        for question in &kept.answers {
            let (by, path) = (question["by"].as_str().unwrap(), question["get"].as_str().unwrap());
            let answer = asked(&kept.caller(by), path).await;
            let kept = as_told_now(question["answer"].clone());
            let (answer, kept) = (without_sentences(answer), without_sentences(kept));
            assert!(holds(&answer, &kept), "{by} asks for {path}: {answer:#} lacks what was in {kept:#}");
        }
    }

    async fn what_was_done_under_a_key_is_not_done_again(kept: Kept) {
        assert_eq!(kept.keyed().len(), KEYED);
        let before = kept.service.contents().await;
        for request in kept.keyed() {
            let caller = kept.caller(request["by"].as_str().unwrap());
            let caller = caller.with("Idempotency-Key", request["key"].as_str().unwrap());
            let body = &request["body"];
            let bytes = (!body.is_null()).then(|| ("application/json", body.to_string().into_bytes()));
            let again = caller.send(Method::POST, request["path"].as_str().unwrap(), bytes).await;
            if again.status < 400 {
                assert_eq!((json!(again.status), parsed(&again.body)), (request["status"].clone(), request["answer"].clone()));
            } else {
                match request["path"].as_str().unwrap() {
                    // Nobody asks at this address any more.
                    "/v1/me/email-verification-requests" => again.is_refused(404, "not_found"),
                    // The release before kept answers in clear, which are gone.
                    _ => again.is_refused(409, "answer_not_kept"),
                };
            }
        }
        assert_eq!(kept.service.contents().await.differences(&before), [""; 0]);
    }

    async fn people_log_in_as_before_and_go_on_with_their_sessions(kept: Kept) {
        let nobody = kept.service.nobody();
        for (name, person) in kept.people() {
            let (login, session) = (&person["login"], &person["session"]);
            let enters = || nobody.post(login["path"].as_str().unwrap(), login["body"].clone());
            if name == UNPROVEN {
                enters().await.is_refused(401, "bad_credentials");
                nobody.post("/v1/email-verifications", json!({ "token": kept.link() })).await.is(204);
            }
            let entered = enters().await.is(201);
            assert_eq!(entered.text("/account_id"), session["account_id"].as_str().unwrap(), "{name}");
            let refresh = json!({ "refresh_token": session["refresh_token"] });
            let refreshed = nobody.post("/v1/session-refreshes", refresh).await.is(201);
            let me = nobody.with_token(&refreshed.text("/access_token")).get("/v1/me").await.is(200);
            assert_eq!(me.text("/id"), session["account_id"].as_str().unwrap(), "{name}");
        }
    }

    async fn old_accounts_sign_old_petitions(kept: Kept) {
        let petition = kept.petition("collecting");
        let count = |answer: Answer| answer.is(200).pointer("/signatures").as_i64().unwrap();
        let before = count(kept.service.nobody().reads(petition).await);
        kept.caller("hanna").signs(petition).await.is(201).shows(json!({ "signatures": before + 1 }));
        kept.caller("olha").signs(petition).await.is_refused(409, "already_signed");
        assert_eq!(count(kept.service.nobody().reads(petition).await), before + 1);
    }

    async fn links_in_old_letters_are_good(kept: Kept) {
        let link = json!({ "token": kept.link() });
        let waiting = kept.caller(UNPROVEN);
        waiting.get("/v1/me").await.is(200).shows(json!({ "email": null, "level": "none" }));
        kept.service.nobody().post("/v1/email-verifications", link).await.is(204);
        let email = &kept.person(UNPROVEN)["login"]["body"]["email"];
        waiting.get("/v1/me").await.is(200).shows(json!({ "email": email, "level": "email" }));
    }

    async fn who_registers_anew_keeps_the_account_of_before(kept: Kept) {
        let login = &kept.person(UNPROVEN)["login"]["body"];
        let mut anew = json!({ "full_name": "Леся Марченко", "locale": "uk" });
        for field in ["email", "password"] {
            anew[field] = login[field].clone();
        }
        let nobody = kept.service.nobody();
        nobody.post("/v1/accounts", anew).await.is(202);
        kept.service.work().await;
        let email = login["email"].as_str().unwrap();
        let proof = json!({ "token": kept.service.letter_to(email).token(), "password": login["password"] });
        nobody.post("/v1/email-verifications", proof).await.is(204);
        nobody.post("/v1/sessions", login.clone()).await.is(201)
            .shows(json!({ "account_id": kept.person(UNPROVEN)["session"]["account_id"] }));
    }

    async fn letters_that_waited_are_sent(kept: Kept) {
        kept.service.work().await;
        let letters = kept.service.letters();
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), kept.awaited());
        let verification = kept.service.letter_to("newcomer@example.org").token();
        kept.service.nobody().post("/v1/email-verifications", json!({ "token": verification })).await.is(204);
    }
}
