//! Who may do something with a petition beside what the matrices say: the staff's own petitions, departments.

use serde_json::json;
use viche_domain::person::roles::Role;
use viche_domain::petition::State;
use viche_testkit::{Caller, DEPARTMENT, Petition, Service, on_both, rnokpp};

/// Somebody new of the staff, with a petition of their own in a state.
async fn own_petition(service: &Service, staff: Caller, state: State) -> (Caller, Petition) {
    let petition = Petition { id: staff.drafts().await, author: staff.clone() };
    staff.submits(&petition).await.is(201);
    if state != State::Submitted {
        service.moderator().await.publishes(&petition).await.is(201);
    }
    if state == State::UnderReview {
        for signer in service.citizens(2).await {
            signer.signs(&petition).await.is(201);
        }
    }
    (staff, petition)
}

on_both! {
    async fn the_author_moderators_and_auditors_read_what_is_not_public(service) {
        let staff = [service.moderator().await, service.staff(Role::Auditor, None).await];
        for state in [State::Submitted, State::Refused] {
            let petition = service.petition_in(state).await;
            for reader in [&petition.author, &staff[0], &staff[1]] {
                let read = reader.reads(&petition).await.is(200);
                assert_eq!(read.header("cache-control"), Some("no-store"));
                assert_eq!(read.text("/state"), state.as_str());
            }
        }
    }

    async fn staff_never_act_on_their_own_petition(service) {
        service.change_policy(json!({ "threshold": 2 })).await;
        let (moderator, own) = own_petition(&service, service.moderator().await, State::Submitted).await;
        moderator.publishes(&own).await.is_refused(403, "own_petition");
        moderator.refuses(&own, "advert").await.is_refused(403, "own_petition");

        let responder = service.responder(DEPARTMENT).await;
        let (responder, own) = own_petition(&service, responder, State::UnderReview).await;
        responder.announces_review(&own, DEPARTMENT).await.is_refused(403, "own_petition");
        service.responder(DEPARTMENT).await.announces_review(&own, DEPARTMENT).await.is(201);
        responder.answers(&own, DEPARTMENT).await.is_refused(403, "own_petition");

        let administrator = service.staff(Role::Administrator, None).await;
        let (administrator, own) = own_petition(&service, administrator, State::Collecting).await;
        administrator.removes(&own).await.is_refused(403, "own_petition");
    }

    async fn a_second_account_makes_no_other_person_of_a_moderator(service) {
        let number = rnokpp(service.next_person());
        let citizen = service.known_as("Тарас", &number, Some("taras@example.org")).await;
        let second = service.registered("Тарас").await;
        service.staff(Role::Clerk, None).await.identifies(&second, &number).await.is(201);
        let role = json!({ "role": "moderator" });
        let roles = format!("/v1/accounts/{}/roles", citizen.id);
        service.administrator().await.post(&roles, role).await.is(201);

        let own = second.drafts().await;
        second.submits(&own).await.is(201);
        citizen.publishes(&own).await.is_refused(403, "own_petition");
    }

    async fn a_responder_acts_for_the_own_department_alone(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let (transport, education) =
            (service.responder(DEPARTMENT).await, service.responder("education").await);
        education.announces_review(&petition, DEPARTMENT).await.is_refused(403, "other_department");
        transport.announces_review(&petition, "education").await.is_refused(403, "other_department");
        transport.announces_review(&petition, DEPARTMENT).await.is(201);
        education.answers(&petition, "education").await.is_refused(403, "other_department");
        education.answers(&petition, DEPARTMENT).await.is_refused(403, "other_department");
        transport.answers(&petition, DEPARTMENT).await.is(201);
    }
}
