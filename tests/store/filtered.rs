//! Filtered lists against a model: the rows sifted and sorted in memory, and walked from either end.

use chrono::{DateTime, Utc};
use diesel::RunQueryDsl as _;
use diesel::sql_types::{BigInt, Binary, Nullable, Text, Timestamp};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use viche_domain::petition::{Facts, State};
use viche_store::keyset::PageRequest;
use viche_store::petitions::list::{Filter, Sort, list_within};
use viche_store::{Connected, Database, Id, Result};
use viche_testkit::{TestDatabase, on_both};

use super::seed::{self, id, second};

const SORTS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::MostSigned, Sort::ClosingSoon];
const TITLES: [&str; 5] =
    ["облаштувати парк", "полагодити дах", "100 % трамваїв_", "кафе \"затишок\" у парку", "їжа"];
const TEXTS: [&str; 8] = ["парк", "ї", "да", "\"", "%", "_", "затишок\" у", "немає такого"];

/// Rows that a page may read: so few that most pages end before they are full, and so many that none does.
const BUDGETS: [usize; 2] = [40, 10_000];

/// A row of the model: few values, so that most rows tie with others.
struct Row {
    id: Id,
    state: State,
    title: &'static str,
    category: &'static str,
    department: Option<&'static str>,
    published_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    signatures: i64,
}

impl Row {
    fn random(rng: &mut TestRng) -> Self {
        let state = State::ALL[below(rng, State::ALL.len())];
        let published = below(rng, 40);
        let instant = |n: usize| Some(second(i64::try_from(n).unwrap()));
        let is_public = state.is_public(instant(0)) || state == State::Removed;
        Self {
            id: id(u128::from(rng.next_u64()) << 64 | u128::from(rng.next_u64())),
            state,
            title: TITLES[below(rng, TITLES.len())],
            category: ["culture", "transport"][usize::from(below(rng, 8) == 0)],
            department: (below(rng, 3) == 0).then_some("transport"),
            published_at: instant(published).filter(|_| is_public),
            closes_at: instant(published + 1 + below(rng, 10)).filter(|_| is_public),
            signatures: i64::try_from(below(rng, 4)).unwrap(),
        }
    }

