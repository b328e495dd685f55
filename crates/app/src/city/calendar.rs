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

use crate::{App, Over, Request, Sent, Shown, Unit};

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
    over: Sent<Over>,
    date: NaiveDate,
    day: Sent<SpecialDay>,
) -> Result<WorkingDayCalendar, Problem> {
    app.write(request, move |unit| {
        let Versioned { value: range, version, .. } = edited_over(unit, over)?;
        let day = check_day(date, &day?)?;
        if day.date < range.from || day.date > range.to {
            return Err(Code::CalendarOutOfRange.into());
        }
        city::set_calendar_day(unit.conn, &day)?;
        edited(unit, range, version, "calendar.day_set", json!(day), vec![day])
    })
    .await
}

/// Makes a date ordinary again.
pub async fn remove_day(
    app: &App,
    request: Request,
    over: Sent<Over>,
    date: NaiveDate,
) -> Result<WorkingDayCalendar, Problem> {
    app.write(request, move |unit| {
        let Versioned { value: range, version, .. } = edited_over(unit, over)?;
        if !city::remove_calendar_day(unit.conn, date)? {
            return Err(Code::CalendarDayNotFound.into());
        }
        edited(unit, range, version, "calendar.day_removed", json!({ "date": date }), Vec::new())
    })
    .await
}

/// Sets the dates that the calendar covers.
pub async fn set_range(
    app: &App,
    request: Request,
    over: Sent<Over>,
    range: Sent<Range>,
) -> Result<WorkingDayCalendar, Problem> {
    app.write(request, move |unit| {
        let version = edited_over(unit, over)?.version;
        let range = check_range(range?)?;
        edited(unit, range, version, "calendar.range_set", json!(range), Vec::new())
    })
    .await
}

fn check_day(date: NaiveDate, day: &SpecialDay) -> Result<CalendarDay, Problem> {
    let note = text::line("/note", &day.note, text::NOTE).map_err(|fault| Problem::invalid(vec![fault]))?;
    Ok(CalendarDay { date, kind: day.kind, note })
}

fn check_range(range: Range) -> Result<Range, Problem> {
    let most = TimeDelta::days(YEARS * 366);
    if (TimeDelta::zero()..=most).contains(&(range.to - range.from)) {
        return Ok(range);
    }
    let fault = Fault::at("/to", FaultCode::OutOfRange);
    Err(Problem::invalid(vec![fault.with("min", range.from).with("max", range.from + most)]))
}

/// The calendar that is edited, for who may and over a version that they mean.
fn edited_over(unit: &mut Unit<'_>, over: Sent<Over>) -> Stored<Versioned<Range>> {
    unit.staff(Permission::EditConfiguration)?;
    let stored = city::calendar_range(unit.conn)?;
    over?.allows(stored.version)?;
    Ok(stored)
}

fn edited(
    unit: &mut Unit<'_>,
    range: Range,
    version: i64,
    action: &str,
    data: serde_json::Value,
    days: Vec<CalendarDay>,
) -> Stored<WorkingDayCalendar> {
    let now = unit.now;
    if !city::set_calendar_range(unit.conn, range, version, now)? {
        return Err(Code::PreconditionFailed.into());
    }
    unit.log(Subject::Name(ObjectKind::Calendar, "calendar"), action, &Note::in_words(data))?;
    Ok(WorkingDayCalendar::new(city::calendar_range(unit.conn)?, days))
}
