//! Petitions: reading and following them.

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use viche_app::petitions::{Details, Filter, Sort, draft, follow, read};
use viche_domain::petition::State;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::text::fold;
use viche_domain::time::{end_of_day, parse_date, start_of_day};

use super::me::known_set;
use super::{Answer, FRESH, done};
use crate::caching;
use crate::context::{Context, petition};
use crate::extract::{NoBody, Path, Query};
use crate::page::{Page, with_links};
use crate::paging::paging;
use crate::routing::{Operation, Routes, Tag};
use crate::views::examples;
use crate::views::petitions::{EventView, Full, Summary};
use crate::words;

/// Characters of a title that can be searched for.
const LONGEST_SEARCH: usize = 200;

/// The order of a list of petitions.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Order {
    /// The latest published first.
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
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListPetitions {
    /// In one of these states; drafts, submitted, refused and removed ones are never listed.
    #[param(explode = false, inline, value_type = Option<Vec<words::PetitionState>>, example = json!(["collecting"]))]
    state: Option<Vec<State>>,
    /// Of the category with this code.
    #[param(example = "transport")]
    category: Option<String>,
    /// Whose title has this text, at most 200 characters; letter case and the kind of apostrophe make no difference.
    #[param(example = "велодоріжк")]
    q: Option<String>,
    /// Published on this local date or later.
    #[param(example = "2026-01-01", format = Date)]
    published_from: Option<String>,
    /// Published on this local date or earlier.
    #[param(example = "2026-12-31", format = Date)]
    published_to: Option<String>,
    /// Of these only, by id or public number, at most 100.
    #[param(explode = false, example = json!(["2026-03-04-1"]))]
    ids: Option<Vec<String>>,
    /// In which order; `newest` where absent.
    #[param(inline, example = "most_signed")]
    sort: Option<Order>,
    /// The cursor of a page.
    #[serde(skip_serializing)]
    #[param(example = "kq3…")]
    cursor: Option<String>,
    /// How many items a page has at most, 1 to 100; 25 where absent.
    #[serde(skip_serializing)]
    #[param(example = 25)]
    limit: Option<u32>,
}

/// Which page of a petition's history.
#[derive(Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListHistory {
    /// The cursor of a page.
    #[serde(skip_serializing)]
    #[param(example = "kq3…")]
    cursor: Option<String>,
    /// How many items a page has at most, 1 to 100; 25 where absent.
    #[serde(skip_serializing)]
    #[param(example = 25)]
    limit: Option<u32>,
}

/// Live petitions much like one's own.
#[derive(Serialize, ToSchema)]
struct SimilarPetitions {
    /// At most five, the most alike first.
    data: Vec<Summary>,
}

impl ListPetitions {
    fn filter(&self) -> Result<Filter, Problem> {
        let bad = |name, code| Problem::new(Code::BadParameter).fault(Fault::parameter(name, code));
        let states = self.state.clone().unwrap_or_default();
        if states.iter().any(|state| !state.is_public(Some(chrono::DateTime::UNIX_EPOCH))) {
            return Err(bad("state", FaultCode::UnknownValue));
        }
        if self.q.as_ref().is_some_and(|q| q.chars().count() > LONGEST_SEARCH) {
            let fault = Fault::parameter("q", FaultCode::TooLong).with("max", LONGEST_SEARCH);
            return Err(Problem::new(Code::BadParameter).fault(fault));
        }
        let date = |name, text: &Option<String>| {
            text.as_deref()
                .map(|text| parse_date(text).ok_or_else(|| bad(name, FaultCode::Malformed)))
                .transpose()
        };
        Ok(Filter {
            states,
            category: self.category.clone(),
            search: self.q.as_deref().map(fold),
            published_from: date("published_from", &self.published_from)?.map(start_of_day),
            published_before: date("published_to", &self.published_to)?.map(end_of_day),
            among: self.ids.as_deref().map(|ids| known_set("ids", ids)).transpose()?,
            ..Filter::default()
        })
    }
}

