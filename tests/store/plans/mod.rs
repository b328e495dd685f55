//! Every list reads a page's rows wherever the page lies, by the plans of the very statements that are sent: no step
//! sorts, and none reads a table or an index from end to end.

mod city;
mod explain;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::Binary;
use viche_domain::duty::Duty;
use viche_domain::person::identification::IdentificationState;
use viche_domain::petition::{EventKind, RefusalCode, State};
use viche_domain::text::fold;
use viche_store::desk::{audit, queue};
use viche_store::keyset::{Edge, PageRequest, Slice};
use viche_store::people::{accounts, identifications};
use viche_store::petitions::list::{Filter, Sort, list};
use viche_store::petitions::{Reference, refusals, signatures};
use viche_store::record::{Event, history};
use viche_store::{Connected, Errand, Id, Location, Result};
use viche_testkit::{TestDatabase, on_both};

use city::{
    COMMON_CATEGORY, DEPARTMENT, OF_AN_ERA, OF_DRAFTS, PERSON, PETITIONS, RARE_ACTION, RARE_CATEGORY, SIGNED,
    id,
};
use explain::{FEW, Plan, plan, statements_of};

/// The orders of the public list.
const ORDERS: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::MostSigned, Sort::ClosingSoon];
/// How many rows any page of any list may read.
const MOST: u64 = 10_000;
/// How many rows of a page are asked for.
const LIMIT: u32 = 25;

/// What a list's pages cost at most.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cost {
    /// A page's rows for each of so many walks, whatever the city has.
    Walks(u64),
    /// Sorted in the service, or few: bounded by [`MOST`].
    Bounded,
}

/// Reads the first pages, pages from the middle on, and pages back from there, and checks how each was read.
fn check<T>(
    city: &mut City<'_>,
    what: &str,
    cost: Cost,
    deep: &[i64],
    read: impl Fn(&mut Connected, &PageRequest) -> Result<Slice<T>>,
) {
    let first = check_page(
        city,
        &format!("{what}, first page"),
        cost,
        &PageRequest { edge: None, limit: LIMIT },
        &read,
    );
    check_page(
        city,
        &format!("{what}, first long page"),
        cost,
        &PageRequest { edge: None, limit: 100 },
        &read,
    );
    let Some(edge) = first.next else { return };
    for value in deep.iter().copied().chain([edge.value]) {
        for backwards in [false, true] {
            let page = PageRequest { edge: Some(Edge { value, backwards, ..edge.clone() }), limit: LIMIT };
            check_page(city, &format!("{what}, from {value}, backwards: {backwards}"), cost, &page, &read);
        }
    }
}

/// The cost where each row of a walk is read with another beside it.
const fn twice(cost: Cost) -> Cost {
    match cost {
        Cost::Walks(walks) => Cost::Walks(2 * walks),
        Cost::Bounded => Cost::Bounded,
    }
}

fn check_page<T>(
    city: &mut City<'_>,
    what: &str,
    cost: Cost,
    page: &PageRequest,
    read: impl Fn(&mut Connected, &PageRequest) -> Result<Slice<T>>,
) -> Slice<T> {
    let (slice, statements) = statements_of(city.conn, |conn| read(conn, page)).unwrap();
    let plans: Vec<_> = statements.iter().map(|statement| city.plan(statement)).collect();
    let told = || {
        let told = statements.iter().zip(&plans).map(|(sql, plan)| format!("{sql}\n{}\n", plan.told));
        told.collect::<Vec<_>>().concat()
    };

    assert!(!plans.is_empty(), "{what}: nothing was heard");
    // PostgreSQL likes to sort what it has found by one index for the order of another.
    let may_sort = cost == Cost::Bounded && matches!(city.place, Location::Postgres(_));
    if let Some(fault) = fault(&plans, cost, may_sort, page.limit) {
        panic!("{what}: {fault}\n{}", told());
    }
    slice
}

