//! Words of letters: dates, reasons, decisions.

use chrono::{Datelike as _, NaiveDate};
use viche_domain::locale::{Locale, Text};
use viche_domain::petition::{Decision, RefusalCode};

const MONTHS: [Text; 12] = [
    Text { uk: "січня", en: "January" },
    Text { uk: "лютого", en: "February" },
    Text { uk: "березня", en: "March" },
    Text { uk: "квітня", en: "April" },
    Text { uk: "травня", en: "May" },
    Text { uk: "червня", en: "June" },
    Text { uk: "липня", en: "July" },
    Text { uk: "серпня", en: "August" },
    Text { uk: "вересня", en: "September" },
    Text { uk: "жовтня", en: "October" },
    Text { uk: "листопада", en: "November" },
    Text { uk: "грудня", en: "December" },
];

/// A date in words: `14 травня 2017 року`, `14 May 2017`.
pub(super) fn local_date(locale: Locale, date: NaiveDate) -> String {
    let (day, month, year) = (date.day(), MONTHS[date.month0() as usize].get(locale), date.year());
    match locale {
        Locale::Uk => format!("{day} {month} {year} року"),
        Locale::En => format!("{day} {month} {year}"),
    }
}

/// The reason of a refusal, to stand after a colon.
pub(super) const fn reason(code: RefusalCode) -> Text {
    match code {
        RefusalCode::OverthrowOrViolence => Text {
            uk: "заклики до повалення конституційного ладу або до насильства",
            en: "calls to overthrow the constitutional order, or for violence",
        },
        RefusalCode::WarPropaganda => Text { uk: "пропаганда війни", en: "propaganda of war" },
        RefusalCode::Hatred => {
            Text { uk: "розпалювання ворожнечі", en: "incitement to hatred" }
        }
        RefusalCode::Terrorism => Text {
            uk: "заклики до вчинення терористичних актів",
            en: "calls for terrorism",
        },
        RefusalCode::RightsInfringement => Text {
            uk: "посягання на права і свободи людини",
            en: "infringement of human rights and freedoms",
        },
        RefusalCode::NotCompetence => Text {
            uk: "питання не належить до повноважень ради",
            en: "the matter is not within the council's competence",
        },
        RefusalCode::Duplicate => Text {
            uk: "таку саму петицію вже оприлюднено",
            en: "the same petition is published already",
        },
        RefusalCode::PersonalDataOrLibel => Text {
            uk: "персональні дані інших осіб або наклеп",
            en: "personal data of others, or libel",
        },
        RefusalCode::Advert => Text { uk: "реклама", en: "an advertisement" },
        RefusalCode::Unreadable => Text {
            uk: "текст неможливо зрозуміти",
            en: "the text can't be understood",
        },
        RefusalCode::MissingData => Text {
            uk: "бракує даних, яких вимагає закон",
            en: "data that the law requires are missing",
        },
    }
}

/// The city's decision, to stand after a colon.
pub(super) const fn decision(decision: Decision) -> Text {
    match decision {
        Decision::Supported => Text { uk: "підтримано", en: "supported" },
        Decision::PartlySupported => {
            Text { uk: "підтримано частково", en: "supported in part" }
        }
        Decision::Declined => Text { uk: "відхилено", en: "declined" },
        Decision::Explained => Text { uk: "надано розʼяснення", en: "explained" },
    }
}
