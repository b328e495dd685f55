//! Changing a password, and getting a new one when it is forgotten.

use serde_json::json;
use viche_app::people::accounts::passwords::{
    self, PasswordChange, PasswordReset, PasswordResetConfirmation,
};
use viche_domain::problem::Code;

use crate::context::Context;
use crate::extract::{Idempotent, Json};
use crate::routes::{HttpResult, accepted, done};
use crate::routing::{Operation, Routes, Tag};

async fn change_password(context: Context, Json(change): Json<PasswordChange>) -> HttpResult {
    passwords::change(context.app(), context.request(), change).await?;
    Ok(done())
}

async fn request_reset(
    context: Context,
    Idempotent { key, body: Json(reset) }: Idempotent<Json<PasswordReset>>,
) -> HttpResult {
    passwords::request_reset(context.app(), context.keyed(key), reset?).await?;
    Ok(accepted())
}

async fn confirm_reset(context: Context, Json(allowed): Json<PasswordResetConfirmation>) -> HttpResult {
    passwords::reset(context.app(), context.request(), allowed?).await?;
    Ok(done())
}

pub(super) fn routes(routes: &mut Routes) {
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
        .describe("Every session of the account ends.")
        .body::<PasswordResetConfirmation>(json!({
            "token": "vZ4qXH8w2n0b7eJ5yT1cLrKd9mAiQ3uP6sGfN0xWv1E",
            "new_password": "гучний вечір на Михайлівській"
        }))
        .answers_nothing(204)
        .refuses(&[Code::BadEmailToken]),
    );
}
