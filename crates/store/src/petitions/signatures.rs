//! Signatures: the public list, one's own, withdrawal, and what becomes of them when it turns out whose they are.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::person::identity::Level;
use viche_domain::petition::{Action, Invalidation, State};

use super::{Locked, Reference, ids_of, lock};
use crate::columns::{At, Id};
use crate::connection::Connected;
use crate::error::Result;
use crate::keyset::{PageRequest, Slice, page};
use crate::record::{Note, Subject, Tx};
use crate::schema::{petitions, signatures};

/// A valid signature as the public list shows it: name and date, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The signer's name.
    pub name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
}

/// A signature of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSignature {
    /// The petition.
    pub petition: Id,
    /// Its public number.
    pub number: Option<String>,
    /// Its title; gone with a petition that was removed.
    pub title: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
}

/// A page of a petition's valid signatures, the first signed first.
pub fn list(conn: &mut Connected, petition: Id, page: &PageRequest) -> Result<Slice<Signature>> {
    let query = signatures::table
        .filter(signatures::petition_id.eq(petition).and(signatures::invalidated_at.is_null()))
        .into_boxed();
    let (at, id) = (signatures::signed_at, signatures::id);
    let page: Slice<(String, At)> = page!(conn, query, page, (signatures::name, at), ascending at, id, At);
    Ok(page.map(|(name, at)| Signature { name, signed_at: at.into() }))
}

/// The petition's id, number, title and state; when it was signed.
type OwnRow = (Id, Option<String>, String, String, At);

/// A page of a person's valid signatures, the latest first; of a known set of petitions where one is given.
pub fn of_person(
    conn: &mut Connected,
    person: Id,
    among: Option<&[Reference]>,
    page: &PageRequest,
) -> Result<Slice<OwnSignature>> {
    let mut query = signatures::table
        .inner_join(petitions::table)
        .filter(signatures::person_id.eq(person).and(signatures::invalidated_at.is_null()))
        .into_boxed();
    if let Some(among) = among {
        query = query.filter(signatures::petition_id.eq_any(ids_of(conn, among)?));
    }
    let (at, id) = (signatures::signed_at, signatures::id);
    let selected = (petitions::id, petitions::number, petitions::title, petitions::state, at);
    let page: Slice<OwnRow> = page!(conn, query, page, selected, descending at, id, At);
    Ok(page.map(|(petition, number, title, state, at)| OwnSignature {
        petition,
        number,
        title: Some(title).filter(|_| state != State::Removed.as_str()),
        signed_at: at.into(),
    }))
}

/// Which of these petitions a person has signed, and when.
pub fn among(conn: &mut Connected, person: Id, petitions: &[Id]) -> Result<HashMap<Id, DateTime<Utc>>> {
    let rows: Vec<(Id, At)> = signatures::table
        .filter(signatures::person_id.eq(person).and(signatures::invalidated_at.is_null()))
        .filter(signatures::petition_id.eq_any(petitions))
        .select((signatures::petition_id, signatures::signed_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(petition, at)| (petition, at.into())).collect())
}

/// Withdraws a person's signature from a locked petition; `false` if there is none.
pub fn withdraw(tx: &mut Tx<'_>, petition: &Locked, person: Id) -> Result<bool> {
    let gone = diesel::delete(signatures::table)
        .filter(signatures::petition_id.eq(petition.id))
        .filter(signatures::person_id.eq(person))
        .filter(signatures::invalidated_at.is_null())
        .execute(tx.conn)?;
    if gone == 0 {
        return Ok(false);
    }
    let count = Action::Count { signatures: petition.lifecycle.signatures() - 1 };
    petition.advance(tx, &count, &Note::default())?;
    tx.log(Subject::Id(ObjectKind::Petition, petition.id), "signature.withdrawn", &Note::default())?;
    Ok(true)
}

/// Whose signatures change hands, and whose they are then.
#[derive(Debug, Clone, Copy)]
pub struct Handover<'a> {
    /// The person who has them until now.
    pub from: Id,
    /// Those alone that were given by this account.
    pub account: Option<Id>,
    /// The person who has them from now on, who may be the same.
    pub to: Id,
    /// How well that person is known.
    pub level: Level,
    /// The name under which they stand from now on.
    pub name: &'a str,
}

