//! The statements that the service sends, and how a database carries them out.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel::connection::Connection as _;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use diesel::sql_types::Text;
use rusqlite::StatementStatus;
use serde_json::Value;
use uuid::Uuid;
use viche_store::{Connected, Location, Result};

/// Tables that don't grow with what people do.
const SMALL: [&str; 1] = ["policies"];

/// Steps of SQLite's machine for a row of a list.
const STEPS: u64 = 100;
/// How often SQLite runs a statement, so that one of the times is of it alone.
const RUNS: i32 = 3;
/// What a page of the index of titles stands for: its entries are packed, and cost far less than rows each.
const ROWS_OF_A_PAGE: f64 = 10.0;
/// So few rows PostgreSQL likes to read as another index finds them, and to sort.
pub const FEW: u32 = 300;

/// How a statement was carried out.
#[derive(Debug, Default)]
pub struct Plan {
    /// Rows and entries of indexes that were read; on SQLite the steps taken stand for them.
    pub read: u64,
    /// Steps that sort more than a few rows.
    pub sorts: usize,
    /// Steps that read a growing table, or an index of one, from end to end.
    pub scans: usize,
    /// The plan as the database tells it.
    pub told: String,
}

/// Runs `work` and gives the statements that it sent, with their values.
pub fn statements_of<T>(
    conn: &mut Connected,
    work: impl FnOnce(&mut Connected) -> Result<T>,
) -> Result<(T, Vec<String>)> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            listener.lock().unwrap().push(query.to_string());
        }
    });
    let done = work(conn);
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let statements = std::mem::take(&mut *heard.lock().unwrap());
    let reads = statements.into_iter().filter(|statement| statement.starts_with("SELECT"));
    Ok((done?, reads.collect()))
}

/// How the database at this place carries a statement out.
pub fn plan(conn: &mut Connected, place: &Location, statement: &str) -> Plan {
    let (sql, values) = statement.split_once(" -- binds: ").unwrap_or((statement, "[]"));
    let values = bound(values.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap());
    match (conn, place) {
        (Connected::Pg(pg), _) => postgres(pg, &with_values(sql, &values)),
        (_, Location::Sqlite(path)) => sqlite(path, sql, &values).unwrap(),
        (Connected::Sqlite(_), place) => panic!("{place:?} is no file"),
    }
}

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = Text)]
    #[diesel(column_name = "QUERY PLAN")]
    plan: String,
}

