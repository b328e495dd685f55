//! What a client needs to draw itself: the city, its categories and departments.

use actix_web::HttpRequest;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::city::profile::{self, Changes, City};
use viche_domain::city::Named;
use viche_domain::labels::Labels;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{IfMatch, Json};
use crate::routes::{HttpResult, SETTLED};
use crate::routing::{Operation, Routes, Tag};

/// A list that is never long enough for pages.
#[derive(Serialize, ToSchema)]
struct NamedList {
    /// The items, in the city's order.
    data: Vec<Named>,
}

async fn get(context: Context, request: HttpRequest) -> HttpResult {
    let city = profile::get(context.app(), context.request()).await?;
    Ok(caching::versioned_public(&request, &city, city.updated_at, SETTLED))
}

async fn edit(context: Context, IfMatch(over): IfMatch, Json(changes): Json<Changes>) -> HttpResult {
    let city = profile::edit(context.app(), context.request(), over, changes).await?;
    Ok(caching::versioned(&city))
}

async fn categories(context: Context, request: HttpRequest) -> HttpResult {
    let data = profile::categories(context.app(), context.request()).await?;
    Ok(caching::public_undated(&request, &NamedList { data }, SETTLED))
}

async fn departments(context: Context, request: HttpRequest) -> HttpResult {
    let data = profile::departments(context.app(), context.request()).await?;
    Ok(caching::public_undated(&request, &NamedList { data }, SETTLED))
}

async fn labels(request: HttpRequest) -> HttpResult {
    Ok(caching::public_undated(&request, &Labels::all(), SETTLED))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/city")
        .get(
            get,
            Operation::new("get_city", Tag::City, "The city")
                .describe("Names, codes and address for a site's head and foot.")
                .cached()
                .versioned()
                .answers::<City>(200, examples::city()),
        )
        .patch(
            edit,
            Operation::new("edit_city", Tag::City, "Edit the city's profile")
                .describe("What is absent stays.")
                .permission("edit_configuration")
                .if_match()
                .body::<Changes>(json!({ "address": "майдан імені С. П. Корольова, 4/2, м. Житомир, 10014" }))
                .answers::<City>(200, examples::city()),
        );
    routes.at("/v1/categories").get(
        categories,
        Operation::new("list_categories", Tag::City, "The categories of petitions")
            .describe("A petition names one by its `code`, which never changes; the names are for people.")
            .cached_undated()
            .answers::<NamedList>(
                200,
                json!({ "data": [{ "code": "transport", "name_uk": "Транспорт", "name_en": "Transport" }] }),
            ),
    );
    routes.at("/v1/labels").get(
        labels,
        Operation::new(
            "list_labels",
            Tag::City,
            "What states, decisions, reasons, duties and events are called",
        )
        .describe(
            "In both languages, short enough for a badge. One list for each vocabulary of this document.",
        )
        .cached_undated()
        .answers::<Labels>(200, serde_json::to_value(Labels::all()).expect("labels are text")),
    );
    routes.at("/v1/departments").get(
        departments,
        Operation::new("list_departments", Tag::City, "The departments that answer petitions")
            .describe(
                "Those that petitions are assigned to and answered by. The `code` never changes; the names \
                 are for people.",
            )
            .cached_undated()
            .answers::<NamedList>(
                200,
                json!({ "data": [{ "code": "education", "name_uk": "Департамент освіти", "name_en": "Department of education" }] }),
            ),
    );
}
