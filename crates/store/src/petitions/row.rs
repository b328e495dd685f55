//! The row of a petition, and how the domain's facts stand in it: one document, and columns for what lists filter and
//! sort by.

use diesel::dsl::{And, Eq};
use diesel::prelude::*;
use viche_domain::petition::Lifecycle;
use viche_domain::policy::Figures as _;

use super::Petition;
use crate::city::policies::PolicyRow;
use crate::columns::{At, Id, at, json, to_json, word};
use crate::error::Result;
use crate::schema::{petitions, policies};

#[derive(Queryable, Selectable)]
#[diesel(table_name = petitions)]
pub(super) struct PetitionRow {
    id: Id,
    number: Option<String>,
    author_account: Id,
    author_name: String,
    title: String,
    category: Option<String>,
    corrects: Option<Id>,
    version: i64,
    created_at: At,
    updated_at: At,
    state: String,
    signatures: i64,
    department: Option<String>,
    facts: String,
    pub acted_at: Option<At>,
}

/// Every column that a change may touch.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = petitions, treat_none_as_null = true)]
pub(super) struct LifecycleRow {
    state: &'static str,
    signatures: i64,
    policy_version: Option<i64>,
    department: Option<String>,
    published_at: Option<At>,
    closes_at: Option<At>,
    facts: String,
}

impl From<&Lifecycle> for LifecycleRow {
    fn from(lifecycle: &Lifecycle) -> Self {
        Self {
            state: lifecycle.state().as_str(),
            signatures: lifecycle.signatures(),
            policy_version: lifecycle.policy().map(|policy| policy.version),
            department: lifecycle.department().map(ToOwned::to_owned),
            published_at: at(lifecycle.facts().published_at),
            closes_at: at(lifecycle.facts().closes_at),
            facts: to_json(lifecycle.facts()),
        }
    }
}

/// The policy that a petition keeps.
pub(super) fn its_policy() -> And<
    Eq<policies::kind, &'static str>,
    Eq<diesel::dsl::Nullable<policies::version>, petitions::policy_version>,
> {
    policies::kind
        .eq(viche_domain::petition::Figures::KIND)
        .and(policies::version.nullable().eq(petitions::policy_version))
}

pub(super) fn read(row: PetitionRow, policy: Option<PolicyRow>) -> Result<Petition> {
    Ok(Petition {
        id: row.id,
        number: row.number,
        author: row.author_account,
        author_name: row.author_name,
        title: row.title,
        category: row.category,
        corrects: row.corrects,
        version: row.version,
        created_at: row.created_at.into(),
        updated_at: row.updated_at.into(),
        lifecycle: Lifecycle::restore(
            word("petitions.state", &row.state)?,
            row.signatures,
            policy.map(PolicyRow::read).transpose()?,
            row.department,
            json("petitions.facts", &row.facts)?,
        ),
    })
}
