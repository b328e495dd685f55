//! Pages against a model: the rows sorted in memory, and walked from either end.

use chrono::{DateTime, Utc};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use viche_domain::petition::{Facts, Lifecycle, State};
use viche_store::keyset::{Edge, PageRequest, Slice};
use viche_store::petitions::Petition;
use viche_store::petitions::list::{Filter, Sort, list};
use viche_store::{Database, Id};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{self, id, second};

const SORTS: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::MostSigned, Sort::ClosingSoon, Sort::Recent];

/// A row of the model.
#[derive(Debug, Clone)]
struct Row {
    id: Id,
    begun: DateTime<Utc>,
    lifecycle: Lifecycle,
}

/// Few values for many rows, so that most rows tie with others; ids in no order.
fn random_row(rng: &mut TestRng) -> Row {
    let mut instant = || Some(second(i64::from(rng.next_u32() % 4)));
    let facts = Facts { published_at: instant(), closes_at: instant(), ..Facts::default() };
    let lifecycle = Lifecycle::restore(State::Submitted, i64::from(rng.next_u32() % 4), None, None, facts);
    let begun = second(i64::from(rng.next_u32() % 4));
    Row { id: id(u128::from(rng.next_u64()) << 64 | u128::from(rng.next_u64())), begun, lifecycle }
}

fn rng() -> TestRng {
    TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32])
}

async fn store(database: &Database, rows: Vec<Row>) {
    database
        .write(move |conn| {
            rows.iter().try_for_each(|row| seed::petition(conn, row.id, id(1), &row.lifecycle, row.begun))
        })
        .await
        .unwrap();
}

/// Stores an author and so many random rows.
async fn rows(database: &Database, count: usize, rng: &mut TestRng) -> Vec<Row> {
    database.write(|conn| seed::account(conn, id(1))).await.unwrap();
    let rows: Vec<_> = (0..count).map(|_| random_row(rng)).collect();
    store(database, rows.clone()).await;
    rows
}

/// The ids in the order that a list should have.
fn sorted(rows: &[Row], sort: Sort) -> Vec<Id> {
    let value = |row: &Row| {
        let facts = row.lifecycle.facts();
        let instant = |at: Option<DateTime<Utc>>| at.unwrap().timestamp();
        match sort {
            Sort::Newest | Sort::Oldest => instant(facts.published_at),
            Sort::MostSigned => row.lifecycle.signatures(),
            Sort::ClosingSoon => instant(facts.closes_at),
            Sort::Recent => row.begun.timestamp(),
        }
    };
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (value(row), row.id));
    if matches!(sort, Sort::Newest | Sort::MostSigned | Sort::Recent) {
        rows.reverse();
    }
    rows.into_iter().map(|row| row.id).collect()
}

async fn page(database: &Database, sort: Sort, edge: Option<Edge>, limit: u32) -> Slice<Petition> {
    database
        .read(move |conn| list(conn, &Filter::default(), sort, &PageRequest { edge, limit }))
        .await
        .unwrap()
}

fn ids(page: &Slice<Petition>) -> Vec<Id> {
    page.rows.iter().map(|petition| petition.id).collect()
}

on_both! {
    async fn pages_follow_each_other_in_every_order_and_both_directions(database: TestDatabase) {
        let database = &database.database;
        let rows = rows(database, 45, &mut rng()).await;
        for sort in SORTS {
            let expected = sorted(&rows, sort);
            for limit in [1, 7, 9, 45, 100] {
                let mut next = None;
                let mut last = None;
                for (n, expected) in expected.chunks(limit as usize).enumerate() {
                    let page = page(database, sort, next, limit).await;
                    assert_eq!(ids(&page), expected, "{sort:?} by {limit}, page {n}");
                    assert_eq!(page.prev.is_some(), n > 0, "{sort:?} by {limit}, page {n}");
                    next = page.next;
                    last = page.prev;
                }
                assert_eq!(next, None, "{sort:?} by {limit}");
                let read = expected.len().div_ceil(limit as usize) - 1;
                for n in (0..read).rev() {
                    let page = page(database, sort, last, limit).await;
                    let expected = expected.chunks(limit as usize).nth(n).unwrap();
                    assert_eq!(ids(&page), expected, "{sort:?} by {limit}, back to page {n}");
                    assert!(page.next.is_some(), "{sort:?} by {limit}, back to page {n}");
                    last = page.prev;
                }
                assert_eq!(last, None, "{sort:?} by {limit}");
            }
        }
    }

    async fn rows_inserted_between_pages_shift_nothing(database: TestDatabase) {
        let database = &database.database;
        let mut rng = rng();
        let mut rows = rows(database, 40, &mut rng).await;
        for sort in SORTS {
            let before = sorted(&rows, sort);
            let mut seen = Vec::new();
            let mut next = None;
            loop {
                let page = page(database, sort, next, 7).await;
                seen.extend(ids(&page));
                let inserted = random_row(&mut rng);
                rows.push(inserted.clone());
                store(database, vec![inserted]).await;
                if page.next.is_none() {
                    break;
                }
                next = page.next;
            }
            let kept: Vec<_> = seen.iter().filter(|id| before.contains(id)).copied().collect();
            assert_eq!(kept, before, "{sort:?}: what was there is seen once each, in order");
            let order = sorted(&rows, sort);
            let places: Vec<_> = seen.iter().map(|id| order.iter().position(|other| other == id)).collect();
            assert!(places.is_sorted_by(|a, b| a < b), "{sort:?}: what is seen of the new rows is in its place");
        }
    }

    async fn an_empty_list_has_one_empty_page(database: TestDatabase) {
        let page = page(&database.database, Sort::Newest, None, 25).await;
        assert_eq!((page.rows, page.prev, page.next), (Vec::new(), None, None));
    }
}
