use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::{
    BODY, EXCERPT, TITLE, body, email, excerpt, fold, line, password, person_name, same_name, typed,
};
use crate::problem::{Fault, FaultCode};

fn code<T>(result: Result<T, Fault>) -> Option<FaultCode> {
    result.err().map(|fault| fault.code)
}

#[test]
fn the_apostrophe_between_letters_is_one_letter() {
    for written in ["подвір’я", "подвірʼя", "подвір'я", "подвір`я"] {
        assert_eq!(line("/t", written, 1..=20).unwrap(), "подвірʼя");
    }
    assert_eq!(line("/t", "'так' і 5' та `x`", 1..=40).unwrap(), "'так' і 5' та `x`");
}

#[test]
fn text_is_composed_and_its_spaces_are_single() {
    assert_eq!(line("/t", "  й\u{0438}\u{0306}   ї\u{00A0}є ", 1..=20).unwrap(), "йй ї є");
    assert_eq!(body("/b", "\n Один\r\n\tдва  \n\n три \n", 1..=40).unwrap(), "Один\n\tдва  \n\n три");
}

#[test]
fn hidden_characters_are_refused_and_named() {
    for hidden in [
        '\0',
        '\u{7}',
        '\u{7F}',
        '\u{85}',
        '\u{AD}',
        '\u{61C}',
        '\u{200B}',
        '\u{200D}',
        '\u{200E}',
        '\u{202E}',
        '\u{2028}',
        '\u{2060}',
        '\u{2066}',
        '\u{FEFF}',
        '\u{E0041}',
    ] {
        let text = format!("аб{hidden}вг");
        let fault = line("/t", &text, 1..=20).unwrap_err();
        assert_eq!(fault.code, FaultCode::ForbiddenCharacter, "{hidden:?}");
        assert_eq!(fault.facts, [("character", format!("U+{:04X}", u32::from(hidden)).into())]);
        assert_eq!(code(body("/b", &text, 1..=20)), Some(FaultCode::ForbiddenCharacter), "{hidden:?}");
    }
    for line_break in ["\n", "\t", "\r\n"] {
        assert_eq!(code(line("/t", &format!("а{line_break}б"), 1..=20)), Some(FaultCode::ForbiddenCharacter));
        assert_eq!(code(body("/b", &format!("а{line_break}б"), 1..=20)), None);
    }
}

#[test]
fn lengths_are_counted_in_characters_of_what_is_kept() {
    let fault = line("/title", "Дев’ять з", TITLE).unwrap_err();
    assert_eq!((fault.place.to_string().as_str(), fault.code), ("/title", FaultCode::TooShort));
    assert_eq!(fault.facts, [("min", 10.into())]);
    assert_eq!(code(line("/t", "Рівно десят", TITLE)), None);
    assert_eq!(code(line("/t", &"ї".repeat(200), TITLE)), None);
    assert_eq!(code(line("/t", &"і\u{0308}".repeat(200), TITLE)), None);
    assert_eq!(code(line("/t", &"ї".repeat(201), TITLE)), Some(FaultCode::TooLong));
    assert_eq!(code(line("/t", " \u{00A0} ", TITLE)), Some(FaultCode::Blank));
    assert_eq!(code(line("/t", "", 0..=5)), None);
    assert_eq!(code(body("/b", &"б".repeat(10_000), BODY)), None);
    assert_eq!(code(body("/b", &"б".repeat(10_001), BODY)), Some(FaultCode::TooLong));
    assert_eq!(code(body("/b", &format!("{}\n\n\n", "б".repeat(49)), BODY)), Some(FaultCode::TooShort));
}

#[test]
fn names_of_people_are_words_of_one_alphabet() {
    for (written, kept) in [
        ("Іваненко Марʼяна Петрівна", "Іваненко Марʼяна Петрівна"),
        (" Нечуй-Левицький  І. С. ", "Нечуй-Левицький І. С."),
        ("Лук'яненко Ґанна", "Лукʼяненко Ґанна"),
        ("John O’Neill", "John OʼNeill"),
        ("Іваненко John", "Іваненко John"),
        ("Сукарно", "Сукарно"),
        ("Франко І. Я.", "Франко І. Я."),
        ("Пабло Дієго Хосе Франсіско Пікассо", "Пабло Дієго Хосе Франсіско Пікассо"),
    ] {
        assert_eq!(person_name("/n", written).unwrap(), kept);
    }
    for (wrong, expected) in [
        ("Iван Франко", FaultCode::MixedScripts),
        ("Петренко-Cміт Олена", FaultCode::MixedScripts),
        ("Іван -", FaultCode::NotAName),
        ("Іван .", FaultCode::NotAName),
        ("ʼʼ ʼʼ", FaultCode::NotAName),
        ("Сайт evil.example", FaultCode::NotAName),
        ("Франко І.Я.", FaultCode::NotAName),
        ("Ви виграли приз зайдіть на сайт", FaultCode::NotAName),
        ("𝐈𝐯𝐚𝐧 Франко", FaultCode::ForbiddenCharacter),
        ("Ｉｖａｎ Франко", FaultCode::ForbiddenCharacter),
        ("Іван 2", FaultCode::ForbiddenCharacter),
        ("Іван Франко <b>", FaultCode::ForbiddenCharacter),
        ("Іван\u{200B} Франко", FaultCode::ForbiddenCharacter),
        ("", FaultCode::Blank),
        ("І", FaultCode::TooShort),
    ] {
        assert_eq!(code(person_name("/n", wrong)), Some(expected), "{wrong}");
    }
    assert_eq!(code(person_name("/n", &format!("Іван {}", "а".repeat(115)))), None);
    assert_eq!(code(person_name("/n", &format!("Іван {}", "а".repeat(116)))), Some(FaultCode::TooLong));
}

