//! Writes letters, in the recipient's language.

mod content;
mod petition;
#[cfg(test)]
mod tests;

use viche_app::Id;
use viche_app::post::{About, Matter};
use viche_domain::language::Locale;

use self::content::{Content, Kind};
use crate::mail::Letter;

/// The letter that is made of it; nothing if there is nothing to say.
pub(crate) fn write(id: Id, matter: &Matter, link_base: &str) -> Option<Letter> {
    let content = content(&matter.about, link_base)?;
    let locale = matter.locale;
    let city = match locale {
        Locale::Uk => &matter.city.name_uk,
        Locale::En => &matter.city.name_en,
    };
    Some(Letter {
        id,
        to: matter.to.clone(),
        subject: content.subject(locale),
        text: content.text(locale, matter.name.as_deref(), city),
        written_at: matter.now,
    })
}

fn content(about: &About, link_base: &str) -> Option<Content> {
    Some(match about {
        About::VerifyEmail { token, lifetime } => Content::new(Kind::VerifyEmail)
            .with("link", format!("{link_base}/verify-email?token={token}"))
            .with("hours", lifetime.num_hours()),
        About::AlreadyRegistered => Content::new(Kind::AlreadyRegistered),
        About::ResetPassword { token, lifetime } => Content::new(Kind::ResetPassword)
            .with("link", format!("{link_base}/reset-password?token={token}"))
            .with("hours", lifetime.num_hours()),
        About::Petition { event, details, reason, until } => {
            petition::news(*event, details, reason.as_deref(), *until, link_base)?
        }
    })
}
