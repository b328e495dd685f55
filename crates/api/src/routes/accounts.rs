//! Accounts: registration, e-mail addresses, passwords, roles, confirmed identities.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use viche_app::accounts::{self, Registration, passwords, roles};
use viche_app::identity::{Papers, confirm_papers};
use viche_app::store::Id;
use viche_domain::identity::DocumentKind;
use viche_domain::locale::Locale;
use viche_domain::problem::{Code, Fault, FaultCode, Problem};
use viche_domain::roles::Role;

use super::{Answer, accepted, done};
use crate::caching;
use crate::context::Context;
use crate::extract::{Idempotent, Json, NoBody, Path, Query};
use crate::routing::{Operation, Routes, Tag};
use crate::views::accounts::AccountView;
use crate::views::examples;
use crate::words;

/// Somebody who registers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// The e-mail address; becomes the login.
    email: String,
    /// 10 to 128 characters, none of the common ones.
    password: String,
    /// The full name, at least two words.
    full_name: String,
    /// The language of e-mails: `uk` (the default) or `en`.
    #[schema(value_type = Option<String>)]
    locale: Option<Locale>,
}

/// A token from an e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EmailToken {
    /// The token, as it stands in the link.
    token: String,
}

/// A change of one's own password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    /// The password until now.
    current_password: String,
    /// 10 to 128 characters, none of the common ones.
    new_password: String,
}

/// An address whose owner forgot the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordReset {
    /// The e-mail address.
    email: String,
}

/// A new password, allowed by a token from an e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordResetConfirmation {
    /// The token, as it stands in the link.
    token: String,
    /// 10 to 128 characters, none of the common ones.
    new_password: String,
}

/// Which account is looked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct FindAccounts {
    /// The e-mail address.
    #[param(example = "olena@example.org")]
    email: String,
}

/// What was found: one account or none.
#[derive(Serialize, ToSchema)]
struct AccountList {
    /// The accounts.
    data: Vec<AccountView>,
}

/// A role to be granted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRole {
    /// The role.
    #[schema(value_type = words::StaffRole)]
    role: Role,
    /// The code of the department, where the role is for one: responder and expert.
    department: Option<String>,
}

/// Papers that a clerk saw: exactly one of `rnokpp`, `unzr` and `document`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Identification {
    /// The account of the person whose papers they are.
    #[schema(value_type = uuid::Uuid)]
    account_id: String,
    /// The name as written there.
    full_name: String,
    /// The birth date as written there.
    #[schema(value_type = String, format = Date)]
    birth_date: String,
    /// The taxpayer number (РНОКПП).
    rnokpp: Option<String>,
    /// The number in the demographic register (УНЗР).
    unzr: Option<String>,
    /// A document, of somebody who has neither.
    document: Option<DocumentNumber>,
}

/// An identity document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DocumentNumber {
    /// Which kind.
    #[schema(value_type = words::IdentityDocument)]
    kind: DocumentKind,
    /// The series and number.
    number: String,
}

async fn register(
    context: Context,
    Idempotent { key, body: Json(new) }: Idempotent<Json<NewAccount>>,
) -> Answer {
    let locale = new.locale.unwrap_or_default();
    let registration =
        Registration { email: new.email, password: new.password, full_name: new.full_name, locale };
    accounts::register(context.app(), context.keyed(key), registration).await?;
    accepted()
}

async fn verify_email(context: Context, Json(body): Json<EmailToken>) -> Answer {
    accounts::verify_email(context.app(), context.request(), body.token).await?;
    done()
}

async fn resend_verification(context: Context, Idempotent { key, .. }: Idempotent<NoBody>) -> Answer {
    accounts::send_verification(context.app(), context.keyed(key)).await?;
    accepted()
}

async fn change_password(context: Context, Json(body): Json<PasswordChange>) -> Answer {
    passwords::change(context.app(), context.request(), body.current_password, body.new_password).await?;
    done()
}

