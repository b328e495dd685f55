//! Reading petitions.

use std::collections::BTreeSet;

use viche_domain::petition::State;
use viche_domain::problem::{Code, Problem};
use viche_domain::text::fold;
use viche_store::keyset::{PageRequest, Slice};
use viche_store::petitions::list::list;
use viche_store::petitions::{self, answers, signatures};
use viche_store::record;
use viche_store::{Connected, Result as Stored};

use super::access::visible;
use super::{Details, Event, Filter, Full, OwnSignature, Petition, Reference, Signature, Sort};
use crate::{App, Request, Unit};

/// How many similar petitions are shown.
const SIMILAR: usize = 5;

/// One petition with all that is shown of it.
pub async fn get(app: &App, request: Request, reference: Reference) -> Result<Full, Problem> {
    app.read(request, move |unit| {
        let reader = unit.caller_if_any()?;
        let details = details(unit, &reference)?;
        visible(&details.petition, reader.as_ref())?;
        Ok(details.into())
    })
    .await
}

/// A petition with what stands beside it, whoever looks.
pub(crate) fn details(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Details> {
    let (petition, text) = petitions::find(unit.conn, reference)?.ok_or(Code::PetitionNotFound)?;
    let refusal = petitions::refusal(unit.conn, petition.id)?;
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
) -> Result<Slice<Petition>, Problem> {
    let filter = Filter { published_only: true, ..filter };
    app.read(request, move |unit| list(unit.conn, &filter, sort, &page)).await
}

/// A page of the caller's own petitions, drafts included.
pub async fn mine(
    app: &App,
    request: Request,
    states: Vec<State>,
    page: PageRequest,
) -> Result<Slice<Petition>, Problem> {
    app.read(request, move |unit| {
        let author = Some(unit.caller()?.account);
        list(unit.conn, &Filter { states, author, ..Filter::default() }, Sort::Recent, &page)
    })
    .await
}

/// A page of the petitions that the caller follows.
pub async fn followed(app: &App, request: Request, page: PageRequest) -> Result<Slice<Petition>, Problem> {
    app.read(request, move |unit| {
        let followed_by = Some(unit.caller()?.account);
        let filter = Filter { followed_by, published_only: true, ..Filter::default() };
        list(unit.conn, &filter, Sort::Newest, &page)
    })
    .await
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

fn readable(unit: &mut Unit<'_>, reference: &Reference) -> Stored<Petition> {
    let reader = unit.caller_if_any()?;
    let (petition, _) = petitions::find(unit.conn, reference)?.ok_or(Code::PetitionNotFound)?;
    visible(&petition, reader.as_ref())?;
    Ok(petition)
}

/// Live petitions whose titles share the most words with this one's. Words are compared by their stems, roughly: cut
/// after six letters, as Ukrainian endings vary.
pub(super) fn alike(conn: &mut Connected, petition: &Petition) -> Stored<Vec<Petition>> {
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
    let found = list(conn, &filter, Sort::Newest, &PageRequest { edge: None, limit: 100 })?;
    let mut ranked: Vec<_> = found
        .rows
        .into_iter()
        .filter(|other| other.id != petition.id)
        .map(|other| (stems(&other.title).intersection(&wanted).count(), other))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    ranked.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    Ok(ranked.into_iter().take(SIMILAR).map(|(_, other)| other).collect())
}

fn stems(title: &str) -> BTreeSet<String> {
    fold(title)
        .split(|c: char| !c.is_alphabetic() && c != 'ʼ')
        .filter(|word| word.chars().count() >= 5)
        .map(|word| word.chars().take(6).collect())
        .collect()
}