/// What is wrong with the plans of a page's statements.
fn fault(plans: &[Plan], cost: Cost, may_sort: bool, limit: u32) -> Option<String> {
    let read: u64 = plans.iter().map(|plan| plan.read).sum();
    let most = match cost {
        Cost::Walks(walks) => walks * u64::from(limit + 1) + u64::from(FEW),
        Cost::Bounded => MOST,
    };
    if plans.iter().any(|plan| plan.scans > 0) {
        return Some("a table is read from end to end".to_owned());
    }
    if !may_sort && plans.iter().any(|plan| plan.sorts > 0) {
        return Some("rows are sorted".to_owned());
    }
    (read > most).then(|| format!("{read} rows are read, more than {most}"))
}

/// Values deep in an order; a third of the petitions have no signature.
fn deep(sort: Sort) -> [i64; 2] {
    match sort {
        Sort::MostSigned => [200, 0],
        _ => [1_500, 100].map(|n| day(n).timestamp_micros()),
    }
}

/// Those that a page of the list can begin at.
fn within(filter: &Filter, sort: Sort) -> Vec<i64> {
    let by_date = sort != Sort::MostSigned;
    let from = filter.published_from.map_or(i64::MIN, |at| at.timestamp_micros());
    let before = filter.published_before.map_or(i64::MAX, |at| at.timestamp_micros());
    deep(sort).into_iter().filter(|value| !by_date || (from..before).contains(value)).collect()
}

/// A day of the city, which lasts some 3,125.
fn day(n: i64) -> DateTime<Utc> {
    "2016-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(n)
}

fn public() -> Filter {
    Filter { published_only: true, ..Filter::default() }
}

fn with_text(text: &str) -> Filter {
    Filter { any_of: vec![fold(text)], ..public() }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Binary)]
    id: Id,
}

/// The city, to ask.
struct City<'a> {
    conn: &'a mut Connected,
    place: &'a Location,
}

impl City<'_> {
    fn plan(&mut self, statement: &str) -> Plan {
        plan(self.conn, self.place, statement)
    }
}

on_both! {
    async fn pages_of_a_hundred_thousand_petitions_are_read_by_indexes(database: TestDatabase) {
        // Nobody waits for so large a city.
        let database = &database.database.on(Errand::Worker);
        let place = database.location().clone();
        database.write(city::fill).await.unwrap();
        let checked = database.read(move |conn| {
            let mut city = City { conn, place: &place };
            the_checker_refuses_what_is_slow(&mut city);
            the_record(&mut city);
            notes_without_a_salt(&mut city);
            refused_petitions(&mut city);
            identified_people(&mut city);
            the_queue(&mut city);
            the_counts_of_the_queue(&mut city);
            lists_of_a_petition(&mut city);
            lists_of_a_person(&mut city);
            public_lists(&mut city);
            texts(&mut city);
            combinations(&mut city);
            a_word_of_an_era_is_found_through_short_pages(&mut city)
        });
        checked.await.unwrap();
    }
}

/// Forms of a keyset that databases don't see through, a sort without an index, and a search without one.
fn the_checker_refuses_what_is_slow(city: &mut City<'_>) {
    let listed = "(published_at IS NOT NULL AND state <> 'removed') IS TRUE";
    let (value, edge) = ("2020-02-09T00:00:00", "Id(00000000-0000-7000-8000-000000009000)");
    for (condition, order, binds, slow) in [
        (
            "(published_at, id) < ((SELECT $1), (SELECT $2))",
            "published_at DESC, id DESC",
            format!("{value}, {edge}"),
            false,
        ),
        (
            "(published_at < $1 OR (published_at = $2 AND id < $3))",
            "published_at DESC, id DESC",
            format!("{value}, {value}, {edge}"),
            true,
        ),
        (
            "signatures <= $1 AND (signatures < $2 OR id < $3)",
            "signatures DESC, id DESC",
            format!("0, 0, {edge}"),
            true,
        ),
        ("title > $1", "title, id", "\"а\"".to_owned(), true),
        ("title LIKE $1", "published_at, id", "\"%ніде%\"".to_owned(), true),
    ] {
        let sql = format!("SELECT * FROM petitions WHERE {listed} AND {condition} ORDER BY {order} LIMIT 26");
        let plan = city.plan(&format!("{sql} -- binds: [{binds}]"));
        let told = plan.told.clone();
        assert_eq!(fault(&[plan], Cost::Walks(1), false, LIMIT).is_some(), slow, "{sql}: {told}");
    }
}

