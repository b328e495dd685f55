//! What the service says, in files of each language (Project Fluent): an editor needs no Rust, and a number has the
//! plural forms of its language.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::language::Locale;

/// The messages of one subject in both languages. [`messages!`](crate::messages!) reads them from files.
pub struct Messages {
    uk: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// A value that a message speaks of, by its name in the message.
pub type Fact = (&'static str, Value);

/// What a message can speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, which may choose a plural form.
    Number(i64),
    /// A text as it is, or a word that chooses among variants.
    Text(String),
    /// A date, said in words.
    Date(NaiveDate),
}

impl Messages {
    /// Reads the texts of the files of each language.
    pub fn new(uk: &[&str], en: &[&str]) -> Self {
        Self {
            uk: bundle(Locale::Uk, include_str!("../messages/uk/words.ftl"), uk),
            en: bundle(Locale::En, include_str!("../messages/en/words.ftl"), en),
        }
    }

    /// The message with this key.
    pub fn say(&self, locale: Locale, key: &str, facts: &[Fact]) -> Cow<'_, str> {
        self.render(locale, key, None, facts)
    }

    /// A named part of the message with this key: what stands at `.part` in the file.
    pub fn say_part(&self, locale: Locale, key: &str, part: &str, facts: &[Fact]) -> Cow<'_, str> {
        self.render(locale, key, Some(part), facts)
    }

    /// Tests render every message, so that what is missing fails there; a reader would see its name instead.
    fn render(&self, locale: Locale, key: &str, part: Option<&str>, facts: &[Fact]) -> Cow<'_, str> {
        let bundle = match locale {
            Locale::Uk => &self.uk,
            Locale::En => &self.en,
        };
        let message = bundle.get_message(key);
        let pattern = message.and_then(|message| match part {
            None => message.value(),
            Some(part) => message.get_attribute(part).map(|attribute| attribute.value()),
        });
        debug_assert!(pattern.is_some(), "no message {key} {part:?} in {locale:?}");
        let Some(pattern) = pattern else { return Cow::Owned(key.to_owned()) };
        let facts: FluentArgs<'_> =
            facts.iter().map(|(name, value)| (*name, self.fluent(locale, value))).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&facts), &mut errors);
        debug_assert!(errors.is_empty(), "{key} {part:?} in {locale:?}: {errors:?}");
        text
    }

    fn fluent<'a>(&'a self, locale: Locale, value: &'a Value) -> FluentValue<'a> {
        match value {
            Value::Number(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Date(date) => {
                let facts = [
                    ("day", date.day().into()),
                    ("month", date.month().into()),
                    ("year", date.year().into()),
                ];
                self.say(locale, "date", &facts).into()
            }
        }
    }
}

fn bundle(locale: Locale, shared: &str, files: &[&str]) -> FluentBundle<FluentResource> {
    let language = locale.tag().parse().expect("our language tags are well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks that keep apart texts of both directions are of no use to our two languages.
    bundle.set_use_isolating(false);
    for file in [shared].iter().chain(files) {
        let resource = FluentResource::try_new((*file).to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{locale:?}: {errors:?} in {file}"));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("{locale:?}: {errors:?}");
        }
    }
    bundle
}

/// The messages of the files `messages/uk/….ftl` and `messages/en/….ftl` of the crate that asks, embedded in it.
#[macro_export]
macro_rules! messages {
    ($($file:literal),+ $(,)?) => {
        $crate::messages::Messages::new(
            &[$(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/uk/", $file, ".ftl")),)+],
            &[$(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/en/", $file, ".ftl")),)+],
        )
    };
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::Messages;
    use crate::language::Locale;

    #[test]
    fn a_date_is_said_with_its_month_in_the_genitive() {
        let words = Messages::new(&["until = до { $day }"], &["until = until { $day }"]);
        for (date, uk, en) in [
            ("2017-01-01", "до 1 січня 2017 року", "until 1 January 2017"),
            ("2017-02-28", "до 28 лютого 2017 року", "until 28 February 2017"),
            ("2017-03-02", "до 2 березня 2017 року", "until 2 March 2017"),
            ("2017-04-30", "до 30 квітня 2017 року", "until 30 April 2017"),
            ("2017-05-14", "до 14 травня 2017 року", "until 14 May 2017"),
            ("2017-06-21", "до 21 червня 2017 року", "until 21 June 2017"),
            ("2017-07-11", "до 11 липня 2017 року", "until 11 July 2017"),
            ("2017-08-24", "до 24 серпня 2017 року", "until 24 August 2017"),
            ("2017-09-03", "до 3 вересня 2017 року", "until 3 September 2017"),
            ("2017-10-05", "до 5 жовтня 2017 року", "until 5 October 2017"),
            ("2017-11-30", "до 30 листопада 2017 року", "until 30 November 2017"),
            ("2017-12-31", "до 31 грудня 2017 року", "until 31 December 2017"),
        ] {
            let day: chrono::NaiveDate = date.parse().unwrap();
            let facts = [("day", day.into())];
            assert_eq!(words.say(Locale::Uk, "until", &facts), uk);
            assert_eq!(words.say(Locale::En, "until", &facts), en);
        }
    }

    #[test]
    fn a_text_is_said_as_it_is() {
        let words = Messages::new(&["title = «{ $title }»"], &["title = \"{ $title }\""]);
        let facts = [("title", "{ $x } = [a]\n *[b]".into())];
        assert_eq!(words.say(Locale::Uk, "title", &facts), "«{ $x } = [a]\n *[b]»");
    }
}
