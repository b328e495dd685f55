//! Who may keep an answer for how long, and over which version people edit.

use diesel::RunQueryDsl as _;
use serde_json::json;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, on_both, petition_path};

/// Asserts that anybody may keep an answer, and that who has it is told so.
async fn may_be_kept(reader: &Caller, path: &str) -> Answer {
    let answer = reader.get(path).await.is(200);
    let cache_control = answer.header("cache-control").unwrap_or_default().to_owned();
    assert!(cache_control.starts_with("public, max-age="), "{path}: {cache_control}");
    for directive in ["stale-while-revalidate=", "stale-if-error="] {
        assert!(cache_control.contains(directive), "{path}: {cache_control}");
    }
    let vary = answer.header("vary").unwrap_or_default().to_owned();
    assert!(vary.contains("Accept-Language") && vary.contains("Origin"), "{path}: {vary}");
    if let Some(date) = answer.header("last-modified") {
        assert!(date.ends_with(" GMT"), "{path}: {date}");
        let reader = reader.with("If-Modified-Since", date);
        assert!(reader.get(path).await.is(304).body.is_empty(), "{path}");
        reader.with("If-None-Match", "\"other\"").get(path).await.is(200);
        reader.with("If-None-Match", &answer.etag()).get(path).await.is(304);
    }

    for tag in [
        answer.etag(),
        format!("W/{}", answer.etag()),
        format!("\"other\", {}", answer.etag()),
        "*".to_owned(),
    ] {
        let unchanged = reader.with("If-None-Match", &tag).get(path).await.is(304);
        assert!(unchanged.body.is_empty(), "{path}");
        for header in ["etag", "cache-control", "last-modified", "vary"] {
            assert_eq!(unchanged.header(header), answer.header(header), "{path}: {header}");
        }
    }
    let other = reader.with("If-None-Match", "\"other\"").get(path).await.is(200);
    assert_eq!(other.body, answer.body, "{path}");
    answer
}