fn public_lists(city: &mut City<'_>) {
    use State::{Collecting, Lapsed, UnderReview, Withdrawn};
    let states = |states: &[State]| Filter { states: states.to_vec(), ..public() };
    let category = |code: &str| Filter { category: Some(code.to_owned()), ..public() };
    let department = |code: &str| Filter { department: Some(code.to_owned()), ..public() };
    let from = |n| Filter { published_from: Some(day(n)), ..public() };
    let before = |n| Filter { published_before: Some(day(n)), ..public() };
    let known = (1..=100).map(|n| match n % 2 {
        0 => Reference::Id(id(n * 900)),
        _ => Reference::Number(format!("2016-01-01-{}", n * 900)),
    });
    let known = Filter { among: Some(known.collect()), ..public() };
    for sort in ORDERS {
        let by_date =
            if matches!(sort, Sort::Newest | Sort::Oldest) { Cost::Walks(1) } else { Cost::Bounded };
        for (name, filter, cost) in [
            ("everything", public(), Cost::Walks(1)),
            ("a common state", states(&[Lapsed]), Cost::Walks(1)),
            ("a rare state", states(&[Withdrawn]), Cost::Walks(1)),
            ("several states", states(&[Collecting, UnderReview, Lapsed]), Cost::Walks(3)),
            ("a common category", category(COMMON_CATEGORY), Cost::Walks(5)),
            ("a rare category", category(RARE_CATEGORY), Cost::Walks(5)),
            ("an unknown category", category("unheard_of"), Cost::Walks(5)),
            ("a department", department(DEPARTMENT), Cost::Walks(5)),
            ("an unknown department", department("unheard_of"), Cost::Walks(5)),
            ("from late", from(3_100), by_date),
            ("from early", from(100), by_date),
            ("from the middle", from(1_500), by_date),
            ("to the middle", before(1_500), by_date),
            ("to late", before(3_100), by_date),
            ("to early", before(30), by_date),
            ("a known set", known.clone(), Cost::Bounded),
        ] {
            check(city, &format!("{sort:?} of {name}"), cost, &within(&filter, sort), |conn, page| {
                list(conn, &filter, sort, page)
            });
        }
    }
}

/// Texts that half of the titles have, few, hardly any, or none; of many letters or of few.
fn texts(city: &mut City<'_>) {
    for text in ["парк", "ґанку", "школи", "щця", OF_AN_ERA, OF_DRAFTS, "а", "на", "ґ", "щц", "zzz", "%"]
    {
        for sort in ORDERS {
            check(
                city,
                &format!("{sort:?} of titles with {text}"),
                Cost::Bounded,
                &deep(sort),
                |conn, page| list(conn, &with_text(text), sort, page),
            );
        }
    }
    let live = vec![State::Collecting, State::UnderReview];
    for stems in [["полаго", "вулиці"], ["ґанкуу", "якогос"], ["ґанку", "школи"]]
    {
        let any_of = stems.map(str::to_owned).to_vec();
        let similar = Filter { states: live.clone(), any_of, ..public() };
        check(city, &format!("similar to {stems:?}"), Cost::Bounded, &[], |conn, _| {
            list(conn, &similar, Sort::Newest, &PageRequest { edge: None, limit: 100 })
        });
    }
}