async fn list(context: Context, request: HttpRequest, Query(query): Query<ListPetitions>) -> Answer {
    let (name, sort) = match query.sort.unwrap_or_default() {
        Order::Newest => ("newest", Sort::Newest),
        Order::Oldest => ("oldest", Sort::Oldest),
        Order::MostSigned => ("most_signed", Sort::MostSigned),
        Order::ClosingSoon => ("closing_soon", Sort::ClosingSoon),
    };
    let (cursor, limit) = (query.cursor.as_deref(), query.limit);
    let paging = paging(&context.service, ("petitions", name, &query), cursor, limit)?;
    let (app, window) = (context.app(), paging.window.clone());
    let slice = read::published(app, context.request(), query.filter()?, sort, window).await?;
    let changed = slice.rows.iter().map(|petition| petition.updated_at).max();
    let page = paging.page(
        &context.service,
        slice,
        |petition| (sort.value(petition), petition.id.clone()),
        |petition| Summary::from(&petition),
    );
    let response = caching::public(&request, &page, changed.unwrap_or(app.started_at), FRESH);
    Ok(with_links(response, &request, &page.page))
}

async fn get(context: Context, request: HttpRequest, Path(id): Path<String>) -> Answer {
    let details = read::get(context.app(), context.request(), petition(&id)?).await?;
    Ok(shown(&request, &details))
}

async fn history(
    context: Context,
    request: HttpRequest,
    Path(id): Path<String>,
    Query(query): Query<ListHistory>,
) -> Answer {
    let (cursor, limit) = (query.cursor.as_deref(), query.limit);
    let paging = paging(&context.service, ("history", "oldest", &id), cursor, limit)?;
    let (app, window) = (context.app(), paging.window.clone());
    let (whose, slice) = read::history(app, context.request(), petition(&id)?, window).await?;
    let page = paging.page(
        &context.service,
        slice,
        |event| (event.at.timestamp_micros().to_string(), event.id.clone()),
        EventView::from,
    );
    let response = super::public_if(&request, &whose, &page);
    Ok(with_links(response, &request, &page.page))
}

async fn similar(context: Context, request: HttpRequest, Path(id): Path<String>) -> Answer {
    let (whose, found) = draft::similar(context.app(), context.request(), petition(&id)?).await?;
    let similar = SimilarPetitions { data: found.iter().map(Summary::from).collect() };
    Ok(super::public_if(&request, &whose, &similar))
}

async fn follow_petition(context: Context, Path(id): Path<String>, _: NoBody) -> Answer {
    follow::follow(context.app(), context.request(), petition(&id)?).await?;
    Ok(done())
}

async fn unfollow_petition(context: Context, Path(id): Path<String>) -> Answer {
    follow::unfollow(context.app(), context.request(), petition(&id)?).await?;
    Ok(done())
}

/// A public petition, for anybody to keep; another for its reader alone, with the version for an edit.
fn shown(request: &HttpRequest, details: &Details) -> HttpResponse {
    let view = Full::from(details);
    if details.petition.is_public() {
        caching::public(request, &view, details.petition.updated_at, FRESH)
    } else {
        caching::versioned(&view, details.petition.version)
    }
}

/// Describes the `{id}` of a petition.
pub(super) fn of_petition(operation: Operation) -> Operation {
    operation
        .path("id", "The petition's id or public number.", examples::NUMBER)
        .refuses(&[Code::PetitionNotFound, Code::PetitionRemoved])
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/petitions").get(
        list,
        Operation::new("list_petitions", Tag::Petitions, "Published petitions")
            .query::<ListPetitions>()
            .cached()
            .paged()
            .optional_login()
            .answers::<Page<Summary>>(200, examples::page(examples::summary())),
    );
    routes.at("/v1/petitions/{id}").get(
        get,
        of_petition(Operation::new("get_petition", Tag::Petitions, "One petition"))
            .describe(
                "One that is not public is shown to its author and to staff, with its version in `ETag`.",
            )
            .optional_login()
            .cached()
            .answers::<Full>(200, examples::petition()),
    );
    routes.at("/v1/petitions/{id}/history").get(
        history,
        of_petition(Operation::new(
            "list_history",
            Tag::Petitions,
            "What happened to a petition, the first first",
        ))
        .optional_login()
        .query::<ListHistory>()
        .cached()
        .paged()
        .answers::<Page<EventView>>(
            200,
            examples::page(json!({ "kind": "published", "at": "2026-03-04T08:00:00Z" })),
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
        .cached()
        .answers::<SimilarPetitions>(200, json!({ "data": [examples::summary()] })),
    );
    routes
        .at("/v1/petitions/{id}/following")
        .put(
            follow_petition,
            of_petition(Operation::new("follow_petition", Tag::Me, "Follow a petition"))
                .login()
                .answers_nothing(204),
        )
        .delete(
            unfollow_petition,
            of_petition(Operation::new("unfollow_petition", Tag::Me, "Stop following a petition"))
                .login()
                .answers_nothing(204),
        );
}
