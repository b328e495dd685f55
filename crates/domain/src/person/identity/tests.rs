use super::{Document, DocumentKind, IdentityNumber, Level, PersonKey, Rnokpp, Unzr};
use crate::problem::{Code, FaultCode};

const KEY: [u8; 32] = [7; 32];

#[test]
fn levels_ascend_and_each_includes_those_below() {
    assert!(Level::None < Level::Email && Level::Email < Level::Identified);
    let refusal = |level: Level, needed| level.require(needed).err().map(|problem| problem.code);
    assert_eq!(refusal(Level::None, Level::None), None);
    assert_eq!(refusal(Level::Identified, Level::Email), None);
    assert_eq!(refusal(Level::None, Level::Email), Some(Code::EmailNotVerified));
    assert_eq!(refusal(Level::None, Level::Identified), Some(Code::IdentificationNeeded));
    assert_eq!(refusal(Level::Email, Level::Identified), Some(Code::IdentificationNeeded));
}

#[test]
fn a_taxpayer_number_carries_a_check_digit_and_the_birth_date() {
    // -3 + 5 + 56 + 36 + 28 + 6 + 0 + 30 + 63 = 221 = 20 · 11 + 1; day 31,847 from 31 December 1899.
    let number = Rnokpp::parse("3184710691").unwrap();
    assert_eq!(number.birth_date(), "1987-03-12".parse().unwrap());
    // The remainder 10 gives the digit 0: -0 + 0 + 0 + 0 + 4 + 6 = 10.
    assert_eq!(Rnokpp::parse("0000110000").unwrap().birth_date(), "1900-01-01".parse().unwrap());
}

#[test]
fn a_number_is_the_same_however_it_is_parted() {
    for typed in ["318 471 0691", "318-471-06-91", " 3184710691\u{A0}", "318–471–0691"] {
        assert_eq!(Rnokpp::parse(typed), Rnokpp::parse("3184710691"), "{typed}");
    }
    for typed in ["1990010100018", "19900101 00018", "1990-0101-00018", "19900101–00018 "] {
        assert_eq!(Unzr::parse(typed).unwrap().text(), "19900101-00018", "{typed}");
    }
}

#[test]
fn exactly_one_check_digit_is_right() {
    let right: Vec<_> = (0..10).filter(|digit| Rnokpp::parse(&format!("318471069{digit}")).is_ok()).collect();
    assert_eq!(right, [1]);
}

#[test]
fn other_forms_are_no_taxpayer_number() {
    for wrong in ["", "318471069", "31847106911", "3184710691.", "318471o691", "٣١٨٤٧١٠٦٩١", "0000000000"]
    {
        assert_eq!(Rnokpp::parse(wrong), Err(FaultCode::BadRnokpp), "{wrong}");
    }
}

#[test]
fn a_register_number_carries_a_check_digit_and_the_birth_date() {
    // 7 + 27 + 9 + 0 + 0 + 1 + 0 + 3 + 0 + 0 + 0 + 1 = 48.
    let number = Unzr::parse("19900101-00018").unwrap();
    assert_eq!(number.birth_date(), "1990-01-01".parse().unwrap());
    for wrong in
        ["19900101-00017", "19900101-0001", "19901301-00018", "1990-0101-0018", "19900101-0001８", ""]
    {
        assert_eq!(Unzr::parse(wrong), Err(FaultCode::BadUnzr), "{wrong}");
    }
}

#[test]
fn documents_have_the_form_of_their_kind() {
    for (kind, number, kept) in [
        (DocumentKind::Passport, "вм 123456", Some("ВМ123456")),
        (DocumentKind::Passport, "BM123456", Some("ВМ123456")),
        (DocumentKind::Passport, " вm\u{A0}123-456 ", Some("ВМ123456")),
        (DocumentKind::Passport, "DM123456", None),
        (DocumentKind::Passport, "ВМ12345", None),
        (DocumentKind::Passport, "ЫЫ123456", None),
        (DocumentKind::IdCard, "001234567", Some("001234567")),
        (DocumentKind::IdCard, "00123456", None),
        (DocumentKind::IdCard, "00123456A", None),
        (DocumentKind::ResidencePermit, "tt12345678", Some("TT12345678")),
        (DocumentKind::ResidencePermit, "T-12345", Some("T12345")),
        (DocumentKind::ResidencePermit, "Т‑12345", Some("T12345")),
        (DocumentKind::ResidencePermit, "Д12345", None),
        (DocumentKind::ResidencePermit, "T1234", None),
    ] {
        let document = Document::parse(kind, number);
        assert_eq!(document.as_ref().ok().map(Document::number), kept, "{kind} {number}");
        assert_eq!(document.err(), kept.is_none().then_some(FaultCode::BadDocument));
    }
}

fn one_of_each() -> [(IdentityNumber, &'static str); 3] {
    [
        (IdentityNumber::Rnokpp(Rnokpp::parse("3184710691").unwrap()), "rnokpp:3184710691"),
        (IdentityNumber::Unzr(Unzr::parse("19900101-00018").unwrap()), "unzr:19900101-00018"),
        (
            IdentityNumber::Document(Document::parse(DocumentKind::Passport, "ВМ123456").unwrap()),
            "document:passport:ВМ123456",
        ),
    ]
}

#[test]
fn a_key_is_the_hmac_of_kind_and_number() {
    for (number, material) in one_of_each() {
        assert_eq!(number.key_material(), material);
    }
    // Computed with another implementation of HMAC-SHA256.
    let key = PersonKey::derive(&KEY, &one_of_each()[0].0);
    let expected = "dfc110f7de308720fc5359aceeb6d72fedaa1ef6ffdca8df80f68f41ac762cee";
    let expected = (0..32).map(|i| u8::from_str_radix(&expected[2 * i..2 * i + 2], 16).unwrap());
    assert!(expected.eq(key.0));
    assert_ne!(PersonKey::derive(&[8; 32], &one_of_each()[0].0), key);
}

#[test]
fn nothing_prints_a_number() {
    for (number, material) in one_of_each() {
        let key = PersonKey::derive(&KEY, &number);
        let printed = format!("{number:?} {key:?}");
        assert!(!printed.chars().any(|c| c.is_ascii_digit()) && !printed.contains("ВМ"), "{material}");
    }
}