/// What stands nowhere along an order for long is found all the same, page by page, from either end.
fn a_word_of_an_era_is_found_through_short_pages(city: &mut City<'_>) -> Result<()> {
    let category = Some(COMMON_CATEGORY.to_owned());
    let filter = Filter { states: vec![State::Lapsed], category, ..with_text(OF_AN_ERA) };
    let mut empty = 0;
    for (sort, order) in ORDERS.into_iter().zip([
        "published_at DESC, id DESC",
        "published_at, id",
        "signatures DESC, id DESC",
        "closes_at, id",
    ]) {
        let expected = diesel::sql_query(format!(
            "SELECT id FROM petitions WHERE title LIKE '%{OF_AN_ERA}%' AND state = 'lapsed' \
             AND category = '{COMMON_CATEGORY}' ORDER BY {order}"
        ));
        let expected: Vec<_> = expected.load::<Found>(city.conn)?.into_iter().map(|found| found.id).collect();
        assert!(expected.len() > 500, "{} are too few", expected.len());
        let (mut forwards, mut backwards) = (Vec::new(), Vec::new());
        let mut read = |edge| list(city.conn, &filter, sort, &PageRequest { edge, limit: LIMIT });
        let mut page = read(None)?;
        loop {
            forwards.extend(page.rows.iter().map(|petition| petition.id));
            let Some(edge) = page.next.take() else { break };
            empty += usize::from(page.rows.is_empty());
            page = read(Some(edge))?;
        }
        loop {
            backwards.splice(0..0, page.rows.iter().map(|petition| petition.id));
            let Some(edge) = page.prev.take() else { break };
            page = read(Some(edge))?;
        }
        assert_eq!(forwards, expected, "{sort:?}");
        assert_eq!(backwards, expected, "{sort:?}, backwards");
    }
    assert!(empty > 0, "no page was empty before the last");
    Ok(())
}

/// All filters two by two, the rare with the common.
fn combinations(city: &mut City<'_>) {
    let states = [vec![], vec![State::Withdrawn], vec![State::Collecting, State::Answered]];
    let about = [
        (None, None),
        (Some(COMMON_CATEGORY), None),
        (Some(RARE_CATEGORY), None),
        (None, Some(DEPARTMENT)),
        (Some(COMMON_CATEGORY), Some(DEPARTMENT)),
        (Some(RARE_CATEGORY), Some(DEPARTMENT)),
    ];
    let texts = [None, Some("парк"), Some("ґанку"), Some(OF_AN_ERA)];
    let dates = [(None, None), (Some(3_000), None), (Some(1_000), Some(1_010))];
    for sort in ORDERS {
        for states in &states {
            for (category, department) in about {
                for text in texts {
                    for (from, before) in dates {
                        let filter = Filter {
                            states: states.clone(),
                            category: category.map(str::to_owned),
                            department: department.map(str::to_owned),
                            any_of: text.map(fold).into_iter().collect(),
                            published_from: from.map(day),
                            published_before: before.map(day),
                            ..public()
                        };
                        check(city, &format!("{sort:?} of {filter:?}"), Cost::Bounded, &[], |conn, page| {
                            list(conn, &filter, sort, page)
                        });
                    }
                }
            }
        }
    }
}

fn lists_of_a_person(city: &mut City<'_>) {
    let own = Filter { author: Some(id(PERSON)), ..Filter::default() };
    check(city, "own petitions", Cost::Walks(1), &deep(Sort::Recent), |conn, page| {
        list(conn, &own, Sort::Recent, page)
    });
    let submitted = Filter { states: vec![State::Submitted], ..own };
    check(city, "own submitted", Cost::Bounded, &[], |conn, page| list(conn, &submitted, Sort::Recent, page));
    let followed = Filter { followed_by: Some(id(PERSON)), ..public() };
    for sort in ORDERS {
        check(city, &format!("{sort:?} of followed petitions"), Cost::Bounded, &deep(sort), |conn, page| {
            list(conn, &followed, sort, page)
        });
    }
    check(city, "own signatures", Cost::Bounded, &[], |conn, page| {
        signatures::of_person(conn, id(PERSON), None, page)
    });
    let known: Vec<_> = (1..=100).map(|n| Reference::Id(id(n * 155))).collect();
    check(city, "own signatures of a known set", Cost::Bounded, &[], |conn, page| {
        signatures::of_person(conn, id(PERSON), Some(&known), page)
    });
}

fn lists_of_a_petition(city: &mut City<'_>) {
    let deep = [day(2).timestamp_micros()];
    check(city, "signers", Cost::Walks(1), &deep, |conn, page| signatures::list(conn, id(SIGNED), page));
    check(city, "history", Cost::Walks(1), &deep, |conn, page| -> Result<Slice<Event<EventKind>>> {
        history(conn, id(SIGNED), page)
    });
}

