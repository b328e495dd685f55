//! Who somebody is: provisional persons, clerks and their papers, the identity provider, verification levels.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, Petition, Service, on_both, rnokpp};

/// A birth date that the numbers of `rnokpp` carry: the first five digits count days from 31 December 1899.
fn born() -> NaiveDate {
    NaiveDate::from_ymd_opt(1899, 12, 31).unwrap() + Days::new(25_000)
}

/// A register number (УНЗР) of somebody born then: the check digit has the weights 7, 3, 1.
fn unzr() -> String {
    let digits = format!("{}0001", born().format("%Y%m%d"));
    let sum: u8 = digits
        .bytes()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(digit, weight)| (digit - b'0') * weight % 10)
        .fold(0, |sum, part| (sum + part) % 10);
    format!("{}-0001{sum}", born().format("%Y%m%d"))
}

async fn clerk(service: &Service) -> Caller {
    service.staff(Role::Clerk, None).await
}

/// A clerk sees papers that say this beside name and birth date.
async fn confirms(clerk: &Caller, account: &Caller, number: Value) -> Answer {
    let mut papers =
        json!({ "account_id": account.id, "full_name": "Шевчук Іван Петрович", "birth_date": born() });
    papers.as_object_mut().unwrap().extend(number.as_object().unwrap().clone());
    clerk.post("/v1/identifications", papers).await
}

async fn collecting(service: &Service) -> Petition {
    service.petition_in(State::Collecting).await
}

async fn enters(service: &Service, passport: &Value) -> Answer {
    let code = URL_SAFE_NO_PAD.encode(passport.to_string());
    service.nobody().post("/v1/external-sessions", json!({ "provider": "built_in", "code": code })).await
}