async fn request_reset(
    context: Context,
    Idempotent { key, body: Json(body) }: Idempotent<Json<PasswordReset>>,
) -> Answer {
    passwords::request_reset(context.app(), context.keyed(key), body.email).await?;
    accepted()
}

async fn confirm_reset(context: Context, Json(body): Json<PasswordResetConfirmation>) -> Answer {
    passwords::reset(context.app(), context.request(), body.token, body.new_password).await?;
    done()
}

async fn find(context: Context, Query(query): Query<FindAccounts>) -> Answer {
    let found = accounts::find_by_email(context.app(), context.request(), query.email).await?;
    Ok(caching::private(&AccountList { data: found.into_iter().map(AccountView::from).collect() }))
}

async fn get(context: Context, Path(id): Path<String>) -> Answer {
    let account = accounts::get(context.app(), context.request(), account(&id)?).await?;
    Ok(caching::private(&AccountView::from(account)))
}

async fn grant_role(
    context: Context,
    Path(id): Path<String>,
    Idempotent { key, body: Json(new) }: Idempotent<Json<NewRole>>,
) -> Answer {
    let granted =
        roles::grant(context.app(), context.keyed(key), account(&id)?, new.role, new.department).await?;
    let location = format!("/v1/accounts/{}", granted.id);
    Ok(caching::created(&AccountView::from(granted), &location))
}

async fn revoke_role(context: Context, Path((id, role)): Path<(String, String)>) -> Answer {
    let role = role.parse().map_err(|_| Problem::new(Code::RoleNotFound))?;
    roles::revoke(context.app(), context.request(), account(&id)?, role).await?;
    done()
}

async fn identify(
    context: Context,
    Idempotent { key, body: Json(papers) }: Idempotent<Json<Identification>>,
) -> Answer {
    let id = Id::parse(&papers.account_id)
        .ok_or_else(|| Problem::invalid(vec![Fault::at("/account_id", FaultCode::Malformed)]))?;
    let papers = Papers {
        full_name: papers.full_name,
        birth_date: date("/birth_date", &papers.birth_date)?,
        rnokpp: papers.rnokpp,
        unzr: papers.unzr,
        document: papers.document.map(|document| (document.kind, document.number)),
    };
    let account = confirm_papers(context.app(), context.keyed(key), id, papers).await?;
    let location = format!("/v1/accounts/{}", account.id);
    Ok(caching::created(&AccountView::from(account), &location))
}

fn account(text: &str) -> Result<Id, Problem> {
    Id::parse(text).ok_or_else(|| Code::AccountNotFound.into())
}

fn date(pointer: &str, text: &str) -> Result<NaiveDate, Problem> {
    viche_domain::time::parse_date(text)
        .ok_or_else(|| Problem::invalid(vec![Fault::at(pointer, FaultCode::Malformed)]))
}

