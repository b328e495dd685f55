//! Accounts: registration, proving an e-mail address, finding an account.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::KnownFormat;
use utoipa::{IntoParams, ToSchema};
use viche_app::Id;
use viche_app::people::accounts::{
    self, Account, EmailToken, EmailVerificationRequest, PersonSearch, Registration,
};
use viche_domain::problem::{Code, Problem};

use crate::caching;
use crate::context::Context;
use crate::examples;
use crate::extract::{Idempotent, Json, Path, Query};
use crate::routes::{HttpResult, accepted, done};
use crate::routing::{Operation, Routes, Tag, text_of};

/// Which account is looked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct FindAccounts {
    /// The e-mail address.
    #[param(example = "olena@example.org")]
    email: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
struct AccountList {
    /// The accounts.
    data: Vec<Account>,
}

async fn register(
    context: Context,
    Idempotent { key, body: Json(registration) }: Idempotent<Json<Registration>>,
) -> HttpResult {
    accounts::register(context.app(), context.keyed(key), registration?).await?;
    Ok(accepted())
}

async fn verify_email(context: Context, Json(proof): Json<EmailToken>) -> HttpResult {
    accounts::verify_email(context.app(), context.request(), proof?).await?;
    Ok(done())
}

async fn resend_verification(
    context: Context,
    Idempotent { key, body: Json(asked) }: Idempotent<Json<EmailVerificationRequest>>,
) -> HttpResult {
    accounts::send_verification(context.app(), context.keyed(key), asked?).await?;
    Ok(accepted())
}

async fn find(context: Context, Query(query): Query<FindAccounts>) -> HttpResult {
    let data = accounts::find_by_email(context.app(), context.request(), query.email).await?;
    Ok(caching::private(&AccountList { data }))
}

async fn search(context: Context, Json(person): Json<PersonSearch>) -> HttpResult {
    let data = accounts::find_person(context.app(), context.request(), person).await?;
    Ok(caching::private(&AccountList { data }))
}

async fn get(context: Context, Path(id): Path<String>) -> HttpResult {
    Ok(caching::private(&accounts::get(context.app(), context.request(), account(&id)?).await?))
}

/// An account's id from an address; what is none names no account.
pub(super) fn account(text: &str) -> Result<Id, Problem> {
    Id::parse(text).ok_or_else(|| Code::AccountNotFound.into())
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/accounts")
        .get(
            find,
            Operation::new("find_accounts", Tag::Accounts, "Find an account by its e-mail address")
                .describe(
                    "For staff who confirm papers or grant roles. An unknown address gives an empty list. What was \
                     looked for goes on the record.",
                )
                .permission("find_accounts")
                .query::<FindAccounts>()
                .answers::<AccountList>(200, json!({ "data": [examples::account()] })),
        )
        .post(
            register,
            Operation::new("register", Tag::Accounts, "Register")
                .describe(
                    "Answers alike whether or not the address is known; what happened is told by e-mail. The account \
                     is made when the link of the letter is followed, and nobody can log in before. Whoever registers \
                     with the address again meanwhile takes the place of the registration before.",
                )
                .idempotent()
                .body::<Registration>(json!({
                    "email": "olena@example.org", "password": "тихий ранок над Тетеревом",
                    "full_name": "Коваленко Олена Петрівна", "locale": "uk"
                }))
                .answers_nothing(202),
        );
    routes.at("/v1/account-searches").post(
        search,
        Operation::new("search_accounts", Tag::Accounts, "Find accounts by name and birth date")
            .describe(
                "Those of identified people, for staff who saw papers: the name in any order and letter case, two words \
                 of it at least. At most 20 are told. What was looked for goes on the record.",
            )
            .permission("find_accounts")
            .body::<PersonSearch>(json!({ "full_name": "Коваленко Олена", "birth_date": "1990-05-17" }))
            .answers::<AccountList>(200, json!({ "data": [examples::account()] })),
    );
    routes.at("/v1/accounts/{id}").get(
        get,
        Operation::new("get_account", Tag::Accounts, "One account, for staff")
            .describe("For clerks, auditors and administrators; one's own account is at `/v1/me`.")
            .path_of(text_of(KnownFormat::Uuid), "id", "The account's id.", examples::ID)
            .permission("find_accounts")
            .answers::<Account>(200, examples::account())
            .refuses(&[Code::AccountNotFound]),
    );
    routes.at("/v1/email-verifications").post(
        verify_email,
        Operation::new("verify_email", Tag::Accounts, "Prove an e-mail address by the token of a letter")
            .describe(
                "The token stands in the link of the letter, as `token`. It makes the account of the registration that \
                 the letter was about. It is good for 24 hours, as often as it comes. No login is needed, since the \
                 letter may be opened elsewhere. Where one registration took the place of another with the same address, \
                 whoever has the letter need not be who chose the password: `password_needed` asks for it.",
            )
            .body::<EmailToken>(json!({ "token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E" }))
            .answers_nothing(204)
            .refuses(&[Code::BadEmailToken, Code::AddressTaken, Code::PasswordNeeded, Code::WrongPassword]),
    );
    routes.at("/v1/email-verification-requests").post(
        resend_verification,
        Operation::new(
            "request_email_verification",
            Tag::Accounts,
            "Ask for another letter to prove the address",
        )
        .describe("Answers alike whether or not anybody has registered with the address.")
        .idempotent()
        .body::<EmailVerificationRequest>(json!({ "email": "olena@example.org" }))
        .answers_nothing(202),
    );
}
