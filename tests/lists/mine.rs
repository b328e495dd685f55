use futures_util::future::join_all;
use serde_json::{Value, json};
use viche_domain::petition::{Facts, Lifecycle, MOST_FOLLOWED, State};
use viche_store::Id;
use viche_store::petitions::follows;
use viche_testkit::{Backend, Caller, Service, Start as _, on_both};

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

/// What somebody follows at another node at the same time counts.
#[tokio::test]
async fn one_who_follows_at_two_nodes_at_once_follows_no_more_than_a_thousand() {
    use diesel::connection::SimpleConnection as _;

    let service = Service::start(Backend::Postgres).await;
    let ivan = service.citizen("Іван").await;
    follow_many(&service, &ivan, MOST_FOLLOWED - 1).await;
    let petitions = publish_many(&service, 2).await;
    let (account, now) = (Id::parse(&ivan.id).unwrap(), service.now());
    let mut elsewhere = service.database.stubborn();
    elsewhere.batch_execute("BEGIN").unwrap();
    follows::hold(&mut elsewhere, account).unwrap();
    assert!(follows::insert(&mut elsewhere, account, Id::parse(&petitions[0]).unwrap(), now).unwrap());
    let commits = async {
        while service.database.waiting_for_locks() == 0 {
            tokio::task::yield_now().await;
        }
        elsewhere.batch_execute("COMMIT").unwrap();
    };
    let (answer, ()) = tokio::join!(ivan.follows(&petitions[1]), commits);
    answer.is_refused(409, "too_many_follows");
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

    async fn nobody_follows_more_than_a_thousand_by_asking_for_several_at_once(service) {
        let ivan = service.citizen("Іван").await;
        follow_many(&service, &ivan, MOST_FOLLOWED - 1).await;
        let petitions = publish_many(&service, 8).await;
        let answers = join_all(petitions.iter().map(|petition| ivan.follows(petition))).await;
        let (followed, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 204);
        assert_eq!((followed.len(), refused.len()), (1, 7));
        for answer in refused {
            answer.is_refused(409, "too_many_follows");
        }
        assert_eq!(ivan.get_all("/v1/me/following").await.len(), MOST_FOLLOWED);
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
            json!({ "name": "Іван Франко", "signed_on": "2026-03-04" }),
            json!({ "name": "Леся Косач", "signed_on": "2026-03-04" }),
        ]);
        // Half past eleven in the evening of the 4th, by Kyiv's clock, and two hours later.
        for (at, on) in [("2026-03-04T21:30:00Z", "2026-03-04"), ("2026-03-04T22:30:00Z", "2026-03-05")] {
            service.set_time(at.parse().unwrap());
            service.citizen("Марія Заньковецька").await.signs(&petition).await.is(201);
            let last = service.nobody().get(&path).await.is(200).items().pop();
            assert_eq!(last, Some(json!({ "name": "Марія Заньковецька", "signed_on": on })));
        }
    }

    async fn my_refused_petitions_say_why(service) {
        let refused = service.petition_in(State::Refused).await;
        let full = refused.author.reads(&refused).await.is(200);
        let draft = refused.author.drafts().await;
        let mine = refused.author.get("/v1/me/petitions").await.is(200);
        assert_eq!(ids(&mine), [draft, refused.id]);
        assert_eq!(mine.pointer("/data/0/refusal"), Value::Null);
        assert_eq!(mine.pointer("/data/1/refusal"), full.pointer("/refusal"));
        assert!(!mine.text("/data/1/refusal/explanation").is_empty());
    }

    async fn following_tells_which_of_these_i_follow(service) {
        let ivan = service.citizen("Іван").await;
        let petitions = publish_many(&service, 3).await;
        ivan.follows(&petitions[0]).await.is(204);
        ivan.follows(&petitions[2]).await.is(204);
        service.citizen("Ольга").await.follows(&petitions[1]).await.is(204);
        let among = format!("/v1/me/following?petition_ids={},2026-03-04-1", petitions[1]);
        assert_eq!(ids(&ivan.get(&among).await.is(200)), [petitions[0].clone()]);
        let many = vec!["2026-03-04-1"; 101].join(",");
        ivan.get(&format!("/v1/me/following?petition_ids={many}")).await
            .is_refused(400, "bad_parameter")
            .names("petition_ids", "too_many");
    }

    async fn standings_tell_of_a_page_of_petitions_what_signing_them_would(service) {
        let (ivan, provisional) = (service.citizen("Іван").await, service.registered("Петро").await);
        let mut petitions = Vec::new();
        for state in State::ALL {
            petitions.push((*state, service.petition_in(*state).await));
        }
        let signed = service.petition_in(State::Collecting).await;
        ivan.signs(&signed).await.is(201);
        ivan.follows(&signed).await.is(204);
        petitions.push((State::Collecting, service.petition_in(State::Collecting).await));
        petitions.push((State::Collecting, signed.clone()));
        petitions.reverse();
        let named: Vec<_> = petitions.iter().map(|(_, petition)| petition.id.clone()).collect();
        let path = format!("/v1/me/petition-states?petition_ids={}", named.join(","));
        let (mut allowed, mut codes) = (0, std::collections::BTreeSet::new());
        for caller in [&ivan, &provisional] {
            let standings = caller.get(&path).await.is(200).items();
            let shown: Vec<_> = standings.iter().map(|own| own["petition_id"].as_str().unwrap()).collect();
            let mut readable = Vec::new();
            for (_, petition) in &petitions {
                if caller.reads(petition).await.status == 200 {
                    readable.push(petition.id.as_str());
                }
            }
            assert_eq!(shown, readable, "in their order, without those that can't be read");
            for own in &standings {
                let id = own["petition_id"].as_str().unwrap();
                let is_signed = id == signed.id && caller.id == ivan.id;
                assert_eq!((own["signed_at"] != Value::Null, own["following"] == true), (is_signed, is_signed));
                assert_eq!(own["mine"], false);
                let signing = caller.signs(id).await;
                assert_eq!(own["may_sign"], signing.status == 201, "{own}: {signing}");
                if signing.status == 201 {
                    assert_eq!(own["code"], Value::Null);
                    allowed += 1;
                } else {
                    assert_eq!(own["code"], signing.pointer("/code"), "{own}");
                    codes.insert(signing.text("/code"));
                }
            }
        }
        assert!(allowed > 0);
        for code in ["already_signed", "identification_needed", "not_collecting", "window_closed"] {
            assert!(codes.contains(code), "{code} in {codes:?}");
        }
        let author = &petitions.last().unwrap().1.author;
        let draft = &named[named.len() - 1];
        let own = author.get(&format!("/v1/me/petition-states?petition_ids={draft},2026-03-04-1")).await.is(200);
        assert_eq!((own.pointer("/data/0/mine"), own.pointer("/data/1/mine")), (json!(true), json!(false)));
        author.get("/v1/me/petition-states").await.is_refused(400, "bad_parameter").names("petition_ids", "required");
        service.nobody().get(&path).await.is_refused(401, "unauthenticated");
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
