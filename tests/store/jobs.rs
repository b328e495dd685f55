//! Jobs: each goes to one worker at a time, and on until it is done or given up.

use std::collections::BTreeSet;

use viche_store::jobs::{Claimed, Job, claim, depth, done, forget_given_up, give_up, put_off};
use viche_store::record::{RequestId, Tx};
use viche_store::{Connected, Database, Id, Result};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{Counting, second};

fn letters(conn: &mut Connected, count: usize) -> Result<()> {
    let source = Counting::from(1);
    let request = RequestId::default();
    let mut tx = Tx::new(conn, &request, &source);
    (0..count).try_for_each(|n| tx.queue(&Job::ResetPassword { email_key: format!("{n}@example.org") }))
}

/// Takes what is due so many seconds after the letters were put in.
async fn claimed(database: &Database, seconds: i64, limit: i64) -> Vec<Claimed> {
    database.write(move |conn| claim(conn, second(seconds), second(seconds + 60), limit)).await.unwrap()
}

on_both! {
    async fn two_workers_never_take_the_same_letter(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 40)).await.unwrap();
        let workers = (0..8).map(|_| {
            let database = database.clone();
            tokio::spawn(async move { claimed(&database, 0, 5).await })
        });
        let mut taken = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            taken.extend(worker.await.unwrap().into_iter().map(|due| due.id));
        }
        taken.extend(claimed(&database, 0, 40).await.into_iter().map(|due| due.id));
        assert_eq!(taken.len(), 40);
        assert_eq!(taken.into_iter().collect::<BTreeSet<Id>>().len(), 40);
    }

    async fn a_letter_whose_worker_died_is_taken_again_after_a_minute(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 1)).await.unwrap();
        assert_eq!(claimed(&database, 0, 10).await[0].attempt, 1);
        assert!(claimed(&database, 59, 10).await.is_empty());
        assert_eq!(claimed(&database, 60, 10).await[0].attempt, 2);
    }

    async fn a_letter_is_never_sent_twice(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 1)).await.unwrap();
        let due = claimed(&database, 0, 10).await.remove(0);
        database.write(move |conn| done(conn, due.id)).await.unwrap();
        assert!(claimed(&database, 1_000_000, 10).await.is_empty());
        assert_eq!(database.read(depth).await.unwrap(), (0, 0));
    }

    async fn a_letter_that_is_put_off_waits_until_then_and_one_given_up_for_ever(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 1)).await.unwrap();
        let due = claimed(&database, 0, 10).await.remove(0);
        database.write(move |conn| put_off(conn, due.id, "no such host", second(300))).await.unwrap();
        assert!(claimed(&database, 299, 10).await.is_empty());
        let due = claimed(&database, 300, 10).await.remove(0);
        assert_eq!(due.attempt, 2);
        database.write(move |conn| give_up(conn, due.id, "no such host", second(300))).await.unwrap();
        assert!(claimed(&database, 1_000_000, 10).await.is_empty());
        assert_eq!(database.read(depth).await.unwrap(), (0, 1));
    }

    async fn what_was_given_up_is_forgotten_in_the_end(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 2)).await.unwrap();
        let due = claimed(&database, 0, 1).await.remove(0);
        database.write(move |conn| give_up(conn, due.id, "no such host", second(300))).await.unwrap();
        for (before, left) in [(300, (1, 1)), (301, (1, 0))] {
            database.write(move |conn| forget_given_up(conn, second(before))).await.unwrap();
            assert_eq!(database.read(depth).await.unwrap(), left);
        }
    }
}
