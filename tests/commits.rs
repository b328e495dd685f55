//! When a commit counts: PostgreSQL with synchronous replication, and keys that another node holds.

use viche_domain::petition::State;
use viche_store::idempotency::{Claim, begin};
use viche_testkit::{Backend, Service, Start as _, TestDatabase, draft};

/// Gives the cluster its settings back, however the test ends.
struct Standby<'a>(&'a TestDatabase);

impl<'a> Standby<'a> {
    fn awaited_by(database: &'a TestDatabase) -> Self {
        database.await_standby(true);
        Self(database)
    }
}

impl Drop for Standby<'_> {
    fn drop(&mut self) {
        self.0.await_standby(false);
    }
}

/// PostgreSQL calls it a success, with a warning: the row is there, and is lost if this server is.
#[tokio::test]
async fn a_commit_whose_wait_for_a_standby_is_cancelled_is_no_acknowledgement() {
    let service = Service::start(Backend::Postgres).await;
    let petition = service.petition_in(State::Collecting).await;
    let ivan = service.citizen("Іван").await.with("Idempotency-Key", "ivans-signature");
    let cancelled = {
        let standby = Standby::awaited_by(&service.database);
        let cancelling = async {
            while !standby.0.cancel_waits_for_standby() {
                tokio::task::yield_now().await;
            }
        };
        let (answer, ()) = tokio::join!(ivan.signs(&petition), cancelling);
        answer
    };
    assert!(cancelled.is_refused(503, "unavailable").header("retry-after").is_some());
    ivan.signs(&petition).await.is(201);
    assert_eq!(ivan.reads(&petition).await.is(200).pointer("/signatures"), 1);
}

#[tokio::test]
async fn a_key_that_another_node_holds_says_when_to_come_back() {
    let service = Service::start(Backend::Postgres).await;
    let ivan = service.citizen("Іван").await.with("Idempotency-Key", "one");
    let claim =
        Claim { scope: ivan.id.clone(), key: "one".to_owned(), fingerprint: "another node's".to_owned() };
    let (tell, told) = tokio::sync::oneshot::channel();
    let (finish, finished) = std::sync::mpsc::channel::<()>();
    let node = service.database.opened_again();
    let elsewhere = tokio::spawn(async move {
        node.write(move |conn| {
            begin(conn, &claim)?;
            tell.send(()).unwrap();
            // Ends, with an error, when the other end is dropped.
            let _ = finished.recv();
            Ok(())
        })
        .await
    });
    told.await.unwrap();
    let refused = ivan.post("/v1/petitions", draft()).await;
    assert!(refused.is_refused(409, "idempotency_in_progress").header("retry-after").is_some());
    drop(finish);
    elsewhere.await.unwrap().unwrap();
    ivan.post("/v1/petitions", draft()).await.is(201);
}
