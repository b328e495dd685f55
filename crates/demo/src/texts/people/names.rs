//! First names and patronymics, surnames and their feminine forms.

use std::sync::LazyLock;

use serde::Deserialize;

pub static NAMES: LazyLock<Names> = LazyLock::new(|| texts!("names"));

/// What people of the region are called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub men: Vec<Man>,
    pub women: Vec<Woman>,
    /// The masculine forms.
    pub surnames: Vec<String>,
}

/// A man's name and the patronymics of his children.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Man {
    pub name: String,
    pub son: String,
    pub daughter: String,
    pub weight: u32,
}

/// A woman's name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Woman {
    pub name: String,
    pub weight: u32,
}

/// The form a woman bears: adjectives agree, as do surnames in -ов, -ев, -єв, -ін and -їн; all others stay as
/// they are.
pub fn feminine(masculine: &str) -> String {
    if let Some(stem) = masculine.strip_suffix("ий") {
        format!("{stem}а")
    } else if ["ов", "ев", "єв", "ін", "їн"].iter().any(|ending| masculine.ends_with(ending)) {
        format!("{masculine}а")
    } else {
        masculine.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::feminine;

    #[test]
    fn adjectives_and_possessives_agree_and_nouns_do_not() {
        for (man, woman) in [
            ("Грабовський", "Грабовська"),
            ("Зубрицький", "Зубрицька"),
            ("Осадчий", "Осадча"),
            ("Павлов", "Павлова"),
            ("Кудін", "Кудіна"),
            ("Коваленко", "Коваленко"),
            ("Волошин", "Волошин"),
            ("Шевців", "Шевців"),
            ("Смолій", "Смолій"),
            ("Чорнобай", "Чорнобай"),
        ] {
            assert_eq!(feminine(man), woman);
        }
    }
}
