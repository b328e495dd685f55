//! The two languages the service speaks.

use serde::{Deserialize, Serialize};

/// A language of messages and e-mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Language))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Ukrainian.
    #[default]
    Uk,
    /// English.
    En,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: &[Self] = &[Self::Uk, Self::En];

    /// The language tag, as in `Content-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); Ukrainian where nothing fits.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0.0, Self::Uk);
        for item in accept_language.split(',') {
            let mut parts = item.split(';');
            let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let quality = parts
                .find_map(|part| part.trim().strip_prefix("q=")?.trim().parse::<f32>().ok())
                .unwrap_or(1.0);
            let locale = match tag.split('-').next() {
                Some("uk" | "*") => Self::Uk,
                Some("en") => Self::En,
                _ => continue,
            };
            if quality > best.0 {
                best = (quality, locale);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_highest_quality_that_we_speak_wins() {
        for (header, expected) in [
            ("", Locale::Uk),
            ("en", Locale::En),
            ("en-GB,en;q=0.9", Locale::En),
            ("uk-UA, en;q=0.8", Locale::Uk),
            ("de, en;q=0.3, uk;q=0.2", Locale::En),
            ("de", Locale::Uk),
            ("en;q=0", Locale::Uk),
            ("*", Locale::Uk),
            ("en;q=oops", Locale::En),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }
}
