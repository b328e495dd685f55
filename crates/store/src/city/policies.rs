//! Versions of policies: for each kind its figures, as one document.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::policy::{Figures, Policy};

use crate::columns::{At, json, to_json};
use crate::connection::Connected;
use crate::error::Result;
use crate::schema::policies;

#[derive(Queryable, Selectable)]
#[diesel(table_name = policies)]
pub(crate) struct PolicyRow {
    version: i64,
    effective_from: At,
    figures: String,
}

impl PolicyRow {
    pub(crate) fn read<F: Figures>(self) -> Result<Policy<F>> {
        Ok(Policy {
            version: self.version,
            effective_from: self.effective_from.into(),
            figures: json("policies.figures", &self.figures)?,
        })
    }
}

/// The policy in force at an instant: the one that began last; of those that began together, the latest version.
pub fn in_force<F: Figures>(conn: &mut Connected, now: DateTime<Utc>) -> Result<Policy<F>> {
    policies::table
        .filter(policies::kind.eq(F::KIND).and(policies::effective_from.le(At::from(now))))
        .order((policies::effective_from.desc(), policies::version.desc()))
        .select(PolicyRow::as_select())
        .first(conn)?
        .read()
}

/// The number of the latest version, in force or not yet.
pub fn latest_version<F: Figures>(conn: &mut Connected) -> Result<i64> {
    Ok(policies::table
        .filter(policies::kind.eq(F::KIND))
        .order(policies::version.desc())
        .select(policies::version)
        .first(conn)?)
}

/// Every version, the latest first. They are few: a council changes its rules once in years.
pub fn all<F: Figures>(conn: &mut Connected) -> Result<Vec<Policy<F>>> {
    let rows: Vec<PolicyRow> = policies::table
        .filter(policies::kind.eq(F::KIND))
        .order(policies::version.desc())
        .select(PolicyRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PolicyRow::read).collect()
}

/// Stores a version; its number must be new for its kind.
pub fn insert<F: Figures>(conn: &mut Connected, policy: &Policy<F>) -> Result<()> {
    diesel::insert_into(policies::table)
        .values((
            policies::kind.eq(F::KIND),
            policies::version.eq(policy.version),
            policies::effective_from.eq(At::from(policy.effective_from)),
            policies::figures.eq(to_json(&policy.figures)),
        ))
        .execute(conn)?;
    Ok(())
}
