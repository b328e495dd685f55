//! Petitions: reading and following them.

use std::convert::identity;

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use viche_app::petitions::{EventView, Filter, Full, Sort, Summary, draft, follow, read};
use viche_domain::petition::{ListedState, State};
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text::{SEARCH, fold};
use viche_domain::time::{end_of_day, parse_date, start_of_day};

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Everything, List, NoBody, Path};
use crate::page::Page;
use crate::references::{known_set, petition};
use crate::routes::{FRESH, HttpResult, done, public_if};
use crate::routing::{Operation, Routes, Tag};

/// The order of a list of petitions.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Order {
    /// The most recently published first.
    #[default]
    Newest,
    /// The first published first.
    Oldest,
    /// The most signed first.
    MostSigned,
    /// The one whose window closes soonest first.
    ClosingSoon,
}

/// Which petitions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListPetitions {
    /// In one of these states.
    #[param(inline, example = json!(["collecting"]))]
    state: Option<Vec<ListedState>>,
    /// Of the category with this code.
    #[param(example = "transport")]
    category: Option<String>,
    /// In the charge of the department with this code.
    #[param(example = "transport")]
    department: Option<String>,
    /// Whose title has this text; letter case and the kind of apostrophe make no difference.
    #[param(example = "велодоріжк", format = "search")]
    q: Option<String>,
    /// Published on this local date or later.
    #[param(example = "2026-01-01", format = Date)]
    published_from: Option<String>,
    /// Published on this local date or earlier.
    #[param(example = "2026-12-31", format = Date)]
    published_to: Option<String>,
    /// Of these only, by id or public number.
    #[param(example = json!(["2026-03-04-1"]), max_items = 100)]
    ids: Option<Vec<String>>,
    /// In which order; `newest` where absent.
    #[param(inline, example = "most_signed")]
    sort: Option<Order>,
}

/// Live petitions much like this one.
#[derive(Serialize, ToSchema)]
struct SimilarPetitions {
    /// At most five, the most alike first.
    data: Vec<Summary>,
}

impl ListPetitions {
    fn filter(&self) -> Result<Filter, Problem> {
        let bad = |name, code| Problem::new(Code::BadParameter).fault(Fault::parameter(name, code));
        let date = |name, text: &Option<String>| {
            text.as_deref()
                .map(|text| parse_date(text).ok_or_else(|| bad(name, FaultCode::Malformed)))
                .transpose()
        };
        Ok(Filter {
            states: self.state.iter().flatten().copied().map(State::from).collect(),
            category: self.category.clone(),
            department: self.department.clone(),
            any_of: search(self.q.clone())?.into_iter().collect(),
            published_from: date("published_from", &self.published_from)?.map(start_of_day),
            published_before: date("published_to", &self.published_to)?.map(end_of_day),
            among: self.ids.as_deref().map(|ids| known_set("ids", ids)).transpose()?,
            ..Filter::default()
        })
    }
}

/// The text that titles are searched for, folded.
pub(super) fn search(q: Option<String>) -> Result<Option<String>, Problem> {
    let Some(q) = q else { return Ok(None) };
    if !SEARCH.contains(&q.chars().count()) {
        let fault = Fault::parameter("q", FaultCode::TooLong).with("max", *SEARCH.end());
        return Err(Problem::new(Code::BadParameter).fault(fault));
    }
    Ok(Some(fold(&q)).filter(|text| !text.is_empty()))
}

async fn list(context: Context, list: List<ListPetitions>) -> HttpResult {
    let filter = list.query.filter()?;
    let sort = match list.query.sort.unwrap_or_default() {
        Order::Newest => Sort::Newest,
        Order::Oldest => Sort::Oldest,
        Order::MostSigned => Sort::MostSigned,
        Order::ClosingSoon => Sort::ClosingSoon,
    };
    let slice = read::published(context.app(), context.request(), filter, sort, list.page).await?;
    Ok(list.pages.answer(slice, identity, |request, page| caching::public_undated(request, page, FRESH)))
}

