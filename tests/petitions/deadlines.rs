//! Terms in working days, and windows in days and months: weekends, holidays, moved days, changes of the clock.

use serde_json::{Value, json};
use viche_domain::petition::State;
use viche_domain::time::last_day;
use viche_testkit::{Caller, DEPARTMENT, Petition, Service, document, kyiv, on_both};

/// When the moderator's two working days end for what is submitted at that local time.
async fn moderation_due(service: &Service, author: &Caller, local: &str) -> String {
    service.set_time(kyiv(local));
    author.submits(&author.drafts().await).await.is(201).text("/moderation_due_at")
}

/// When the window closes of what is published at that local time.
async fn closes_at(service: &Service, moderator: &Caller, local: &str) -> String {
    service.set_time(kyiv(local));
    let petition = service.petition_in(State::Submitted).await;
    moderator.publishes(&petition).await.is(201).text("/closes_at")
}

/// A petition that comes under review with its first signature, given at that local time.
async fn under_review(service: &Service, local: &str) -> Petition {
    service.set_time(kyiv(local));
    service.change_policy(json!({ "threshold": 1 })).await;
    let petition = service.petition_in(State::Collecting).await;
    petition.author.signs(&petition).await.is(201);
    petition
}

/// The version of the calendar that edits are made over.
async fn calendar_version(administrator: &Caller) -> String {
    administrator.get("/v1/calendar").await.is(200).etag()
}

async fn makes_free(administrator: &Caller, date: &str) {
    let path = format!("/v1/calendar/days/{date}");
    let version = calendar_version(administrator).await;
    let holiday = json!({ "kind": "off", "note": "Вихідний за рішенням уряду" });
    administrator.with("If-Match", &version).put(&path, holiday).await.is(200);
}

/// The names of a deadline's two fields, if this is one: the instant and its last local day.
fn deadline(name: &str) -> Option<(String, String)> {
    let stem = name.strip_suffix("_at").filter(|stem| *stem == "closes" || stem.ends_with("due"))?;
    Some((name.to_owned(), format!("{stem}_on")))
}

/// Asserts that each deadline in an answer has its last local day beside it; gives how many there are.
fn days_beside_deadlines(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(days_beside_deadlines).sum(),
        Value::Object(members) => {
            let inner: usize = members.values().map(days_beside_deadlines).sum();
            let deadlines: Vec<_> = members.keys().filter_map(|name| deadline(name)).collect();
            for (at, on) in &deadlines {
                let day = members[at].as_str().map(|at| json!(last_day(at.parse().unwrap())));
                assert_eq!(members.get(on), Some(&day.unwrap_or_default()), "{at}: {value}");
            }
            inner + deadlines.iter().filter(|(at, _)| !members[at].is_null()).count()
        }
        _ => 0,
    }
}

#[test]
fn the_document_has_a_last_local_day_beside_every_deadline() {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    let mut found = 0;
    let objects =
        schemas.values().flat_map(|schema| schema["allOf"].as_array().into_iter().flatten().chain([schema]));
    for properties in objects.filter_map(|schema| schema["properties"].as_object()) {
        for (at, on) in properties.keys().filter_map(|name| deadline(name)) {
            assert!(properties[&at].to_string().contains("\"date-time\""), "{at}");
            assert!(properties.get(&on).is_some_and(|on| on.to_string().contains("\"date\"")), "{on}");
            found += 1;
        }
    }
    assert!(found >= 7, "only {found} deadlines");
}

