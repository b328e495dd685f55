//! Letters to the author, in the account's language.

use chrono::TimeDelta;
use serde_json::json;
use viche_testkit::{Caller, DEPARTMENT, SentLetter, Service, on_both, petition_path};

/// The letters to somebody that the worker has sent now.
async fn letters_to(service: &Service, reader: &Caller) -> Vec<SentLetter> {
    service.work().await;
    let address = reader.get("/v1/me").await.is(200).text("/email");
    service.letters().into_iter().filter(|letter| letter.to == address).collect()
}

fn tells(letter: &SentLetter, subject: &str, words: &[&str]) {
    assert_eq!(letter.subject, subject);
    for word in words {
        assert!(letter.text.contains(word), "no {word:?} in {:?}", letter.text);
    }
}

async fn submitted_by(author: &Caller) -> String {
    let petition = author.drafts().await;
    author.submits(&petition).await.is(201);
    petition
}

on_both! {
    async fn authors_hear_of_the_publication(service) {
        let moderator = service.moderator().await;
        for (n, language, subject, until) in [
            (1, "uk", "Вашу петицію оприлюднено: 2026-03-04-1", "2 червня 2026 року"),
            (2, "en", "Your petition is published: 2026-03-04-2", "2 June 2026"),
        ] {
            let author = service.citizen_reading(language).await;
            moderator.publishes(&submitted_by(&author).await).await.is(201);
            let letters = letters_to(&service, &author).await;
            assert_eq!(letters.len(), 1);
            tells(&letters[0], subject, &[until, "250", &format!("/petitions/2026-03-04-{n}")]);
        }
    }

    async fn authors_hear_why_they_are_refused(service) {
        let moderator = service.moderator().await;
        for (language, subject, reason) in [
            ("uk", "Вашу петицію не оприлюднено", "реклама"),
            ("en", "Your petition is not published", "Reason: advertisement."),
        ] {
            let author = service.citizen_reading(language).await;
            let refusal = json!({ "code": "advert", "explanation": "Петиція рекламує крамницю." });
            let path = petition_path(submitted_by(&author).await, "/refusal");
            moderator.post(&path, refusal).await.is(201);
            let letters = letters_to(&service, &author).await;
            assert_eq!(letters.len(), 1);
            tells(&letters[0], subject, &[reason, "Петиція рекламує крамницю."]);
        }
    }

    async fn authors_hear_of_the_threshold_the_review_and_the_answer(service) {
        service.change_policy(json!({ "threshold": 1 })).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let reached = ["Ваша петиція зібрала потрібні підписи", "Your petition has the signatures it needs"];
        let announced_by = ["зібрала 1 підпис: тепер", "до 9 березня 2026 року", "has 1 signature: the", "by 9 March 2026"];
        for (n, (language, review, until, answer, decision)) in [
            ("uk", "Розгляд вашої петиції розпочато", "18 березня 2026 року", "Відповідь на вашу петицію", "підтримано"),
            ("en", "The review of your petition has begun", "18 March 2026", "The answer to your petition", "supported"),
        ].into_iter().enumerate() {
            let author = service.citizen_reading(language).await;
            let petition = submitted_by(&author).await;
            moderator.publishes(&petition).await.is(201);
            service.work().await;
            author.signs(&petition).await.is(201);
            service.work().await;
            responder.announces_review(&petition, DEPARTMENT).await.is(201);
            service.work().await;
            responder.answers(&petition, DEPARTMENT).await.is(201);
            let letters = letters_to(&service, &author).await;
            assert_eq!(letters.len(), 4);
            tells(&letters[1], reached[n], &announced_by[2 * n..2 * n + 2]);
            tells(&letters[2], review, &[until]);
            tells(&letters[3], answer, &[decision]);
        }
    }

    /// As where the mail server was away: what is over by then is not told.
    async fn letters_that_come_late_say_what_is_still_so(service) {
        service.change_policy(json!({ "threshold": 1 })).await;
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let author = service.citizen("Іван").await;
        let petition = submitted_by(&author).await;
        moderator.publishes(&petition).await.is(201);
        author.signs(&petition).await.is(201);
        responder.announces_review(&petition, DEPARTMENT).await.is(201);
        service.advance(TimeDelta::days(60));
        let letters = letters_to(&service, &author).await;
        assert_eq!(letters.len(), 1);
        tells(&letters[0], "Розгляд вашої петиції розпочато", &[]);
        assert!(!letters[0].text.contains("2026 року"), "{}", letters[0].text);
    }

    async fn a_refused_operation_sends_no_letter(service) {
        let (moderator, author) = (service.moderator().await, service.citizen("Іван").await);
        let petition = author.drafts().await;
        moderator.publishes(&petition).await.is_refused(409, "not_submitted");
        assert_eq!(letters_to(&service, &author).await, []);
    }
}
