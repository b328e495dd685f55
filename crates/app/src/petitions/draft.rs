//! Drafts: begun, edited, submitted, and begun again from a refused petition.

use serde::Deserialize;
use viche_domain::petition::{Figures, State};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text;
use viche_store::city::{self, policies};
use viche_store::petitions::{self, Content};
use viche_store::{Id, Result as Stored};

use super::{Full, Petition, Reference, Summary, access, full, read};
use crate::unit::Needs;
use crate::{App, Faults, Made, Over, Request, Sent, Unit};

/// What an author writes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = PetitionDraft))]
pub struct Draft {
    /// The title: one line of plain text.
    #[cfg_attr(feature = "schema", schema(format = "title"))]
    pub title: String,
    /// The text, plain: lines are kept, and nothing in it is markup. Of at least 50 characters once it is submitted.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(format = "draft_text"))]
    pub text: String,
    /// The code of a category; there must be one once it is submitted.
    pub category: Option<String>,
}

/// Changes of a draft; what is absent stays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = PetitionChanges))]
pub struct Changes {
    /// The title: one line of plain text.
    #[cfg_attr(feature = "schema", schema(format = "title"))]
    pub title: Option<String>,
    /// The text, plain: lines are kept, and nothing in it is markup.
    #[cfg_attr(feature = "schema", schema(format = "draft_text"))]
    pub text: Option<String>,
    /// The code of a category.
    pub category: Option<String>,
}

/// Begins a draft.
pub async fn create(app: &App, request: Request, draft: Sent<Draft>) -> Result<Made, Problem> {
    app.once(request, Needs::Login, move |unit| {
        let draft = check(unit, &draft?)?;
        begin(unit, &draft, None)
    })
    .await
}

/// Begins a draft with the content of a refused petition, for its author to correct.
pub async fn correct(
    app: &App,
    request: Request,
    refused: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Login, move |unit| {
        let petition = unit.hold_as_author(&refused)?;
        nothing?;
        if petition.lifecycle.state() != State::Refused {
            return Err(Code::NotRefused.into());
        }
        let (_, text) = petitions::find(unit.conn, &refused)?.ok_or(Code::PetitionNotFound)?;
        let draft = Draft { title: petition.title.clone(), text, category: petition.category.clone() };
        begin(unit, &draft, Some(petition.id))
    })
    .await
}

fn begin(unit: &mut Unit<'_>, draft: &Draft, corrects: Option<Id>) -> Stored<Full> {
    let author = unit.own_account()?;
    let id = petitions::begin_draft(unit, (author.id, &author.full_name), &draft.content(), corrects)?;
    full(unit, &Reference::Id(id))
}

/// Edits a draft over the version that was read.
pub async fn edit(
    app: &App,
    request: Request,
    reference: Reference,
    over: Sent<Over>,
    changes: Sent<Changes>,
) -> Result<Full, Problem> {
    app.write(request, move |unit| {
        let petition = unit.hold_as_author(&reference)?;
        petition.must_be_draft()?;
        over?.allows(petition.version)?;
        let changes = changes?;
        let (_, text) = petitions::find(unit.conn, &reference)?.ok_or(Code::PetitionNotFound)?;
        let draft = Draft {
            title: changes.title.unwrap_or_else(|| petition.title.clone()),
            text: changes.text.unwrap_or_else(|| text.clone()),
            category: changes.category.or_else(|| petition.category.clone()),
        };
        let draft = check(unit, &draft)?;
        let before = Content { title: &petition.title, text: &text, category: petition.category.as_deref() };
        if draft.content() != before {
            petition.edit(unit, &draft.content())?;
        }
        full(unit, &reference)
    })
    .await
}

/// Deletes a draft.
pub async fn delete(app: &App, request: Request, reference: Reference) -> Result<(), Problem> {
    app.write(request, move |unit| unit.hold_as_author(&reference)?.delete(unit)).await
}

/// Submits a draft for moderation.
pub async fn submit(
    app: &App,
    request: Request,
    reference: Reference,
    nothing: Sent<()>,
) -> Result<Made, Problem> {
    app.once(request, Needs::Login, move |unit| {
        let held = unit.hold_as_author(&reference)?;
        nothing?;
        held.must_be_draft()?;
        let (_, text) = petitions::find(unit.conn, &reference)?.ok_or(Code::PetitionNotFound)?;
        complete(&text, held.category.as_deref())?;
        let author = unit.own_account()?;
        let now = unit.now;
        let policy = policies::in_force::<Figures>(unit.conn, now)?;
        author.level.require(policy.figures.level_to_propose)?;
        if author.email.is_none() {
            // The law asks for the author's address, whatever the policy asks for.
            return Err(Code::EmailNotVerified.into());
        }
        // The name that is known now: it may have been confirmed since the draft was begun.
        held.submit(unit, &author.full_name, &policy)?;
        full(unit, &reference)
    })
    .await
}

/// A petition with the live ones whose titles are much like its own, the most alike first.
pub async fn similar(
    app: &App,
    request: Request,
    reference: Reference,
) -> Result<(Petition, Vec<Summary>), Problem> {
    app.read(request, move |unit| {
        let reader = unit.caller_if_any()?;
        let (petition, _) = petitions::find(unit.conn, &reference)?.ok_or(Code::PetitionNotFound)?;
        access::visible(&petition, reader.as_ref())?;
        let alike = read::alike(unit, &petition)?;
        Ok((petition, alike))
    })
    .await
}

fn check(unit: &mut Unit<'_>, draft: &Draft) -> Stored<Draft> {
    let mut faults = Faults::default();
    let title = faults.check(text::line("/title", &draft.title, text::TITLE));
    let body = faults.check(text::body("/text", &draft.text, text::DRAFT));
    if let Some(code) = &draft.category
        && !city::has_category(unit.conn, code)?
    {
        faults.add(Fault::at("/category", FaultCode::NotFound));
    }
    let (title, text) = faults.none_in(title.zip(body))?;
    Ok(Draft { title, text, category: draft.category.clone() })
}

impl Draft {
    fn content(&self) -> Content<'_> {
        Content { title: &self.title, text: &self.text, category: self.category.as_deref() }
    }
}

/// What a draft lacks to be submitted.
fn complete(text: &str, category: Option<&str>) -> Result<(), Problem> {
    let category = category.ok_or_else(|| Fault::at("/category", FaultCode::Required));
    let faults: Vec<_> =
        [text::body("/text", text, text::BODY).err(), category.err()].into_iter().flatten().collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem { faults, ..Code::DraftIncomplete.into() })
}