on_both! {
    async fn every_deadline_shown_has_its_last_local_day_beside_it(service) {
        // The 90th day after 4 March 2026 is 2 June, which ends at 21:00 UTC.
        let petition = service.petition_in(State::Collecting).await;
        let shown = service.nobody().reads(&petition).await.is(200);
        let closes = (shown.text("/closes_at"), shown.text("/closes_on"), shown.pointer("/days_left"));
        assert_eq!(closes, ("2026-06-02T21:00:00Z".to_owned(), "2026-06-02".to_owned(), json!(90)));
        let moderator = service.moderator().await;
        let mut seen = 0;
        for state in State::ALL {
            let petition = service.petition_in(*state).await;
            if *state == State::Collecting {
                moderator.assigns(&petition, DEPARTMENT).await.is(201);
            }
            let shown = moderator.reads(&petition).await;
            seen += days_beside_deadlines(&shown.json());
        }
        for list in ["/v1/petitions", "/v1/queue"] {
            seen += days_beside_deadlines(&moderator.get(list).await.is(200).json());
        }
        assert!(seen > 20, "only {seen} deadlines");
        let closed = service.petition_in(State::Lapsed).await;
        let refused = service.citizen("Іван").await.signs(&closed).await.is_refused(409, "window_closed");
        assert_eq!(refused.text("/context/closes_on"), last_day(refused.text("/context/closes_at").parse().unwrap()).to_string());
    }

    async fn moderation_ends_with_the_second_working_day(service) {
        service.set_time(kyiv("2016-12-30 09:00"));
        let ivan = service.citizen("Іван").await;
        for (submitted, due) in [
            // New Year's Day is a Sunday: Monday is free, and Tuesday is the first day.
            ("2016-12-30 18:00", "2017-01-04T22:00:00Z"),
            ("2017-01-06 18:00", "2017-01-11T22:00:00Z"),
            // A Friday evening, a Saturday and a Sunday come to the same.
            ("2017-02-10 20:00", "2017-02-14T22:00:00Z"),
            ("2017-02-11 12:00", "2017-02-14T22:00:00Z"),
            ("2017-02-12 23:59", "2017-02-14T22:00:00Z"),
            ("2017-02-13 00:00", "2017-02-15T22:00:00Z"),
            // Wednesday, 8 March, is free.
            ("2017-03-07 10:00", "2017-03-10T22:00:00Z"),
            // Summer time begins on 26 March.
            ("2017-03-24 18:00", "2017-03-28T21:00:00Z"),
            ("2017-04-14 18:00", "2017-04-19T21:00:00Z"),
            ("2017-04-28 18:00", "2017-05-04T21:00:00Z"),
            // 8 and 9 May are free, for which 13 May is worked.
            ("2017-05-05 18:00", "2017-05-11T21:00:00Z"),
            ("2017-05-12 18:00", "2017-05-15T21:00:00Z"),
            ("2017-06-02 18:00", "2017-06-07T21:00:00Z"),
            ("2017-06-27 18:00", "2017-06-30T21:00:00Z"),
            // 19 August is worked for 25 August, the day after Independence Day.
            ("2017-08-17 18:00", "2017-08-19T21:00:00Z"),
            ("2017-08-18 18:00", "2017-08-21T21:00:00Z"),
            ("2017-08-23 18:00", "2017-08-29T21:00:00Z"),
            ("2017-10-13 18:00", "2017-10-18T21:00:00Z"),
            // Winter time begins on 29 October.
            ("2017-10-27 18:00", "2017-10-31T22:00:00Z"),
            ("2017-12-22 18:00", "2017-12-27T22:00:00Z"),
        ] {
            assert_eq!(moderation_due(&service, &ivan, submitted).await, due, "{submitted}");
        }
    }

    async fn the_nights_in_which_clocks_change_belong_to_their_days(service) {
        let ivan = service.citizen("Іван").await;
        for (submitted, due) in [
            ("2026-03-27 23:59", "2026-03-31T21:00:00Z"),
            ("2026-03-29 02:59", "2026-03-31T21:00:00Z"),
            ("2026-03-29 04:00", "2026-03-31T21:00:00Z"),
            ("2026-03-30 00:00", "2026-04-01T21:00:00Z"),
            ("2026-10-22 23:59", "2026-10-26T22:00:00Z"),
            ("2026-10-25 03:30", "2026-10-27T22:00:00Z"),
            ("2026-10-26 00:00", "2026-10-28T22:00:00Z"),
        ] {
            assert_eq!(moderation_due(&service, &ivan, submitted).await, due, "{submitted}");
        }
    }

    async fn in_martial_law_holidays_are_worked(service) {
        let ivan = service.citizen("Іван").await;
        // Friday, 1 May 2026; 8 May; Monday, 24 August.
        for (submitted, due) in [
            ("2026-04-30 18:00", "2026-05-04T21:00:00Z"),
            ("2026-05-07 18:00", "2026-05-11T21:00:00Z"),
            ("2026-08-21 18:00", "2026-08-25T21:00:00Z"),
        ] {
            assert_eq!(moderation_due(&service, &ivan, submitted).await, due, "{submitted}");
        }
    }

    async fn a_window_of_days_closes_at_midnight_of_its_last_day(service) {
        service.set_time(kyiv("2025-12-28 10:00"));
        let moderator = service.moderator().await;
        for (published, closes) in [
            ("2025-12-28 10:00", "2026-03-28T22:00:00Z"),
            // Its last day has 23 hours.
            ("2025-12-29 10:00", "2026-03-29T21:00:00Z"),
            ("2026-07-26 00:00", "2026-10-24T21:00:00Z"),
            // Its last day has 25 hours.
            ("2026-07-27 23:59", "2026-10-25T22:00:00Z"),
        ] {
            assert_eq!(closes_at(&service, &moderator, published).await, closes, "{published}");
        }
    }

    async fn a_window_of_months_closes_on_the_same_date_or_the_last_of_its_month(service) {
        service.set_time(kyiv("2017-01-01 10:00"));
        service.change_policy(json!({ "window": { "months": 3 } })).await;
        let moderator = service.moderator().await;
        for (published, closes) in [
            ("2017-01-15 10:00", "2017-04-15T21:00:00Z"),
            ("2017-01-31 10:00", "2017-04-30T21:00:00Z"),
            ("2017-10-29 23:59", "2018-01-29T22:00:00Z"),
            ("2017-11-30 10:00", "2018-02-28T22:00:00Z"),
        ] {
            assert_eq!(closes_at(&service, &moderator, published).await, closes, "{published}");
        }
    }

    async fn the_answer_is_due_ten_working_days_after_the_announcement(service) {
        let petition = under_review(&service, "2017-05-05 12:00").await;
        // Three working days from Friday, over two free days: 10, 11 and 12 May. Saturday, 13 May, counts.
        petition.author.reads(&petition).await
            .shows(json!({ "announcement_due_at": "2017-05-12T21:00:00Z", "answer_due_at": "2017-05-25T21:00:00Z" }));
        service.set_time(kyiv("2017-05-11 16:00"));
        service.responder(DEPARTMENT).await.announces_review(&petition, DEPARTMENT).await.is(201)
            .shows(json!({ "answer_due_at": "2017-05-24T21:00:00Z" }));
    }

    async fn a_late_announcement_gains_the_city_nothing(service) {
        let petition = under_review(&service, "2017-05-05 12:00").await;
        service.set_time(kyiv("2017-05-16 09:00"));
        service.responder(DEPARTMENT).await.announces_review(&petition, DEPARTMENT).await.is(201).shows(json!({
            "review_announced_at": "2017-05-16T06:00:00Z", "answer_due_at": "2017-05-25T21:00:00Z",
        }));
    }

    async fn an_edited_calendar_moves_no_deadline_that_is_set(service) {
        let waiting = service.petition_in(State::Submitted).await;
        let reviewed = service.petition_in(State::UnderReview).await;
        let administrator = service.administrator().await;
        let before = (administrator.reads(&waiting).await.json(), administrator.reads(&reviewed).await.json());
        for date in ["2026-03-05", "2026-03-06", "2026-03-09"] {
            makes_free(&administrator, date).await;
        }
        let after = (administrator.reads(&waiting).await.json(), administrator.reads(&reviewed).await.json());
        assert_eq!(after, before);

        let next = service.petition_in(State::Submitted).await;
        next.author.reads(&next).await.shows(json!({ "moderation_due_at": "2026-03-11T22:00:00Z" }));
        // A term that begins later is counted by the calendar as it then is.
        service.responder(DEPARTMENT).await.announces_review(&reviewed, DEPARTMENT).await.is(201)
            .shows(json!({ "answer_due_at": "2026-03-23T22:00:00Z" }));
    }

    async fn a_term_beyond_the_calendar_waits_for_its_extension(service) {
        // Thursday; the calendar ends on Friday, 31 December 2027.
        service.set_time(kyiv("2027-12-30 10:00"));
        let petition = service.petition_in(State::Draft).await;
        let before = petition.author.reads(&petition).await.json();
        petition.author.submits(&petition).await.is_refused(409, "calendar_out_of_range");
        assert_eq!(petition.author.reads(&petition).await.json(), before);

        let administrator = service.administrator().await;
        let version = calendar_version(&administrator).await;
        let range = json!({ "from": "2015-01-01", "to": "2028-12-31" });
        administrator.with("If-Match", &version).put("/v1/calendar", range).await.is(200);
        petition.author.submits(&petition).await.is(201).shows(json!({ "moderation_due_at": "2028-01-03T22:00:00Z" }));
    }

    async fn a_signature_never_waits_for_the_calendar(service) {
        // Three working days end beyond it: its weeks go on without holidays.
        let petition = under_review(&service, "2027-12-29 10:00").await;
        petition.author.reads(&petition).await.shows(json!({
            "state": "under_review", "signatures": 1, "announcement_due_at": "2028-01-03T22:00:00Z",
            "answer_due_at": "2028-01-17T22:00:00Z",
        }));
    }

    async fn what_is_overdue_stands_first_in_the_queue(service) {
        let waiting = service.petition_in(State::Submitted).await;
        let moderator = service.moderator().await;
        service.set_time(kyiv("2026-03-06 23:59"));
        let later = service.petition_in(State::Submitted).await;
        for (local, overdue) in [("2026-03-06 23:59", false), ("2026-03-07 00:00", true)] {
            service.set_time(kyiv(local));
            let queue = moderator.get("/v1/queue").await.is(200).items();
            let seen: Vec<_> = queue.iter().map(|item| (&item["petition"]["id"], &item["overdue"])).collect();
            assert_eq!(seen, [(&json!(waiting.id), &json!(overdue)), (&json!(later.id), &json!(false))], "{local}");
        }
    }
}