on_both! {
    async fn what_everybody_may_read_may_be_kept_by_anybody(service) {
        let petition = service.petition_in(State::Collecting).await;
        let nobody = service.nobody();
        for path in [
            "/v1/petitions".to_owned(),
            petition_path(&petition, ""),
            petition_path(&petition, "/history"),
            petition_path(&petition, "/signatures"),
            petition_path(&petition, "/similar"),
            "/v1/city".to_owned(),
            "/v1/categories".to_owned(),
            "/v1/departments".to_owned(),
            "/v1/labels".to_owned(),
            "/v1/calendar".to_owned(),
            "/v1/calendar?year=2017".to_owned(),
            "/v1/policies".to_owned(),
            "/v1/policies/current".to_owned(),
            "/v1/policies/1".to_owned(),
            "/.well-known/jwks.json".to_owned(),
        ] {
            let answer = may_be_kept(&nobody, &path).await;
            // Nothing else tells when it last changed, on whichever node.
            let dated = ["/v1/city", "/v1/calendar", "/v1/calendar?year=2017", "/v1/policies/current"].contains(&&*path);
            assert_eq!(answer.header("last-modified").is_some(), dated, "{path}");
        }
    }

    async fn a_department_that_has_come_since_the_start_is_shown(service) {
        let nobody = service.nobody().with("If-Modified-Since", "Thu, 05 Mar 2026 08:00:00 GMT");
        let before = nobody.get("/v1/departments").await.is(200);
        let insert = "INSERT INTO departments (code, name_uk, name_en, position) VALUES ('parks', 'Парки', 'Parks', 99)";
        service.database.database.write(move |conn| Ok(diesel::sql_query(insert).execute(conn)?)).await.unwrap();
        let after = nobody.with("If-None-Match", &before.etag()).get("/v1/departments").await.is(200);
        let first = nobody.get("/v1/departments").await.is(200);
        assert!(after.body == first.body && String::from_utf8_lossy(&first.body).contains("Парки"), "{first}");
    }

    async fn what_has_changed_since_is_shown(service) {
        let administrator = service.administrator().await;
        administrator.patch("/v1/city", "*", json!({ "name_en": "Zhytomyr" })).await.is(200);
        let since = async |date| service.nobody().with("If-Modified-Since", date).get("/v1/city").await;
        since("Wed, 04 Mar 2026 07:59:59 GMT").await.is(200);
        since("Wed, 04 Mar 2026 08:00:00 GMT").await.is(304);
        service.advance(chrono::TimeDelta::seconds(1));
        administrator.patch("/v1/city", "*", json!({ "name_en": "Zhytomyr city" })).await.is(200);
        since("Wed, 04 Mar 2026 08:00:00 GMT").await.is(200);
        since("Wed, 04 Mar 2026 08:00:01 GMT").await.is(304);
        since("nonsense").await.is(200);
        administrator.with("If-Modified-Since", "Wed, 04 Mar 2099 08:00:00 GMT").get("/v1/me").await.is(200);
    }

    async fn nothing_public_tells_when_somebody_signed(service) {
        let petition = service.petition_in(State::Collecting).await;
        let updated_at = service.nobody().reads(&petition).await.text("/updated_at");
        service.set_time("2026-03-04T09:08:07.654321Z".parse().unwrap());
        service.citizen("Іван").await.signs(&petition).await.is(201);
        let mut told = 0;
        for part in ["", "/signatures", "/history", "/similar"] {
            let answer = service.nobody().get(&petition_path(&petition, part)).await.is(200);
            assert_eq!(answer.header("last-modified"), None, "{answer}");
            for trace in ["09:08:07", "654321"] {
                assert!(!String::from_utf8_lossy(&answer.body).contains(trace), "{answer}");
            }
            told += 1;
        }
        assert_eq!(told, 4);
        let list = service.nobody().get("/v1/petitions").await.is(200);
        assert_eq!((list.text("/data/0/updated_at"), list.pointer("/data/0/signatures")), (updated_at, json!(1)));
    }

    async fn what_is_ones_own_is_kept_by_nobody(service) {
        let draft = service.petition_in(State::Draft).await;
        let administrator = service.administrator().await;
        for (caller, path) in [
            (&draft.author, "/v1/me".to_owned()),
            (&draft.author, "/v1/sessions/current".to_owned()),
            (&draft.author, "/v1/me/petitions".to_owned()),
            (&draft.author, "/v1/me/signatures".to_owned()),
            (&draft.author, "/v1/me/following".to_owned()),
            (&draft.author, petition_path(&draft, "")),
            (&administrator, "/v1/queue".to_owned()),
            (&administrator, "/v1/audit".to_owned()),
            (&administrator, format!("/v1/accounts/{}", draft.author.id)),
            (&administrator, "/v1/accounts?email=nobody@example.org".to_owned()),
        ] {
            assert_eq!(caller.get(&path).await.is(200).header("cache-control"), Some("no-store"), "{path}");
        }
        let made = draft.author.post("/v1/petitions", viche_testkit::draft()).await.is(201);
        assert_eq!(made.header("cache-control"), Some("no-store"));
        let refused = service.nobody().get("/v1/petitions/2026-03-04-99").await.is(404);
        assert_eq!(refused.header("cache-control"), Some("no-store"));
    }

    async fn a_signature_changes_what_is_shown_but_not_the_version(service) {
        let petition = service.petition_in(State::Collecting).await;
        let nobody = service.nobody();
        let before = nobody.reads(&petition).await.is(200);
        service.advance(chrono::TimeDelta::minutes(1));
        service.citizen("Іван").await.signs(&petition).await.is(201);
        let after = nobody.reads(&petition).await.is(200);
        assert_ne!(after.etag(), before.etag());
        assert_eq!(after.pointer("/version"), before.pointer("/version"));
        nobody.with("If-None-Match", &before.etag()).reads(&petition).await.is(200);
    }

    async fn a_draft_is_edited_over_the_version_that_was_read(service) {
        let draft = service.petition_in(State::Draft).await;
        let (author, path) = (&draft.author, petition_path(&draft, ""));
        let first = author.reads(&draft).await.is(200).etag();
        assert_eq!(first, "\"v1\"");
        let title = json!({ "title": "Облаштувати велодоріжку на Покровській" });
        let edited = author.patch(&path, &first, title.clone()).await.is(200);
        assert_eq!((edited.etag(), edited.pointer("/version")), ("\"v2\"".to_owned(), json!(2)));
        assert_eq!(author.reads(&draft).await.is(200).text("/title"), title["title"]);

        let stale = json!({ "title": "Назва, якої ніхто не побачить" });
        for tag in [first.as_str(), "W/\"v2\"", "\"v02\"", "\"v3\"", "\"nonsense\"", "\"v1\", W/\"v2\", \"v3\""] {
            author.patch(&path, tag, stale.clone()).await.is_refused(412, "precondition_failed");
        }
        for tag in ["v2", "\"v1\" \"v2\"", "\"v2\", *", ""] {
            author.patch(&path, tag, stale.clone()).await
                .is_refused(400, "bad_header")
                .names("If-Match", "malformed");
        }
        let without = author.send(reqwest::Method::PATCH, &path, Some(("application/json", stale.to_string().into_bytes())));
        without.await.is_refused(428, "precondition_required");
        assert_eq!(author.reads(&draft).await.is(200).text("/title"), title["title"]);
        author.patch(&path, "*", json!({ "category": "culture" })).await.is(200);
        assert_eq!(author.reads(&draft).await.is(200).etag(), "\"v3\"");
        author.patch(&path, "\"v2\", \"v3\"", json!({ "category": "transport" })).await.is(200);
        assert_eq!(author.reads(&draft).await.is(200).etag(), "\"v4\"");
    }

    async fn the_city_is_edited_over_the_version_that_was_read(service) {
        let administrator = service.administrator().await;
        let first = administrator.get("/v1/city").await.is(200).etag();
        service.advance(chrono::TimeDelta::minutes(1));
        let edited = administrator.patch("/v1/city", &first, json!({ "name_en": "Zhytomyr city" })).await.is(200);
        let read = may_be_kept(&service.nobody(), "/v1/city").await;
        assert_eq!((read.etag(), read.text("/name_en")), (edited.etag(), "Zhytomyr city".to_owned()));
        assert_eq!(read.header("last-modified"), Some("Wed, 04 Mar 2026 08:01:00 GMT"));
        administrator.patch("/v1/city", &first, json!({ "name_en": "Other" })).await
            .is_refused(412, "precondition_failed");
    }

    async fn the_calendar_is_edited_over_the_version_that_was_read(service) {
        let administrator = service.administrator().await;
        let first = administrator.get("/v1/calendar").await.is(200).etag();
        let day = "/v1/calendar/days/2026-12-25";
        let special = json!({ "kind": "off", "note": "Різдво Христове" });
        let set = administrator.with("If-Match", &first).put(day, special.clone()).await.is(200).etag();
        assert_ne!(set, first);
        let range = json!({ "from": "2015-01-01", "to": "2030-12-31" });
        for (method, path, body) in [
            (reqwest::Method::PUT, day, Some(&special)),
            (reqwest::Method::PUT, "/v1/calendar", Some(&range)),
            (reqwest::Method::DELETE, day, None),
        ] {
            let body = || body.map(|body| ("application/json", body.to_string().into_bytes()));
            let stale = administrator.with("If-Match", &first);
            stale.send(method.clone(), path, body()).await.is_refused(412, "precondition_failed");
            administrator.send(method, path, body()).await.is_refused(428, "precondition_required");
        }
        let read = administrator.get("/v1/calendar?year=2026").await.is(200);
        assert_eq!((read.etag(), read.text("/to")), (set, "2027-12-31".to_owned()));
        assert!(read.pointer("/days").to_string().contains("Різдво Христове"));
    }
}