#[test]
fn an_address_is_kept_as_written_and_known_by_its_lower_case() {
    let email = email("/email", " Olena.K+Viche@Example.ORG ").unwrap();
    assert_eq!(
        (email.address.as_str(), email.key.as_str()),
        ("Olena.K+Viche@example.org", "olena.k+viche@example.org")
    );
    assert!(!format!("{email:?}").contains("example"));
}

#[test]
fn what_is_no_address_is_refused() {
    let long_local = format!("{}@example.org", "a".repeat(65));
    for wrong in [
        "olena",
        "@example.org",
        "olena@",
        "a@b@example.org",
        "olena@example",
        "olena@example.123",
        "olena@-example.org",
        "olena@example..org",
        "olena@.org",
        ".olena@example.org",
        "o..k@example.org",
        "o k@example.org",
        "олена@example.org",
        "a\n@example.org",
        "\"a\"@example.org",
        "a@[127.0.0.1]",
        "a,b@example.org",
        "a@example.org\0",
        long_local.as_str(),
    ] {
        assert_eq!(code(email("/e", wrong)), Some(FaultCode::BadEmail), "{wrong}");
    }
    assert_eq!(code(email("/e", "  ")), Some(FaultCode::Blank));
    let domain = format!("{}.org", ["d"; 3].map(|c| c.repeat(62)).join("."));
    assert_eq!(code(email("/e", &format!("{}@{domain}", "a".repeat(61)))), None);
    assert_eq!(code(email("/e", &format!("{}@{domain}", "a".repeat(62)))), Some(FaultCode::TooLong));
}

#[test]
fn a_password_is_long_and_not_the_first_that_one_guesses() {
    const EMAIL: &str = "Olena.Kravchuk@example.org";
    let check = |text: &str| password("/p", text, &[EMAIL, "Олена Кравчук"]);
    for good in ["зелений кінь о пʼятій", "їжачок-234", "correct horse battery", "тихий-Тетерів-1902"]
    {
        assert_eq!(code(check(good)), None, "{good}");
    }
    assert_eq!(code(check("їжачок-23")), Some(FaultCode::TooShort));
    assert_eq!(code(check(&"a".repeat(129))), Some(FaultCode::TooLong));
    for (weak, why) in [
        ("123456789012", "sequence"),
        ("aaaaaaaaaaaa", "repeats"),
        ("                        ", "repeats"),
        (
            "\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}",
            "repeats",
        ),
        ("їжїжїжїжїжїж", "repeats"),
        ("QwertyUiop", "common"),
        ("Йцукенгшщз", "plain"),
        ("пароль12345", "plain"),
        ("Паляниця123", "plain"),
        ("olena.kravchuk", "plain"),
        ("OLENA.KRAVCHUK@example.org", "plain"),
        ("Кравчук2024", "plain"),
        ("password2023", "common"),
    ] {
        let fault = check(weak).unwrap_err();
        assert_eq!(fault.code, FaultCode::WeakPassword, "{weak}");
        assert_eq!(fault.facts, [("why", why.into())], "{weak}");
    }
}

#[test]
fn a_password_is_more_than_words_that_are_known() {
    for weak in [
        "Олена Петрівна",
        "петиція2026",
        "пароль2026пароль",
        "ghbdsn12345",
        "Київ2026Київ",
        "СлаваУкраїні!",
        "Героям слава!",
        "динамокиїв",
        "01012000010120",
        "+380671234567",
        "pаsswоrd123",
        "пaрoль12345",
    ] {
        let checked = password("/p", weak, &["olena@example.org", "Олена Петрівна Кравчук"]);
        assert_eq!(code(checked), Some(FaultCode::WeakPassword), "{weak}");
    }
}

#[test]
fn no_password_takes_long_to_judge() {
    let signs = "4@8({[<369&#!1/|0$5+7%2/";
    for long in [signs.to_owned(), signs.repeat(5), "1|7!($5".repeat(18), "4321@!".repeat(21)] {
        let begun = std::time::Instant::now();
        let _ = password("/p", &long, &["olena@example.org"]);
        // Without a bound on the signs that are read in every way: seconds.
        assert!(begun.elapsed() < std::time::Duration::from_millis(600), "{long}: {:?}", begun.elapsed());
    }
}