    fn insert(&self, conn: &mut Connected) -> Result<()> {
        let facts = Facts { published_at: self.published_at, closes_at: self.closes_at, ..Facts::default() };
        diesel::sql_query(
            "INSERT INTO petitions (id, author_account, author_name, title, title_fold, text, category, version, \
             created_at, updated_at, state, signatures, published_at, closes_at, department, facts) \
             VALUES ($1, $2, 'Леся Косач', $3, $3, 'Просимо.', $4, 1, $5, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind::<Binary, _>(self.id)
        .bind::<Binary, _>(id(1))
        .bind::<Text, _>(self.title)
        .bind::<Text, _>(self.category)
        .bind::<Timestamp, _>(second(0).naive_utc())
        .bind::<Text, _>(self.state.as_str())
        .bind::<BigInt, _>(self.signatures)
        .bind::<Nullable<Timestamp>, _>(self.published_at.map(|at| at.naive_utc()))
        .bind::<Nullable<Timestamp>, _>(self.closes_at.map(|at| at.naive_utc()))
        .bind::<Nullable<Text>, _>(self.department)
        .bind::<Text, _>(serde_json::to_string(&facts).unwrap())
        .execute(conn)?;
        Ok(())
    }

    fn fits(&self, filter: &Filter) -> bool {
        self.state != State::Removed
            && self.published_at.is_some_and(|at| {
                filter.published_from.is_none_or(|from| at >= from)
                    && filter.published_before.is_none_or(|before| at < before)
            })
            && (filter.states.is_empty() || filter.states.contains(&self.state))
            && filter.category.as_ref().is_none_or(|category| category == self.category)
            && (filter.department.is_none() || filter.department.as_deref() == self.department)
            && (filter.any_of.is_empty() || filter.any_of.iter().any(|text| self.title.contains(text)))
    }

    fn value(&self, sort: Sort) -> i64 {
        match sort {
            Sort::MostSigned => self.signatures,
            Sort::ClosingSoon => self.closes_at.unwrap().timestamp(),
            _ => self.published_at.unwrap().timestamp(),
        }
    }
}

fn below(rng: &mut TestRng, end: usize) -> usize {
    usize::try_from(rng.next_u32()).unwrap() % end
}

fn random_filter(rng: &mut TestRng) -> Filter {
    let mut maybe = |one_of: usize| below(rng, one_of) == 0;
    let (states, category, department, text, two) = (maybe(2), maybe(3), maybe(3), maybe(3), maybe(2));
    let (from, before) = (maybe(3), maybe(3));
    let public: Vec<_> =
        State::ALL.iter().copied().filter(|state| state.is_public(Some(second(0)))).collect();
    let mut texts = vec![TEXTS[below(rng, TEXTS.len())].to_owned()];
    if two {
        texts.push(TEXTS[below(rng, TEXTS.len())].to_owned());
    }
    let mut day = || second(i64::try_from(below(rng, 42)).unwrap());
    let (from, before) = (Some(day()).filter(|_| from), Some(day()).filter(|_| before));
    Filter {
        states: if states { vec![public[below(rng, 5)], public[below(rng, 5)]] } else { Vec::new() },
        published_only: true,
        category: category.then(|| ["culture", "transport"][below(rng, 2)].to_owned()),
        department: department.then(|| "transport".to_owned()),
        any_of: if text { texts } else { Vec::new() },
        published_from: from,
        published_before: before,
        ..Filter::default()
    }
}

/// The ids that a list should have, in order.
fn expected(rows: &[Row], filter: &Filter, sort: Sort) -> Vec<Id> {
    let mut fitting: Vec<_> = rows.iter().filter(|row| row.fits(filter)).collect();
    fitting.sort_by_key(|row| (row.value(sort), row.id));
    if matches!(sort, Sort::Newest | Sort::MostSigned) {
        fitting.reverse();
    }
    fitting.into_iter().map(|row| row.id).collect()
}

/// A list as its pages give it.
#[derive(Default)]
struct Walked {
    /// The ids, forwards; and backwards from the last page, in the list's order.
    forwards: Vec<Id>,
    backwards: Vec<Id>,
    /// How many pages had room for more although others follow.
    short: usize,
}

async fn walked(database: &Database, filter: &Filter, sort: Sort, limit: u32, budget: usize) -> Walked {
    let page = async |edge| {
        let filter = filter.clone();
        let request = PageRequest { edge, limit };
        let read = move |conn: &mut Connected| list_within(budget, conn, &filter, sort, &request);
        database.read(read).await.unwrap()
    };
    let mut walked = Walked::default();
    let mut last = page(None).await;
    loop {
        walked.forwards.extend(last.rows.iter().map(|petition| petition.id));
        let Some(edge) = last.next.take() else { break };
        walked.short += usize::from(last.rows.len() < limit as usize);
        last = page(Some(edge)).await;
    }
    loop {
        walked.backwards.splice(0..0, last.rows.iter().map(|petition| petition.id));
        let Some(edge) = last.prev.take() else { break };
        last = page(Some(edge)).await;
    }
    walked
}

on_both! {
    async fn pages_of_filtered_lists_follow_each_other_both_ways(database: TestDatabase) {
        let database = &database.database;
        let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
        let rows: Vec<_> = (0..600).map(|_| Row::random(&mut rng)).collect();
        let rows = std::sync::Arc::new(rows);
        let stored = std::sync::Arc::clone(&rows);
        database
            .write(move |conn| {
                seed::account(conn, id(1))?;
                stored.iter().try_for_each(|row| row.insert(conn))
            })
            .await
            .unwrap();
        let (mut empty, mut long) = (0, 0);
        let mut short = BUDGETS.map(|_| 0);
        for _ in 0..60 {
            let filter = random_filter(&mut rng);
            for sort in SORTS {
                let expected = expected(&rows, &filter, sort);
                empty += usize::from(expected.is_empty());
                long += usize::from(expected.len() > 7);
                let limit = if expected.len() > 60 { 25 } else { 3 };
                let budget = below(&mut rng, 2);
                let walked = walked(database, &filter, sort, limit, BUDGETS[budget]).await;
                assert_eq!(walked.forwards, expected, "{sort:?} of {filter:?}, {budget}");
                assert_eq!(walked.backwards, expected, "{sort:?} of {filter:?}, {budget}, backwards");
                short[budget] += walked.short;
            }
        }
        assert!(empty >= 5 && long >= 100, "{empty} lists were empty, {long} had several pages");
        assert!(short[0] >= 100 && short[1] == 0, "{short:?} pages were short");
    }
}