fn the_record(city: &mut City<'_>) {
    let deep = [day(10).timestamp_micros()];
    let signed = id(SIGNED).to_string();
    let whole = audit::Filter::default;
    let object = |name: &str| audit::Filter { object: Some(name.to_owned()), ..whole() };
    let account = || audit::Filter { account: Some(id(PERSON)), ..whole() };
    let action = |word: &str| audit::Filter { action: Some(word.to_owned()), ..whole() };
    let (from, before) = (Some(day(5)), Some(day(15)));
    for (name, filter, cost) in [
        ("whole", whole(), Cost::Walks(1)),
        ("of an object", object(&signed), Cost::Walks(1)),
        ("of a name", object("calendar"), Cost::Walks(1)),
        ("by an account", account(), Cost::Walks(1)),
        ("by a stranger", audit::Filter { account: Some(id(PETITIONS + 1)), ..whole() }, Cost::Walks(1)),
        ("of a common action", action("petition.created"), Cost::Walks(1)),
        ("of a rare action", action(RARE_ACTION), Cost::Walks(1)),
        ("of no action", action("unheard_of"), Cost::Walks(1)),
        ("of some days", audit::Filter { from, before, ..whole() }, Cost::Walks(1)),
        ("from a day on", audit::Filter { from, ..whole() }, Cost::Walks(1)),
        ("before a day", audit::Filter { before, ..whole() }, Cost::Walks(1)),
        ("by an account on some days", audit::Filter { from, before, ..account() }, Cost::Walks(1)),
        (
            "of an object by an account",
            audit::Filter { account: Some(id(PERSON)), ..object(&signed) },
            Cost::Bounded,
        ),
        (
            "of a rare action by an account",
            audit::Filter { action: Some(RARE_ACTION.to_owned()), ..account() },
            Cost::Bounded,
        ),
    ] {
        check(city, &format!("record, {name}"), cost, &deep, |conn, page| audit::audit(conn, &filter, page));
    }
}

/// Identifications, and the search for somebody by name and birth date, who is found among those born on that day.
fn identified_people(city: &mut City<'_>) {
    use IdentificationState::{AwaitingSecondLook, Refused};
    let deep = [day(10).timestamp_micros()];
    let of = |account: u32| Some(id(account));
    for (name, state, account, cost) in [
        ("all", None, None, Cost::Walks(1)),
        ("that wait", Some(AwaitingSecondLook), None, Cost::Walks(1)),
        ("that were refused", Some(Refused), None, Cost::Walks(1)),
        ("of an account of many", None, of(PERSON), Cost::Walks(1)),
        ("of an account of few", None, of(2), Cost::Walks(1)),
        ("of an account that wait", Some(AwaitingSecondLook), of(PERSON), Cost::Bounded),
    ] {
        let filter = identifications::Filter { state, account };
        check(city, &format!("identifications, {name}"), cost, &deep, |conn, page| {
            identifications::list(conn, &filter, page)
        });
    }
    let born = "1950-01-10".parse().unwrap();
    let (found, statements) =
        statements_of(city.conn, |conn| accounts::born_on(conn, born, "Косач Леся", 20)).unwrap();
    assert!(!found.is_empty() && statements.len() == 1, "{statements:?}");
    let plan = city.plan(&statements[0]);
    assert!(plan.scans == 0 && plan.read < 500, "{}", plan.told);
}

fn refused_petitions(city: &mut City<'_>) {
    let deep = [day(10).timestamp_micros()];
    let refused = refusals::Filter::default;
    let text = |text: &str| refusals::Filter { text: Some(fold(text)), ..refused() };
    for (name, filter, cost) in [
        ("all", refused(), Cost::Walks(1)),
        (
            "for a common reason",
            refusals::Filter { code: Some(RefusalCode::Unreadable), ..refused() },
            Cost::Walks(1),
        ),
        (
            "for a rare reason",
            refusals::Filter { code: Some(RefusalCode::Hatred), ..refused() },
            Cost::Walks(1),
        ),
        ("for no reason", refusals::Filter { code: Some(RefusalCode::Advert), ..refused() }, Cost::Walks(1)),
        ("with a common word", text("парк"), Cost::Bounded),
        ("with no such word", text("zzz"), Cost::Bounded),
    ] {
        // A row of each table for each that is looked through.
        check(city, &format!("refused, {name}"), twice(cost), &deep, |conn, page| {
            refusals::list(conn, &filter, page)
        });
    }
}

