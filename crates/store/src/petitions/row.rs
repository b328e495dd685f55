//! The row of a petition, and how the domain's facts stand in it.

use diesel::prelude::*;
use viche_domain::petition::Lifecycle;
use viche_domain::policy::Policy;

use super::Petition;
use crate::columns::{At, Id, at, instant, word};
use crate::error::Result;
use crate::policies::PolicyRow;
use crate::schema::petitions;

#[derive(Queryable, Selectable)]
#[diesel(table_name = petitions)]
pub(super) struct PetitionRow {
    id: Id,
    number: Option<String>,
    author_account: Id,
    author_name: String,
    title: String,
    category: String,
    corrects: Option<Id>,
    version: i64,
    created_at: At,
    updated_at: At,
    department: Option<String>,
    removal_reason: Option<String>,
    #[diesel(embed)]
    lifecycle: LifecycleRow,
}

/// Every column that a transition may touch.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = petitions, treat_none_as_null = true)]
pub(super) struct LifecycleRow {
    state: String,
    policy_version: Option<i64>,
    signatures: i64,
    milestone: i64,
    submitted_at: Option<At>,
    moderation_due_at: Option<At>,
    published_at: Option<At>,
    closes_at: Option<At>,
    threshold_at: Option<At>,
    announcement_due_at: Option<At>,
    review_announced_at: Option<At>,
    answer_due_at: Option<At>,
    answered_at: Option<At>,
    refused_at: Option<At>,
    lapsed_at: Option<At>,
    reply_due_at: Option<At>,
    withdrawn_at: Option<At>,
    removed_at: Option<At>,
    due_at: Option<At>,
}

impl From<&Lifecycle> for LifecycleRow {
    fn from(facts: &Lifecycle) -> Self {
        Self {
            state: facts.state.as_str().to_owned(),
            policy_version: facts.policy.as_ref().map(|policy| policy.version),
            signatures: facts.signatures,
            milestone: facts.milestones,
            submitted_at: at(facts.submitted_at),
            moderation_due_at: at(facts.moderation_due_at),
            published_at: at(facts.published_at),
            closes_at: at(facts.closes_at),
            threshold_at: at(facts.threshold_at),
            announcement_due_at: at(facts.announcement_due_at),
            review_announced_at: at(facts.review_announced_at),
            answer_due_at: at(facts.answer_due_at),
            answered_at: at(facts.answered_at),
            refused_at: at(facts.refused_at),
            lapsed_at: at(facts.lapsed_at),
            reply_due_at: at(facts.reply_due_at),
            withdrawn_at: at(facts.withdrawn_at),
            removed_at: at(facts.removed_at),
            due_at: at(facts.duty().map(|(_, due)| due)),
        }
    }
}

pub(super) fn read(row: PetitionRow, policy: Option<PolicyRow>) -> Result<Petition> {
    let facts = row.lifecycle;
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
        department: row.department,
        removal_reason: row.removal_reason,
        lifecycle: Lifecycle {
            state: word("petitions.state", &facts.state)?,
            signatures: facts.signatures,
            policy: policy.map(Policy::try_from).transpose()?,
            submitted_at: instant(facts.submitted_at),
            moderation_due_at: instant(facts.moderation_due_at),
            published_at: instant(facts.published_at),
            closes_at: instant(facts.closes_at),
            threshold_at: instant(facts.threshold_at),
            announcement_due_at: instant(facts.announcement_due_at),
            review_announced_at: instant(facts.review_announced_at),
            answer_due_at: instant(facts.answer_due_at),
            answered_at: instant(facts.answered_at),
            refused_at: instant(facts.refused_at),
            lapsed_at: instant(facts.lapsed_at),
            reply_due_at: instant(facts.reply_due_at),
            withdrawn_at: instant(facts.withdrawn_at),
            removed_at: instant(facts.removed_at),
            milestones: facts.milestone,
        },
    })
}
