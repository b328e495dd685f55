//! What a client needs to draw itself: the city, its categories and departments.

use actix_web::HttpRequest;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use viche_app::city::profile::{self, Changes};

use super::{Answer, SETTLED};
use crate::caching;
use crate::context::Context;
use crate::extract::{IfMatch, Json};
use crate::routing::{Operation, Routes, Tag};
use crate::views::city::{City, NamedList};
use crate::views::examples;

/// Changes of the city's profile; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CityChanges {
    /// The name in Ukrainian.
    name_uk: Option<String>,
    /// The name in English.
    name_en: Option<String>,
    /// The council's code in the register of legal entities (ЄДРПОУ): 8 digits.
    edrpou: Option<String>,
    /// The city's code in the register of territorial units (КАТОТТГ): `UA` and 17 digits.
    katottg: Option<String>,
    /// The council's address.
    address: Option<String>,
}

async fn get(context: Context, request: HttpRequest) -> Answer {
    let city = profile::get(context.app(), context.request()).await?;
    let (version, changed) = (city.version, city.updated_at);
    Ok(caching::versioned_public(&request, &City::from(city), version, changed, SETTLED))
}

async fn edit(context: Context, if_match: IfMatch, Json(changes): Json<CityChanges>) -> Answer {
    let changes = Changes {
        name_uk: changes.name_uk,
        name_en: changes.name_en,
        edrpou: changes.edrpou,
        katottg: changes.katottg,
        address: changes.address,
    };
    let city = profile::edit(context.app(), context.request(), if_match.version(), changes).await?;
    let version = city.version;
    Ok(caching::versioned(&City::from(city), version))
}

async fn categories(context: Context, request: HttpRequest) -> Answer {
    let named = profile::categories(context.app(), context.request()).await?;
    Ok(caching::public(&request, &NamedList::from(named), context.app().started_at, SETTLED))
}

async fn departments(context: Context, request: HttpRequest) -> Answer {
    let named = profile::departments(context.app(), context.request()).await?;
    Ok(caching::public(&request, &NamedList::from(named), context.app().started_at, SETTLED))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/city")
        .get(
            get,
            Operation::new("get_city", Tag::City, "The city")
                .cached()
                .versioned()
                .answers::<City>(200, examples::city()),
        )
        .patch(
            edit,
            Operation::new("edit_city", Tag::City, "Edit the city's profile")
                .permission("edit_configuration")
                .if_match()
                .body::<CityChanges>(
                    json!({ "address": "майдан імені С. П. Корольова, 4/2, м. Житомир, 10014" }),
                )
                .answers::<City>(200, examples::city()),
        );
    routes.at("/v1/categories").get(
        categories,
        Operation::new("list_categories", Tag::City, "The categories of petitions")
            .cached()
            .answers::<NamedList>(
                200,
                json!({ "data": [{ "code": "transport", "name_uk": "Транспорт", "name_en": "Transport" }] }),
            ),
    );
    routes.at("/v1/departments").get(
        departments,
        Operation::new("list_departments", Tag::City, "The departments that answer petitions")
            .cached()
            .answers::<NamedList>(
                200,
                json!({ "data": [{ "code": "education", "name_uk": "Департамент освіти", "name_en": "Department of education" }] }),
            ),
    );
}
