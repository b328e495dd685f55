//! A city of a hundred thousand petitions, made by the database itself.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;
use uuid::Uuid;
use viche_store::{Connected, Id, Result};

/// How many petitions there are.
pub const PETITIONS: u32 = 100_000;
/// A category with a hundred petitions.
pub const RARE_CATEGORY: &str = "safety";
/// A category with some sixteen thousand petitions.
pub const COMMON_CATEGORY: &str = "transport";
/// In charge of some nine thousand petitions, and of a twentieth of what waits.
pub const DEPARTMENT: &str = "transport";
/// Who follows as many petitions as one can, has written twelve thousand, and signed twenty thousand.
pub const PERSON: u32 = 1;
/// A word that half of the oldest thirty thousand petitions have, and no other.
pub const OF_AN_ERA: &str = "карантин";
/// A word that five thousand drafts have, and no published petition.
pub const OF_DRAFTS: &str = "задум";
/// A reason for which two hundred petitions were refused.
pub const RARE_REASON: &str = "hatred";
/// What was done a hundred times.
pub const RARE_ACTION: &str = "petition.deleted";
/// A petition with twenty thousand signatures and two thousand events.
pub const SIGNED: u32 = 77_777;

/// The id that a number stands for.
pub fn id(n: u32) -> Id {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 + u128::from(n)).into()
}

#[derive(QueryableByName)]
struct Definition {
    #[diesel(sql_type = Text)]
    indexdef: String,
}

/// Fills every list of the document, and lets PostgreSQL count what it has.
pub fn fill(conn: &mut Connected) -> Result<()> {
    // Titles get their index afterwards, which is faster for so many at once.
    let index = match conn {
        Connected::Pg(pg) => {
            let query = "SELECT indexdef FROM pg_indexes WHERE indexname = 'petition_titles_by_grams'";
            let index: Definition = diesel::sql_query(query).get_result(pg)?;
            pg.batch_execute("SET LOCAL statement_timeout = 0; DROP INDEX petition_titles_by_grams")?;
            Some(index.indexdef)
        }
        Connected::Sqlite(_) => None,
    };
    for statement in statements() {
        conn.batch_execute(&in_dialect(&statement, conn))?;
    }
    if let Some(index) = index {
        conn.batch_execute(&format!("{index}; ANALYZE"))?;
    }
    Ok(())
}

/// Writes `ID(n)`, the id of a number, `KEY(n)`, what a person is known by, and `AT(n)`, an instant so many minutes after the city's beginning (as JSON has it:
/// `TOLD(n)`), as the database understands them.
fn in_dialect(statement: &str, conn: &Connected) -> String {
    let (id, key, at, told) = match conn {
        Connected::Pg(_) => (
            "decode('0000000000007000800000' || lpad(to_hex(#), 10, '0'), 'hex')",
            "decode(lpad(to_hex(#), 64, '0'), 'hex')",
            "TIMESTAMP '2016-01-01' + (#) * INTERVAL '1 minute'",
            "to_json((TIMESTAMP '2016-01-01' + (#) * INTERVAL '1 minute') AT TIME ZONE 'UTC')::text",
        ),
        Connected::Sqlite(_) => (
            "unhex('0000000000007000800000' || printf('%010x', #))",
            "unhex(printf('%064x', #))",
            "strftime('%Y-%m-%d %H:%M:%S', '2016-01-01', (#) || ' minutes')",
            r#"strftime('"%Y-%m-%dT%H:%M:%SZ"', '2016-01-01', (#) || ' minutes')"#,
        ),
    };
    let dialect = [("ID", id), ("KEY", key), ("AT", at), ("TOLD", told)];
    dialect.into_iter().fold(statement.to_owned(), |whole, (name, by)| replaced(&whole, name, by))
}

fn replaced(statement: &str, name: &str, by: &str) -> String {
    let opened = format!("{name}(");
    let mut parts = statement.split(&opened);
    let mut whole = parts.next().unwrap().to_owned();
    for part in parts {
        let (inner, rest) = part.split_once(')').unwrap();
        whole.push_str(&by.replace('#', inner));
        whole.push_str(rest);
    }
    whole
}

