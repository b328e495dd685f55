//! Ukrainian names in Latin letters by the table of the Cabinet of Ministers (resolution 55 of
//! 27 January 2010).

/// A name in lower-case Latin letters, fit for a mailbox: the soft sign and the apostrophe are left out, the
/// hyphen stays.
pub fn latin(name: &str) -> String {
    let mut latin = String::new();
    let mut previous = None;
    for letter in name.chars().flat_map(char::to_lowercase) {
        latin.push_str(letter_in_latin(letter, previous));
        previous = Some(letter);
    }
    latin
}

fn letter_in_latin(letter: char, previous: Option<char>) -> &'static str {
    let starts_word = matches!(previous, None | Some('-'));
    match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' if previous == Some('з') => "gh",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' if starts_word => "ye",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'і' => "i",
        'ї' | 'й' if !starts_word => "i",
        'ї' => "yi",
        'и' | 'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' if starts_word => "yu",
        'ю' => "iu",
        'я' if starts_word => "ya",
        'я' => "ia",
        '-' => "-",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn the_examples_of_the_resolution() {
        for (ukrainian, expected) in [
            ("Згурський", "zghurskyi"),
            ("Розгон", "rozghon"),
            ("Єнакієве", "yenakiieve"),
            ("Їжакевич", "yizhakevych"),
            ("Кадиївка", "kadyivka"),
            ("Йосипівка", "yosypivka"),
            ("Стрий", "stryi"),
            ("Юрій", "yurii"),
            ("Крюківка", "kriukivka"),
            ("Яготин", "yahotyn"),
            ("Костянтин", "kostiantyn"),
            ("Щербухи", "shcherbukhy"),
            ("Знамʼянка", "znamianka"),
            ("Русь", "rus"),
            ("Ґалаґан", "galagan"),
        ] {
            assert_eq!(latin(ukrainian), expected, "{ukrainian}");
        }
    }
}