async fn get(context: Context, request: HttpRequest, Path(id): Path<String>) -> HttpResult {
    Ok(shown(&request, &read::get(context.app(), context.request(), petition(&id)?).await?))
}

async fn history(context: Context, Path(id): Path<String>, list: List<Everything>) -> HttpResult {
    let (whose, slice) = read::history(context.app(), context.request(), petition(&id)?, list.page).await?;
    Ok(list.pages.answer(slice, EventView::from, |request, page| public_if(request, &whose, page)))
}

async fn similar(context: Context, request: HttpRequest, Path(id): Path<String>) -> HttpResult {
    let (whose, data) = draft::similar(context.app(), context.request(), petition(&id)?).await?;
    let similar = SimilarPetitions { data };
    Ok(if whose.is_public() {
        caching::public_undated(&request, &similar, FRESH)
    } else {
        caching::private(&similar)
    })
}

async fn follow_petition(context: Context, Path(id): Path<String>, NoBody(nothing): NoBody) -> HttpResult {
    follow::follow(context.app(), context.request(), petition(&id)?, nothing).await?;
    Ok(done())
}

async fn unfollow_petition(context: Context, Path(id): Path<String>) -> HttpResult {
    follow::unfollow(context.app(), context.request(), petition(&id)?).await?;
    Ok(done())
}

/// A public petition, for anybody to keep; another for its reader alone, with the version for an edit.
fn shown(request: &HttpRequest, petition: &Full) -> HttpResponse {
    if petition.is_public() {
        caching::public_undated(request, petition, FRESH)
    } else {
        caching::versioned(petition)
    }
}

/// Describes the `{id}` of a petition.
pub(super) fn of_petition(operation: Operation) -> Operation {
    operation
        .path("id", "The petition's id or public number.", examples::ANSWERED_IN_THE_DEMO)
        .refuses(&[Code::PetitionNotFound, Code::PetitionRemoved])
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/petitions").get(
        list,
        Operation::new("list_petitions", Tag::Petitions, "Published petitions")
            .describe(
                "Where hardly any petition fits, a page ends once many have been looked through, with few items or \
                 none; the next page goes on from there.",
            )
            .list::<ListPetitions>()
            .cached_undated()
            .optional_login()
            .answers::<Page<Summary>>(200, examples::page(examples::assigned_summary())),
    );
    routes.at("/v1/petitions/{id}").get(
        get,
        of_petition(Operation::new("get_petition", Tag::Petitions, "One petition"))
            .describe(
                "One that is not public is shown to its author and to staff, with its version in `ETag`.",
            )
            .optional_login()
            .cached_undated()
            .answers::<Full>(200, examples::assigned()),
    );
    routes.at("/v1/petitions/{id}/history").get(
        history,
        of_petition(Operation::new(
            "list_history",
            Tag::Petitions,
            "What happened to a petition, the oldest first",
        ))
        .describe("What happened and when, without names; reasons stand with the petition.")
        .optional_login()
        .list::<Everything>()
        .cached_undated()
        .answers::<Page<EventView>>(
            200,
            examples::page(json!({ "kind": "published", "at": "2026-03-04T08:00:00Z", "department": null })),
        ),
    );
    routes.at("/v1/petitions/{id}/similar").get(
        similar,
        of_petition(Operation::new(
            "list_similar",
            Tag::Petitions,
            "Live petitions with a title much like this one",
        ))
        .describe("To be shown to an author before submitting.")
        .optional_login()
        .cached_undated()
        .answers::<SimilarPetitions>(200, json!({ "data": [examples::summary()] })),
    );
    routes
        .at("/v1/petitions/{id}/following")
        .put(
            follow_petition,
            of_petition(Operation::new("follow_petition", Tag::Me, "Follow a petition"))
                .describe("At most 1000 petitions can be followed.")
                .login()
                .refuses(&[Code::TooManyFollows])
                .answers_nothing(204),
        )
        .delete(
            unfollow_petition,
            of_petition(Operation::new("unfollow_petition", Tag::Me, "Stop following a petition"))
                .describe("Answers alike where the caller did not follow it.")
                .login()
                .answers_nothing(204),
        );
}
