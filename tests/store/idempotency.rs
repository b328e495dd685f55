//! Idempotency keys: the work of a key is done once, however often and however fast it is asked for.

use viche_domain::problem::Code;
use viche_store::idempotency::{Claim, Outcome, begin, finish, forget};
use viche_store::jobs::{Job, depth};
use viche_store::record::{RequestId, Tx};
use viche_store::{Database, Error, Result};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{Counting, second};

fn claim(fingerprint: &str) -> Claim {
    Claim { scope: "somebody".to_owned(), key: "k1".to_owned(), fingerprint: fingerprint.to_owned() }
}

/// Queues letter `n` and answers `n`, or gives the earlier answer.
async fn works(database: &Database, n: u8, fingerprint: &str) -> Result<Outcome> {
    let claim = claim(fingerprint);
    database
        .write(move |conn| {
            if let Outcome::Done(earlier) = begin(conn, &claim)? {
                return Ok(Outcome::Done(earlier));
            }
            let source = Counting::from(n.into());
            Tx::new(conn, &RequestId::default(), &source)
                .queue(&Job::ResetPassword { email_key: n.to_string() })?;
            finish(conn, &claim, &[n], second(0))?;
            Ok(Outcome::Fresh)
        })
        .await
}

fn refused_as<T>(outcome: Result<T>) -> Option<Code> {
    match outcome {
        Err(Error::Refused(problem)) => Some(problem.code),
        _ => None,
    }
}

on_both! {
    async fn a_retry_gets_the_first_answer_and_does_nothing(database: TestDatabase) {
        let database = &database.database;
        assert_eq!(works(database, 1, "same").await.unwrap(), Outcome::Fresh);
        assert_eq!(works(database, 2, "same").await.unwrap(), Outcome::Done(Some(vec![1])));
        assert_eq!(database.read(depth).await.unwrap(), (1, 0));
    }

    async fn a_key_belongs_to_one_request(database: TestDatabase) {
        let database = &database.database;
        works(database, 1, "same").await.unwrap();
        assert_eq!(refused_as(works(database, 2, "other").await), Some(Code::IdempotencyKeyReused));
        assert_eq!(database.read(depth).await.unwrap(), (1, 0));
    }

    async fn keys_are_forgotten_in_time(database: TestDatabase) {
        let database = &database.database;
        works(database, 1, "same").await.unwrap();
        assert_eq!(database.write(|conn| forget(conn, second(0))).await.unwrap(), 0);
        assert_eq!(database.write(|conn| forget(conn, second(1))).await.unwrap(), 1);
        assert_eq!(works(database, 2, "other").await.unwrap(), Outcome::Fresh);
    }

    async fn of_many_requests_at_once_one_does_the_work(database: TestDatabase) {
        let database = database.database.clone();
        let requests = (1..=30).map(|n| {
            let database = database.clone();
            tokio::spawn(async move { works(&database, n, "same").await })
        });
        let (mut fresh, mut replayed) = (0, Vec::new());
        for request in requests.collect::<Vec<_>>() {
            match request.await.unwrap() {
                Ok(Outcome::Fresh) => fresh += 1,
                Ok(Outcome::Done(answer)) => replayed.push(answer),
                refused => assert_eq!(refused_as(refused), Some(Code::IdempotencyInProgress)),
            }
        }
        assert_eq!(fresh, 1);
        assert_eq!(database.read(depth).await.unwrap(), (1, 0), "the work of the others is undone");
        let Outcome::Done(first) = works(&database, 99, "same").await.unwrap() else { panic!("done twice") };
        assert!(replayed.iter().all(|answer| *answer == first), "{replayed:?}");
    }
}
