//! The calendar of working days.

use actix_web::HttpRequest;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use viche_app::city::{Range, calendar};
use viche_domain::calendar::{CalendarDay, DayKind};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::time::parse_date;

use super::{Answer, SETTLED};
use crate::caching;
use crate::context::Context;
use crate::extract::{IfMatch, Json, Path, Query};
use crate::routing::{Operation, Routes, Tag};
use crate::views::city::CalendarView;

/// Which part of the calendar.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ShowCalendar {
    /// Special dates of this year only.
    #[param(example = 2017)]
    year: Option<u16>,
}

/// What is special about a date.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SpecialDay {
    /// Free or worked.
    kind: DayKind,
    /// Why, 1 to 200 characters.
    note: String,
}

/// The dates that the calendar speaks of, both included.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CalendarRange {
    /// The first.
    #[schema(value_type = String, format = Date)]
    from: String,
    /// The last.
    #[schema(value_type = String, format = Date)]
    to: String,
}

async fn get(context: Context, request: HttpRequest, Query(query): Query<ShowCalendar>) -> Answer {
    let year = query.year.map(i32::from);
    let (range, days) = calendar::get(context.app(), context.request(), year).await?;
    let (version, changed) = (range.version, range.updated_at);
    Ok(caching::versioned_public(&request, &CalendarView::new(range, days), version, changed, SETTLED))
}

async fn set_range(context: Context, if_match: IfMatch, Json(body): Json<CalendarRange>) -> Answer {
    let bound = |pointer, text: &str| {
        parse_date(text).ok_or_else(|| Problem::invalid(vec![Fault::at(pointer, FaultCode::Malformed)]))
    };
    let range = Range { from: bound("/from", &body.from)?, to: bound("/to", &body.to)? };
    let stored = calendar::set_range(context.app(), context.request(), if_match.version(), range).await?;
    let version = stored.version;
    Ok(caching::versioned(&CalendarView::new(stored, Vec::new()), version))
}

async fn set_day(
    context: Context,
    Path(date): Path<String>,
    if_match: IfMatch,
    Json(body): Json<SpecialDay>,
) -> Answer {
    let day = CalendarDay { date: day(&date)?, kind: body.kind, note: body.note };
    let special = day.clone();
    let range = calendar::set_day(context.app(), context.request(), if_match.version(), day).await?;
    let version = range.version;
    Ok(caching::versioned(&CalendarView::new(range, vec![special]), version))
}

async fn remove_day(context: Context, Path(date): Path<String>, if_match: IfMatch) -> Answer {
    let range =
        calendar::remove_day(context.app(), context.request(), if_match.version(), day(&date)?).await?;
    let version = range.version;
    Ok(caching::versioned(&CalendarView::new(range, Vec::new()), version))
}

fn day(text: &str) -> Result<NaiveDate, Problem> {
    parse_date(text).ok_or_else(|| Code::CalendarDayNotFound.into())
}

pub(super) fn routes(routes: &mut Routes) {
    let whole = || json!({ "from": "2015-01-01", "to": "2027-12-31", "version": 1, "days": [{ "date": "2017-05-13", "kind": "work", "note": "за 8 травня" }] });
    let edited = || json!({ "from": "2015-01-01", "to": "2027-12-31", "version": 2, "days": [] });
    routes
        .at("/v1/calendar")
        .get(
            get,
            Operation::new("get_calendar", Tag::City, "The calendar of working days")
                .describe("Monday to Friday are worked and weekends free, but for these dates.")
                .query::<ShowCalendar>()
                .cached()
                .versioned()
                .answers::<CalendarView>(200, whole()),
        )
        .put(
            set_range,
            Operation::new("set_calendar_range", Tag::City, "Set the dates that the calendar speaks of")
                .describe("A term that would end beyond them can't be set, so extend them in good time.")
                .permission("edit_configuration")
                .if_match()
                .body::<CalendarRange>(json!({ "from": "2015-01-01", "to": "2028-12-31" }))
                .answers::<CalendarView>(200, edited()),
        );
    routes
        .at("/v1/calendar/days/{date}")
        .put(
            set_day,
            Operation::new("set_calendar_day", Tag::City, "Make a date free or worked")
                .describe("Deadlines already set stay as they are.")
                .path("date", "The local date.", "2026-12-25")
                .permission("edit_configuration")
                .if_match()
                .body::<SpecialDay>(json!({ "kind": "off", "note": "Різдво Христове" }))
                .answers::<CalendarView>(200, json!({ "from": "2015-01-01", "to": "2027-12-31", "version": 2, "days": [{ "date": "2026-12-25", "kind": "off", "note": "Різдво Христове" }] }))
                .refuses(&[Code::CalendarDayNotFound, Code::CalendarOutOfRange]),
        )
        .delete(
            remove_day,
            Operation::new("remove_calendar_day", Tag::City, "Make a date ordinary again")
                .path("date", "The local date.", "2017-05-13")
                .permission("edit_configuration")
                .if_match()
                .answers::<CalendarView>(200, edited())
                .refuses(&[Code::CalendarDayNotFound]),
        );
}
