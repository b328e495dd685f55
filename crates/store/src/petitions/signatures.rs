//! Signatures: the public list, one's own, withdrawal, and what becomes of them when two persons turn out to be one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use viche_domain::change::ObjectKind;
use viche_domain::petition::{Action, State};

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

/// Gives a provisional person's signatures to the identified one it turned out to be. Where both had signed a
/// petition, the earlier signature stays and the later is invalidated; counts and states follow.
#[expect(clippy::disallowed_methods, reason = "counts follow, whoever merges")]
pub fn merge(tx: &mut Tx<'_>, provisional: Id, into: Id) -> Result<()> {
    let signed: Vec<Id> = signatures::table
        .filter(signatures::person_id.eq(provisional).and(signatures::invalidated_at.is_null()))
        .order(signatures::petition_id.asc())
        .select(signatures::petition_id)
        .load(tx.conn)?;
    for petition in signed {
        let Some(petition) = lock(tx, &Reference::Id(petition))? else { continue };
        let both: Vec<Id> = signatures::table
            .filter(signatures::petition_id.eq(petition.id).and(signatures::invalidated_at.is_null()))
            .filter(signatures::person_id.eq_any([provisional, into]))
            .order((signatures::signed_at.asc(), signatures::id.asc()))
            .select(signatures::id)
            .load(tx.conn)?;
        let [earliest, doubles @ ..] = both.as_slice() else { continue };
        for double in doubles {
            diesel::update(signatures::table.find(double))
                .set((
                    signatures::invalidated_at.eq(Some(At::from(tx.now))),
                    signatures::invalidation.eq(Some("double")),
                ))
                .execute(tx.conn)?;
            let note = Note { code: Some("double"), ..Note::of(json!({ "signature": double })) };
            tx.log(Subject::Id(ObjectKind::Petition, petition.id), "signature.invalidated", &note)?;
        }
        diesel::update(signatures::table.find(earliest))
            .set(signatures::person_id.eq(into))
            .execute(tx.conn)?;
        if !doubles.is_empty() {
            let count = Action::Count { signatures: petition.lifecycle.signatures() - 1 };
            petition.advance(tx, &count, &Note::because("double"))?;
        }
    }
    Ok(())
}
