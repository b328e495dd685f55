//! The calendar of working days.

use actix_web::HttpRequest;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::IntoParams;
use utoipa::openapi::KnownFormat;
use viche_app::city::calendar::{self, SpecialDay, WorkingDayCalendar};
use viche_domain::city::calendar::Range;
use viche_domain::problem::{Code, Problem};
use viche_domain::time::parse_date;

use crate::caching;
use crate::context::Context;
use crate::extract::{IfMatch, Json, Path, Query};
use crate::routes::{HttpResult, SETTLED};
use crate::routing::{Operation, Routes, Tag, text_of};

/// Which part of the calendar.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ShowCalendar {
    /// Special dates of this year only.
    #[param(example = 2017, maximum = 65_535)]
    year: Option<u16>,
}

async fn get(context: Context, request: HttpRequest, Query(query): Query<ShowCalendar>) -> HttpResult {
    let year = query.year.map(i32::from);
    let calendar = calendar::get(context.app(), context.request(), year).await?;
    Ok(caching::versioned_public(&request, &calendar, calendar.updated_at, SETTLED))
}

async fn set_range(context: Context, IfMatch(over): IfMatch, Json(range): Json<Range>) -> HttpResult {
    let calendar = calendar::set_range(context.app(), context.request(), over, range).await?;
    Ok(caching::versioned(&calendar))
}

async fn set_day(
    context: Context,
    Path(date): Path<String>,
    IfMatch(over): IfMatch,
    Json(special): Json<SpecialDay>,
) -> HttpResult {
    let calendar = calendar::set_day(context.app(), context.request(), over, day(&date)?, special).await?;
    Ok(caching::versioned(&calendar))
}

async fn remove_day(context: Context, Path(date): Path<String>, IfMatch(over): IfMatch) -> HttpResult {
    let calendar = calendar::remove_day(context.app(), context.request(), over, day(&date)?).await?;
    Ok(caching::versioned(&calendar))
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
                .answers::<WorkingDayCalendar>(200, whole()),
        )
        .put(
            set_range,
            Operation::new("set_calendar_range", Tag::City, "Set the dates that the calendar covers")
                .describe("A term that would end beyond them can't be set, so extend them in good time.")
                .permission("edit_configuration")
                .if_match()
                .body::<Range>(json!({ "from": "2015-01-01", "to": "2028-12-31" }))
                .answers::<WorkingDayCalendar>(200, edited()),
        );
    routes
        .at("/v1/calendar/days/{date}")
        .put(
            set_day,
            Operation::new("set_calendar_day", Tag::City, "Make a date free or worked")
                .describe("Deadlines already set stay as they are.")
                .path_of(text_of(KnownFormat::Date), "date", "The local date.", "2026-12-25")
                .permission("edit_configuration")
                .if_match()
                .body::<SpecialDay>(json!({ "kind": "off", "note": "Різдво Христове" }))
                .answers::<WorkingDayCalendar>(200, json!({ "from": "2015-01-01", "to": "2027-12-31", "version": 2, "days": [{ "date": "2026-12-25", "kind": "off", "note": "Різдво Христове" }] }))
                .refuses(&[Code::CalendarDayNotFound, Code::CalendarOutOfRange]),
        )
        .delete(
            remove_day,
            Operation::new("remove_calendar_day", Tag::City, "Make a date ordinary again")
            .describe("The date follows its day of the week again. Deadlines already set stay as they are.")
                .path_of(text_of(KnownFormat::Date), "date", "The local date.", "2017-05-13")
                .permission("edit_configuration")
                .if_match()
                .answers::<WorkingDayCalendar>(200, edited())
                .refuses(&[Code::CalendarDayNotFound]),
        );
}
