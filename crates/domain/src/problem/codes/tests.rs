use std::collections::BTreeSet;

use super::Code;
use crate::language::Locale;

#[test]
fn codes_are_distinct_words_and_statuses_are_errors() {
    let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(words.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.as_str().chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code:?}");
        assert!((400..600).contains(&code.status()), "{code:?}");
    }
}

#[test]
fn every_code_has_a_title_and_a_sentence_in_both_languages() {
    for code in Code::ALL {
        for locale in Locale::ALL {
            let (title, detail) = (code.title(*locale), code.detail(*locale));
            assert!(!title.ends_with('.') && detail.ends_with('.'), "{title}: {detail}");
        }
    }
}
