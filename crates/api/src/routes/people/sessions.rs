//! Sessions: login, refresh, logout, and the public keys of access tokens.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};
use utoipa::ToSchema;
use viche_app::Made;
use viche_app::people::accounts::Session;
use viche_app::people::accounts::sessions::{self, CurrentSession, Login, Refresh};
use viche_app::people::identity::{self, ExternalLogin};
use viche_domain::problem::Code;

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::Json;
use crate::routes::{HttpResult, SETTLED, done};
use crate::routing::{Operation, Routes, Tag};

/// The public keys of access tokens (RFC 7517).
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of a document that the keys themselves write")]
struct Jwks {
    /// The keys.
    #[schema(value_type = Vec<Object>)]
    keys: Vec<Value>,
}

async fn log_in(context: Context, Json(login): Json<Login>) -> HttpResult {
    let session = sessions::log_in(context.app(), context.request(), login?).await?;
    Ok(caching::created(Made::of(&session)))
}

async fn log_in_externally(context: Context, Json(login): Json<ExternalLogin>) -> HttpResult {
    let session = identity::log_in(context.app(), context.request(), login?).await?;
    Ok(caching::created(Made::of(&session)))
}

async fn refresh(context: Context, Json(body): Json<Refresh>) -> HttpResult {
    let session = sessions::refresh(context.app(), context.request(), body?).await?;
    Ok(caching::created(Made::of(&session)))
}

async fn current(context: Context) -> HttpResult {
    Ok(caching::private(&sessions::current(context.app(), context.request()).await?))
}

async fn log_out(context: Context) -> HttpResult {
    sessions::log_out(context.app(), context.request()).await?;
    Ok(done())
}

async fn jwks(context: Context, request: HttpRequest) -> HttpResponse {
    let app = context.app();
    caching::public_undated(&request, app.tokens.jwks(), SETTLED)
}

pub(super) fn routes(routes: &mut Routes) {
    routes.at("/v1/sessions").post(
        log_in,
        Operation::new("log_in", Tag::Sessions, "Log in by e-mail and password")
            .describe(
                "An unknown address, one that is not confirmed yet and a wrong password are answered alike, in the \
                 same time.",
            )
            .body::<Login>(json!({ "email": "olena@example.org", "password": "тихий ранок над Тетеревом" }))
            .makes::<Session>(examples::session())
            .refuses(&[Code::BadCredentials]),
    );
    routes.at("/v1/external-sessions").post(
        log_in_externally,
        Operation::new("log_in_externally", Tag::Sessions, "Log in by an external identity provider")
            .describe(
                "The first login makes the account, and the person counts as identified. The provider `built_in` \
                 exists in the demo and in tests alone.",
            )
            .body::<ExternalLogin>(json!({
                "provider": "built_in",
                "code": "eyJmdWxsX25hbWUiOiLQmtC-0LLQsNC70LXQvdC60L4g0J7Qu9C10L3QsCDQn9C10YLRgNGW0LLQvdCwIiwicm5va3BwIjoiMzMwMDkwMDE4MCIsImJpcnRoX2RhdGUiOm51bGwsImVtYWlsIjoib2xlbmEua292YWxlbmtvQGV4YW1wbGUub3JnIn0"
            }))
            .makes::<Session>(examples::session())
            .refuses(&[Code::BadAssertion, Code::ProviderUnknown, Code::BirthDateDiffers]),
    );
    routes.at("/v1/session-refreshes").post(
        refresh,
        Operation::new("refresh_session", Tag::Sessions, "Exchange a refresh token for new tokens")
            .describe(
                "Each token has one successor. Sent again within 60 seconds and before that was used, as by a second \
                 tab or after a lost answer, it gives the same one; sent again later it ends its session.",
            )
            .body::<Refresh>(json!({ "refresh_token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E" }))
            .makes::<Session>(examples::session())
            .refuses(&[Code::BadRefreshToken]),
    );
    routes
        .at("/v1/sessions/current")
        .get(
            current,
            Operation::new("get_current_session", Tag::Sessions, "The session that you are logged in by")
                .describe("The address that `Location` names when you log in or refresh.")
                .login()
                .answers::<CurrentSession>(
                    200,
                    json!({ "id": examples::ID, "account_id": examples::ID, "opened_at": "2026-03-04T08:00:00Z" }),
                ),
        )
        .delete(log_out, Operation::new("log_out", Tag::Sessions, "Log out")
            .describe(
                "Ends this session: neither its access token nor its refresh token is good any more. Other \
                 sessions go on.",
            )
.login().answers_nothing(204));
    routes.at("/.well-known/jwks.json").get(
        jwks,
        Operation::new("get_jwks", Tag::Sessions, "The public keys of access tokens")
            .describe(
                "For services that check access tokens themselves; after a rotation the earlier keys stay \
                 beside the new one. A browser needs none of it.",
            )
            .cached_undated()
            .answers::<Jwks>(
                200,
                json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                    "kid": "4f0c2a9d8e7b6a51", "use": "sig", "alg": "EdDSA" }] }),
            ),
    );
}
