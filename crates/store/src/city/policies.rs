//! Versions of policies: for each kind its figures, as one document.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use viche_domain::policy::{Figures, Policy};
use viche_domain::problem::Code;

use crate::columns::{At, json, to_json};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::schema::policies;

/// How many versions that come at once find their numbers.
const AT_ONCE: usize = 100;

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
fn latest_version<F: Figures>(conn: &mut Connected) -> Result<i64> {
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

/// Stores the next version. Of those that come at once, each waits for the one before it and then has the number behind.
pub fn add<F: Figures>(conn: &mut Connected, effective_from: DateTime<Utc>, figures: F) -> Result<Policy<F>> {
    let mut policy = Policy { version: 0, effective_from, figures };
    for _ in 0..AT_ONCE {
        policy.version = latest_version::<F>(conn)? + 1;
        if insert(conn, &policy)? {
            return Ok(policy);
        }
    }
    Err(Code::Overloaded.into())
}

/// Stores a version; `false` if its number is taken.
pub fn insert<F: Figures>(conn: &mut Connected, policy: &Policy<F>) -> Result<bool> {
    let values = (
        policies::kind.eq(F::KIND),
        policies::version.eq(policy.version),
        policies::effective_from.eq(At::from(policy.effective_from)),
        policies::figures.eq(to_json(&policy.figures)),
    );
    let inserted = on!(conn, |c| diesel::insert_into(policies::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}
