use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use unicode_normalization::is_nfc;
use viche_domain::petition::{Decision, RefusalCode};

use super::replies::DEPARTMENTS;
use super::{People, PetitionText, Sex, answer, petitions, refusal, removal, withdrawal};

const CATEGORIES: [&str; 12] = [
    "transport",
    "roads",
    "improvement",
    "education",
    "health",
    "culture",
    "sport",
    "ecology",
    "utilities",
    "safety",
    "social",
    "governance",
];

/// Fails on a placeholder, a letter of another alphabet, another apostrophe, stray spaces or a text not in NFC.
fn assert_clean(text: &str) {
    const LETTERS: &str = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";
    const OTHERS: &str = "0123456789 \n.,:;!?()«»–—-№%¹/";
    assert!(is_nfc(text), "{text}");
    let letters: Vec<char> = text.chars().collect();
    for (at, &sign) in letters.iter().enumerate() {
        let lower = sign.to_lowercase().next().unwrap();
        let between_letters = || {
            letters[at - 1].is_alphabetic() && letters.get(at + 1).is_some_and(|next| next.is_alphabetic())
        };
        assert!(
            LETTERS.contains(lower) || OTHERS.contains(sign) || (sign == 'ʼ' && between_letters()),
            "{sign:?} in {text}"
        );
    }
    for stray in ["  ", " ,", " .", " \n", "\n ", "\n\n\n", ".."] {
        assert!(!text.contains(stray), "{stray:?} in {text}");
    }
    assert_eq!(text.trim(), text);
    assert!(text.starts_with(|first: char| first.is_uppercase()), "{text}");
}

fn paragraphs(text: &str) -> usize {
    text.split("\n\n").count()
}

#[test]
fn five_thousand_people_differ_in_number_and_address() {
    let crowd: Vec<_> = People::new(2017).take(5000).collect();
    let numbers: HashSet<_> = crowd.iter().map(|person| &person.rnokpp).collect();
    let addresses: HashSet<_> = crowd.iter().map(|person| &person.email).collect();
    let names: HashSet<_> = crowd.iter().map(|person| &person.full_name).collect();
    assert_eq!((numbers.len(), addresses.len()), (5000, 5000));
    assert!(names.len() > 4900, "namesakes are rare: {} names", names.len());
}

#[test]
fn a_number_carries_birth_date_and_sex_and_checks() {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 31).unwrap();
    for person in People::new(1).take(5000) {
        let digits: [u8; 10] =
            person.rnokpp.bytes().map(|byte| byte - b'0').collect::<Vec<_>>().try_into().unwrap();
        let days: i64 = person.rnokpp[..5].parse().unwrap();
        assert_eq!((person.birth_date - epoch).num_days(), days);
        assert_eq!(digits[8] % 2 == 1, person.sex == Sex::Male);
        let weighted = -i32::from(digits[0])
            + [5, 7, 9, 4, 6, 10, 5, 7]
                .iter()
                .zip(&digits[1..9])
                .map(|(weight, digit)| weight * i32::from(*digit))
                .sum::<i32>();
        assert_eq!(i32::from(digits[9]), (weighted + 11) % 11 % 10, "{}", person.rnokpp);
    }
}

#[test]
fn everybody_is_16_to_90_throughout_2017() {
    let youngest = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap();
    for person in People::new(2).take(5000) {
        assert!(person.birth_date <= youngest && person.birth_date.year() >= 1927, "{}", person.birth_date);
    }
}

