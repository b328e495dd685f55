//! Reading petitions.

use std::collections::{BTreeSet, HashMap};

use viche_domain::person::roles::Permission;
use viche_domain::petition::State;
use viche_domain::problem::{Code, Problem};
use viche_domain::text::fold;
use viche_store::keyset::{PageRequest, Slice};
use viche_store::petitions::list::list;
use viche_store::petitions::{self, answers, refusals, signatures};
use viche_store::record;
use viche_store::{Id, Result as Stored};

use super::access::visible;
use super::shown::Refusal;
use super::{
    Details, Event, Filter, Full, Moderated, OwnSignature, Petition, Reference, RefusedFilter, Signature,
    Sort, Summary,
};
use crate::{App, Request, Unit};

/// How many similar petitions are shown.
const SIMILAR: usize = 5;

/// One petition with all that is shown of it.
pub async fn get(app: &App, request: Request, reference: Reference) -> Result<Full, Problem> {
    app.read(request, move |unit| {
        let reader = unit.caller_if_any()?;
        let details = details(unit, &reference)?;
        visible(&details.petition, reader.as_ref())?;
        Ok(Full::of(details, unit.now))
    })
    .await
}

/// A petition with what stands beside it, whoever looks.
pub(crate) fn details(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Details> {
    let (petition, text) = petitions::find(unit.conn, reference)?.ok_or(Code::PetitionNotFound)?;
    let refusal = refusals::of(unit.conn, &[petition.id])?.remove(&petition.id);
    let answers = answers::all(unit.conn, petition.id)?;
    Ok(Details { petition, text, refusal, answers })
}

/// A page of what everybody may read.
pub async fn published(
    app: &App,
    request: Request,
    filter: Filter,
    sort: Sort,
    page: PageRequest,
) -> Result<Slice<Summary>, Problem> {
    let filter = Filter { published_only: true, ..filter };
    app.read(request, move |unit| {
        // Who is logged in sees nothing else here, but a login that has ended is told so everywhere.
        unit.caller_if_any()?;
        let slice = list(unit.conn, &filter, sort, &page)?;
        cards(unit, slice)
    })
    .await
}

/// A page of the caller's own petitions, drafts included.
pub async fn mine(
    app: &App,
    request: Request,
    states: Vec<State>,
    page: PageRequest,
) -> Result<Slice<Moderated>, Problem> {
    app.read(request, move |unit| {
        let author = Some(unit.caller()?.account);
        let filter = Filter { states, author, ..Filter::default() };
        let slice = list(unit.conn, &filter, Sort::Recent, &page)?;
        moderated(unit, slice)
    })
    .await
}

/// A page of the petitions that the caller follows; of a known set where one is given.
pub async fn followed(
    app: &App,
    request: Request,
    among: Option<Vec<Reference>>,
    page: PageRequest,
) -> Result<Slice<Summary>, Problem> {
    app.read(request, move |unit| {
        let followed_by = Some(unit.caller()?.account);
        let filter = Filter { followed_by, among, published_only: true, ..Filter::default() };
        let slice = list(unit.conn, &filter, Sort::Newest, &page)?;
        cards(unit, slice)
    })
    .await
}

/// A page of what moderators refused, the latest first.
pub async fn refused(
    app: &App,
    request: Request,
    filter: RefusedFilter,
    page: PageRequest,
) -> Result<Slice<Moderated>, Problem> {
    app.read(request, move |unit| {
        unit.staff(Permission::ReadUnpublished)?;
        let ids = refusals::list(unit.conn, &filter, &page)?;
        let mut found: HashMap<Id, Petition> = petitions::find_all(unit.conn, &ids.rows)?
            .into_iter()
            .map(|petition| (petition.id, petition))
            .collect();
        moderated(unit, ids.filter_map(|id| found.remove(&id)))
    })
    .await
}

/// Petitions as lists show them.
pub(crate) fn cards(unit: &mut Unit<'_>, slice: Slice<Petition>) -> Stored<Slice<Summary>> {
    let ids: Vec<Id> = slice.rows.iter().map(|petition| petition.id).collect();
    let beginnings = petitions::beginnings(unit.conn, &ids)?;
    let now = unit.now;
    Ok(slice.filter_map(|petition| Some(Summary::of(&petition, beginnings.get(&petition.id)?, now))))
}

fn moderated(unit: &mut Unit<'_>, slice: Slice<Petition>) -> Stored<Slice<Moderated>> {
    let ids: Vec<Id> = slice.rows.iter().map(|petition| petition.id).collect();
    let mut refusals = refusals::of(unit.conn, &ids)?;
    Ok(cards(unit, slice)?.map(|summary| {
        let refusal = refusals.remove(&Id::from(summary.id));
        Moderated { summary, refusal: refusal.map(Refusal::from) }
    }))
}

/// A page of the caller's signatures; of a known set of petitions where one is given.
pub async fn my_signatures(
    app: &App,
    request: Request,
    among: Option<Vec<Reference>>,
    page: PageRequest,
) -> Result<Slice<OwnSignature>, Problem> {
    app.read(request, move |unit| {
        let caller = unit.caller()?;
        signatures::of_person(unit.conn, caller.person, among.as_deref(), &page)
    })
    .await
}

/// A petition with a page of its public list of signers.
pub async fn signers(
    app: &App,
    request: Request,
    reference: Reference,
    page: PageRequest,
) -> Result<(Petition, Slice<Signature>), Problem> {
    app.read(request, move |unit| {
        let petition = readable(unit, &reference)?;
        let slice = signatures::list(unit.conn, petition.id, &page)?;
        Ok((petition, slice))
    })
    .await
}

/// A petition with a page of its history.
pub async fn history(
    app: &App,
    request: Request,
    reference: Reference,
    page: PageRequest,
) -> Result<(Petition, Slice<Event>), Problem> {
    app.read(request, move |unit| {
        let petition = readable(unit, &reference)?;
        let slice = record::history(unit.conn, petition.id, &page)?;
        Ok((petition, slice))
    })
    .await
}

pub(super) fn readable(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Petition> {
    let reader = unit.caller_if_any()?;
    let (petition, _) = petitions::find(unit.conn, reference)?.ok_or(Code::PetitionNotFound)?;
    visible(&petition, reader.as_ref())?;
    Ok(petition)
}

/// Live petitions whose titles share the most words with this one's. Words are compared by their stems, roughly: cut
/// after six letters, as Ukrainian endings vary.
pub(super) fn alike(unit: &mut Unit<'_>, petition: &Petition) -> Stored<Vec<Summary>> {
    let wanted = stems(&petition.title);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let filter = Filter {
        states: vec![State::Collecting, State::UnderReview],
        any_of: wanted.iter().cloned().collect(),
        published_only: true,
        ..Filter::default()
    };
    let found = list(unit.conn, &filter, Sort::Newest, &PageRequest { edge: None, limit: 100 })?;
    let mut ranked: Vec<_> = found
        .rows
        .into_iter()
        .filter(|other| other.id != petition.id)
        .map(|other| (stems(&other.title).intersection(&wanted).count(), other))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    ranked.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let rows = ranked.into_iter().take(SIMILAR).map(|(_, other)| other).collect();
    Ok(cards(unit, Slice { rows, prev: None, next: None })?.rows)
}

fn stems(title: &str) -> BTreeSet<String> {
    fold(title)
        .split(|c: char| !c.is_alphabetic() && c != 'ʼ')
        .filter(|word| word.chars().count() >= 5)
        .map(|word| word.chars().take(6).collect())
        .collect()
}
