//! Leases: one holder at a time, whoever asks first.

use std::time::Duration;

use diesel::RunQueryDsl as _;
use viche_store::leases::{acquire, release};
use viche_testkit::{TestDatabase, on_both};

const HOUR: Duration = Duration::from_hours(1);

async fn takes(database: &TestDatabase, holder: &'static str) -> bool {
    database.database.write(move |conn| acquire(conn, "worker", holder, HOUR)).await.unwrap()
}

on_both! {
    async fn whoever_holds_a_lease_prolongs_it_and_nobody_else_gets_it(database: TestDatabase) {
        assert!(takes(&database, "first").await);
        assert!(!takes(&database, "second").await);
        assert!(takes(&database, "first").await);
        let another = |conn: &mut viche_store::Connected| acquire(conn, "backup", "second", HOUR);
        assert!(database.database.write(another).await.unwrap(), "another lease is free");
    }

    async fn a_lease_that_ran_out_goes_to_the_next(database: TestDatabase) {
        assert!(takes(&database, "first").await);
        let two_hours_pass = |conn: &mut viche_store::Connected| {
            Ok(diesel::sql_query("UPDATE leases SET until_micros = until_micros - 7200000000").execute(conn)?)
        };
        assert_eq!(database.database.write(two_hours_pass).await.unwrap(), 1);
        assert!(takes(&database, "second").await);
        assert!(!takes(&database, "first").await);
    }

    async fn only_the_holder_gives_a_lease_back(database: TestDatabase) {
        assert!(takes(&database, "first").await);
        database.database.write(|conn| release(conn, "worker", "second")).await.unwrap();
        assert!(!takes(&database, "second").await);
        database.database.write(|conn| release(conn, "worker", "first")).await.unwrap();
        assert!(takes(&database, "second").await);
    }

    async fn of_many_that_ask_at_once_one_gets_it(database: TestDatabase) {
        let asking = (0..20).map(|n| {
            let database = database.database.clone();
            tokio::spawn(async move {
                database.write(move |conn| acquire(conn, "worker", &format!("node {n}"), HOUR)).await
            })
        });
        let mut holders = 0;
        for answer in asking.collect::<Vec<_>>() {
            holders += i32::from(answer.await.unwrap().unwrap());
        }
        assert_eq!(holders, 1);
    }
}
