//! Writes the letters that the outbox asks for, in the recipient's language.
//!
//! One-time tokens are made here, when the letter is written: the database knows their hashes alone.

mod content;
mod petition;
#[cfg(test)]
mod tests;

use chrono::TimeDelta;
use viche_app::Unit;
use viche_app::accounts::{Account, EMAIL_TOKEN_LIFETIME};
use viche_app::store::accounts::{self, Which};
use viche_app::store::outbox::{Due, Message};
use viche_app::store::sessions::{Purpose, add_email_token};
use viche_app::store::{Connected, Result, city};
use viche_domain::locale::Locale;

use self::content::{Content, Kind};
use crate::mail::Letter;

/// How long a link that allows a new password is good for: whoever asked for it is waiting.
const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The letter that a message asks for; nothing where there is nobody to tell, or nothing any more.
pub(crate) fn write(unit: &mut Unit<'_>, due: &Due, link_base: &str) -> Result<Option<Letter>> {
    let Some(recipient) = recipient(unit.conn, &due.message)? else { return Ok(None) };
    let Some(to) = recipient.email.clone() else { return Ok(None) };
    let Some(content) = content(unit, &due.message, &recipient, link_base)? else { return Ok(None) };
    let (locale, city) = (recipient.locale, city::profile(unit.conn)?.value);
    let city = match locale {
        Locale::Uk => city.name_uk,
        Locale::En => city.name_en,
    };
    Ok(Some(Letter {
        id: due.id.clone(),
        to,
        subject: content.subject(locale),
        text: content.text(locale, &recipient.full_name, &city),
        written_at: unit.now,
    }))
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

/// What there is to say: one-time links are the recipient's own.
fn content(
    unit: &mut Unit<'_>,
    message: &Message,
    recipient: &Account,
    link_base: &str,
) -> Result<Option<Content>> {
    Ok(match message {
        Message::VerifyEmail { .. } if recipient.email_verified_at.is_some() => None,
        Message::VerifyEmail { .. } => {
            let token = token(unit, recipient, Purpose::VerifyEmail, EMAIL_TOKEN_LIFETIME)?;
            let content = Content::new(Kind::VerifyEmail)
                .with("link", format!("{link_base}/verify-email?token={token}"))
                .with("hours", EMAIL_TOKEN_LIFETIME.num_hours());
            Some(content)
        }
        Message::AlreadyRegistered { .. } => Some(Content::new(Kind::AlreadyRegistered)),
        Message::ResetPassword { .. } => {
            let token = token(unit, recipient, Purpose::ResetPassword, RESET_LIFETIME)?;
            let content = Content::new(Kind::ResetPassword)
                .with("link", format!("{link_base}/reset-password?token={token}"))
                .with("hours", RESET_LIFETIME.num_hours());
            Some(content)
        }
        Message::PetitionNews { petition, event, .. } => {
            petition::news(unit.conn, petition, *event, link_base)?
        }
    })
}

/// A new one-time token of an account, as the link shows it.
fn token(unit: &mut Unit<'_>, account: &Account, purpose: Purpose, lifetime: TimeDelta) -> Result<String> {
    let token = unit.new_token();
    add_email_token(unit.conn, &token.hash(), &account.id, purpose, unit.now + lifetime)?;
    Ok(token.reveal().to_owned())
}