/// `n` counts, `d` and `e` stand for chance: of ten thousand and of a thousand, even over all of them.
fn statements() -> Vec<String> {
    let count = |last: u32| {
        format!("WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {last})")
    };
    let dice = "dice AS (SELECT n, n * 7919 % 10007 AS d, n % 1009 * 829 % 1009 AS e FROM c)";
    let people = count(20_000);
    let (many, own) = (count(PETITIONS), count(20_000));
    vec![
        format!(
            "INSERT INTO persons (id, person_key, level, full_name, birth_date, created_at) {people}
             SELECT ID(n), KEY(n), 'identified', 'Леся Косач',
                (1950 + n % 50) || '-0' || (1 + n % 9) || '-1' || (n / 450 % 10), AT(0) FROM c"
        ),
        format!(
            "INSERT INTO accounts (id, person_id, full_name, locale, created_at) {people}
             SELECT ID(n), ID(n), 'Леся Косач', 'uk', AT(0) FROM c"
        ),
        format!(
            "INSERT INTO identifications (id, account_id, state, person_key, full_name, birth_date, identified_by, identified_at)
             {many}
             SELECT ID(n), ID(CASE WHEN n % 8 = 0 THEN {PERSON} ELSE n % 19999 + 2 END),
                CASE WHEN n % 500 = 7 THEN 'awaiting_second_look' ELSE 'confirmed' END, KEY(n), 'Леся Косач', '1950-01-10',
                ID(2), AT(n / 3) FROM c"
        ),
        format!(
            "INSERT INTO petitions (id, number, author_account, author_name, title, title_fold, text, category, version,
                created_at, updated_at, state, policy_version, signatures, published_at, closes_at, department, facts)
             {many}, {dice}, stated AS (
                SELECT n, d, e, {TITLE} AS title, CASE
                    WHEN d < 500 THEN 'draft' WHEN d < 550 THEN 'submitted' WHEN d < 1000 THEN 'refused'
                    WHEN d < 1050 THEN 'removed' WHEN d < 1150 THEN 'withdrawn' WHEN d < 1600 THEN 'answered'
                    WHEN n > 96000 THEN 'collecting' WHEN d < 1650 THEN 'under_review' ELSE 'lapsed' END AS state
                FROM dice)
             SELECT ID(n), CASE WHEN d >= 1000 THEN '2016-01-01-' || n END,
                ID(CASE WHEN n % 8 = 0 THEN 1 ELSE n % 19999 + 2 END), 'Леся Косач', title, title, 'Просимо.',
                CASE WHEN n % 1000 = 500 THEN '{RARE_CATEGORY}' WHEN e < 160 THEN '{COMMON_CATEGORY}'
                    WHEN e < 400 THEN 'culture' WHEN e < 700 THEN 'education' ELSE 'health' END,
                1, AT(n * 45), AT(n * 45), state, 1,
                CASE WHEN e < 300 THEN 0 WHEN n > 96000 THEN e / 10 ELSE e * e / 1000 END,
                CASE WHEN d >= 1000 THEN AT(n / 3 * 135) END, CASE WHEN d >= 1000 THEN AT(n / 3 * 135 + 129600) END,
                CASE WHEN d % 11 = 0 THEN '{DEPARTMENT}' END,
                CASE WHEN d >= 1000 THEN '{{\"milestones\": 0, \"published_at\": ' || TOLD(n / 3 * 135) || ', \"closes_at\": '
                    || TOLD(n / 3 * 135 + 129600) || '}}' ELSE '{{\"milestones\": 0}}' END
             FROM stated"
        ),
        format!(
            "INSERT INTO follows (account_id, petition_id, created_at) {}
             SELECT ID({PERSON}), ID(n * 99), AT(n) FROM c",
            count(1_000)
        ),
        format!(
            "INSERT INTO follows (account_id, petition_id, created_at)
             {people} SELECT ID(n + 1), ID(n), AT(n) FROM c WHERE n < 20000"
        ),
        format!(
            "INSERT INTO signatures (id, petition_id, person_id, account_id, name, signed_at) {people}
             SELECT ID(n), ID({SIGNED}), ID(n), ID(n), 'Леся Косач', AT(n / 3) FROM c"
        ),
        format!(
            "INSERT INTO signatures (id, petition_id, person_id, account_id, name, signed_at) {own}
             SELECT ID(n + 100000), ID(n * 5), ID({PERSON}), ID({PERSON}), 'Леся Косач', AT(n / 3) FROM c"
        ),
        format!(
            "INSERT INTO refusals (petition_id, code, explanation, refused_at) {many}
             SELECT ID(n), CASE WHEN n % 500 = 7 THEN '{RARE_REASON}' ELSE 'unreadable' END, 'Ні.', AT(n / 3) FROM c"
        ),
        format!(
            "INSERT INTO record (id, at, happened_at, account_id, action, object, object_id, object_name, event, data)
             {many}
             SELECT ID(n), AT(n / 3), AT(n / 3), CASE WHEN n % 7 = 0 THEN ID({PERSON}) WHEN n % 3 = 0 THEN ID(2) END,
                CASE WHEN n % 2 = 0 THEN 'petition.created' WHEN n % 501 = 0 THEN '{RARE_ACTION}' ELSE 'petition.edited' END,
                CASE WHEN n % 50 = 1 THEN 'calendar' ELSE 'petition' END,
                CASE WHEN n % 50 = 1 THEN NULL WHEN n % 50 = 0 THEN ID({SIGNED}) ELSE ID(n) END,
                CASE WHEN n % 50 = 1 THEN 'calendar' END,
                CASE WHEN n % 50 <> 1 THEN 'created' END, '{{}}' FROM c"
        ),
        format!(
            "INSERT INTO record_notes (record_id, salt, content) {}
             SELECT ID(n * 2), ID(n), '{{}}' FROM c",
            count(PETITIONS / 2)
        ),
        format!(
            "INSERT INTO dues (id, object, object_id, state, listed, duty, role, department, due_at) {many}, {dice}
             SELECT ID(n), 'petition', ID(n), CASE WHEN d < 5000 THEN 'submitted' WHEN d < 9900 THEN 'lapsed' ELSE 'under_review' END,
                d >= 5000, CASE WHEN d < 5000 THEN 'moderation' WHEN d < 9900 THEN 'reply' ELSE 'answer' END,
                CASE WHEN n % 100 > 0 THEN CASE WHEN d < 5000 THEN 'moderator' ELSE 'responder' END END,
                CASE WHEN e < 50 THEN '{DEPARTMENT}' WHEN e < 500 THEN 'education' END, AT(n / 3) FROM dice"
        ),
    ]
}

/// Words that half of the titles have, few have, hardly any has; of an era, and of drafts; and a number that is its own.
const TITLE: &str = "CASE WHEN n % 2 = 0 THEN 'облаштувати парк' ELSE 'полагодити дах' END
    || CASE WHEN n % 400 = 7 THEN ' біля ґанку' WHEN n % 20 = 3 THEN ' біля школи' ELSE ' на вулиці' END
    || CASE WHEN n <= 30000 AND n % 2 = 1 THEN ' карантин' ELSE '' END || CASE WHEN d < 500 THEN ' задум' ELSE '' END
    || CASE WHEN n % 9973 = 11 THEN ' щця' ELSE '' END || ' номер ' || n";