/// A signature that may count or not as its person is known.
#[derive(Queryable)]
struct Given {
    id: Id,
    person: Id,
    account: Id,
    invalidation: Option<String>,
}

impl Given {
    fn counts(&self) -> bool {
        self.invalidation.is_none()
    }
}

/// Hands signatures over. Of those that one person then has on a petition the rule says which counts; counts, states and
/// deadlines follow.
#[expect(clippy::disallowed_methods, reason = "counts follow, whoever hands over")]
pub fn hand_over(tx: &mut Tx<'_>, handover: &Handover<'_>) -> Result<()> {
    let mut theirs = signatures::table.filter(signatures::person_id.eq(handover.from)).into_boxed();
    if let Some(account) = handover.account {
        theirs = theirs.filter(signatures::account_id.eq(account));
    }
    let signed: Vec<Id> = theirs.select(signatures::petition_id).load(tx.conn)?;
    for petition in BTreeSet::from_iter(signed) {
        if let Some(petition) = lock(tx, &Reference::Id(petition))? {
            hand_over_on(tx, &petition, handover)?;
        }
    }
    Ok(())
}

fn hand_over_on(tx: &mut Tx<'_>, petition: &Locked, handover: &Handover<'_>) -> Result<()> {
    let Handover { from, account, to, level, name } = *handover;
    let given: Vec<Given> = signatures::table
        .filter(signatures::petition_id.eq(petition.id))
        .filter(signatures::person_id.eq_any([from, to]))
        .order((signatures::signed_at.asc(), signatures::id.asc()))
        .select((signatures::id, signatures::person_id, signatures::account_id, signatures::invalidation))
        .load(tx.conn)?;
    let moves = |one: &Given| one.person == from && account.is_none_or(|account| account == one.account);
    let (mut lost, mut won) = (Vec::new(), Vec::new());
    let mut places = HashMap::new();
    for one in given.iter().filter(|one| !one.invalidation.as_deref().is_some_and(is_final)) {
        let (whose, level) =
            if moves(one) || one.person == to { (to, level) } else { (from, Level::Identified) };
        let place = places.entry(whose).or_insert(0);
        let invalidation = petition.lifecycle.invalidates(level, *place).map(Invalidation::as_str);
        *place += 1;
        match invalidation {
            Some(why) if one.invalidation.as_deref() != Some(why) => lost.push((one, why)),
            None if !one.counts() => won.push(one),
            _ => {}
        }
    }
    // Whoever loses makes room first: one valid signature a person is a constraint.
    for (one, why) in &lost {
        set_invalidation(tx, one.id, Some(why))?;
        let note = Note { code: Some(why), ..Note::of(json!({ "signature": one.id })) };
        tx.log(Subject::Id(ObjectKind::Petition, petition.id), "signature.invalidated", &note)?;
    }
    let handed: Vec<Id> = given.iter().filter(|one| moves(one)).map(|one| one.id).collect();
    diesel::update(signatures::table.filter(signatures::id.eq_any(&handed)))
        .set((signatures::person_id.eq(to), signatures::name.eq(name)))
        .execute(tx.conn)?;
    for one in &won {
        set_invalidation(tx, one.id, None)?;
        let note = Note::of(json!({ "signature": one.id }));
        tx.log(Subject::Id(ObjectKind::Petition, petition.id), "signature.restored", &note)?;
    }
    let counted = |all: usize| i64::try_from(all).unwrap_or(i64::MAX);
    let change = counted(won.len()) - counted(lost.iter().filter(|(one, _)| one.counts()).count());
    if change != 0 {
        let why = lost.first().map_or("restored", |(_, why)| why);
        let count = Action::Count { signatures: petition.lifecycle.signatures() + change };
        petition.advance(tx, &count, &Note::because(why))?;
    }
    Ok(())
}

/// Whether a signature was invalidated for what no identification changes.
fn is_final(invalidation: &str) -> bool {
    invalidation.parse::<Invalidation>().is_err()
}

fn set_invalidation(tx: &mut Tx<'_>, signature: Id, why: Option<&str>) -> Result<()> {
    diesel::update(signatures::table.find(signature))
        .set((signatures::invalidated_at.eq(why.map(|_| At::from(tx.now))), signatures::invalidation.eq(why)))
        .execute(tx.conn)?;
    Ok(())
}
