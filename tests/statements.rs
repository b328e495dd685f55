//! How many SQL statements a request takes: for reading, whatever the number of rows; for changes, few.

use std::collections::BTreeMap;

use reqwest::Method;
use viche_domain::petition::State;
use viche_testkit::{DEPARTMENT, Service, on_both};

use crate::document::operations::Operation;
use crate::lists::crowd::Crowd;

on_both! {
    async fn reading_sixty_rows_takes_as_many_statements_as_reading_three(service) {
        let mut crowd = Crowd::new(&service).await;
        crowd.grow(3).await;
        let few = statements_of_each_reading(&service, &crowd).await;
        crowd.grow(60).await;
        assert_eq!(statements_of_each_reading(&service, &crowd).await, few);
    }

    async fn changes_on_the_hot_path_take_few_statements(service) {
        let (moderator, responder) = (service.moderator().await, service.responder(DEPARTMENT).await);
        let petition = service.petition_in(State::Submitted).await;
        let mut taken = Vec::new();
        let before = service.statements();
        moderator.publishes(&petition).await.is(201);
        taken.push(("publish", service.statements() - before));
        let signer = service.citizen("Леся Косач").await;
        let before = service.statements();
        signer.signs(&petition).await.is(201);
        taken.push(("sign", service.statements() - before));
        let petition = service.petition_in(State::UnderReview).await;
        responder.announces_review(&petition, DEPARTMENT).await.is(201);
        let before = service.statements();
        responder.answers(&petition, DEPARTMENT).await.is(201);
        taken.push(("answer", service.statements() - before));
        for ((what, taken), most) in taken.into_iter().zip([20, 8, 13]) {
            assert!(taken <= most, "to {what} took {taken} statements, more than {most}");
        }
    }
}

/// Every GET of the document, the largest page where it has pages, with the statements that it took; and the
/// signatures given to petitions that are named.
async fn statements_of_each_reading(service: &Service, crowd: &Crowd<'_>) -> BTreeMap<&'static str, u64> {
    let mut taken = BTreeMap::new();
    for operation in Operation::all().into_iter().filter(|operation| operation.method == Method::GET) {
        let (caller, path) = crowd.reads(operation.id);
        let paged = operation.names("query").contains(&"limit");
        let path = if paged { format!("{path}?limit=100") } else { path };
        let before = service.statements();
        caller.get(&path).await.is(200);
        taken.insert(operation.id, service.statements() - before);
    }
    let (signer, path) = crowd.reads("list_my_signatures");
    let given = signer.get_all(&path).await;
    let ids: Vec<_> = given.iter().map(|signature| signature["petition_id"].as_str().unwrap()).collect();
    let before = service.statements();
    let among = signer.get(&format!("{path}?limit=100&petition_ids={}", ids.join(","))).await.is(200);
    taken.insert("list_my_signatures among petitions", service.statements() - before);
    assert_eq!(among.items().len(), ids.len());
    taken
}
