use serde_json::{Value, json};
use viche_domain::petition::{Facts, Lifecycle, MOST_FOLLOWED, State};
use viche_store::Id;
use viche_store::petitions::follows;
use viche_testkit::{Caller, Service, on_both};

use super::{ids, publish_many};
use crate::store::seed;

/// Lets somebody follow so many petitions that nobody published.
async fn follow_many(service: &Service, caller: &Caller, count: usize) {
    let (account, now) = (Id::parse(&caller.id).unwrap(), service.now());
    let facts = Facts { published_at: Some(now), closes_at: Some(now), ..Facts::default() };
    let lifecycle = Lifecycle::restore(State::Collecting, 0, None, None, facts);
    let write = service.database.database.write(move |conn| {
        (1..=count as u128).map(seed::id).try_for_each(|id| {
            seed::petition(conn, id, account, &lifecycle, now)?;
            follows::insert(conn, account, id, now).map(drop)
        })
    });
    write.await.unwrap();
}

on_both! {
    async fn my_petitions_are_mine_alone_whatever_their_state(service) {
        let ivan = service.citizen("Іван").await;
        let first = ivan.drafts().await;
        let second = ivan.drafts().await;
        ivan.submits(&second).await.is(201);
        service.citizen("Ольга").await.drafts().await;
        assert_eq!(ids(&ivan.get("/v1/me/petitions").await.is(200)), [second.clone(), first.clone()]);
        for (states, expected) in
            [("draft", vec![&first]), ("submitted", vec![&second]), ("draft,submitted", vec![&second, &first])]
        {
            let listed = ivan.get(&format!("/v1/me/petitions?state={states}")).await.is(200);
            assert_eq!(ids(&listed).iter().collect::<Vec<_>>(), expected, "{states}");
        }
        ivan.withdraws(&first).await.is(201);
        assert_eq!(ids(&ivan.get("/v1/me/petitions?state=withdrawn").await.is(200)), [first]);
    }

    async fn my_signatures_tell_which_of_these_i_have_signed(service) {
        let ivan = service.citizen("Іван").await;
        let petitions = publish_many(&service, 3).await;
        for petition in &petitions[..2] {
            ivan.signs(petition).await.is(201);
        }
        service.citizen("Ольга").await.signs(&petitions[2]).await.is(201);
        let signed = async |path: String| -> Vec<Value> {
            let mut of: Vec<_> =
                ivan.get(&path).await.is(200).items().iter().map(|own| own["petition_id"].clone()).collect();
            of.sort_by_key(Value::to_string);
            of
        };
        assert_eq!(signed("/v1/me/signatures".to_owned()).await, [json!(petitions[0]), json!(petitions[1])]);
        let among = format!("/v1/me/signatures?petition_ids={},2026-03-04-3", petitions[1]);
        assert_eq!(signed(among).await, [json!(petitions[1])]);
        assert_eq!(signed("/v1/me/signatures?petition_ids=2026-03-04-1".to_owned()).await, [json!(petitions[0])]);
        assert_eq!(signed(format!("/v1/me/signatures?petition_ids={}", petitions[2])).await, [] as [Value; 0]);
        ivan.takes_signature_back(&petitions[0]).await.is(204);
        assert_eq!(signed("/v1/me/signatures".to_owned()).await, [json!(petitions[1])]);
        let many = vec!["2026-03-04-1"; 101].join(",");
        ivan.get(&format!("/v1/me/signatures?petition_ids={many}")).await
            .is_refused(400, "bad_parameter")
            .names("petition_ids", "too_many");
    }

    async fn following_lists_what_one_follows_and_may_read(service) {
        let ivan = service.citizen("Іван").await;
        let petitions = publish_many(&service, 3).await;
        for petition in &petitions[..2] {
            ivan.follows(petition).await.is(204);
            ivan.follows(petition).await.is(204);
        }
        let followed = async || ids(&ivan.get("/v1/me/following").await.is(200));
        assert_eq!(followed().await, [petitions[1].clone(), petitions[0].clone()]);
        ivan.unfollows(&petitions[1]).await.is(204);
        ivan.unfollows(&petitions[2]).await.is(204);
        assert_eq!(followed().await, [petitions[0].clone()]);
        service.administrator().await.removes(&petitions[0]).await.is(201);
        assert_eq!(followed().await, [""; 0]);
    }

    async fn nobody_follows_more_than_a_thousand(service) {
        assert_eq!(MOST_FOLLOWED, 1000, "refusals say so");
        let ivan = service.citizen("Іван").await;
        follow_many(&service, &ivan, MOST_FOLLOWED - 1).await;
        let petitions = publish_many(&service, 2).await;
        ivan.follows(&petitions[0]).await.is(204);
        ivan.follows(&petitions[1]).await.is_refused(409, "too_many_follows");
        ivan.follows(&petitions[0]).await.is(204);
        ivan.unfollows(&petitions[0]).await.is(204);
        ivan.follows(&petitions[1]).await.is(204);
        ivan.follows(&petitions[0]).await.is_refused(409, "too_many_follows");
    }

    async fn signers_are_shown_by_name_and_date_and_nothing_else(service) {
        let petition = service.petition_in(State::Collecting).await;
        for name in ["Іван Франко", "Леся Косач"] {
            service.citizen(name).await.signs(&petition).await.is(201);
            service.advance(chrono::TimeDelta::minutes(1));
        }
        let path = format!("/v1/petitions/{}/signatures", petition.id);
        let signers = service.nobody().get(&path).await.is(200).items();
        assert_eq!(signers, [
            json!({ "name": "Іван Франко", "signed_at": "2026-03-04T08:00:00Z" }),
            json!({ "name": "Леся Косач", "signed_at": "2026-03-04T08:01:00Z" }),
        ]);
    }

    async fn history_tells_what_happened_in_its_order(service) {
        let petition = service.petition_in(State::Answered).await;
        let path = format!("/v1/petitions/{}/history", petition.id);
        let events = service.nobody().get(&path).await.is(200).items();
        let kinds: Vec<_> = events.iter().map(|event| event["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds[..3], ["created", "submitted", "published"]);
        assert_eq!(kinds[kinds.len() - 2..], ["review_announced", "answered"]);
        for once in ["milestone_50", "milestone_100", "threshold_reached"] {
            assert_eq!(kinds.iter().filter(|kind| **kind == once).count(), 1, "{once} in {kinds:?}");
        }
    }

    async fn parts_of_an_unpublished_petition_are_for_its_author_and_staff(service) {
        let draft = service.petition_in(State::Draft).await;
        let (moderator, stranger) = (service.moderator().await, service.citizen("Іван").await);
        for part in ["", "/history", "/signatures", "/similar"] {
            let path = format!("/v1/petitions/{}{part}", draft.id);
            for reader in [&draft.author, &moderator] {
                let answer = reader.get(&path).await.is(200);
                assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer}");
            }
            for other in [&stranger, &service.nobody()] {
                other.get(&path).await.is_refused(404, "petition_not_found");
            }
        }
    }

    async fn similar_petitions_are_live_and_the_most_alike_come_first(service) {
        let author = service.citizen("Іван").await;
        let somewhat = super::publish(&service, "Облаштувати лавки на вулиці Перемоги", "improvement").await;
        let alike = super::publish(&service, "Облаштування велодоріжок на Київській вулиці", "transport").await;
        super::publish(&service, "Продовжити роботу бібліотеки до ночі", "culture").await;
        let lapsing = super::publish(&service, "Облаштувати велодоріжку на вулиці Київській", "transport").await;
        service.administrator().await.removes(&lapsing).await.is(201);
        let draft = author.drafts().await;
        let similar = author.get(&format!("/v1/petitions/{draft}/similar")).await.is(200);
        assert_eq!(ids(&similar), [alike, somewhat]);
    }
}
