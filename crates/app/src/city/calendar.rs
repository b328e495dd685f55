//! The calendar of working days, edited by an administrator. Deadlines already set stay as they are.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::city::calendar::{CalendarDay, DayKind, Range};
use viche_domain::person::roles::Permission;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::Result as Stored;
use viche_store::city::{self, Versioned};
use viche_store::record::{Note, Subject};

use crate::{App, Request, Shown, Unit};

/// The longest calendar that can be covered.
const YEARS: i64 = 50;

/// The calendar of working days.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkingDayCalendar {
    /// The first date it speaks of.
    pub from: NaiveDate,
    /// The last date it speaks of; terms that end later can't be set.
    pub to: NaiveDate,
    /// The version; what `If-Match` names.
    pub version: i64,
    /// The exceptions to Monday to Friday, in order.
    pub days: Vec<CalendarDay>,
    /// When it last changed.
    #[serde(skip)]
    pub updated_at: DateTime<Utc>,
}

impl WorkingDayCalendar {
    fn new(stored: Versioned<Range>, days: Vec<CalendarDay>) -> Self {
        let Versioned { value: Range { from, to }, version, updated_at } = stored;
        Self { from, to, version, days, updated_at }
    }
}

impl Shown for WorkingDayCalendar {
    fn version(&self) -> Option<i64> {
        Some(self.version)
    }
}

/// What is special about a date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SpecialDay {
    /// Free or worked.
    pub kind: DayKind,
    /// Why.
    #[cfg_attr(feature = "schema", schema(format = "note"))]
    pub note: String,
}

/// The calendar, with its exceptions of one year where it is given, else with all of them.
pub async fn get(app: &App, request: Request, year: Option<i32>) -> Result<WorkingDayCalendar, Problem> {
    app.read(request, move |unit| {
        let range = city::calendar_range(unit.conn)?;
        Ok(WorkingDayCalendar::new(range, city::calendar_days(unit.conn, year)?))
    })
    .await
}

/// Sets what is special about a date, over the version of the calendar that was read. That date alone is shown.
pub async fn set_day(
    app: &App,
    request: Request,
    over: Option<i64>,
    date: NaiveDate,
    day: SpecialDay,
) -> Result<WorkingDayCalendar, Problem> {
    let note = text::line("/note", &day.note, text::NOTE).map_err(|fault| Problem::invalid(vec![fault]))?;
    let day = CalendarDay { date, kind: day.kind, note };
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        let Versioned { value: range, version, .. } = city::calendar_range(unit.conn)?;
        if day.date < range.from || day.date > range.to {
            return Err(Code::CalendarOutOfRange.into());
        }
        city::set_calendar_day(unit.conn, &day)?;
        let over = over.unwrap_or(version);
        edited(unit, range, over, "calendar.day_set", json!(day), vec![day])
    })
    .await
}

/// Makes a date ordinary again.
pub async fn remove_day(
    app: &App,
    request: Request,
    over: Option<i64>,
    date: NaiveDate,
) -> Result<WorkingDayCalendar, Problem> {
    app.write(request, move |unit| {
        unit.staff(Permission::EditConfiguration)?;
        if !city::remove_calendar_day(unit.conn, date)? {
            return Err(Code::CalendarDayNotFound.into());
        }
        let Versioned { value: range, version, .. } = city::calendar_range(unit.conn)?;
        let over = over.unwrap_or(version);
        edited(unit, range, over, "calendar.day_removed", json!({ "date": date }), Vec::new())
    })
    .await
}

/// Sets the dates that the calendar covers.
pub async fn set_range(
    app: &App,
    request: Request,
    over: Option<i64>,
    range: Range,
) -> Result<WorkingDayCalendar, Problem> {
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
        edited(unit, range, over, "calendar.range_set", json!(range), Vec::new())
    })
    .await
}

fn edited(
    unit: &mut Unit<'_>,
    range: Range,
    over: i64,
    action: &str,
    data: serde_json::Value,
    days: Vec<CalendarDay>,
) -> Stored<WorkingDayCalendar> {
    let now = unit.now;
    if !city::set_calendar_range(unit.conn, range, over, now)? {
        return Err(Code::PreconditionFailed.into());
    }
    unit.log(Subject::Name(ObjectKind::Calendar, "calendar"), action, &Note::in_words(data))?;
    Ok(WorkingDayCalendar::new(city::calendar_range(unit.conn)?, days))
}