fn postgres(pg: &mut PgConnection, statement: &str) -> Plan {
    let explained: Told = diesel::sql_query(format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"))
        .get_result(pg)
        .unwrap_or_else(|error| panic!("{error}: {statement}"));
    let told: Value = serde_json::from_str(&explained.plan).unwrap();
    let mut plan = Plan::default();
    walk(&told[0]["Plan"], &mut plan);
    plan
}

fn walk(node: &Value, plan: &mut Plan) {
    let kind = node["Node Type"].as_str().unwrap();
    let count = |name: &str| node[name].as_f64().unwrap_or_default();
    let grows = node["Relation Name"].as_str().is_none_or(|table| !SMALL.contains(&table));
    if kind.contains("Scan") && grows {
        let found = if kind == "Bitmap Heap Scan" {
            // What an index has found already.
            0.0
        } else if node["Index Name"] == "petition_titles_by_grams" {
            (count("Shared Hit Blocks") + count("Shared Read Blocks")) * ROWS_OF_A_PAGE
        } else {
            count("Actual Rows")
        };
        let dropped = count("Rows Removed by Filter") + count("Rows Removed by Index Recheck");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of rows")]
        let read = ((found + dropped) * count("Actual Loops")) as u64;
        plan.read += read;
        writeln!(plan.told, "{kind} {} {}: {read} rows", node["Relation Name"], node["Index Name"]).unwrap();
    }
    plan.sorts +=
        usize::from(kind.contains("Sort") && node["Plans"][0]["Actual Rows"].as_f64() > Some(f64::from(FEW)));
    plan.scans += usize::from(kind == "Seq Scan" && grows);
    for inner in node["Plans"].as_array().into_iter().flatten() {
        walk(inner, plan);
    }
}

/// The values are sent apart, as the service does: SQLite sees through more conditions where they stand in the statement.
fn sqlite(path: &str, statement: &str, values: &[Bound]) -> rusqlite::Result<Plan> {
    let sqlite = rusqlite::Connection::open(path)?;
    let mut plan = Plan::default();
    let mut steps = sqlite.prepare(&format!("EXPLAIN QUERY PLAN {statement}"))?;
    let values: Vec<_> = values.iter().map(Bound::for_sqlite).collect();
    for detail in
        steps.query_map(rusqlite::params_from_iter(&values), |row| row.get::<_, String>("detail"))?
    {
        let detail = detail?;
        plan.sorts += usize::from(detail.contains("TEMP B-TREE"));
        // A walk along an index is a scan in SQLite's words; its LIMIT ends it.
        let scanned =
            detail.strip_prefix("SCAN ").filter(|rest| !rest.contains("INDEX") && *rest != "CONSTANT ROW");
        plan.scans +=
            usize::from(scanned.is_some_and(|rest| !SMALL.iter().any(|table| rest.starts_with(table))));
        writeln!(plan.told, "{detail}").unwrap();
    }
    let mut statement = sqlite.prepare(statement)?;
    let (rows, took) = run(&mut statement, &values)?;
    let taken = statement.get_status(StatementStatus::VmStep) / RUNS;
    plan.read = u64::try_from(taken).unwrap() / STEPS;
    if statement.expanded_sql().is_some_and(|sql| sql.contains("MATCH")) {
        // The search itself takes no steps: its time is compared.
        let mut walk = sqlite.prepare("SELECT * FROM petitions WHERE author_account > '' LIMIT 1000")?;
        let (rows, walked) = run(&mut walk, &[])?;
        plan.read += u64::try_from(rows as u128 * took.as_nanos() / walked.as_nanos()).unwrap();
    }
    writeln!(plan.told, "{rows} rows, {taken} steps, {took:?}").unwrap();
    Ok(plan)
}

/// Runs a statement some times: how many rows it gives, and the shortest time that it took.
fn run(
    statement: &mut rusqlite::Statement<'_>,
    values: &[rusqlite::types::Value],
) -> rusqlite::Result<(usize, Duration)> {
    let (mut rows, mut shortest) = (0, Duration::MAX);
    for _ in 0..RUNS {
        let begun = Instant::now();
        rows = statement.query(rusqlite::params_from_iter(values))?.mapped(|_| Ok(())).count();
        shortest = shortest.min(begun.elapsed());
    }
    Ok((rows, shortest))
}

/// A statement with its values in the places that `$1`, `$2`, … keep for them, in order.
fn with_values(sql: &str, values: &[Bound]) -> String {
    let mut parts = sql.split('$');
    let mut whole = parts.next().unwrap().to_owned();
    for (value, part) in values.iter().zip(parts) {
        whole.push_str(&value.for_postgres());
        whole.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    whole
}

/// A value of a statement.
#[derive(Debug)]
enum Bound {
    Number(i64),
    Bool(bool),
    Text(String),
    Instant(String),
    Id(Uuid),
    List(Vec<Self>),
}

impl Bound {
    /// Reads how a query shows a value: a number, a text, an instant, a list, or one of these in a type of the store.
    fn read(shown: &str) -> Self {
        if let Some(list) = shown.strip_prefix('[') {
            return Self::List(bound(list.strip_suffix(']').unwrap()));
        }
        match serde_json::from_str(shown) {
            Ok(Value::Number(number)) => return Self::Number(number.as_i64().unwrap()),
            Ok(Value::Bool(value)) => return Self::Bool(value),
            Ok(Value::String(text)) => return Self::Text(text),
            _ => {}
        }
        match shown.strip_suffix(')').and_then(|shown| shown.split_once('(')) {
            Some(("Id", id)) => Self::Id(id.parse().unwrap()),
            Some((_, inner)) => Self::read(inner),
            None => Self::Instant(shown.replace('T', " ")),
        }
    }

    fn for_postgres(&self) -> String {
        match self {
            Self::Number(number) => format!("{number}::bigint"),
            Self::Bool(value) => value.to_string(),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Instant(at) => format!("TIMESTAMP '{at}'"),
            Self::Id(id) => format!("'\\x{}'::bytea", id.simple()),
            Self::List(values) => {
                format!("ARRAY[{}]", values.iter().map(Self::for_postgres).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn for_sqlite(&self) -> rusqlite::types::Value {
        match self {
            Self::Number(number) => (*number).into(),
            Self::Bool(value) => (*value).into(),
            Self::Text(text) | Self::Instant(text) => text.clone().into(),
            Self::Id(id) => id.as_bytes().to_vec().into(),
            Self::List(_) => panic!("SQLite takes no lists"),
        }
    }
}

/// The values in a list as a query shows them.
fn bound(shown: &str) -> Vec<Bound> {
    let (mut values, mut depth, mut quoted, mut start) = (Vec::new(), 0, false, 0);
    let bytes = shown.as_bytes();
    for (place, byte) in shown.bytes().chain([b',']).enumerate() {
        match byte {
            b'"' if place == 0 || bytes[place - 1] != b'\\' => quoted = !quoted,
            b'[' | b'(' if !quoted => depth += 1,
            b']' | b')' if !quoted => depth -= 1,
            b',' if !quoted && depth == 0 && place > start => {
                values.push(Bound::read(shown[start..place].trim()));
                start = place + 1;
            }
            _ => {}
        }
    }
    values
}
