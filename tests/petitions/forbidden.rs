//! Every operation on a petition in every state: what is not allowed is refused with its own code, and changes nothing.

use serde_json::json;
use viche_domain::petition::State;
use viche_domain::roles::Role;
use viche_testkit::{Answer, Caller, DEPARTMENT, Petition, Service, on_both};

use super::all_of;

/// Who does what to a petition: everybody is in the role that the operation needs.
struct People {
    citizen: Caller,
    moderator: Caller,
    responder: Caller,
    administrator: Caller,
}

const MAY: &str = "";
const HIDDEN: &str = "petition_not_found";
const REMOVED: &str = "petition_removed";

/// What each operation is refused with, in the order of [`State::ALL`]: draft, submitted, collecting, refused, under
/// review, answered, lapsed, withdrawn after publication, removed.
#[rustfmt::skip]
const TABLE: [(&str, [&str; 9]); 11] = [
    ("submission", [MAY, "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", REMOVED]),
    ("edit", [MAY, "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", "not_draft", REMOVED]),
    ("publication", ["not_submitted", MAY, "not_submitted", "not_submitted", "not_submitted", "not_submitted", "not_submitted", "not_submitted", REMOVED]),
    ("refusal", ["not_submitted", MAY, "not_submitted", "not_submitted", "not_submitted", "not_submitted", "not_submitted", "not_submitted", REMOVED]),
    ("correction", ["not_refused", "not_refused", "not_refused", MAY, "not_refused", "not_refused", "not_refused", "not_refused", REMOVED]),
    ("signing", [HIDDEN, HIDDEN, MAY, HIDDEN, MAY, "not_collecting", "window_closed", "not_collecting", REMOVED]),
    ("signature withdrawal", [HIDDEN, HIDDEN, "not_signed", HIDDEN, "signature_final", "signature_final", "signature_final", "signature_final", REMOVED]),
    ("review announcement", [HIDDEN, HIDDEN, "not_under_review", HIDDEN, MAY, "not_under_review", "not_under_review", "not_under_review", REMOVED]),
    ("answer", [HIDDEN, HIDDEN, "not_under_review", HIDDEN, "review_not_announced", MAY, MAY, "not_under_review", REMOVED]),
    ("withdrawal", [MAY, MAY, MAY, "not_withdrawable", "not_withdrawable", "not_withdrawable", "not_withdrawable", "not_withdrawable", REMOVED]),
    ("removal", ["not_published", "not_published", MAY, "not_published", MAY, MAY, MAY, MAY, REMOVED]),
];

fn status(code: &str) -> u16 {
    match code {
        HIDDEN | "not_signed" => 404,
        REMOVED => 410,
        _ => 409,
    }
}

impl People {
    async fn of(service: &Service) -> Self {
        Self {
            citizen: service.citizen("Ольга").await,
            moderator: service.moderator().await,
            responder: service.responder(DEPARTMENT).await,
            administrator: service.staff(Role::Administrator, None).await,
        }
    }

    async fn try_out(&self, operation: &str, petition: &Petition) -> Answer {
        let author = &petition.author;
        match operation {
            "submission" => author.submits(petition).await,
            "edit" => {
                let path = format!("/v1/petitions/{}", petition.id);
                author.patch(&path, "\"v1\"", json!({ "title": "Зовсім інша назва" })).await
            }
            "publication" => self.moderator.publishes(petition).await,
            "refusal" => self.moderator.refuses(petition, "unreadable").await,
            "correction" => author.corrects(petition).await,
            "signing" => self.citizen.signs(petition).await,
            "signature withdrawal" => self.citizen.takes_signature_back(petition).await,
            "review announcement" => self.responder.announces_review(petition, DEPARTMENT).await,
            "answer" => self.responder.answers(petition, DEPARTMENT).await,
            "withdrawal" => author.withdraws(petition).await,
            "removal" => self.administrator.removes(petition).await,
            other => panic!("{other} is no operation"),
        }
    }

    /// Tries everything that is not allowed on a petition; its n-th column of the table says what comes of it.
    async fn are_refused(&self, petition: &Petition, column: impl Fn(&[&'static str; 9]) -> &'static str) {
        let before = all_of(&self.administrator, petition).await;
        for (operation, codes) in &TABLE {
            let code = column(codes);
            if code != MAY {
                self.try_out(operation, petition).await.is_refused(status(code), code);
            }
        }
        assert_eq!(all_of(&self.administrator, petition).await, before);
    }
}

on_both! {
    async fn what_a_state_forbids_is_refused_and_changes_nothing(service) {
        for (column, state) in State::ALL.iter().enumerate() {
            let petition = service.petition_in(*state).await;
            People::of(&service).await.are_refused(&petition, |codes| codes[column]).await;
        }
    }

    async fn a_petition_withdrawn_before_publication_stays_hidden_and_final(service) {
        let petition = service.petition_in(State::Submitted).await;
        petition.author.withdraws(&petition).await.is(201);
        let (people, [draft, withdrawn]) = (People::of(&service).await, [0, 7]);
        people.are_refused(&petition, |codes| match codes[draft] {
            // What only what is public answers differently.
            HIDDEN | "not_published" => codes[draft],
            _ => codes[withdrawn],
        }).await;
    }

    async fn a_review_is_announced_once(service) {
        let petition = service.petition_in(State::UnderReview).await;
        let people = People::of(&service).await;
        people.responder.announces_review(&petition, DEPARTMENT).await.is(201);
        let before = all_of(&people.administrator, &petition).await;
        service.advance(chrono::TimeDelta::days(1));
        people.responder.announces_review(&petition, DEPARTMENT).await.is_refused(409, "review_already_announced");
        assert_eq!(all_of(&people.administrator, &petition).await, before);
    }
}
