//! Letters about a petition, to its author.

use chrono::{DateTime, Utc};
use viche_app::petitions::Petition;
use viche_app::store::petitions::{self, Reference, answers};
use viche_app::store::{Connected, Id, Result};
use viche_domain::locale::Locale;
use viche_domain::petition::EventKind;

use super::Content;
use super::words::{decision, local_date, reason};

/// What happened to a petition; nothing where the author did it, or where the petition is no more what it was then.
pub(super) fn news(
    conn: &mut Connected,
    locale: Locale,
    petition: &Id,
    event: EventKind,
    link_base: &str,
) -> Result<Option<Content>> {
    let Some((petition, _)) = petitions::find(conn, &Reference::Id(petition.clone()))? else {
        return Ok(None);
    };
    let content = match event {
        EventKind::Published => Some(published(locale, &petition)),
        EventKind::Refused => refused(conn, locale, &petition)?,
        EventKind::ReviewAnnounced => Some(review_announced(locale, &petition)),
        EventKind::Answered => answered(conn, locale, &petition)?,
        EventKind::ReplyRecorded => Some(reply_recorded(locale, &petition)),
        EventKind::Lapsed => Some(lapsed(locale, &petition)),
        EventKind::Removed => Some(removed(locale, &petition)),
        EventKind::Created
        | EventKind::Submitted
        | EventKind::Withdrawn
        | EventKind::ThresholdReached
        | EventKind::ThresholdLost
        | EventKind::Milestone10
        | EventKind::Milestone50
        | EventKind::Milestone100 => None,
    };
    let name = petition.number.as_deref().unwrap_or(petition.id.as_str());
    Ok(content.map(|content| match event {
        EventKind::Removed => content,
        _ => Content { body: format!("{}\n\n{link_base}/petitions/{name}", content.body), ..content },
    }))
}

fn published(locale: Locale, petition: &Petition) -> Content {
    let (title, facts) = (&petition.title, &petition.lifecycle);
    let number = petition.number.as_deref().unwrap_or_default();
    let until = day(locale, facts.closes_at);
    let threshold = threshold(petition);
    match locale {
        Locale::Uk => Content {
            subject: format!("Вашу петицію оприлюднено: {number}"),
            body: format!(
                "Вашу петицію «{title}» оприлюднено під номером {number}. Підписи збирають до {until} включно; потрібна \
                 кількість підписів: {threshold}."
            ),
        },
        Locale::En => Content {
            subject: format!("Your petition is published: {number}"),
            body: format!(
                "Your petition \"{title}\" is published under the number {number}. Signatures are collected until the \
                 end of {until}; signatures needed: {threshold}."
            ),
        },
    }
}

fn refused(conn: &mut Connected, locale: Locale, petition: &Petition) -> Result<Option<Content>> {
    let Some(refusal) = petitions::refusal(conn, &petition.id)? else { return Ok(None) };
    let (title, why) = (&petition.title, reason(refusal.code).get(locale));
    let explanation = &refusal.explanation;
    Ok(Some(match locale {
        Locale::Uk => Content {
            subject: "Вашу петицію не оприлюднено".to_owned(),
            body: format!(
                "Модератор відмовив в оприлюдненні вашої петиції «{title}».\n\nПідстава: {why}.\n\n{explanation}\n\nНа її \
                 основі ви можете підготувати виправлену петицію."
            ),
        },
        Locale::En => Content {
            subject: "Your petition is not published".to_owned(),
            body: format!(
                "A moderator refused to publish your petition \"{title}\".\n\nReason: {why}.\n\n{explanation}\n\nYou \
                 can start a corrected petition from it."
            ),
        },
    }))
}

fn review_announced(locale: Locale, petition: &Petition) -> Content {
    let (title, until) = (&petition.title, day(locale, petition.lifecycle.answer_due_at));
    match locale {
        Locale::Uk => Content {
            subject: "Розгляд вашої петиції розпочато".to_owned(),
            body: format!(
                "Місто розпочало розгляд вашої петиції «{title}». Строк відповіді: до {until} включно."
            ),
        },
        Locale::En => Content {
            subject: "The review of your petition has begun".to_owned(),
            body: format!(
                "The city has begun to review your petition \"{title}\". Its answer is due by {until}."
            ),
        },
    }
}

fn answered(conn: &mut Connected, locale: Locale, petition: &Petition) -> Result<Option<Content>> {
    let Some(answer) = answers::all(conn, &petition.id)?.into_iter().next() else { return Ok(None) };
    let (title, decided) = (&petition.title, decision(answer.decision).get(locale));
    Ok(Some(match locale {
        Locale::Uk => Content {
            subject: "Відповідь на вашу петицію".to_owned(),
            body: format!("Місто відповіло на вашу петицію «{title}». Рішення: {decided}."),
        },
        Locale::En => Content {
            subject: "The answer to your petition".to_owned(),
            body: format!("The city has answered your petition \"{title}\". Decision: {decided}."),
        },
    }))
}

fn reply_recorded(locale: Locale, petition: &Petition) -> Content {
    let title = &petition.title;
    match locale {
        Locale::Uk => Content {
            subject: "Відповідь на ваше звернення".to_owned(),
            body: format!("Місто відповіло на вашу петицію «{title}» як на звернення."),
        },
        Locale::En => Content {
            subject: "The reply to your appeal".to_owned(),
            body: format!("The city has replied to your petition \"{title}\" as to an ordinary appeal."),
        },
    }
}

fn lapsed(locale: Locale, petition: &Petition) -> Content {
    let (title, signatures) = (&petition.title, petition.lifecycle.signatures);
    let threshold = threshold(petition);
    let until = day(locale, petition.lifecycle.reply_due_at);
    match locale {
        Locale::Uk => Content {
            subject: "Збір підписів за вашою петицією завершено".to_owned(),
            body: format!(
                "Строк збору підписів за вашою петицією «{title}» минув. Зібрано підписів: {signatures} з {threshold}. За \
                 законом її розглянуть як звернення; строк відповіді: до {until} включно."
            ),
        },
        Locale::En => Content {
            subject: "Signing of your petition has closed".to_owned(),
            body: format!(
                "The time for signing your petition \"{title}\" is over. Signatures: {signatures} of {threshold}. By \
                 law it is now an ordinary appeal; the reply is due by {until}."
            ),
        },
    }
}

fn removed(locale: Locale, petition: &Petition) -> Content {
    let title = &petition.title;
    let why = petition.removal_reason.as_deref().unwrap_or_default();
    match locale {
        Locale::Uk => Content {
            subject: "Вашу петицію вилучено".to_owned(),
            body: format!("Адміністратор вилучив вашу петицію «{title}».\n\nПричина: {why}"),
        },
        Locale::En => Content {
            subject: "Your petition is removed".to_owned(),
            body: format!("An administrator removed your petition \"{title}\".\n\nReason: {why}"),
        },
    }
}

/// Signatures that the petition's policy asks for.
fn threshold(petition: &Petition) -> i64 {
    petition.lifecycle.policy.as_ref().map_or(0, |policy| policy.threshold)
}

/// The last day of a term.
fn day(locale: Locale, end: Option<DateTime<Utc>>) -> String {
    end.map(|end| local_date(locale, viche_domain::time::last_day(end))).unwrap_or_default()
}
