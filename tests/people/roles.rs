//! Staff roles: granted, taken away, and in effect at once.

use futures_util::future::join;
use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Answer, Caller, Service, draft, on_both, rnokpp};

async fn grants(granter: &Caller, to: &Caller, role: &str, department: Option<&str>) -> Answer {
    let mut grant = json!({ "role": role });
    if let Some(code) = department {
        grant["department"] = json!(code);
    }
    granter.post(&format!("/v1/accounts/{}/roles", to.id), grant).await
}

async fn revokes(revoker: &Caller, from: &Caller, role: &str) -> Answer {
    revoker.delete(&format!("/v1/accounts/{}/roles/{role}", from.id)).await
}

async fn somebody_and_administrator(service: &Service) -> (Caller, Caller) {
    (service.citizen("Іван").await, service.administrator().await)
}

/// What somebody may do as staff, as `/v1/me` tells.
async fn roles_of(somebody: &Caller) -> Vec<(String, Option<String>)> {
    let roles = somebody.get("/v1/me").await.is(200).pointer("/roles");
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let roles = roles.as_array().unwrap().iter();
    roles.map(|role| (text(&role["role"]).unwrap(), text(&role["department"]))).collect()
}

on_both! {
    async fn a_role_is_in_effect_at_once_and_gone_at_once(service) {
        let (ivan, administrator) = somebody_and_administrator(&service).await;
        let ivan = ivan.with_token(&ivan.token().await.unwrap());
        ivan.get("/v1/queue").await.is_refused(403, "forbidden");
        grants(&administrator, &ivan, "moderator", None).await.is(201);
        ivan.get("/v1/queue").await.is(200);
        revokes(&administrator, &ivan, "moderator").await.is(204);
        ivan.get("/v1/queue").await.is_refused(403, "forbidden");
    }

    async fn a_role_needs_an_address_and_the_level_of_the_policy(service) {
        let administrator = service.administrator().await;
        let without_address = service.known_as("Марія", &rnokpp(700), None).await;
        let (by_email, identified) = (service.registered("Ольга").await, service.citizen("Іван").await);
        grants(&administrator, &without_address, "clerk", None).await.is_refused(409, "address_needed");
        grants(&administrator, &by_email, "clerk", None).await.is(201);
        service.change_policy(json!({ "level_of_staff": "identified" })).await;
        grants(&administrator, &without_address, "clerk", None).await.is_refused(409, "address_needed");
        grants(&administrator, &by_email, "auditor", None).await.is_refused(409, "identity_needed");
        assert_eq!(roles_of(&by_email).await.len(), 1, "what was granted stays");
        // Rules that do not speak of it leave it as it is.
        let mut rules = administrator.get("/v1/policies/current").await.is(200).json();
        for left_out in ["version", "effective_from", "level_of_staff", "acceptance_days"] {
            rules.as_object_mut().unwrap().remove(left_out);
        }
        administrator.post("/v1/policies", rules).await.is(201).shows(json!({ "level_of_staff": "identified" }));
        grants(&administrator, &identified, "auditor", None).await.is(201);
    }

    async fn a_role_for_a_department_names_one_that_the_city_has(service) {
        let (ivan, administrator) = somebody_and_administrator(&service).await;
        for (role, department, fault) in [
            ("responder", None, "required"),
            ("expert", None, "required"),
            ("responder", Some("space_flight"), "not_found"),
            ("moderator", Some("transport"), "not_allowed_here"),
            ("administrator", Some("transport"), "not_allowed_here"),
        ] {
            grants(&administrator, &ivan, role, department).await
                .is_refused(422, "validation_failed")
                .names("/department", fault);
        }
        grants(&administrator, &ivan, "mayor", None).await
            .is_refused(422, "validation_failed")
            .names("/role", "unknown_value");
        assert_eq!(roles_of(&ivan).await, []);
    }

    async fn a_role_is_granted_once_for_each_department_and_taken_away_for_all(service) {
        let (ivan, administrator) = somebody_and_administrator(&service).await;
        let departments = service.nobody().get("/v1/departments").await.is(200).items();
        let [one, other] = [0, 1].map(|n| departments[n]["code"].as_str().unwrap().to_owned());
        grants(&administrator, &ivan, "responder", Some(&one)).await.is(201);
        grants(&administrator, &ivan, "responder", Some(&one)).await.is_refused(409, "role_already_granted");
        grants(&administrator, &ivan, "responder", Some(&other)).await.is(201);
        assert_eq!(roles_of(&ivan).await.len(), 2);
        revokes(&administrator, &ivan, "responder").await.is(204);
        assert_eq!(roles_of(&ivan).await, []);
        revokes(&administrator, &ivan, "responder").await.is_refused(404, "role_not_found");
    }

    async fn accounts_and_roles_that_are_not_there_are_not_found(service) {
        let (ivan, administrator) = somebody_and_administrator(&service).await;
        revokes(&administrator, &ivan, "mayor").await.is_refused(404, "role_not_found");
        let unknown = "/v1/accounts/0195a5d0-7c4e-7b8a-9f21-3d5e8c1a0b47/roles";
        administrator.post(unknown, json!({ "role": "clerk" })).await.is_refused(404, "account_not_found");
        administrator.delete(&format!("{unknown}/clerk")).await.is_refused(404, "account_not_found");
    }

    async fn the_last_administrator_stays(service) {
        let (ivan, administrator) = somebody_and_administrator(&service).await;
        revokes(&administrator, &administrator, "administrator").await.is_refused(409, "last_administrator");
        grants(&administrator, &ivan, "administrator", None).await.is(201);
        revokes(&administrator, &administrator, "administrator").await.is(204);
        revokes(&administrator, &ivan, "administrator").await.is_refused(403, "forbidden");
        revokes(&ivan, &ivan, "administrator").await.is_refused(409, "last_administrator");
    }

    async fn of_two_administrators_who_revoke_each_other_at_once_one_stays(service) {
        let administrator = service.administrator().await;
        for _ in 0..5 {
            let other = service.staff(Role::Administrator, None).await;
            let (one, two) = join(
                revokes(&administrator, &other, "administrator"),
                revokes(&other, &administrator, "administrator"),
            ).await;
            assert_eq!([one.status, two.status].iter().filter(|status| **status == 204).count(), 1, "{one}, {two}");
            let loser = if one.status == 204 { two } else { one };
            assert!([("forbidden", 403), ("last_administrator", 409)].contains(&(&loser.text("/code"), loser.status)));
            if loser.request.contains(&other.id) {
                grants(&other, &administrator, "administrator", None).await.is(201);
                revokes(&administrator, &other, "administrator").await.is(204);
            }
        }
    }

    async fn staff_roles_do_not_take_a_citizens_rights_away(service) {
        let petition = service.petition_in(State::Collecting).await;
        for role in Role::ALL {
            let somebody = service.staff(*role, role.needs_department().then_some("transport")).await;
            somebody.signs(&petition).await.is(201);
            somebody.post("/v1/petitions", draft()).await.is(201);
        }
    }
}
