//! Publication with its numbers, refusal with its reasons.

use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_testkit::{Caller, Petition, Service, kyiv, on_both, petition_path};

const WHY: &str = "Пояснення модератора для автора петиції.";

/// The reasons of product and law that need nothing but a text.
const REASONS: [&str; 10] = [
    "overthrow_or_violence",
    "war_propaganda",
    "hatred",
    "terrorism",
    "rights_infringement",
    "not_competence",
    "personal_data_or_libel",
    "advert",
    "unreadable",
    "missing_data",
];

async fn publishes_at(service: &Service, moderator: &Caller, local: &str) -> String {
    let petition = service.petition_in(State::Submitted).await;
    service.set_time(kyiv(local));
    moderator.publishes(&petition).await.is(201).text("/number")
}

async fn duplicates(moderator: &Caller, petition: &Petition, of: Value) -> viche_testkit::Answer {
    let refusal = json!({ "code": "duplicate", "explanation": WHY, "duplicate_of": of });
    moderator.post(&petition_path(petition, "/refusal"), refusal).await
}

on_both! {
    async fn numbers_count_the_publications_of_a_local_day(service) {
        let moderator = service.moderator().await;
        for (local, number) in [
            ("2026-03-05 09:00", "2026-03-05-1"),
            ("2026-03-05 09:00", "2026-03-05-2"),
            ("2026-03-05 23:59", "2026-03-05-3"),
            ("2026-03-06 00:01", "2026-03-06-1"),
            // In summer time the day begins at 21:00 UTC.
            ("2026-07-01 23:59", "2026-07-01-1"),
            ("2026-07-02 00:01", "2026-07-02-1"),
        ] {
            assert_eq!(publishes_at(&service, &moderator, local).await, number, "{local}");
        }
    }

    async fn publications_at_once_have_numbers_of_their_own(service) {
        let moderators = [service.moderator().await, service.moderator().await];
        let mut waiting = Vec::new();
        for _ in 0..8 {
            waiting.push(service.petition_in(State::Submitted).await);
        }
        let published =
            join_all(waiting.iter().zip(moderators.iter().cycle()).map(|(petition, by)| by.publishes(petition))).await;
        let mut numbers: Vec<_> = published.into_iter().map(|answer| answer.is(201).text("/number")).collect();
        numbers.sort();
        assert_eq!(numbers, (1..=8).map(|n| format!("2026-03-04-{n}")).collect::<Vec<_>>());
    }

    async fn of_two_decisions_at_once_one_holds(service) {
        let (first, second) = (service.moderator().await, service.moderator().await);
        for _ in 0..5 {
            let petition = service.petition_in(State::Submitted).await;
            let (published, refused) =
                tokio::join!(first.publishes(&petition), second.refuses(&petition, "advert"));
            let (state, other) = match published.status {
                201 => ("collecting", refused),
                _ => ("refused", published),
            };
            other.is_refused(409, "not_submitted");
            petition.author.reads(&petition).await.shows(json!({ "state": state }));
            assert_eq!(petition.author.history_of(&petition).await.len(), 3);
        }
    }

    async fn a_refused_publication_uses_up_no_number(service) {
        let moderator = service.moderator().await;
        let published = service.petition_in(State::Collecting).await;
        moderator.publishes(&published).await.is_refused(409, "not_submitted");
        let next = service.petition_in(State::Collecting).await;
        assert_eq!(next.author.reads(&next).await.text("/number"), "2026-03-04-2");
    }

    async fn the_author_reads_why_the_petition_was_refused(service) {
        let moderator = service.moderator().await;
        for code in REASONS {
            let petition = service.petition_in(State::Submitted).await;
            let refusal = json!({ "code": code, "explanation": WHY });
            moderator.post(&petition_path(&petition, "/refusal"), refusal).await.is(201);
            assert_eq!(petition.author.reads(&petition).await.is(200).pointer("/refusal"), json!({
                "code": code, "explanation": WHY, "duplicate_of": null, "refused_at": "2026-03-04T08:00:00Z",
            }));
        }
    }

    async fn a_refusal_needs_a_known_reason_and_a_text(service) {
        let petition = service.petition_in(State::Submitted).await;
        let (moderator, path) = (service.moderator().await, petition_path(&petition, "/refusal"));
        for (refusal, pointer, fault) in [
            (json!({ "explanation": WHY }), "/code", "required"),
            (json!({ "code": "dislike", "explanation": WHY }), "/code", "unknown_value"),
            (json!({ "code": "advert" }), "/explanation", "required"),
            (json!({ "code": "advert", "explanation": " " }), "/explanation", "blank"),
            (json!({ "code": "advert", "explanation": "Реклама." }), "/explanation", "too_short"),
        ] {
            moderator.post(&path, refusal).await.is_refused(422, "validation_failed").names(pointer, fault);
        }
        assert_eq!(petition.author.reads(&petition).await.text("/state"), "submitted");
    }

    async fn a_duplicate_names_the_published_petition(service) {
        let (moderator, first) = (service.moderator().await, service.petition_in(State::Collecting).await);
        let number = first.author.reads(&first).await.text("/number");
        for link in [&first.id, &number] {
            let petition = service.petition_in(State::Submitted).await;
            let refused = duplicates(&moderator, &petition, json!(link)).await.is(201);
            assert_eq!(refused.text("/refusal/duplicate_of"), first.id);
        }
    }

    async fn a_duplicate_of_nothing_that_readers_could_see_is_none(service) {
        let moderator = service.moderator().await;
        let (petition, hidden) =
            (service.petition_in(State::Submitted).await, service.petition_in(State::Submitted).await);
        let removed = service.petition_in(State::Removed).await;
        for link in [&petition.id, &hidden.id, &removed.id, "2020-01-01-1"] {
            duplicates(&moderator, &petition, json!(link)).await.is_refused(422, "duplicate_target_invalid");
        }
        for (link, fault) in [(Value::Null, "required"), (json!("велодоріжка"), "malformed")] {
            duplicates(&moderator, &petition, link).await
                .is_refused(422, "validation_failed")
                .names("/duplicate_of", fault);
        }
        let advert = json!({ "code": "advert", "explanation": WHY, "duplicate_of": hidden.id });
        moderator.post(&petition_path(&petition, "/refusal"), advert).await
            .is_refused(422, "validation_failed")
            .names("/duplicate_of", "not_allowed_here");
        assert_eq!(petition.author.reads(&petition).await.text("/state"), "submitted");
    }
}
