//! The calendar of working days, edited by an administrator. Deadlines already set stay as they are.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use viche_domain::calendar::CalendarDay;
use viche_domain::change::ObjectKind;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::roles::Permission;
use viche_domain::text;
use viche_store::record::{Note, Subject};
use viche_store::{Result as Stored, city};

use super::{Range, Versioned};
use crate::{App, Request, Unit};

/// The longest calendar that can be covered.
const YEARS: i64 = 50;

/// The calendar: its range with its version, and its exceptions, of one year where it is given.
pub type Contents = (Versioned<Range>, Vec<CalendarDay>);

/// The calendar.
pub async fn get(app: &App, request: Request, year: Option<i32>) -> Result<Contents, Problem> {
    app.read(request, move |unit| {
        Ok((city::calendar_range(unit.conn)?, city::calendar_days(unit.conn, year)?))
    })
    .await
}

/// Sets what is special about a date, over the version of the calendar that was read.
pub async fn set_day(
    app: &App,
    request: Request,
    over: Option<i64>,
    day: CalendarDay,
) -> Result<Versioned<Range>, Problem> {
    let note = text::line("/note", &day.note, 1..=200).map_err(|fault| Problem::invalid(vec![fault]))?;
    let day = CalendarDay { note, ..day };
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        let Versioned { value: range, version, .. } = city::calendar_range(unit.conn)?;
        if day.date < range.from || day.date > range.to {
            return Err(Code::CalendarOutOfRange.into());
        }
        city::set_calendar_day(unit.conn, &day)?;
        let what = json!({ "date": day.date, "kind": day.kind, "note": day.note });
        edited(unit, range, over.unwrap_or(version), "calendar.day_set", what)
    })
    .await
}

/// Makes a date ordinary again.
pub async fn remove_day(
    app: &App,
    request: Request,
    over: Option<i64>,
    date: NaiveDate,
) -> Result<Versioned<Range>, Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        if !city::remove_calendar_day(unit.conn, date)? {
            return Err(Code::CalendarDayNotFound.into());
        }
        let Versioned { value: range, version, .. } = city::calendar_range(unit.conn)?;
        let over = over.unwrap_or(version);
        edited(unit, range, over, "calendar.day_removed", json!({ "date": date }))
    })
    .await
}

/// Sets the dates that the calendar speaks of.
pub async fn set_range(
    app: &App,
    request: Request,
    over: Option<i64>,
    range: Range,
) -> Result<Versioned<Range>, Problem> {
    if range.to < range.from || range.to - range.from > TimeDelta::days(YEARS * 366) {
        let fault = Fault::at("/to", FaultCode::OutOfRange)
            .with("min", range.from)
            .with("max", range.from + TimeDelta::days(YEARS * 366));
        return Err(Problem::invalid(vec![fault]));
    }
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        let over = match over {
            Some(version) => version,
            None => city::calendar_range(unit.conn)?.version,
        };
        edited(unit, range, over, "calendar.range_set", json!(range))
    })
    .await
}

fn edited(
    unit: &mut Unit<'_>,
    range: Range,
    over: i64,
    action: &str,
    data: serde_json::Value,
) -> Stored<Versioned<Range>> {
    let now = unit.now;
    if !city::set_calendar_range(unit.conn, range, over, now)? {
        return Err(Code::PreconditionFailed.into());
    }
    unit.log(Subject::Name(ObjectKind::Calendar, "calendar"), action, &Note::in_words(data))?;
    city::calendar_range(unit.conn)
}
