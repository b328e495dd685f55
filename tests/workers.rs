//! Workers on several nodes: they get in nobody's way.

use std::time::Duration;

use serde_json::json;
use tokio::sync::oneshot;
use viche_store::{Database, leases};
use viche_testkit::{Service, TestDatabase, on_both};

const LETTERS: usize = 40;

/// Leaves letters to be sent; gives the number of those sent before.
async fn with_letters_waiting(service: &Service) -> usize {
    let email = service.registered("Іван").await.email().await;
    let before = service.letters().len();
    for _ in 0..LETTERS {
        service.nobody().post("/v1/password-resets", json!({ "email": email })).await.is(202);
    }
    before
}

async fn takes_lease(database: &Database) -> bool {
    let term = Duration::from_secs(15);
    database.write(move |conn| leases::acquire(conn, "worker", "another", term)).await.unwrap()
}

on_both! {
    async fn two_that_deliver_at_once_send_each_letter_once(service) {
        let before = with_letters_waiting(&service).await;
        let (one, two) = (service.worker_elsewhere(), service.worker_elsewhere());
        let (first, second) = tokio::join!(one.run_once(), two.run_once());
        assert_eq!((first, second), (Ok(()), Ok(())));
        assert_eq!(service.letters().len(), before + LETTERS);
    }

    async fn of_two_workers_one_works_and_on_stopping_it_gives_the_lease_back(database: TestDatabase) {
        let store = database.database.clone();
        let service = Service::on(database);
        let before = with_letters_waiting(&service).await;
        let (stops, running): (Vec<_>, Vec<_>) = (0..2)
            .map(|_| {
                let (worker, (stop, stopped)) = (service.worker_elsewhere(), oneshot::channel::<()>());
                (stop, tokio::spawn(async move { worker.run(async { stopped.await.unwrap() }).await }))
            })
            .unzip();
        service.has_sent(before + LETTERS).await;
        assert!(!takes_lease(&store).await, "a worker holds it");
        for stop in stops {
            stop.send(()).unwrap();
        }
        for worker in running {
            worker.await.unwrap();
        }
        assert!(takes_lease(&store).await, "nobody waits for the lease to run out");
        assert_eq!(service.letters().len(), before + LETTERS);
    }
}
