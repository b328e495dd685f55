use chrono::TimeDelta;
use viche_domain::petition::State;
use viche_testkit::{kyiv, on_both};

use super::{ids, publish, titles};

on_both! {
    async fn only_what_everybody_may_read_is_listed(service) {
        let mut public = Vec::new();
        for state in State::ALL {
            let petition = service.petition_in(*state).await;
            let unpublished = matches!(state, State::Draft | State::Submitted | State::Refused);
            if !unpublished && *state != State::Removed {
                public.push(petition.id);
            }
        }
        let listed = service.administrator().await.get("/v1/petitions?sort=oldest").await.is(200);
        let mut found = ids(&listed);
        public.sort();
        found.sort();
        assert_eq!(found, public);
    }

    async fn states_narrow_to_any_of_them(service) {
        let reviewed = service.petition_in(State::UnderReview).await;
        let withdrawn = service.petition_in(State::Withdrawn).await;
        let collecting = service.petition_in(State::Collecting).await;
        let nobody = service.nobody();
        for (filter, expected) in [
            ("under_review", vec![&reviewed.id]),
            ("withdrawn", vec![&withdrawn.id]),
            ("collecting,withdrawn", vec![&collecting.id, &withdrawn.id]),
            ("answered", vec![]),
        ] {
            let listed = nobody.get(&format!("/v1/petitions?state={filter}")).await.is(200);
            assert_eq!(ids(&listed).iter().collect::<Vec<_>>(), expected, "{filter}");
        }
        for hidden in ["draft", "submitted", "refused", "removed", "collecting,draft", "nonsense"] {
            nobody.get(&format!("/v1/petitions?state={hidden}")).await
                .is_refused(400, "bad_parameter")
                .names("state", "unknown_value");
        }
    }

    async fn a_category_narrows_to_its_own(service) {
        let bus = publish(&service, "Додати автобусний маршрут на Маликова", "transport").await;
        publish(&service, "Відкрити бібліотеку на Крошні до ночі", "culture").await;
        let listed = service.nobody().get("/v1/petitions?category=transport").await.is(200);
        assert_eq!(ids(&listed), [bus]);
        let nothing = service.nobody().get("/v1/petitions?category=unheard_of").await.is(200);
        assert_eq!(nothing.items(), [] as [serde_json::Value; 0]);
    }

    async fn a_search_heeds_neither_letter_case_nor_the_kind_of_apostrophe(service) {
        let title = "Обʼєднати ПАРКИ Їжакевича і Ґонти";
        publish(&service, title, "improvement").await;
        publish(&service, "Відремонтувати сходи до річки Тетерів", "improvement").await;
        for search in ["обʼєднати", "об'єднати парки", "ОБ’ЄДНАТИ", "об`єднати", "їжак", "ЇЖАК", "ґонт", "  парки  їжа"] {
            let listed = service.nobody().get(&format!("/v1/petitions?q={search}")).await.is(200);
            assert_eq!(titles(&listed), [title], "{search}");
        }
        let listed = service.nobody().get("/v1/petitions?q=гонт").await.is(200);
        assert_eq!(titles(&listed), [""; 0], "г is another letter than ґ");
    }

    async fn wildcards_in_a_search_are_letters(service) {
        let percent = "Знизити на 100% вартість проїзду";
        let underscore = "Назвати зупинку вокзал_західний";
        let backslash = r"Змінити позначку а\б на будинках";
        for title in [percent, underscore, backslash] {
            publish(&service, title, "transport").await;
        }
        for (search, expected) in
            [("%25", vec![percent]), ("_", vec![underscore]), ("%5C", vec![backslash]), ("100%25_", vec![]), ("'", vec![])]
        {
            let listed = service.nobody().get(&format!("/v1/petitions?q={search}")).await.is(200);
            assert_eq!(titles(&listed), expected, "{search}");
        }
    }

    async fn dates_are_days_in_kyiv(service) {
        service.set_time(kyiv("2026-03-04 23:59"));
        let before = publish(&service, "Перенести зупинку ближче до лікарні", "transport").await;
        service.set_time(kyiv("2026-03-05 00:00"));
        let after = publish(&service, "Поставити лавки вздовж бульвару", "improvement").await;
        for (filter, expected) in [
            ("published_from=2026-03-05", vec![&after]),
            ("published_to=2026-03-04", vec![&before]),
            ("published_from=2026-03-04&published_to=2026-03-05", vec![&after, &before]),
            ("published_from=2026-03-06", vec![]),
            ("published_from=2026-03-05&published_to=2026-03-04", vec![]),
            ("published_from=0001-01-01&published_to=9999-12-31", vec![&after, &before]),
        ] {
            let listed = service.nobody().get(&format!("/v1/petitions?{filter}")).await.is(200);
            assert_eq!(ids(&listed).iter().collect::<Vec<_>>(), expected, "{filter}");
        }
    }

    async fn a_known_set_is_fetched_by_id_and_by_number(service) {
        let first = publish(&service, "Перенести зупинку ближче до лікарні", "transport").await;
        let second = publish(&service, "Поставити лавки вздовж бульвару", "improvement").await;
        publish(&service, "Посадити липи на вулиці Перемоги", "improvement").await;
        let unheard_of = "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47";
        let path = format!("/v1/petitions?sort=oldest&ids={second},2026-03-04-1,{unheard_of},2026-03-04-99");
        assert_eq!(ids(&service.nobody().get(&path).await.is(200)), [first, second]);
        let many = vec![unheard_of; 101].join(",");
        service.nobody().get(&format!("/v1/petitions?ids={many}")).await
            .is_refused(400, "bad_parameter")
            .names("ids", "too_many");
    }

    async fn each_order_is_its_own(service) {
        let nobody = service.nobody();
        service.change_policy(serde_json::json!({ "window": { "days": 60 } })).await;
        let first = publish(&service, "Перенести зупинку ближче до лікарні", "transport").await;
        service.change_policy(serde_json::json!({ "window": { "days": 30 } })).await;
        service.advance(TimeDelta::days(1));
        let second = publish(&service, "Поставити лавки вздовж бульвару", "improvement").await;
        service.change_policy(serde_json::json!({ "window": { "days": 90 } })).await;
        service.advance(TimeDelta::days(1));
        let third = publish(&service, "Посадити липи на вулиці Перемоги", "improvement").await;
        let signers = service.citizens(2).await;
        for (signer, petition) in [(0, &first), (1, &first), (0, &third)] {
            signers[signer].signs(petition).await.is(201);
        }
        for (order, expected) in [
            ("newest", [&third, &second, &first]),
            ("oldest", [&first, &second, &third]),
            ("most_signed", [&first, &third, &second]),
            ("closing_soon", [&second, &first, &third]),
        ] {
            let listed = nobody.get(&format!("/v1/petitions?sort={order}")).await.is(200);
            assert_eq!(ids(&listed).iter().collect::<Vec<_>>(), expected, "{order}");
        }
        let default = nobody.get("/v1/petitions").await.is(200);
        assert_eq!(ids(&default), [third, second, first]);
    }

    async fn a_wrong_parameter_is_refused_by_name(service) {
        let long_search = format!("q={}", "_".repeat(30_000));
        for (query, name, fault) in [
            ("surprise=1", "surprise", "unknown_field"),
            ("category=roads&category=transport", "category", "repeated"),
            ("q=а&%71=б", "q", "repeated"),
            ("sort=prettiest", "sort", "unknown_value"),
            ("sort=", "sort", "unknown_value"),
            ("published_from=yesterday", "published_from", "malformed"),
            ("published_to=2026-02-29", "published_to", "malformed"),
            ("published_from=2026-3-4", "published_from", "malformed"),
            ("ids=nonsense", "ids", "malformed"),
            ("q=%FF", "q", "malformed"),
            (long_search.as_str(), "q", "too_long"),
            ("q=a%00b", "q", "forbidden_character"),
            ("limit=0", "limit", "out_of_range"),
            ("limit=101", "limit", "out_of_range"),
            ("limit=-1", "limit", "wrong_type"),
            ("limit=ten", "limit", "wrong_type"),
            ("limit=", "limit", "wrong_type"),
            ("limit=99999999999999999999", "limit", "wrong_type"),
        ] {
            service.nobody().get(&format!("/v1/petitions?{query}")).await
                .is_refused(400, "bad_parameter")
                .names(name, fault);
        }
        for limit in ["1", "100"] {
            service.nobody().get(&format!("/v1/petitions?limit={limit}")).await.is(200);
        }
    }
}
