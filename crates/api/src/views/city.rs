//! The city's data as clients see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use viche_app::city::{Named, Profile, Range, Versioned};
use viche_domain::calendar::{CalendarDay, DayKind};
use viche_domain::identity::Level;
use viche_domain::petition::{Policy, Window};

/// The city.
#[derive(Debug, Serialize, ToSchema)]
pub struct City {
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Its name in English.
    pub name_en: String,
    /// The council's code in the register of legal entities (ЄДРПОУ).
    pub edrpou: String,
    /// The city's code in the register of territorial units (КАТОТТГ).
    pub katottg: String,
    /// The council's address.
    pub address: String,
    /// The time zone of all local dates.
    pub time_zone: &'static str,
    /// The version; what `If-Match` names.
    pub version: i64,
}

impl From<Versioned<Profile>> for City {
    fn from(stored: Versioned<Profile>) -> Self {
        let profile = stored.value;
        Self {
            name_uk: profile.name_uk,
            name_en: profile.name_en,
            edrpou: profile.edrpou,
            katottg: profile.katottg,
            address: profile.address,
            time_zone: viche_domain::time::KYIV.name(),
            version: stored.version,
        }
    }
}

/// A list that is never long enough for pages.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedList {
    /// The items, in the city's order.
    pub data: Vec<NamedView>,
}

/// A category or a department.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Named)]
pub struct NamedView {
    /// Its code.
    pub code: String,
    /// Its name in Ukrainian.
    pub name_uk: String,
    /// Its name in English.
    pub name_en: String,
}

impl From<Vec<Named>> for NamedList {
    fn from(items: Vec<Named>) -> Self {
        let view = |item: Named| NamedView { code: item.code, name_uk: item.name_uk, name_en: item.name_en };
        Self { data: items.into_iter().map(view).collect() }
    }
}

/// How long signatures are collected: exactly one of the two.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SigningWindow)]
pub struct WindowView {
    /// Calendar days, 1 to 366.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Calendar months, 1 to 12.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u8>,
}

impl From<Window> for WindowView {
    fn from(window: Window) -> Self {
        match window {
            Window::Days(days) => Self { days: Some(days), months: None },
            Window::Months(months) => Self { days: None, months: Some(months) },
        }
    }
}

/// A version of the rules for petitions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Policy)]
pub struct PolicyView {
    /// The number of the version.
    pub version: i64,
    /// From when it holds for what is submitted and published.
    pub effective_from: DateTime<Utc>,
    /// Valid signatures that bring a petition under review.
    pub threshold: i64,
    /// How long they are collected.
    pub window: WindowView,
    /// What signing needs.
    pub level_to_sign: Level,
    /// What submitting needs.
    pub level_to_propose: Level,
    /// Whether signing goes on under review until the window closes.
    pub sign_during_review: bool,
    /// Whether a signature can be withdrawn while the petition collects.
    pub signatures_withdrawable: bool,
    /// Working days from submission to the moderator's decision.
    pub moderation_days: u16,
    /// Working days from the threshold to the announcement of the review.
    pub announcement_days: u16,
    /// Working days from that announcement to the answer.
    pub answer_days: u16,
    /// Working days from an assignment to the department's acceptance.
    pub acceptance_days: u16,
}

impl From<Policy> for PolicyView {
    fn from(policy: Policy) -> Self {
        let figures = policy.figures;
        Self {
            version: policy.version,
            effective_from: policy.effective_from,
            threshold: figures.threshold,
            window: figures.window.into(),
            level_to_sign: figures.level_to_sign,
            level_to_propose: figures.level_to_propose,
            sign_during_review: figures.sign_during_review,
            signatures_withdrawable: figures.signatures_withdrawable,
            moderation_days: figures.moderation_days,
            announcement_days: figures.announcement_days,
            answer_days: figures.answer_days,
            acceptance_days: figures.acceptance_days,
        }
    }
}

/// Every version of the rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyList {
    /// The versions, the latest first.
    pub data: Vec<PolicyView>,
}

/// The calendar of working days.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub struct CalendarView {
    /// The first date it speaks of.
    pub from: NaiveDate,
    /// The last date it speaks of; terms that end later can't be set.
    pub to: NaiveDate,
    /// The version; what `If-Match` names.
    pub version: i64,
    /// The exceptions to Monday to Friday, in order.
    pub days: Vec<DayView>,
}

/// A special date.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarDay)]
pub struct DayView {
    /// The local date.
    pub date: NaiveDate,
    /// Free or worked.
    pub kind: DayKind,
    /// Why.
    pub note: String,
}

impl CalendarView {
    /// The calendar with its exceptions.
    pub fn new(range: Versioned<Range>, days: Vec<CalendarDay>) -> Self {
        let view = |day: CalendarDay| DayView { date: day.date, kind: day.kind, note: day.note };
        Self {
            from: range.value.from,
            to: range.value.to,
            version: range.version,
            days: days.into_iter().map(view).collect(),
        }
    }
}