#[test]
fn names_agree_with_the_sex() {
    for person in People::new(3).take(5000) {
        assert_clean(&person.full_name);
        let parts: Vec<_> = person.full_name.split(' ').collect();
        let [surname, first_name, patronymic] = parts[..] else { panic!("three parts: {parts:?}") };
        let feminine_first_name = first_name.ends_with(['а', 'я'])
            && !["Микола", "Ілля", "Микита"].contains(&first_name)
            || first_name == "Любов";
        match person.sex {
            Sex::Female => {
                assert!(patronymic.ends_with("івна") || patronymic.ends_with("ївна"), "{parts:?}");
                assert!(!surname.ends_with("ий") && !surname.ends_with("ов"), "{parts:?}");
                assert!(feminine_first_name, "{parts:?}");
            }
            Sex::Male => {
                assert!(patronymic.ends_with("ич") || patronymic.ends_with("іч"), "{parts:?}");
                assert!(!surname.ends_with("ська") && !surname.ends_with("цька"), "{parts:?}");
            }
        }
    }
}

#[test]
fn addresses_are_plain_latin() {
    for person in People::new(4).take(5000) {
        let mailbox = person.email.strip_suffix("@example.org").unwrap();
        assert!(
            mailbox.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.')
        );
        assert!(mailbox.split('.').all(|part| !part.is_empty()), "{mailbox}");
    }
}

#[test]
fn two_hundred_petitions_are_distinct_and_within_the_limits() {
    let all: Vec<PetitionText> = petitions(2017).collect();
    assert!(all.len() >= 200);
    let titles: HashSet<_> = all.iter().map(|petition| petition.title.to_lowercase()).collect();
    assert_eq!(titles.len(), all.len());
    for petition in &all {
        assert_clean(&petition.title);
        assert_clean(&petition.text);
        assert!((10..=200).contains(&petition.title.chars().count()), "{}", petition.title);
        assert!(!petition.title.contains('\n') && !petition.title.ends_with('.'), "{}", petition.title);
        assert!((50..=10_000).contains(&petition.text.chars().count()), "{}", petition.text);
        assert!((2..=5).contains(&paragraphs(&petition.text)), "{}", petition.text);
        for paragraph in petition.text.split("\n\n") {
            assert!(paragraph.ends_with(['.', '!', '?']), "{paragraph}");
        }
    }
    let used: HashSet<_> = all.iter().map(|petition| petition.category).collect();
    assert_eq!(used, HashSet::from(CATEGORIES));
}

#[test]
fn every_refusal_code_has_its_explanations() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for &code in RefusalCode::ALL {
        for _ in 0..10 {
            assert_clean(refusal(code, &mut rng));
        }
    }
}

#[test]
fn every_decision_is_explained_in_every_category() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    for &decision in Decision::ALL {
        let of_categories: HashSet<_> = CATEGORIES
            .map(|category| {
                let text = answer(decision, category, &mut rng).unwrap();
                assert_clean(&text);
                assert!((2..=4).contains(&paragraphs(&text)), "{text}");
                text.split("\n\n").nth(1).unwrap().to_owned()
            })
            .into();
        assert_eq!(of_categories.len(), CATEGORIES.len(), "each category has words of its own");
    }
    assert_eq!(answer(Decision::Supported, "astronomy", &mut rng), None);
    let categories: HashSet<_> = DEPARTMENTS.keys().map(String::as_str).collect();
    assert_eq!(categories, HashSet::from(CATEGORIES));
}

#[test]
fn reasons_to_withdraw_and_to_remove_are_clean() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..20 {
        assert_clean(withdrawal(&mut rng));
        assert_clean(removal(&mut rng));
    }
}

#[test]
fn a_seed_fixes_everything_and_another_changes_it() {
    let crowd = |seed| People::new(seed).take(100).collect::<Vec<_>>();
    let texts = |seed| petitions(seed).collect::<Vec<_>>();
    let answers = |seed| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        CATEGORIES.map(|category| answer(Decision::Supported, category, &mut rng))
    };
    assert_eq!(crowd(8), crowd(8));
    assert_ne!(crowd(8), crowd(9));
    assert_eq!(texts(8), texts(8));
    assert_ne!(texts(8), texts(9));
    assert_eq!(answers(8), answers(8));
    assert_ne!(answers(8), answers(9));
}
