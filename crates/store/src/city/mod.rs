//! The city's own data: its profile, categories, departments and calendar of working days.

pub mod policies;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use viche_domain::city::Named;
use viche_domain::city::calendar::{Calendar, CalendarDay, Range};

use crate::columns::{At, date, json, to_json, word};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::schema::{calendar_days, categories, departments, settings};

/// Who the city is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Its name in English.
    pub name_en: String,
    /// The council's code in the register of legal entities (ЄДРПОУ), 8 digits.
    pub edrpou: String,
    /// The city's code in the register of territorial units (КАТОТТГ).
    pub katottg: String,
    /// The council's address.
    pub address: String,
}

/// A stored value that people edit, with the version that an edit must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The value.
    pub value: T,
    /// Its version, from 1.
    pub version: i64,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// The name under which the city's profile is stored.
const PROFILE: &str = "profile";
/// The name under which the calendar's range is stored; its version counts every edit of the calendar.
const CALENDAR: &str = "calendar";

fn setting<T: DeserializeOwned>(conn: &mut Connected, name: &str) -> Result<Versioned<T>> {
    let query = settings::table.find(name).select((settings::value, settings::version, settings::updated_at));
    let (value, version, at): (String, i64, At) = query.first(conn)?;
    Ok(Versioned { value: json("settings.value", &value)?, version, updated_at: at.into() })
}

/// Stores a value over the version that was read; `false` where it has changed since.
fn replace<T: Serialize>(
    conn: &mut Connected,
    name: &str,
    value: &T,
    over: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let changed = diesel::update(settings::table)
        .filter(settings::name.eq(name).and(settings::version.eq(over)))
        .set((
            settings::value.eq(to_json(value)),
            settings::version.eq(settings::version + 1),
            settings::updated_at.eq(At::from(now)),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// The city's profile.
pub fn profile(conn: &mut Connected) -> Result<Versioned<Profile>> {
    setting(conn, PROFILE)
}

/// Stores the city's profile over the version that was read; `false` where it has changed since.
pub fn set_profile(conn: &mut Connected, profile: &Profile, over: i64, now: DateTime<Utc>) -> Result<bool> {
    replace(conn, PROFILE, profile, over, now)
}

/// The range of the calendar.
pub fn calendar_range(conn: &mut Connected) -> Result<Versioned<Range>> {
    setting(conn, CALENDAR)
}

/// Stores the range of the calendar and counts the edit; `false` where the calendar has changed since.
pub fn set_calendar_range(conn: &mut Connected, range: Range, over: i64, now: DateTime<Utc>) -> Result<bool> {
    replace(conn, CALENDAR, &range, over, now)
}

/// The calendar, for deciding deadlines.
pub fn calendar(conn: &mut Connected) -> Result<Calendar> {
    let range = calendar_range(conn)?.value;
    let days = calendar_days(conn, None)?;
    Ok(Calendar::new(range.from, range.to, days.into_iter().map(|day| (day.date, day.kind))))
}

/// The calendar's exceptions to Monday to Friday, in order; of one year where it is given.
pub fn calendar_days(conn: &mut Connected, year: Option<i32>) -> Result<Vec<CalendarDay>> {
    let mut query = calendar_days::table.order(calendar_days::day.asc()).into_boxed();
    if let Some(year) = year {
        query = query.filter(calendar_days::day.like(format!("{year:04}-%")));
    }
    let rows: Vec<(String, String, String)> = query.load(conn)?;
    rows.into_iter()
        .map(|(day, kind, note)| {
            Ok(CalendarDay {
                date: date("calendar_days.day", &day)?,
                kind: word("calendar_days.kind", &kind)?,
                note,
            })
        })
        .collect()
}

/// Stores an exception, in place of an earlier one of that date.
pub fn set_calendar_day(conn: &mut Connected, day: &CalendarDay) -> Result<()> {
    let values = (
        calendar_days::day.eq(day.date.to_string()),
        calendar_days::kind.eq(day.kind.as_str()),
        calendar_days::note.eq(&day.note),
    );
    on!(conn, |c| diesel::insert_into(calendar_days::table)
        .values(values)
        .on_conflict(calendar_days::day)
        .do_update()
        .set((calendar_days::kind.eq(day.kind.as_str()), calendar_days::note.eq(&day.note)))
        .execute(c))?;
    Ok(())
}

/// Takes an exception away; `false` where there is none.
pub fn remove_calendar_day(conn: &mut Connected, date: NaiveDate) -> Result<bool> {
    let gone = diesel::delete(calendar_days::table.find(date.to_string())).execute(conn)?;
    Ok(gone == 1)
}

/// The categories of petitions, in the city's order.
pub fn categories(conn: &mut Connected) -> Result<Vec<Named>> {
    let query = categories::table.order((categories::position.asc(), categories::code.asc())).select((
        categories::code,
        categories::name_uk,
        categories::name_en,
    ));
    Ok(named(query.load(conn)?))
}

/// The departments, in the city's order.
pub fn departments(conn: &mut Connected) -> Result<Vec<Named>> {
    let query = departments::table.order((departments::position.asc(), departments::code.asc())).select((
        departments::code,
        departments::name_uk,
        departments::name_en,
    ));
    Ok(named(query.load(conn)?))
}

fn named(rows: Vec<(String, String, String)>) -> Vec<Named> {
    rows.into_iter().map(|(code, name_uk, name_en)| Named { code, name_uk, name_en }).collect()
}

/// Whether there is such a category.
pub fn has_category(conn: &mut Connected, code: &str) -> Result<bool> {
    let found: Option<String> =
        categories::table.find(code).select(categories::code).first(conn).optional()?;
    Ok(found.is_some())
}

/// Whether there is such a department.
pub fn has_department(conn: &mut Connected, code: &str) -> Result<bool> {
    let found: Option<String> =
        departments::table.find(code).select(departments::code).first(conn).optional()?;
    Ok(found.is_some())
}

/// What a new installation begins with.
#[derive(Debug, Deserialize)]
pub(crate) struct Beginning {
    pub profile: Profile,
    pub categories: Vec<Named>,
    pub departments: Vec<Named>,
}

/// Stores what a new installation begins with; changes nothing in one that has begun.
pub(crate) fn begin(
    conn: &mut Connected,
    beginning: &Beginning,
    calendar: (Range, &[CalendarDay]),
    now: DateTime<Utc>,
) -> Result<bool> {
    let begun: i64 = settings::table.count().get_result(conn)?;
    if begun > 0 {
        return Ok(false);
    }
    for (name, value) in [(PROFILE, to_json(&beginning.profile)), (CALENDAR, to_json(&calendar.0))] {
        diesel::insert_into(settings::table)
            .values((
                settings::name.eq(name),
                settings::value.eq(value),
                settings::version.eq(1),
                settings::updated_at.eq(At::from(now)),
            ))
            .execute(conn)?;
    }
    for (position, item) in (1i64..).zip(&beginning.categories) {
        diesel::insert_into(categories::table)
            .values((
                categories::code.eq(&item.code),
                categories::name_uk.eq(&item.name_uk),
                categories::name_en.eq(&item.name_en),
                categories::position.eq(position),
            ))
            .execute(conn)?;
    }
    for (position, item) in (1i64..).zip(&beginning.departments) {
        diesel::insert_into(departments::table)
            .values((
                departments::code.eq(&item.code),
                departments::name_uk.eq(&item.name_uk),
                departments::name_en.eq(&item.name_en),
                departments::position.eq(position),
            ))
            .execute(conn)?;
    }
    for day in calendar.1 {
        set_calendar_day(conn, day)?;
    }
    Ok(true)
}