on_both! {
    async fn a_clerk_makes_a_provisional_person_an_identified_one(service) {
        let (clerk, ivan) = (clerk(&service).await, service.registered("Іван").await);
        let petition = collecting(&service).await;
        ivan.signs(&petition).await.is_refused(403, "identification_needed");
        let identified = confirms(&clerk, &ivan, json!({ "rnokpp": rnokpp(700) })).await.is(201);
        identified.shows(json!({ "account_id": ivan.id, "state": "confirmed", "identified_by": clerk.id }));
        ivan.get("/v1/me").await.is(200)
            .shows(json!({ "level": "identified", "full_name": "Шевчук Іван Петрович" }));
        ivan.signs(&petition).await.is(201).shows(json!({ "name": "Шевчук Іван Петрович" }));
    }

    async fn each_kind_of_papers_identifies(service) {
        let clerk = clerk(&service).await;
        for number in [
            json!({ "rnokpp": rnokpp(700) }),
            json!({ "unzr": unzr() }),
            json!({ "document": { "kind": "passport", "number": "АВ123456" } }),
            json!({ "document": { "kind": "id_card", "number": "001234567" } }),
            json!({ "document": { "kind": "residence_permit", "number": "AB123456" } }),
        ] {
            let somebody = service.registered("Іван").await;
            confirms(&clerk, &somebody, number).await.is(201).shows(json!({ "state": "confirmed" }));
            somebody.get("/v1/me").await.is(200).shows(json!({ "level": "identified" }));
        }
    }

    async fn papers_that_cannot_be_right_are_refused(service) {
        let (clerk, ivan) = (clerk(&service).await, service.registered("Іван").await);
        let right = rnokpp(700);
        let wrong_digit = format!("{}{}", &right[..9], (right[9..].parse::<u8>().unwrap() + 1) % 10);
        let wrong_check = format!("{}{}", &unzr()[..13], (unzr()[13..].parse::<u8>().unwrap() + 1) % 10);
        let other_birth = json!("1990-05-17");
        for (papers, pointer, fault) in [
            (json!({ "rnokpp": wrong_digit }), "/rnokpp", "bad_rnokpp"),
            (json!({ "rnokpp": "250" }), "/rnokpp", "bad_rnokpp"),
            (json!({ "rnokpp": right, "birth_date": other_birth }), "/rnokpp", "birth_date_mismatch"),
            (json!({ "unzr": wrong_check }), "/unzr", "bad_unzr"),
            (json!({ "unzr": unzr(), "birth_date": other_birth }), "/unzr", "birth_date_mismatch"),
            (json!({ "document": { "kind": "passport", "number": "123456" } }), "/document/number", "bad_document"),
            (json!({ "document": { "kind": "library_card", "number": "1" } }), "/document/kind", "unknown_value"),
            (json!({}), "", "only_one_of"),
            (json!({ "rnokpp": right, "unzr": unzr() }), "", "only_one_of"),
            (json!({ "rnokpp": right, "birth_date": "1968-06-31" }), "/birth_date", "malformed"),
            (json!({ "document": { "kind": "id_card", "number": "001234567" }, "birth_date": "2999-01-01" }), "/birth_date", "out_of_range"),
            (json!({ "document": { "kind": "id_card", "number": "001234567" }, "birth_date": "1899-12-31" }), "/birth_date", "out_of_range"),
            (json!({ "rnokpp": right, "full_name": "Шевчук Т.Г." }), "/full_name", "not_a_name"),
            (json!({ "rnokpp": right, "account_id": "ivan" }), "/account_id", "malformed"),
        ] {
            confirms(&clerk, &ivan, papers).await
                .is_refused(422, "validation_failed")
                .names(pointer, fault);
        }
        ivan.get("/v1/me").await.is(200).shows(json!({ "level": "email" }));
    }

    async fn nobody_confirms_themselves(service) {
        let own = rnokpp(900);
        let clerk = service.known_as("Олена", &own, Some("olena@example.org")).await;
        let grant = json!({ "role": "clerk" });
        service.administrator().await.post(&format!("/v1/accounts/{}/roles", clerk.id), grant).await.is(201);
        confirms(&clerk, &clerk, json!({ "rnokpp": own })).await.is_refused(403, "own_identity");
        confirms(&clerk, &clerk, json!({ "unzr": unzr() })).await.is_refused(403, "own_identity");
        let second_account = service.registered("Олена").await;
        confirms(&clerk, &second_account, json!({ "rnokpp": own })).await.is_refused(403, "own_identity");
        second_account.get("/v1/me").await.is(200).shows(json!({ "level": "email" }));
    }

    async fn one_person_signs_once_whatever_accounts_they_own(service) {
        let (clerk, petition) = (clerk(&service).await, collecting(&service).await);
        let number = rnokpp(700);
        let by_provider = service.known_as("Іван Шевчук", &number, None).await;
        let by_clerk = service.registered("Іван").await;
        confirms(&clerk, &by_clerk, json!({ "rnokpp": number })).await.is(201);
        by_clerk.signs(&petition).await.is(201);
        by_provider.signs(&petition).await.is_refused(409, "already_signed");
        assert_eq!(by_provider.get("/v1/me/signatures").await.is(200).items().len(), 1);
        petition.author.reads(&petition).await.is(200).shows(json!({ "signatures": 1 }));
    }

    async fn a_document_is_the_same_however_it_is_written(service) {
        let (clerk, petition) = (clerk(&service).await, collecting(&service).await);
        let [first, second] = [service.registered("Іван").await, service.registered("Іван").await];
        let passport = |number: &str| json!({ "document": { "kind": "passport", "number": number } });
        confirms(&clerk, &first, passport("АВ123456")).await.is(201);
        // Latin letters, a hyphen, small letters.
        confirms(&clerk, &second, passport("ab-123 456")).await.is(201);
        first.signs(&petition).await.is(201);
        second.signs(&petition).await.is_refused(409, "already_signed");
    }

    async fn two_people_under_one_number_are_not_made_one(service) {
        let (clerk, petition) = (clerk(&service).await, collecting(&service).await);
        let [first, second] = [service.registered("Іван").await, service.registered("Ольга").await];
        let passport = |born: &str| {
            json!({ "document": { "kind": "passport", "number": "ВК123456" }, "birth_date": born })
        };
        confirms(&clerk, &first, passport("1995-01-02")).await.is(201);
        first.signs(&petition).await.is(201);
        let before = service.contents().await;
        confirms(&clerk, &second, passport("1961-11-30")).await.is_refused(409, "birth_date_differs");
        confirms(&clerk, &first, passport("1961-11-30")).await.is_refused(409, "birth_date_differs");
        assert_eq!(service.contents().await, before, "nothing has changed");
        second.get("/v1/me").await.is(200).shows(json!({ "level": "email" }));
        confirms(&clerk, &second, passport("1995-01-02")).await.is(201);
    }

    async fn an_identified_account_becomes_nobody_else(service) {
        let (clerk, ivan) = (clerk(&service).await, service.registered("Іван").await);
        service.known_as("Ольга", &rnokpp(701), None).await;
        confirms(&clerk, &ivan, json!({ "rnokpp": rnokpp(700) })).await.is(201);
        for other in [rnokpp(701), rnokpp(702)] {
            confirms(&clerk, &ivan, json!({ "rnokpp": other })).await.is_refused(409, "already_identified");
        }
        confirms(&clerk, &ivan, json!({ "rnokpp": rnokpp(700) })).await.is(201);
    }

    async fn a_clerk_finds_people_by_name_and_birth_date_on_the_record(service) {
        let (clerk, auditor) = (clerk(&service).await, service.staff(Role::Auditor, None).await);
        let [ivan, other] = [service.registered("Іван").await, service.registered("Іван").await];
        confirms(&clerk, &ivan, json!({ "rnokpp": rnokpp(700) })).await.is(201);
        let search = async |name: &str, born: NaiveDate| {
            let person = json!({ "full_name": name, "birth_date": born });
            let found = clerk.post("/v1/account-searches", person).await.is(200).items();
            found.into_iter().map(|account| account["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(search("іван ШЕВЧУК", born()).await, std::slice::from_ref(&ivan.id));
        assert_eq!(search("Шевчук Іван Павлович", born()).await, [""; 0]);
        assert_eq!(search("Шевчук Іван", born() + Days::new(1)).await, [""; 0]);
        assert_eq!(search(&other.name, born()).await, [""; 0], "who is not identified is found by e-mail alone");
        clerk.get(&format!("/v1/accounts?email={}", other.email().await)).await.is(200);
        let sought = auditor.get("/v1/audit?action=account.sought").await.is(200).items();
        assert_eq!(sought.len(), 5);
        assert_eq!((&sought[4]["account_id"], &sought[4]["data"]), (&json!(clerk.id), &json!({
            "found": [ivan.id], "full_name": "іван ШЕВЧУК", "birth_date": born()
        })));
        assert_eq!(sought[0]["data"], json!({ "found": [other.id], "email": other.email().await }));
    }

    async fn an_unknown_account_is_not_found(service) {
        let papers = json!({
            "account_id": "0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47", "full_name": "Шевчук Іван",
            "birth_date": born(), "rnokpp": rnokpp(700)
        });
        clerk(&service).await.post("/v1/identifications", papers).await.is_refused(404, "account_not_found");
    }

    async fn the_provider_identifies_at_the_first_login_and_knows_the_person_at_the_next(service) {
        let first = service.known_as("Іван", &rnokpp(700), Some("ivan@example.org")).await;
        first.get("/v1/me").await.is(200)
            .shows(json!({ "level": "identified", "email": "ivan@example.org" }));
        assert_eq!(service.known_as("Іван", &rnokpp(700), None).await.id, first.id);
        // An address belongs to the account that had it first.
        let second = service.known_as("Ольга", &rnokpp(701), Some("Ivan@example.org")).await;
        assert!(second.get("/v1/me").await.is(200).pointer("/email").is_null());
    }

    async fn what_the_provider_does_not_vouch_for_is_no_login(service) {
        let right = json!({ "full_name": "Іван Шевчук", "rnokpp": rnokpp(700), "birth_date": null, "email": null });
        for (field, wrong) in [("rnokpp", "1234567890"), ("full_name", "Іван evil.example"), ("birth_date", "учора"), ("role", "x")] {
            let mut passport = right.clone();
            passport[field] = json!(wrong);
            enters(&service, &passport).await.is_refused(401, "bad_assertion");
        }
        enters(&service, &json!("garbage")).await.is_refused(401, "bad_assertion");
        let elsewhere = json!({ "provider": "elsewhere", "code": "garbage" });
        service.nobody().post("/v1/external-sessions", elsewhere).await.is_refused(404, "provider_unknown");
        enters(&service, &right).await.is(201);
    }

    async fn a_plain_number_shows_nowhere(service) {
        let clerk = clerk(&service).await;
        let auditor = service.staff(Role::Auditor, None).await;
        let numbers = [rnokpp(700), unzr(), "001234567".to_owned(), rnokpp(701)];
        let accounts = [
            service.registered("Іван").await,
            service.registered("Іван").await,
            service.registered("Іван").await,
            service.known_as("Ольга", &numbers[3], None).await,
        ];
        let mut pages = vec![
            confirms(&clerk, &accounts[0], json!({ "rnokpp": numbers[0] })).await.is(201),
            confirms(&clerk, &accounts[1], json!({ "unzr": numbers[1] })).await.is(201),
            confirms(&clerk, &accounts[2], json!({ "document": { "kind": "id_card", "number": numbers[2] } })).await.is(201),
            confirms(&clerk, &accounts[3], json!({ "rnokpp": numbers[0] })).await.is_refused(409, "already_identified"),
            confirms(&clerk, &accounts[0], json!({ "rnokpp": numbers[0], "birth_date": "1990-05-17" })).await.is(422),
        ];
        for account in &accounts {
            pages.push(account.get("/v1/me").await.is(200));
            pages.push(auditor.get(&format!("/v1/accounts/{}", account.id)).await.is(200));
        }
        pages.push(auditor.get("/v1/audit?limit=100").await.is(200));
        pages.push(service.metrics().await.is(200));
        for page in pages {
            let text = String::from_utf8_lossy(&page.body);
            for number in &numbers {
                assert!(!text.contains(number.as_str()), "{number} in {page}");
            }
        }
    }

    async fn signing_needs_the_level_that_the_policy_names(service) {
        let (verified, identified) = (service.registered("Ольга").await, service.citizen("Марія").await);
        for (level, refusal) in [("none", None), ("email", None), ("identified", Some("identification_needed"))] {
            service.change_policy(json!({ "level_to_sign": level })).await;
            let petition = collecting(&service).await;
            let answer = verified.signs(&petition).await;
            match refusal {
                None => answer.is(201),
                Some(code) => answer.is_refused(403, code),
            };
            identified.signs(&petition).await.is(201);
        }
    }

    async fn submitting_needs_the_level_of_the_policy_and_a_proven_address(service) {
        let verified = service.registered("Ольга").await;
        let without_address = service.known_as("Марія", &rnokpp(700), None).await;
        for (level, refusals) in [
            ("none", [None, Some("email_not_verified")]),
            ("email", [None, Some("email_not_verified")]),
            ("identified", [Some("identification_needed"), Some("email_not_verified")]),
        ] {
            service.change_policy(json!({ "level_to_propose": level })).await;
            for (author, refusal) in [&verified, &without_address].into_iter().zip(refusals) {
                let answer = author.submits(author.drafts().await).await;
                match refusal {
                    None => answer.is(201),
                    Some(code) => answer.is_refused(403, code),
                };
            }
        }
    }
}
