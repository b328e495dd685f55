//! The outbox: each letter goes to one worker at a time, and on until it is sent or given up.

use std::collections::BTreeSet;

use viche_store::outbox::{Due, Message, claim, depth, failed, insert, sent};
use viche_store::{Connected, Database, Id, Result};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{id, second};

fn letters(conn: &mut Connected, count: u128) -> Result<()> {
    for n in 0..count {
        let message = Message::ResetPassword { email_key: format!("{n}@example.org") };
        insert(conn, &id(n), &message, second(0))?;
    }
    Ok(())
}

/// Takes what is due so many seconds after the letters were put in.
async fn claimed(database: &Database, seconds: i64, limit: i64) -> Vec<Due> {
    database.write(move |conn| claim(conn, second(seconds), limit)).await.unwrap()
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
        database.write(move |conn| sent(conn, &due.id, second(1))).await.unwrap();
        assert!(claimed(&database, 1_000_000, 10).await.is_empty());
        assert_eq!(database.read(depth).await.unwrap(), (0, 0));
    }

    async fn a_letter_that_fails_waits_twice_as_long_each_time_and_is_given_up_in_the_end(database: TestDatabase) {
        let database = database.database.clone();
        database.write(|conn| letters(conn, 1)).await.unwrap();
        let mut now = 0;
        for attempt in 1..=12 {
            let due = claimed(&database, now, 10).await.remove(0);
            assert_eq!(due.attempt, attempt);
            database.write(move |conn| failed(conn, &due, "no such host", second(now))).await.unwrap();
            let wait = 60 << (attempt - 1);
            assert!(claimed(&database, now + wait - 1, 10).await.is_empty(), "attempt {attempt}");
            now += wait;
        }
        assert!(claimed(&database, now, 10).await.is_empty());
        assert_eq!(database.read(depth).await.unwrap(), (0, 1));
    }
}