/// What waits is counted by reading each once, in one statement.
fn the_counts_of_the_queue(city: &mut City<'_>) {
    let department = Some(DEPARTMENT.to_owned());
    let visible_to = Some(vec![DEPARTMENT.to_owned()]);
    for filter in [
        queue::Filter::default(),
        queue::Filter { visible_to: visible_to.clone(), ..queue::Filter::default() },
        queue::Filter { visible_to, department, ..queue::Filter::default() },
    ] {
        let counted = statements_of(city.conn, |conn| queue::tallies(conn, &filter, day(12)));
        let (tallies, statements) = counted.unwrap();
        assert!(tallies.iter().map(|tally| tally.waiting).sum::<i64>() > 100, "{filter:?}");
        let [statement] = &statements[..] else { panic!("{statements:?}") };
        let plan = city.plan(statement);
        let all = u64::from(PETITIONS) + u64::from(FEW);
        assert!(plan.read <= all, "{} are read for {filter:?}\n{}", plan.read, plan.told);
    }
}

/// What each start of the service looks for, most times in vain.
fn notes_without_a_salt(city: &mut City<'_>) {
    let sql = "SELECT record_id, content FROM record_notes WHERE length(record_notes.salt) = 0 LIMIT $1";
    let plan = city.plan(&format!("{sql} -- binds: [500]"));
    assert!(plan.scans == 0 && plan.read <= u64::from(FEW), "{} are read\n{}", plan.read, plan.told);
}

fn the_queue(city: &mut City<'_>) {
    let deep = [day(10).timestamp_micros()];
    let all = queue::Filter::default();
    let states = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    let department = Some(DEPARTMENT.to_owned());
    let visible_to = Some(vec![DEPARTMENT.to_owned()]);
    let now = day(12);
    for (name, filter, cost) in [
        ("all", all.clone(), Cost::Walks(1)),
        ("submitted", queue::Filter { states: states(&["submitted"]), ..all.clone() }, Cost::Walks(4)),
        ("under review", queue::Filter { states: states(&["under_review"]), ..all.clone() }, Cost::Walks(6)),
        ("to moderate", queue::Filter { duties: vec![Duty::Moderation], ..all.clone() }, Cost::Walks(2)),
        ("to accept", queue::Filter { duties: vec![Duty::Acceptance], ..all.clone() }, Cost::Walks(8)),
        ("overdue", queue::Filter { overdue: Some((now, true)), ..all.clone() }, Cost::Walks(1)),
        ("not yet overdue", queue::Filter { overdue: Some((now, false)), ..all.clone() }, Cost::Walks(1)),
        (
            "to reply, not yet overdue, of a department",
            queue::Filter {
                duties: vec![Duty::Reply],
                overdue: Some((now, false)),
                department: department.clone(),
                ..all.clone()
            },
            Cost::Bounded,
        ),
        ("of a department", queue::Filter { department: department.clone(), ..all.clone() }, Cost::Walks(4)),
        (
            "seen by a responder",
            queue::Filter { visible_to: visible_to.clone(), ..all.clone() },
            Cost::Walks(2),
        ),
        (
            "of a responder's department",
            queue::Filter { visible_to: visible_to.clone(), department: department.clone(), ..all.clone() },
            Cost::Walks(3),
        ),
        (
            "of a responder's department in two states",
            queue::Filter {
                visible_to,
                department,
                states: states(&["submitted", "under_review"]),
                ..all.clone()
            },
            Cost::Bounded,
        ),
    ] {
        check(city, &format!("queue, {name}"), cost, &deep, |conn, page| queue::queue(conn, &filter, page));
    }
}
