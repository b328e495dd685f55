//! Versions of the rules for petitions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::policy::{Policy, Window};

use crate::columns::{At, number, word};
use crate::connection::Connected;
use crate::error::{Error, Result};
use crate::schema::policies;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = policies)]
pub(crate) struct PolicyRow {
    version: i64,
    effective_from: At,
    threshold: i64,
    window_unit: String,
    window_length: i64,
    level_to_sign: String,
    level_to_propose: String,
    sign_during_review: bool,
    signatures_withdrawable: bool,
    moderation_days: i64,
    announcement_days: i64,
    answer_days: i64,
}

impl TryFrom<PolicyRow> for Policy {
    type Error = Error;

    fn try_from(row: PolicyRow) -> Result<Self> {
        Ok(Self {
            version: row.version,
            effective_from: row.effective_from.into(),
            threshold: row.threshold,
            window: match row.window_unit.as_str() {
                "days" => Window::Days(number("policies.window_length", row.window_length)?),
                "months" => Window::Months(number("policies.window_length", row.window_length)?),
                _ => return Err(Error::Corrupt { what: "policies.window_unit", value: row.window_unit }),
            },
            level_to_sign: word("policies.level_to_sign", &row.level_to_sign)?,
            level_to_propose: word("policies.level_to_propose", &row.level_to_propose)?,
            sign_during_review: row.sign_during_review,
            signatures_withdrawable: row.signatures_withdrawable,
            moderation_days: number("policies.moderation_days", row.moderation_days)?,
            announcement_days: number("policies.announcement_days", row.announcement_days)?,
            answer_days: number("policies.answer_days", row.answer_days)?,
        })
    }
}

impl From<&Policy> for PolicyRow {
    fn from(policy: &Policy) -> Self {
        let (window_unit, window_length) = match policy.window {
            Window::Days(days) => ("days", i64::from(days)),
            Window::Months(months) => ("months", i64::from(months)),
        };
        Self {
            version: policy.version,
            effective_from: policy.effective_from.into(),
            threshold: policy.threshold,
            window_unit: window_unit.to_owned(),
            window_length,
            level_to_sign: policy.level_to_sign.as_str().to_owned(),
            level_to_propose: policy.level_to_propose.as_str().to_owned(),
            sign_during_review: policy.sign_during_review,
            signatures_withdrawable: policy.signatures_withdrawable,
            moderation_days: policy.moderation_days.into(),
            announcement_days: policy.announcement_days.into(),
            answer_days: policy.answer_days.into(),
        }
    }
}

/// The policy in force at an instant: the one that began last; of those that began together, the latest version.
pub fn in_force(conn: &mut Connected, now: DateTime<Utc>) -> Result<Policy> {
    policies::table
        .filter(policies::effective_from.le(At::from(now)))
        .order((policies::effective_from.desc(), policies::version.desc()))
        .select(PolicyRow::as_select())
        .first(conn)?
        .try_into()
}

/// The number of the latest version, in force or not yet.
pub fn latest_version(conn: &mut Connected) -> Result<i64> {
    Ok(policies::table.order(policies::version.desc()).select(policies::version).first(conn)?)
}

/// Every version, the latest first. They are few: a council changes its rules once in years.
pub fn all(conn: &mut Connected) -> Result<Vec<Policy>> {
    policies::table
        .order(policies::version.desc())
        .select(PolicyRow::as_select())
        .load(conn)?
        .into_iter()
        .map(Policy::try_from)
        .collect()
}

/// Stores a version; its number must be new.
pub fn insert(conn: &mut Connected, policy: &Policy) -> Result<()> {
    diesel::insert_into(policies::table).values(PolicyRow::from(policy)).execute(conn)?;
    Ok(())
}
