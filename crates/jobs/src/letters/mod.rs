//! Writes the letters that the outbox asks for, in the recipient's language.
//!
//! One-time tokens are made here, when the letter is written: the database knows their hashes alone.

mod account;
mod petition;
#[cfg(test)]
mod tests;
mod words;

use chrono::TimeDelta;
use viche_app::Unit;
use viche_app::accounts::{Account, EMAIL_TOKEN_LIFETIME};
use viche_app::store::accounts::{self, Which};
use viche_app::store::outbox::{Due, Message};
use viche_app::store::sessions::{Purpose, add_email_token};
use viche_app::store::{Connected, Result, city};
use viche_domain::locale::Locale;

use crate::mail::Letter;

/// How long a link that allows a new password is good for: whoever asked for it is waiting.
const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// What a letter says between greeting and signature.
struct Content {
    subject: String,
    body: String,
}

/// The letter that a message asks for; nothing where there is nobody to tell, or nothing any more.
pub(crate) fn write(unit: &mut Unit<'_>, due: &Due, link_base: &str) -> Result<Option<Letter>> {
    let Some(recipient) = recipient(unit.conn, &due.message)? else { return Ok(None) };
    let Some(to) = recipient.email.clone() else { return Ok(None) };
    let locale = recipient.locale;
    let content = match &due.message {
        Message::VerifyEmail { .. } if recipient.email_verified_at.is_some() => None,
        Message::VerifyEmail { .. } => {
            let token = token(unit, &recipient, Purpose::VerifyEmail, EMAIL_TOKEN_LIFETIME)?;
            Some(account::verify_email(locale, &format!("{link_base}/verify-email?token={token}")))
        }
        Message::AlreadyRegistered { .. } => Some(account::already_registered(locale)),
        Message::ResetPassword { .. } => {
            let token = token(unit, &recipient, Purpose::ResetPassword, RESET_LIFETIME)?;
            Some(account::reset_password(locale, &format!("{link_base}/reset-password?token={token}")))
        }
        Message::PetitionNews { petition, event, .. } => {
            petition::news(unit.conn, locale, petition, *event, link_base)?
        }
    };
    let Some(Content { subject, body }) = content else { return Ok(None) };
    let city = city::profile(unit.conn)?.value;
    let name = &recipient.full_name;
    let text = match locale {
        Locale::Uk => format!("Вітаємо, {name}!\n\n{body}\n\nЕлектронні петиції, {}\n", city.name_uk),
        Locale::En => format!("Dear {name},\n\n{body}\n\nE-petitions, {}\n", city.name_en),
    };
    Ok(Some(Letter { id: due.id.clone(), to, subject, text, written_at: unit.now }))
}

fn recipient(conn: &mut Connected, message: &Message) -> Result<Option<Account>> {
    let which = match message {
        Message::VerifyEmail { account }
        | Message::AlreadyRegistered { account }
        | Message::PetitionNews { account, .. } => Which::Id(account),
        Message::ResetPassword { email_key } => Which::Email(email_key),
    };
    accounts::find(conn, which)
}

/// A new one-time token of an account, as the link shows it.
fn token(unit: &mut Unit<'_>, account: &Account, purpose: Purpose, lifetime: TimeDelta) -> Result<String> {
    let token = unit.new_token();
    add_email_token(unit.conn, &token.hash(), &account.id, purpose, unit.now + lifetime)?;
    Ok(token.reveal().to_owned())
}