pub(super) fn routes(routes: &mut Routes) {
    routes
        .at("/v1/accounts")
        .get(
            find,
            Operation::new("find_accounts", Tag::Accounts, "Find an account by its e-mail address")
                .describe(
                    "For staff who confirm papers or grant roles. An unknown address gives an empty list.",
                )
                .permission("find_accounts")
                .query::<FindAccounts>()
                .answers::<AccountList>(200, json!({ "data": [examples::account()] })),
        )
        .post(
            register,
            Operation::new("register", Tag::Accounts, "Register")
                .describe(
                    "Answers alike whether or not the address is known; what happened is told by e-mail.",
                )
                .idempotent()
                .body::<NewAccount>(json!({
                    "email": "olena@example.org", "password": "тихий ранок над Тетеревом",
                    "full_name": "Коваленко Олена Петрівна", "locale": "uk"
                }))
                .answers_nothing(202),
        );
    routes.at("/v1/accounts/{id}").get(
        get,
        Operation::new("get_account", Tag::Accounts, "One account, for staff")
            .path("id", "The account's id.", examples::ID)
            .permission("find_accounts")
            .answers::<AccountView>(200, examples::account())
            .refuses(&[Code::AccountNotFound]),
    );
    routes.at("/v1/accounts/{id}/roles").post(
        grant_role,
        Operation::new("grant_role", Tag::Accounts, "Grant a staff role")
            .path("id", "The account's id.", examples::ID)
            .permission("grant_roles")
            .idempotent()
            .body::<NewRole>(json!({ "role": "responder", "department": "transport" }))
            .makes::<AccountView>(examples::account())
            .refuses(&[Code::AccountNotFound, Code::RoleAlreadyGranted]),
    );
    routes.at("/v1/accounts/{id}/roles/{role}").delete(
        revoke_role,
        Operation::new("revoke_role", Tag::Accounts, "Take a staff role away, for every department")
            .path("id", "The account's id.", examples::ID)
            .path("role", "The role.", "responder")
            .permission("grant_roles")
            .answers_nothing(204)
            .refuses(&[Code::AccountNotFound, Code::RoleNotFound, Code::LastAdministrator]),
    );
    routes.at("/v1/email-verifications").post(
        verify_email,
        Operation::new("verify_email", Tag::Accounts, "Prove an e-mail address by the token of a letter")
            .body::<EmailToken>(json!({ "token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E" }))
            .answers_nothing(204)
            .refuses(&[Code::BadEmailToken]),
    );
    routes.at("/v1/me/email-verification-requests").post(
        resend_verification,
        Operation::new("request_email_verification", Tag::Me, "Ask for another letter to verify the address")
            .describe("Sends nothing where the address is verified already.")
            .login()
            .idempotent()
            .answers_nothing(202),
    );
    routes.at("/v1/me/password-changes").post(
        change_password,
        Operation::new("change_password", Tag::Me, "Change the caller's password")
            .describe("Every other session of the account ends.")
            .login()
            .body::<PasswordChange>(json!({
                "current_password": "тихий ранок над Тетеревом", "new_password": "гучний вечір на Михайлівській"
            }))
            .answers_nothing(204)
            .refuses(&[Code::WrongPassword, Code::Overloaded]),
    );
    routes.at("/v1/password-resets").post(
        request_reset,
        Operation::new(
            "request_password_reset",
            Tag::Accounts,
            "Ask for a letter that offers a new password",
        )
        .describe("Answers alike whether or not the address is known.")
        .idempotent()
        .body::<PasswordReset>(json!({ "email": "olena@example.org" }))
        .answers_nothing(202),
    );
    routes.at("/v1/password-resets/confirmations").post(
        confirm_reset,
        Operation::new(
            "confirm_password_reset",
            Tag::Accounts,
            "Set a new password by the token of a letter",
        )
        .describe("Every session of the account ends, and the address counts as verified.")
        .body::<PasswordResetConfirmation>(json!({
            "token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E",
            "new_password": "гучний вечір на Михайлівській"
        }))
        .answers_nothing(204)
        .refuses(&[Code::BadEmailToken]),
    );
    routes.at("/v1/identifications").post(
        identify,
        Operation::new("confirm_identity", Tag::Accounts, "Confirm who an account's owner is, from their papers")
            .describe(
                "For a clerk, who may not confirm themselves. Where the person is known already, the account joins \
                 it: of two signatures on one petition the earlier stays. The number is stored as a keyed hash alone.",
            )
            .permission("confirm_identities")
            .idempotent()
            .body::<Identification>(json!({
                "account_id": examples::ID, "full_name": "Коваленко Олена Петрівна",
                "birth_date": "1990-05-17", "rnokpp": "3300900188"
            }))
            .makes::<AccountView>(examples::account())
            .refuses(&[Code::AccountNotFound, Code::AlreadyIdentified]),
    );
}
