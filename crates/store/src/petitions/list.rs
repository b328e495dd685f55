//! Lists of petitions: filters, sort orders, pages.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use viche_domain::petition::State;

use super::row::{PetitionRow, its_policy, read};
use super::{Petition, Reference};
use crate::columns::{At, Id};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{Slice, Window, page};
use crate::policies::PolicyRow;
use crate::schema::{follows, petitions, policies};

/// In which order; the second column is always the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The latest published first.
    Newest,
    /// The first published first.
    Oldest,
    /// The most signed first.
    MostSigned,
    /// The one whose window closes soonest first.
    ClosingSoon,
    /// The latest begun first: for lists that hold drafts.
    Recent,
}

/// Which petitions. Empty lists and absent values do not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In one of these states.
    pub states: Vec<State>,
    /// Only those everybody may read: published and not removed.
    pub published_only: bool,
    /// Of this category.
    pub category: Option<String>,
    /// Whose title has this text, folded.
    pub search: Option<String>,
    /// Whose title has one of these texts, folded.
    pub any_of: Vec<String>,
    /// In the charge of this department.
    pub department: Option<String>,
    /// Written by this account.
    pub author: Option<Id>,
    /// Followed by this account.
    pub followed_by: Option<Id>,
    /// Published at or after this instant.
    pub published_from: Option<DateTime<Utc>>,
    /// Published before this instant.
    pub published_before: Option<DateTime<Utc>>,
    /// Of this known set.
    pub among: Option<Vec<Reference>>,
}

#[derive(Queryable, Selectable)]
struct Listed {
    #[diesel(embed)]
    petition: PetitionRow,
    #[diesel(embed)]
    policy: Option<PolicyRow>,
}

/// A page of petitions.
pub fn list(conn: &mut Connected, filter: &Filter, sort: Sort, window: &Window) -> Result<Slice<Petition>> {
    let mut query = petitions::table.left_join(policies::table.on(its_policy())).into_boxed();
    if !filter.states.is_empty() {
        let words: Vec<_> = filter.states.iter().map(|state| state.as_str()).collect();
        query = query.filter(petitions::state.eq_any(words));
    }
    if filter.published_only {
        query = query
            .filter(petitions::published_at.is_not_null().and(petitions::state.ne(State::Removed.as_str())));
    }
    if let Some(category) = &filter.category {
        query = query.filter(petitions::category.eq(category));
    }
    if let Some(search) = &filter.search {
        query = query.filter(petitions::title_fold.like(containing(search)).escape('\\'));
    }
    if let Some((first, others)) = filter.any_of.split_first() {
        let has = |text: &String| petitions::title_fold.like(containing(text)).escape('\\');
        let first: Box<dyn BoxableExpression<_, _, SqlType = Bool>> = Box::new(has(first));
        query = query.filter(others.iter().fold(first, |any, text| Box::new(any.or(has(text)))));
    }
    if let Some(department) = &filter.department {
        query = query.filter(petitions::department.eq(department));
    }
    if let Some(author) = &filter.author {
        query = query.filter(petitions::author_account.eq(author));
    }
    if let Some(account) = &filter.followed_by {
        let followed = follows::table.filter(follows::account_id.eq(account)).select(follows::petition_id);
        query = query.filter(petitions::id.eq_any(followed));
    }
    if let Some(from) = filter.published_from {
        query = query.filter(petitions::published_at.ge(At::from(from)));
    }
    if let Some(before) = filter.published_before {
        query = query.filter(petitions::published_at.lt(At::from(before)));
    }
    if let Some(among) = &filter.among {
        let (ids, numbers) = split(among);
        query =
            query.filter(petitions::id.eq_any(ids).or(petitions::number.eq_any(numbers).assume_not_null()));
    }
    let selected = Listed::as_select();
    let (published, closes) =
        (petitions::published_at.assume_not_null(), petitions::closes_at.assume_not_null());
    let begun = petitions::created_at;
    let (signatures, id) = (petitions::signatures, petitions::id);
    let page: Slice<Listed> = match sort {
        Sort::Newest => page!(conn, query, window, selected, descending published, id, At),
        Sort::Oldest => page!(conn, query, window, selected, ascending published, id, At),
        Sort::MostSigned => page!(conn, query, window, selected, descending signatures, id, i64),
        Sort::ClosingSoon => page!(conn, query, window, selected, ascending closes, id, At),
        Sort::Recent => page!(conn, query, window, selected, descending begun, id, At),
    };
    page.try_map(|listed| read(listed.petition, listed.policy))
}

/// The ids and the numbers among references.
pub(super) fn split(references: &[Reference]) -> (Vec<Id>, Vec<String>) {
    let (mut ids, mut numbers) = (Vec::new(), Vec::new());
    for reference in references {
        match reference {
            Reference::Id(id) => ids.push(*id),
            Reference::Number(number) => numbers.push(number.clone()),
        }
    }
    (ids, numbers)
}

/// A LIKE pattern for texts that contain this one, its own wildcards taken literally.
fn containing(search: &str) -> String {
    let mut pattern = String::from("%");
    for c in search.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn wildcards_of_a_search_are_letters() {
        assert_eq!(containing("100 % трамваїв_"), "%100 \\% трамваїв\\_%");
    }
}