#[test]
fn two_names_are_one_persons_if_they_say_the_same() {
    for (one, other, same) in [
        ("Шевчук Іван Петрович", "ІВАН  Шевчук", true),
        ("Знам'янський Дем'ян", "Демʼян Знам’янський", true),
        ("Сукарно", "СУКАРНО", true),
        ("Шевчук Іван Петрович", "Шевчук Іван Павлович", false),
        ("Шевчук Іван", "Шевчук", false),
        ("Шевчук Ольга Іванівна", "Коваль Ольга Іванівна", false),
    ] {
        assert_eq!((same_name(one, other), same_name(other, one)), (same, same), "{one}, {other}");
    }
}

#[test]
fn a_password_is_the_same_from_any_keyboard() {
    assert_eq!(typed("Андрі\u{438}\u{306}\u{A0}вдома"), "Андрі\u{439} вдома");
}

#[test]
fn search_finds_text_however_it_was_typed() {
    for typed in
        ["ПОДВІР’Я  на Михайлівській", "подвір'я НА михайлівськіи\u{0306}", " Подвірʼя\nна Михайлівській"]
    {
        assert_eq!(fold(typed), "подвірʼя на михайлівській");
    }
    // Half a word typed is found too.
    assert!("подвірʼя".starts_with(&fold("Подвір'")));
}

proptest! {
    #[test]
    fn what_is_kept_stays_as_it_is(raw in any::<String>()) {
        if let Ok(kept) = line("/t", &raw, 0..=1000) {
            prop_assert!(is_nfc(&kept));
            prop_assert_eq!(line("/t", &kept, 0..=1000), Ok(kept.clone()));
        }
        if let Ok(kept) = body("/t", &raw, 0..=1000) {
            prop_assert!(is_nfc(&kept));
            prop_assert_eq!(body("/t", &kept, 0..=1000), Ok(kept.clone()));
        }
        prop_assert_eq!(fold(&fold(&raw)), fold(&raw));
    }
}

#[test]
fn an_excerpt_is_one_line_cut_between_words() {
    assert_eq!(excerpt("Просимо\n\nоблаштувати  парк."), "Просимо облаштувати парк.");
    assert_eq!(excerpt(""), "");
    let whole = "слово ".repeat(33) + "ще";
    assert_eq!(whole.chars().count(), EXCERPT);
    assert_eq!(excerpt(&whole), whole);
    let cut = excerpt(&(whole.clone() + "раз"));
    assert_eq!(cut, format!("{}…", "слово ".repeat(33).trim_end()));
    let last = "слово\n\n".to_owned() + &"слово ".repeat(31) + "останнє";
    assert_eq!(last.chars().count(), EXCERPT);
    let whole_words = last.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(excerpt(&(last + " та інше")), whole_words + "…", "what a blank ends is whole");
    let comma = excerpt(&("слово ".repeat(32) + "кінець, а далі"));
    assert_eq!(comma, format!("{}кінець…", "слово ".repeat(32)));
    let unbroken = excerpt(&"а".repeat(500));
    assert_eq!(unbroken, "а".repeat(EXCERPT - 1) + "…");
    assert_eq!(excerpt(&("Прошу".to_owned() + &"\n".repeat(200) + "далі")), "Прошу…");
    for text in ["слово ".repeat(100), "а".repeat(500), "\n".repeat(300) + "а"] {
        let cut = excerpt(&text);
        assert!(cut.chars().count() <= EXCERPT && !cut.contains('\n'), "{text}");
        let beginning: String = text.chars().take(EXCERPT + 1).collect();
        assert_eq!(excerpt(&beginning), excerpt(&text), "the beginning is enough");
    }
}

#[test]
fn text_of_nothing_that_reads_is_blank_and_marks_stand_on_letters() {
    for blank in ["!!!!!!!!!!", "— — — — — —", "🌳🌳🌳🌳🌳🌳🌳🌳🌳🌳"] {
        assert_eq!(code(line("/t", blank, 10..=20)), Some(FaultCode::Blank), "{blank}");
    }
    let zalgo = format!("Облаштувати скв{}ер", "\u{0301}".repeat(300));
    for forbidden in [
        &*"\u{2800}".repeat(12),
        &*"\u{0301}".repeat(12),
        &*"\u{FE0F}".repeat(12),
        "Облаштувати \u{FFFE} сквер",
        "Облаштувати \u{E000} сквер",
        "Облаштувати \u{0301}сквер",
        "Облаштувати\u{E0101} сквер",
        &zalgo,
    ] {
        assert_eq!(code(line("/t", forbidden, 10..=400)), Some(FaultCode::ForbiddenCharacter), "{forbidden}");
    }
    for good in [
        "Замо\u{0301}к чи за\u{0301}мок",
        "Сквер ☀\u{FE0F} і 1\u{FE0F}\u{20E3}",
        "Tiê\u{0301}ng Viêt",
        "№ 214",
    ] {
        assert_eq!(code(line("/t", good, 1..=400)), None, "{good}");
    }
}
